"""Readings to hops, walking the hops, and the conversation that comes of it."""
