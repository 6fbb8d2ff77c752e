"""The one item that a spider makes of a page, and that the pipelines store."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.archive.protocol import Finding
from crawler.frontier import Settled


@dataclass(slots=True)
class Fetched:
    """What to record of one look at an address, and how its lease then ends.

    ``finding`` is ``None`` where there is nothing to record. The lease must not be settled before
    the finding is stored durably. ``settled`` is ``None`` where the lease was another item's.
    """

    finding: Finding | None
    settled: Settled | None
