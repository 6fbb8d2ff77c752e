"""The folders that a run writes to."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from crawler.errors import ArchiveError, LimitReached, ThreadhopError


def made(path: Path, flag: str = "--archive") -> Path:
    """A folder that is there and can be written, made where it was not.

    Raises `ArchiveError` or `LimitReached`, which name the flag that chooses another.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error, flag) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ArchiveError(f"{path} cannot be written", f"Choose another place with {flag}")
    return path


def unwritable(path: Path, error: OSError, flag: str = "--archive") -> ThreadhopError:
    """What to say to the person whose folder cannot be written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return LimitReached(f"the disk with {path} is full", "Make room, then run this again")
    return ArchiveError(
        f"{path} cannot be written ({error.strerror})", f"Choose another place with {flag}"
    )
