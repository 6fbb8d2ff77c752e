"""Where the value of an option comes from, and what to say when it cannot be used."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.config.kinds import Refused
from crawler.config.table import OPTIONS, Options
from crawler.errors import UsageError

#: The file that is read in the current folder; the user's own has the same name.
FILE = "threadhop.toml"

#: The origin of a value that nobody gave.
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class _Given:
    """A value as somebody wrote it, and where."""

    name: str
    value: object
    origin: str


def user_file() -> Path:
    """The user's own file, below ``XDG_CONFIG_HOME`` (XDG Base Directory specification)."""
    base = os.environ.get("XDG_CONFIG_HOME", "")
    folder = Path(base) if base.startswith("/") else Path(os.path.expanduser("~/.config"))
    return folder / "threadhop" / FILE


def load(**flags: object) -> Options:
    """The options that hold here and now; a flag of ``None`` was not given.

    Raises `UsageError` that names every problem at once: where it is from, what is wrong, and
    what to write instead.
    """
    problems: list[str] = []
    values: dict[str, Any] = {}
    origins = dict.fromkeys(OPTIONS, DEFAULT)
    for given in _all_given(flags, problems):
        try:
            values[given.name] = OPTIONS[given.name].kind.read(given.value)
        except Refused as refused:
            problems.append(f"{given.origin}: {refused.what}; {refused.instead}")
        origins[given.name] = given.origin
    if problems:
        raise UsageError(_listed(problems))
    return Options(**values, origins=origins)


def archive_address(option: str | None = None) -> str:
    """The address of the archive to use, where ``option`` is what the command line said."""
    return load(archive=option).archive


def _all_given(flags: Mapping[str, object], problems: list[str]) -> Iterator[_Given]:
    """Everything that was given, from the weakest source to the strongest."""
    for path in (user_file(), Path(FILE)):
        yield from _from_file(path, problems)
    yield from _from_environment(problems)
    for name, value in flags.items():
        if value is not None:
            yield _Given(name, value, OPTIONS[name].flag)


def _from_environment(problems: list[str]) -> Iterator[_Given]:
    """Variables of the environment; one that is nearly an option is a slip, others are not ours."""
    names = {option.env: option.name for option in OPTIONS.values()}
    for variable, value in os.environ.items():
        if variable in names:
            if value != "":
                yield _Given(names[variable], value, variable)
        elif variable.startswith("THREADHOP_"):
            near = difflib.get_close_matches(variable, names, n=1, cutoff=0.9)
            if near:
                problems.append(f"{variable}: there is no such variable; did you mean {near[0]}?")


def _from_file(path: Path, problems: list[str]) -> Iterator[_Given]:
    """What a file says; nothing when there is none."""
    try:
        text = path.read_bytes().decode("utf-8")
        table = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        problems.append(f"{path}: cannot be read ({error.strerror}); mend it or move it away")
        return
    except UnicodeDecodeError as error:
        problems.append(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8")
        return
    except tomllib.TOMLDecodeError as error:
        problems.append(f"{path}: is no TOML: {error}; texts need quotes, such as scope = 'blog'")
        return
    for key, value in table.items():
        origin = f"{path}, line {_line(text, key)}"
        if key in OPTIONS:
            yield _Given(key, value, origin)
        else:
            problems.append(f"{origin}: {_unknown(key)}")


def _unknown(key: str) -> str:
    """What to say to a key that is none."""
    if re.search(r"password|passwd|secret|token|api_?key|credential", key, re.IGNORECASE):
        return "a secret does not belong here; give it in the environment"
    near = difflib.get_close_matches(key.replace("-", "_").casefold(), OPTIONS, n=1)
    meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(_shown())}"
    return f"there is no option {key!r}; {meant}"


def _shown() -> list[str]:
    return [option.name for option in OPTIONS.values() if not option.hidden]


def _line(text: str, key: str) -> int:
    """The line on which a key of the top level is written, 1 where it cannot be told."""
    found = re.search(rf"^\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[\]=.]", text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else 1


def _listed(problems: list[str]) -> str:
    """One problem as a sentence, several as a list."""
    if len(problems) == 1:
        return problems[0]
    return f"{len(problems)} problems:\n  " + "\n  ".join(problems)
