"""Where a run records what it fetches, or what it reads from instead of the network."""

from __future__ import annotations

from pathlib import Path

from crawler import __version__
from crawler.config import Options
from crawler.errors import ThreadhopError, UsageError
from crawler.fetch.warc import Broken, Captures, Recorder, warc_files
from crawler.runs.folders import made

#: The index of the WARC files, in the state folder.
INDEX = "warc.db"


def warc_problems(options: Options) -> list[str]:
    """What is wrong with the folders of WARC files that are named."""
    if options.warc and options.replay:
        return ["--warc and --replay exclude each other: what is replayed is recorded already"]
    try:
        if options.warc:
            made(Path(options.warc), "--warc")
        if options.replay and not warc_files(Path(options.replay)):
            return [f"there is no WARC file in {options.replay}. Name another with --replay"]
    except ThreadhopError as error:
        return [str(error)]
    except OSError as error:
        return [f"{options.replay} cannot be read ({error.strerror}). Name another with --replay"]
    return []


def open_captures(options: Options, state: Path) -> Captures | None:
    """The index of the folder that is recorded into or replayed, in step with its files."""
    folder = options.warc or options.replay
    if not folder:
        return None
    captures = Captures(state / INDEX, Path(folder))
    try:
        captures.scan()
    except Broken as error:
        raise UsageError(str(error), "Mend it, or move it away") from error
    return captures


def open_recorder(options: Options, captures: Captures | None, run: str) -> Recorder | None:
    """What writes the records of a run, where the run is to be recorded."""
    if captures is None or not options.warc:
        return None
    return Recorder(captures.folder, run, captures, {"software": f"threadhop/{__version__}"})
