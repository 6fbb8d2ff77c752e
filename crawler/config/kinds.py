"""What values an option takes: how each kind is called, read and checked."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any


class Refused(Exception):
    """A value that cannot be used: what is wrong with it, and what to write instead, as phrases."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(what, instead)
        self.what = what
        self.instead = instead


@dataclass(frozen=True, slots=True)
class Kind:
    """What values an option takes: how the help calls them, and how one is read and checked."""

    word: str
    read: Callable[[object], Any]


def number(least: float, most: float | None = None) -> Kind:
    """A number, or a percentage where there is an upper bound of 1."""

    def read(value: object) -> float:
        text = str(value).strip()
        percent = most == 1 and text.endswith("%")
        try:
            amount = float(text.removesuffix("%") if percent else text)
        except ValueError:
            amount = float("nan")
        amount = amount / 100 if percent else amount
        if isinstance(value, bool) or not least <= amount <= (most or 1e9):
            until = f" and {most:g}" if most else ""
            word = "between" if most else "of at least"
            raise Refused(
                f"{value!r} is no number {word} {least:g}{until}", "write a number such as 0.5"
            )
        return amount

    return Kind("NUMBER", read)


def whole(least: int) -> Kind:
    """A whole number of at least ``least``."""

    def read(value: object) -> int:
        text = str(value).strip()
        known = not isinstance(value, bool) and re.fullmatch(r"[0-9]{1,9}", text)
        if not known or int(text) < least:
            raise Refused(
                f"{value!r} is no whole number of at least {least}", "write a number such as 3"
            )
        return int(text)

    return Kind("N", read)


def choice(*words: str) -> Kind:
    """One of these words."""

    def read(value: object) -> str:
        if value in words:
            return str(value)
        near = difflib.get_close_matches(str(value).casefold(), words, n=1)
        meant = f"did you mean {near[0]}?" if near else f"write {words[0]}"
        raise Refused(f"{value!r} is not {', '.join(words[:-1])} or {words[-1]}", meant)

    return Kind("|".join(words), read)


def _read_switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold()
    if word in ("1", "true", "yes", "on"):
        return True
    if word in ("0", "false", "no", "off"):
        return False
    raise Refused(f"{value!r} is neither true nor false", "write true or false")


def _read_archive(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if re.match("https?://[^/?#@]+/[^/?#@]+", text) and "@" not in text:
        return text.rstrip("/")
    path = text.removeprefix("sqlite:")
    if path != text and PurePath(path).name not in ("", ".."):
        return "sqlite:" + (os.path.expanduser(path) if path.startswith("~") else path)
    # What is no address may hold a password, so it is not repeated where it could.
    shown = "this" if "@" in text else repr(value)
    instead = "sqlite:PATH" if path != text or re.search("[:@]", path) else f"sqlite:{path}"
    if text.startswith(("http:", "https:")):
        instead = "https://HOST:9200/PREFIX, and give secrets by the environment"
    raise Refused(f"{shown} is no address of an archive", f"write {instead}")


def _read_contact(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if re.fullmatch(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+|https://[^\s/<>()]+\S*", text):
        return text
    raise Refused(
        f"{value!r} is neither an e-mail nor an https address",
        "write where a site's owner can reach you, such as you@university.example",
    )


def _read_web_archive(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if re.fullmatch(r"https?://[^\s/?#@<>]+(?:/[^\s#<>]*)?", text):
        return text if text.endswith(("/", "=")) else text + "/"
    shown = "this" if "@" in text else repr(value)
    raise Refused(
        f"{shown} is no address of a web archive",
        "write what stands before the address of a page there, such as "
        "https://web.archive.org/web/",
    )


def _read_date(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    day = text + {4: "-01-01", 7: "-01"}.get(len(text), "")
    try:
        known = re.match(r"\d{4}-\d\d-\d\d(?!\d)", day) and datetime.fromisoformat(day)
    except ValueError:
        known = None
    if not known:
        raise Refused(f"{value!r} is no date", "write it as 2009-03-12 or 2009-03")
    return text


def _read_folder(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if not text or "\0" in text:
        raise Refused(f"{value!r} is no folder", "write its path, such as ./warc")
    return os.path.expanduser(text)


_ROUTE = re.compile(r"(?:\[[0-9a-f:]+\]|[^\s:\[\]=]+):\d{1,5}")


def _read_routes(value: object) -> Mapping[str, str]:
    """``{host: "address:port"}``, from a table or from ``HOST=ADDRESS:PORT,...``."""
    if isinstance(value, str):
        pairs = [part.partition("=")[::2] for part in value.split(",") if part.strip()]
    elif isinstance(value, Mapping):
        pairs = [(str(host), str(address)) for host, address in value.items()]
    else:
        pairs = [("", "")]
    routes = {host.strip().casefold(): address.strip() for host, address in pairs}
    if not all(host and _ROUTE.fullmatch(address) for host, address in routes.items()):
        raise Refused(
            f"{value!r} is no list of routes", "write HOST=ADDRESS:PORT, several with commas"
        )
    return routes


ARCHIVE = Kind("ARCHIVE", _read_archive)
CONTACT = Kind("ADDRESS", _read_contact)
DATE = Kind("DATE", _read_date)
FOLDER = Kind("FOLDER", _read_folder)
ROUTES = Kind("HOST=ADDRESS:PORT,...", _read_routes)
WEB_ARCHIVE = Kind("URL", _read_web_archive)
SWITCH = Kind("true|false", _read_switch)
