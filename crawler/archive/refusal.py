"""The error of an archive that will never take some of what it was given."""

from __future__ import annotations

from crawler.errors import ArchiveError


class Refusal(ArchiveError):
    """Some of what was recorded will never be taken, for the reason told; all else is stored."""
