"""Plain writes: documents that nobody else changes, or that are the same whoever writes them."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.archive.elastic.bulk import Action, Outcome, Sent
from crawler.archive.elastic.store import Store
from crawler.archive.refusal import Refusal


def write(store: Store, actions: Iterable[Action], *, require_alias: bool = True) -> int:
    """Write documents; returns how many are there now.

    Raises `Refusal` when all have been sent and the server will not take some of them.
    """
    return len(done(store.send(actions, require_alias=require_alias)))


def done(outcomes: Iterable[Outcome]) -> list[Action]:
    """The actions that were carried out; raises `Refusal` at the end where some were refused."""
    written: list[Action] = []
    refused: list[Outcome] = []
    for outcome in outcomes:
        if outcome.sent is Sent.DONE:
            written.append(outcome.action)
        elif outcome.sent is Sent.REFUSED:
            refused.append(outcome)
    if refused:
        raise refusal(refused)
    return written


def refusal(outcomes: list[Outcome]) -> Refusal:
    """The error that tells of documents which were refused."""
    first = outcomes[0]
    others = f" and {len(outcomes) - 1} more" if len(outcomes) > 1 else ""
    return Refusal(
        f"Elasticsearch refused a document of {first.action.index}{others} ({first.reason})",
        "All else is stored; look at it with: threadhop archive outbox status",
    )
