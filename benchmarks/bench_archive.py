"""How fast the SQLite archive takes readings, beside bare ``executemany`` of the same rows.

    python benchmarks/bench_archive.py [--pages 1500] [--runs 5]

Both write the same rows into the same tables with the same indexes, 20 comments a page, in batches
of 50 pages, and feed the full-text index once a batch; the bare run is given its rows ready made
and does nothing else. CPU time of this process, runs alternated, medians. The ratio (bare CPU
divided by ours) has a floor of 0.6. Then the growth of memory while all comments are exported.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from crawler.archive import Finding, Table, open_archive
from crawler.archive.sqlite.prints import ENTRY
from crawler.model import (
    Author,
    Comment,
    Link,
    LinkPlace,
    Moment,
    Post,
    Precision,
    Rank,
    Reading,
    ThreadState,
    Visit,
)

BATCH = 50
COMMENTS = 20
FLOOR = 0.6
TABLES = ("entry", "thread", "link", "visit")


def pages(count: int) -> list[Finding]:
    chance = random.Random(7)
    words = [f"{chance.choice('bcdfglmnprst')}{chance.choice('aeiou')}{n:x}" for n in range(20_000)]
    weights = [1 / (n + 1) for n in range(len(words))]

    def text(length: int) -> str:
        return " ".join(chance.choices(words, weights, k=length))

    def comment(page: int, n: int) -> Comment:
        person = chance.randrange(2000)
        home = f"http://blog{person}.example/" if person % 2 else None
        links = (Link(f"http://blog{person}.example/{n}", LinkPlace.COMMENT, "here", "see here"),)
        return Comment(
            id=f"comment-{page * COMMENTS + n}",
            author=Author(f"Person {person}", home),
            published=Moment(
                "12.3.2009 14:05", f"2009-03-{1 + n:02d}T14:05:00", 60, Precision.SECOND
            ),
            text=text(chance.randrange(20, 160)),
            parent_id=f"comment-{page * COMMENTS + n - 1}" if n % 3 == 1 else None,
            permalink=f"http://b{page % 40}.example/{page}#comment-{page * COMMENTS + n}",
            links=links if n % 10 == 0 else (),
        )

    def finding(page: int) -> Finding:
        url = f"http://b{page % 40}.example/{page}"
        post = Post(
            url=url,
            blog=f"b{page % 40}.example",
            title=text(6),
            author=Author("The author"),
            published=Moment("1.3.2009", "2009-03-01T08:00:00", 60, Precision.SECOND),
            text=text(400),
            language="en",
            platform="wordpress",
            links=tuple(Link(f"http://b{n}.example/{page}", LinkPlace.BODY, "w") for n in range(5)),
        )
        at = f"2026-01-01T{page // 3600 % 24:02d}:{page // 60 % 60:02d}:{page % 60:02d}Z"
        reading = Reading(
            url, "wordpress", Rank.PLATFORM, post,
            tuple(comment(page, n) for n in range(COMMENTS)), ThreadState.COMPLETE,
            claimed=COMMENTS, whole=True,
        )  # fmt: skip
        return Finding(Visit(url, at, 200, "run", url, digest=f"sha256:{page:064x}"), reading)

    return [finding(page) for page in range(count)]


def ours(path: Path, findings: list[Finding]) -> float:
    archive = open_archive(f"sqlite:{path}", create=True)
    start = time.process_time()
    for first in range(0, len(findings), BATCH):
        archive.record(findings[first : first + BATCH])
    spent = time.process_time() - start
    archive.close()
    return spent


def ready_made(path: Path) -> list[list[tuple[str, list[tuple[object, ...]]]]]:
    """The rows that `ours` wrote, per batch: (statement, rows) for each table."""
    connection = sqlite3.connect(path)
    batches: list[list[tuple[str, list[tuple[object, ...]]]]] = []
    posts = [row[0] for row in connection.execute("select post from thread order by post")]
    for first in range(0, len(posts), BATCH):
        chosen = posts[first : first + BATCH]
        low, high = chosen[0], chosen[-1]
        ranges = {
            "entry": f"post between {low} and {high}",
            "thread": f"post between {low} and {high}",
            "link": f"entry in (select pk from entry where post between {low} and {high})",
            "visit": f"url in (select url from thread where post between {low} and {high})",
        }
        batches.append(
            [
                *(_rows(connection, table, ranges[table]) for table in TABLES),
                _prints(connection, low, high),
            ]
        )
    connection.close()
    return batches


def _rows(
    connection: sqlite3.Connection, table: str, where: str
) -> tuple[str, list[tuple[object, ...]]]:
    columns = [f'"{row[1]}"' for row in connection.execute(f"pragma table_info({table})")]
    rows = connection.execute(f"select {', '.join(columns)} from {table} where {where}").fetchall()
    marks = ", ".join("?" * len(columns))
    return f"insert into {table} ({', '.join(columns)}) values ({marks})", rows


def _prints(
    connection: sqlite3.Connection, low: int, high: int
) -> tuple[str, list[tuple[object, ...]]]:
    rows = connection.execute(
        "select key from (select key from print union all select key from print_new)"
        f" where key & {(1 << ENTRY) - 1} in (select pk from entry where post between ? and ?)",
        (low, high),
    ).fetchall()
    return "insert into print_new (key) values (?)", rows


def bare(path: Path, batches: list[list[tuple[str, list[tuple[object, ...]]]]]) -> float:
    open_archive(f"sqlite:{path}", create=True).close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma synchronous = normal")
    connection.execute("pragma cache_size = -32000")
    start = time.process_time()
    for batch in batches:
        connection.execute("begin immediate")
        newest = connection.execute("select coalesce(max(pk), 0) from entry").fetchone()[0]
        for statement, rows in batch:
            connection.executemany(statement, rows)
        connection.execute(
            "insert into entry_words (rowid, title, text)"
            " select pk, title, text from entry where pk > ?",
            (newest,),
        )
        connection.execute("commit")
    spent = time.process_time() - start
    connection.close()
    return spent


def again(path: Path, findings: list[Finding]) -> float:
    archive = open_archive(f"sqlite:{path}")
    start = time.process_time()
    for first in range(0, len(findings), BATCH):
        archive.record(findings[first : first + BATCH])
    spent = time.process_time() - start
    archive.close()
    return spent


def export_growth(path: Path) -> tuple[int, int]:
    """Rows of comments exported, and by how many MiB the peak of memory grew meanwhile."""
    archive = open_archive(f"sqlite:{path}")
    rows = archive.export(Table.COMMENTS)
    next(rows)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count = 1 + sum(1 for _ in rows)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    archive.close()
    return count, (after - before) // 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=1500)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    findings = pages(asked.pages)
    comments = asked.pages * COMMENTS
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model.db"
        ours(model, findings)
        batches = ready_made(model)
        pairs = []
        for run in range(asked.runs):
            mine = ours(Path(folder) / f"ours{run}.db", findings)
            theirs = bare(Path(folder) / f"bare{run}.db", batches)
            pairs.append((mine, theirs))
        ratio = statistics.median(theirs / mine for mine, theirs in pairs)
        mine = statistics.median(pair[0] for pair in pairs)
        theirs = statistics.median(pair[1] for pair in pairs)
        reread = statistics.median(again(model, findings) for _ in range(asked.runs))
        exported, growth = export_growth(model)
    print(f"{asked.pages} pages, {comments} comments, batches of {BATCH} pages")
    print(f"bare executemany, full text by batch {theirs / comments * 1e6:6.1f} us CPU a comment")
    print(f"archive.record                       {mine / comments * 1e6:6.1f} us CPU a comment")
    print(f"the same pages once more             {reread / comments * 1e6:6.1f} us CPU a comment")
    print(f"ratio (floor {FLOOR}) {ratio:.2f}")
    print(f"memory grew by {growth} MiB while {exported} comments were exported")
    return 0 if ratio >= FLOOR else 1


if __name__ == "__main__":
    raise SystemExit(main())
