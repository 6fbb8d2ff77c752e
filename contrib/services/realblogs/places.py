"""Where the real blogs live: their folder in the checkout, their ports, their names."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import cast

HERE = Path(__file__).resolve().parent
#: Everything that is installed, stored or written while it runs; ignored by git.
ROOT = HERE.parents[2] / ".services" / "realblogs"
RUN = ROOT / "run"

_FIRST = int(os.environ.get("THREADHOP_REALBLOGS_PORT", "18480"))
#: The one port of all blogs, and those behind it.
PORT, PHP_PORT, DB_PORT, ISSO_PORT, PYWB_PORT, GHOST_PORT = range(_FIRST, _FIRST + 6)

#: Ghost, where it was asked for and installs.
GHOST = ROOT / "ghost" / "package"


def _dress() -> str:
    """What `THREADHOP_REALBLOGS_DRESS` says, else what was chosen when the blogs were filled."""
    kept = ROOT / "dress"
    return os.environ.get("THREADHOP_REALBLOGS_DRESS") or (
        kept.read_text() if kept.exists() else "1"
    )


#: 1 to 4: how the blogs are set up; the fourth is the first with the port in every address.
DRESS = _dress()
SUFFIX = f":{PORT}" if DRESS == "4" else ""

#: The collection of the web archive.
COLLECTION = "salt"


@dataclass(frozen=True)
class WordPress:
    """How one WordPress is set up."""

    name: str
    title: str
    login: str
    display_name: str
    theme: str
    permalinks: str
    options: dict[str, object]

    @property
    def host(self) -> str:
        """Its name."""
        return f"{self.name}.example"

    @property
    def place(self) -> str:
        """Its name and port, as they stand in its addresses."""
        return self.host + SUFFIX


_COMMON: dict[str, object] = {
    "comment_moderation": "0",
    "comment_previously_approved": "0",
    "moderation_keys": "lottery",
    "thread_comments": "1",
    "page_comments": "1",
    "comments_per_page": "5",
    "ping_sites": "",
    "posts_per_rss": "10",
}

#: Other dresses, by blog: the same talk must be found in other clothes.
_SECOND: dict[str, dict[str, object]] = {
    "tallow": {
        "theme": "twentytwentytwo",
        "permalinks": "",
        "options": {
            "comments_per_page": "3",
            "default_comments_page": "newest",
            "comment_order": "desc",
            "thread_comments_depth": "3",
            "gmt_offset": "1",
        },
    },
    "mapdrawer": {
        "theme": "twentytwentyone",
        "permalinks": "/%year%/%monthnum%/%day%/%postname%/",
        "options": {
            "thread_comments": "0",
            "comments_per_page": "4",
            "default_comments_page": "oldest",
            "timezone_string": "Europe/London",
            "date_format": "d/m/Y",
            "time_format": "H:i",
        },
    },
    "fieldradio": {
        "theme": "plainpaper",
        "permalinks": "/archives/%post_id%",
        "options": {
            "page_comments": "0",
            "thread_comments_depth": "4",
            "timezone_string": "Europe/Warsaw",
            "date_format": "Y-m-d",
            "time_format": "H:i",
            "posts_per_rss": "5",
        },
    },
    "saltroad": {
        "theme": "twentytwentytwo",
        "permalinks": "/index.php/%postname%/",
        "options": {
            "comments_per_page": "2",
            "default_comments_page": "oldest",
            "comment_order": "desc",
            "timezone_string": "America/New_York",
        },
    },
}


_THIRD: dict[str, dict[str, object]] = {
    "tallow": {
        "theme": "twentytwentythree",
        "permalinks": "/blog/%postname%",
        "options": {
            "WPLANG": "fr_FR",
            "default_comments_page": "newest",
            "thread_comments_depth": "2",
            "timezone_string": "Europe/Paris",
            "date_format": "j F Y",
            "time_format": "G\\hi",
        },
    },
    "mapdrawer": {
        "theme": "plainpaper",
        "permalinks": "/%year%/%monthnum%/%postname%/",
        "options": {
            "WPLANG": "de_DE",
            "default_comments_page": "newest",
            "comment_order": "desc",
            "timezone_string": "Europe/Berlin",
            "date_format": "j. F Y",
            "time_format": "G:i",
        },
    },
    "fieldradio": {
        "theme": "twentytwentytwo",
        "permalinks": "/%post_id%/%postname%/",
        "options": {
            "WPLANG": "pl_PL",
            "comments_per_page": "50",
            "default_comments_page": "newest",
            "show_avatars": "0",
            "timezone_string": "Europe/Warsaw",
            "date_format": "j F Y",
            "time_format": "H:i",
        },
    },
    "saltroad": {
        "theme": "twentytwentyone",
        "permalinks": "/%year%/%postname%/",
        "options": {
            "WPLANG": "es_ES",
            "default_comments_page": "oldest",
            "comments_per_page": "4",
            "timezone_string": "America/New_York",
            "date_format": "d/m/Y",
        },
    },
}


def _dressed(blog: WordPress) -> WordPress:
    if DRESS not in ("2", "3"):
        return blog
    other = (_SECOND if DRESS == "2" else _THIRD)[blog.name]
    return WordPress(
        blog.name,
        blog.title,
        blog.login,
        blog.display_name,
        str(other["theme"]),
        str(other["permalinks"]),
        _COMMON | cast("dict[str, object]", other["options"]),
    )


_PLAIN = (
    WordPress(
        "tallow",
        "Tallow & Wick",
        "hanna",
        "Hanna Lindqvist",
        "plainpaper",
        "/%year%/%monthnum%/%postname%/",
        {
            **_COMMON,
            "default_comments_page": "newest",
            "thread_comments_depth": "5",
            "timezone_string": "Europe/Stockholm",
        },
    ),
    WordPress(
        "mapdrawer",
        "The Map Drawer",
        "idris",
        "Idris Okafor",
        "twentytwentytwo",
        "/%postname%/",
        {
            **_COMMON,
            "default_comments_page": "oldest",
            "thread_comments_depth": "5",
            "timezone_string": "Europe/London",
        },
    ),
    WordPress(
        "fieldradio",
        "Field Radio",
        "marta",
        "Marta Wieczorek",
        "twentytwentyone",
        "/%year%/%monthnum%/%day%/%postname%/",
        {
            **_COMMON,
            "default_comments_page": "newest",
            "comment_order": "desc",
            "thread_comments_depth": "10",
            "timezone_string": "Europe/Warsaw",
            "date_format": "j F Y",
            "time_format": "H:i",
        },
    ),
    WordPress(
        "saltroad",
        "Salt Road",
        "teodor",
        "Teodor Ilic",
        "plainpaper",
        "/archives/%post_id%/",
        {
            **_COMMON,
            "default_comments_page": "oldest",
            "thread_comments_depth": "3",
            "timezone_string": "America/New_York",
        },
    ),
)

WORDPRESSES = tuple(map(_dressed, _PLAIN))

#: Who has an account at a blog that is not theirs.
GUESTS = {
    "fieldradio": [
        {
            "user_login": "orla",
            "display_name": "Orla Byrne",
            "user_email": "orla@mail.example",
            "user_url": f"http://stillwater.example{SUFFIX}/",
        }
    ]
}


def owner() -> str | None:
    """The user that the servers run as: they refuse root, or would drop it themselves."""
    return "nobody" if os.geteuid() == 0 else None


def give(*paths: Path) -> None:
    """Let the servers' user have folders with all that is in them."""
    user = owner()
    if user is None:
        return
    for path in paths:
        for place in (path, *path.rglob("*")):
            shutil.chown(place, user)
