"""Where the real blogs live: their folder in the checkout, their ports, their names."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from dresses import DRESSES

HERE = Path(__file__).resolve().parent
#: Everything that is installed, stored or written while it runs; ignored by git.
ROOT = Path(
    os.environ.get("THREADHOP_REALBLOGS_FOLDER") or HERE.parents[2] / ".services" / "realblogs"
)
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


#: How the blogs are set up (`dresses.py`); the fourth is the first with the port in every address.
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
    #: Where below its name it is installed, and settings that follow when all is said.
    path: str = ""
    later: dict[str, object] = field(default_factory=dict)
    #: What its owner has switched off or renamed: ``rest``, ``rest-name``, ``feeds``,
    #: ``feed-links`` and ``head`` (what a page says of its software).
    off: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """Its name."""
        return f"{self.name}.example"

    @property
    def place(self) -> str:
        """Its name and port, as they stand in its addresses."""
        return self.host + SUFFIX

    @property
    def home(self) -> str:
        """The address of its first page."""
        return f"http://{self.place}{self.path}/"


_OWNERS = {
    "tallow": ("Tallow & Wick", "hanna", "Hanna Lindqvist"),
    "mapdrawer": ("The Map Drawer", "idris", "Idris Okafor"),
    "fieldradio": ("Field Radio", "marta", "Marta Wieczorek"),
    "saltroad": ("Salt Road", "teodor", "Teodor Ilic"),
}

WORDPRESSES = tuple(
    WordPress(name, *owner, **DRESSES[DRESS][name]) for name, owner in _OWNERS.items()
)

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
