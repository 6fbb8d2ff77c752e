"""Endpoints of linkbacks, and how received ones appear on a page."""
