"""The record of a run as a JSON file in the state folder, written all or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from crawler.config import OPTIONS, Options
from crawler.model import Run

#: The name and version of the record's form.
SCHEMA = "threadhop.run/1"


def plain(options: Options) -> dict[str, object]:
    """The options in effect, in plain values; none of them is a secret."""
    values = {name: getattr(options, name) for name in OPTIONS}
    return {k: dict(v) if isinstance(v, Mapping) else v for k, v in values.items()}


def as_json(run: Run) -> str:
    """A run as the command prints it: one JSON object (`docs/schema/run.schema.json`)."""
    thrift = {"requests_per_hop": requests_per_hop(run.counts)}
    return _dumped({"schema": SCHEMA, **asdict(run), **thrift})


def requests_per_hop(counts: Mapping[str, int]) -> float | None:
    """What a new hop has cost: requests but for robots.txt, redirects and retries.

    ``None`` where no hop was new.

    >>> requests_per_hop({"requests": 40, "redirects": 3, "retries": 1, "hops": 30})
    1.2
    """
    asked = counts.get("requests", 0) - counts.get("redirects", 0) - counts.get("retries", 0)
    hops = counts.get("hops", 0)
    return round(asked / hops, 2) if hops else None


def write(folder: Path, run: Run) -> Path:
    """Write ``ID.json`` into a folder, which is made; a reader never sees half of it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run.id}.json"
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        part.write_text(_dumped(asdict(run)) + "\n", encoding="utf-8")
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _dumped(fields: dict[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False, indent=2, sort_keys=True)
