"""What can go wrong for the person at the keyboard, and the exit code each ends in.

    ThreadhopError            1  (never raised itself)
    ├── UsageError            2  a seed, option or configuration that cannot be used
    ├── ArchiveError          2  an archive that is newer, damaged or cannot be written
    ├── NotInArchive          2  a post that the archive does not hold
    ├── AlreadyRunning       75  the same crawl is running
    ├── NothingFetched        4  no page could be fetched
    ├── ArchiveUnreachable    5  the server is away; results are safe in the outbox
    ├── LimitReached          6  a limit or a full disk stopped the work; it can be resumed
    └── PartlyFailed          3  finished, but a seed or too many pages failed

Each carries what was wrong (``message``) and what to type instead (``hint``).
"""

from __future__ import annotations


class ThreadhopError(Exception):
    """Something a user can cause or mend; shown as one line, never as a traceback."""

    #: The process exit code that this ends in (design, section 6).
    exit_code: int = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        #: What was wrong and where it came from, without a full stop.
        self.message = message
        #: What to type or do instead; may be empty.
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}" if self.hint else self.message


class UsageError(ThreadhopError):
    """A seed, option or configuration that cannot be used as it stands."""

    exit_code = 2


class ArchiveError(ThreadhopError):
    """An archive that cannot be opened or written: newer schema, damaged, no permission."""

    exit_code = 2


class NotInArchive(ThreadhopError):
    """A post was asked for that the archive does not hold."""

    exit_code = 2


class AlreadyRunning(ThreadhopError):
    """The same crawl (seeds, scope and archive) is being run by another process."""

    exit_code = 75


class NothingFetched(ThreadhopError):
    """Not one page could be fetched."""

    exit_code = 4


class ArchiveUnreachable(ThreadhopError):
    """The archive's server did not take what was read; it is safe in the outbox."""

    exit_code = 5


class LimitReached(ThreadhopError):
    """A limit or a full disk stopped the work; the same command goes on from there."""

    exit_code = 6


class PartlyFailed(ThreadhopError):
    """The work is finished, but a seed or too large a share of the pages failed."""

    exit_code = 3
