"""Archives on servers behind outboxes, what is sent to them, and what must be there afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from crawler.archive import Finding, Table
from crawler.archive.address import Address, Secrets
from crawler.archive.elastic import ElasticArchive, schema
from crawler.archive.outbox import OutboxArchive, Queue
from crawler.archive.sqlite import SqliteArchive
from crawler.archive.states import digest
from crawler.model import Author, Comment, Post
from tests.contracts.archive_contract import at_minute, everything, read


def threads(numbers: range, text: str = "words") -> list[Finding]:
    """Readings of 200 threads, with five comments each, over and over again."""
    return [
        read(
            1 + n % 7,
            *(Comment(f"c{m}", published=at_minute(m), text=f"{text} {n} {m}") for m in range(5)),
            post=Post(f"http://a.example/{n % 200}", "a.example", title=f"Post {n}"),
            whole=n % 3 == 0,
        )
        for n in numbers
    ]


def with_picture(number: int) -> Finding:
    """A reading whose commenter has a picture, of a thread of its own."""
    author = Author("Anna", avatar=f"http://a.example/{number}.png")
    post = Post(f"http://pictures.example/{number}", "pictures.example")
    return read(1, Comment("c1", author=author, text="seen"), post=post)


def behind(
    folder: Path, address: Address, replicas: int = 0, **how: Callable[..., object]
) -> OutboxArchive:
    """An archive behind an outbox in a folder, which soon gives up for the moment."""

    def connect() -> ElasticArchive:
        return ElasticArchive(
            address, Secrets(), create=True, patience=2, retries=1, replicas=replicas
        )

    return OutboxArchive(Queue(folder / "outbox.db"), connect, **how)  # type: ignore[arg-type]


def near_digest(folder: Path, found: Sequence[Finding]) -> str:
    """What the same readings come to in a file."""
    with closing(SqliteArchive(folder / f"{len(found)}.db", create=True)) as near:
        near.record(found)
        return digest(near)


def far_digest(address: Address) -> str:
    """What is on the server, where every document is as it should be."""
    with closing(ElasticArchive(address, Secrets())) as far:
        far.store.refresh(*schema.NAMES)
        assert list(far.problems()) == []
        return digest(far)


def assert_equal(folder: Path, address: Address, found: Sequence[Finding]) -> None:
    """All that was sent is on the server, equal row by row to what it comes to in a file."""
    with (
        closing(SqliteArchive(folder / "equal.db", create=True)) as near,
        closing(ElasticArchive(address, Secrets())) as far,
    ):
        near.record(found)
        far.store.refresh(*schema.NAMES)
        rows, there = everything(near), everything(far)
        counts = {table.value: len(there[table.value]) for table in Table}
        print(f"sent {len(found)} readings; on the server: {counts}")
        assert there == rows
        assert list(far.problems()) == []
        assert digest(far) == digest(near)
