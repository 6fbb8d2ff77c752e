"""When and where a document was had: what a visit says of it besides the document itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """A look at a document at an instant (since 1970); the other fields are as in `Visit`."""

    at: float
    via: str = "live"
    warc: str | None = None
    warc_offset: int | None = None
