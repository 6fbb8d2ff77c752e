"""`extract --batch`: a task a line in, an answer a line out, whatever a page does to its reader."""

from __future__ import annotations

import json
import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

#: How long a page may take, in seconds of wall clock.
LIMIT = 28.0


def answer_all(lines: Iterable[str], only: str | None, limit: float = LIMIT) -> Iterator[str]:
    """An answer of one ASCII line for every task line, in order, each as soon as it is known.

    A task is ``{"id", "path", "url"}``, its answer ``{"id", "post", "comments"}`` or, where it
    cannot be answered, ``{"id", "error"}``. Raises `UsageError` for a reader that is not there.
    """
    from crawler.pages import Page
    from crawler.platforms.reading import read_page

    # Fails for an unknown reader before the first task, and loads all that the workers share.
    read_page(Page("http://page.invalid/", b"<p>"), only=only)
    worker = _Worker(only, limit)
    try:
        for line in lines:
            if line.strip():
                yield worker.answer(line)
    finally:
        worker.stop()


class _Worker:
    """A forked process that reads the pages, and that a new one replaces when it dies or hangs.

    Neither an endless loop in C code nor a crash of the parser can be caught in the same process.
    """

    def __init__(self, only: str | None, limit: float) -> None:
        self._only = only
        self._limit = limit
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("fork")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_work, args=(theirs, self._pipe, self._only), daemon=True
        )
        self._process.start()
        theirs.close()

    def answer(self, line: str) -> str:
        """The answer to a task line."""
        self._pipe.send(line)
        try:
            if self._pipe.poll(self._limit):
                return str(self._pipe.recv())
            what = f"not read within {self._limit:g} s"
        except EOFError:
            self._process.join()
            what = f"the reader died (status {self._process.exitcode})"
        self.stop()
        self._start()
        return json.dumps({"id": _id(line), "error": what})

    def stop(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _work(tasks: Connection[str, str], other_end: Connection[str, str], only: str | None) -> None:
    """Answer task lines until there are no more."""
    other_end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            line = tasks.recv()
        except EOFError:
            return
        try:
            answer = {"id": _id(line), **_read(line, only)}
        except Exception as error:  # noqa: BLE001 - the guard around one page
            answer = {"id": _id(line), "error": f"{type(error).__name__}: {error}"}
        tasks.send(json.dumps(answer))


def _read(line: str, only: str | None) -> dict[str, Any]:
    from crawler.cli.saved import saved_page
    from crawler.exports.reading import scored_fields
    from crawler.platforms.reading import read_page

    task = json.loads(line)
    page = saved_page(Path(task["path"]), task.get("url"))
    return scored_fields(read_page(page, only=only))


def _id(line: str) -> Any:
    """The id of a task, ``None`` where the line is none."""
    try:
        task = json.loads(line)
    except ValueError:
        return None
    return task.get("id") if isinstance(task, dict) else None
