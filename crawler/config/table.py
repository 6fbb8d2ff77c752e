"""The one table of options, from which flags, checks, `config show` and docs read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from crawler.config.kinds import (
    ARCHIVE,
    CONTACT,
    DATE,
    FOLDER,
    ROUTES,
    SWITCH,
    WEB_ARCHIVE,
    Kind,
    choice,
    number,
    whole,
)


@dataclass(frozen=True, slots=True)
class Option:
    """One row of the table. ``name`` is the key in the file; flag and variable follow from it."""

    name: str
    default: Any
    kind: Kind
    help: str
    hidden: bool = False

    @property
    def flag(self) -> str:
        """The option on the command line."""
        return "--" + self.name.replace("_", "-")

    @property
    def env(self) -> str:
        """The variable in the environment."""
        return "THREADHOP_" + self.name.upper()

    @property
    def switch(self) -> bool:
        """True when the option is on or off."""
        return self.kind is SWITCH


def _option(default: Any, kind: Kind, help: str, *, hidden: bool = False) -> Any:
    """A field of `Options` that is a row of the table."""
    row = {"default": default, "kind": kind, "help": help, "hidden": hidden}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=row)
    return field(default=default, metadata=row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The table of options, and the values that hold for one start of the command.

    ``origins`` says for each option where its value is from: a flag, a variable, a file with its
    line, or ``default``.
    """

    archive: str = _option(
        "sqlite:threadhop.db",
        ARCHIVE,
        "The archive in which threads are kept: sqlite:PATH, or https://HOST:9200/PREFIX.",
    )
    contact: str | None = _option(
        None,
        CONTACT,
        "An e-mail or https address where the owner of a site can reach you; "
        "a live crawl needs it and sends it in its user agent.",
    )
    delay: float = _option(
        2.0, number(0, 86400), "Seconds between two requests to the same host, at least."
    )
    hops: int = _option(3, whole(0), "How many blogs away from a seed the crawl goes.")
    max_pages: int = _option(2000, whole(1), "How many pages a run fetches, at most.")
    max_blog_pages: int = _option(200, whole(1), "How many pages of one blog a run fetches.")
    max_error_rate: float = _option(
        0.2, number(0, 1), "The share of failed pages above which a run ends with exit code 3."
    )
    scope: str = _option(
        "conversation",
        choice("conversation", "blog", "page"),
        "What a crawl takes: the conversation around the seeds, their whole blogs, or the seeds "
        "alone.",
    )
    since: str | None = _option(None, DATE, "Follow posts from this day on only.")
    memento: str | None = _option(
        None,
        WEB_ARCHIVE,
        "A web archive (Memento, RFC 7089) in which to look for posts that are gone, such as "
        "https://web.archive.org/web/.",
    )
    warc: str | None = _option(
        None,
        FOLDER,
        "Record everything that is fetched in WARC files in this folder.",
    )
    replay: str | None = _option(
        None,
        FOLDER,
        "Read from the WARC files in this folder instead of the network.",
    )
    allow_private_hosts: bool = _option(
        False, SWITCH, "Allow requests to loopback and private addresses."
    )
    undocumented: bool = _option(
        False, SWITCH, "Ask services for comments at addresses that they do not document, too."
    )
    connect_to: Mapping[str, str] = _option(
        {},
        ROUTES,
        "Where to connect instead of what a host's name says; for the demo and for tests.",
        hidden=True,
    )
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)


#: The table by name, in the order in which docs and help show it.
OPTIONS: Mapping[str, Option] = {
    row.name: Option(name=row.name, **row.metadata) for row in fields(Options) if row.metadata
}
