"""What to fetch next: tasks are leased, not popped, and politeness holds across processes."""

from crawler.frontier.protocol import (
    Frontier,
    Kind,
    Lease,
    Limits,
    Mention,
    Outlook,
    RobotsFile,
    Settled,
    State,
    Stats,
    Task,
    Why,
)

__all__ = [
    "Frontier",
    "Kind",
    "Lease",
    "Limits",
    "Mention",
    "Outlook",
    "RobotsFile",
    "Settled",
    "State",
    "Stats",
    "Task",
    "Why",
]
