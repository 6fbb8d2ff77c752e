"""Tasks as rows of the tables, and back."""

from __future__ import annotations

from typing import Any

from crawler.frontier.protocol import Kind, Task, Why


def columns_of(task: Task) -> tuple[str, int, int, str | None, str, str]:
    """Kind, hops, priority, post_url, why_url and why_place of a task."""
    return (task.kind, task.hops, task.priority, task.post_url, task.why.url, task.why.place)


def task_of(row: Any, address: str = "", via: tuple[str, ...] = ()) -> Task:
    """The task of a row that has those columns and ``url``."""
    return Task(
        url=row["url"],
        kind=Kind(row["kind"]),
        hops=row["hops"],
        priority=row["priority"],
        post_url=row["post_url"],
        why=Why(row["why_url"], row["why_place"]),
        address=address,
        via=via,
    )
