"""The command `threadhop`: its list of commands, and the one door that every error leaves by."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

import click

from crawler import __version__
from crawler.errors import LimitReached, ThreadhopError

#: Every command with its help in one line. ``crawler.cli.NAME`` holds the click command ``NAME``
#: and is imported only when it is run, so that `--help` and the quick commands stay quick.
COMMANDS: Mapping[str, str] = {
    "crawl": "Follow the conversation from these posts over other blogs.",
    "extract": "Read pages and print their threads as JSON.",
    "trace": "Show the whole conversation around a post.",
    "search": "Find words in posts and comments.",
    "show": "Show one post and its comments as a tree.",
    "export": "Write a table of the archive as NDJSON or CSV.",
    "status": "Say what the archive holds and which crawls there are.",
    "archive": "Make, describe, check, copy and mend an archive.",
    "config": "Show the configuration and where it is from, or begin one.",
    "doctor": "Check that everything here is fit for work.",
    "demo": "Crawl the bundled sample blogs and trace a conversation.",
}

_DEBUG = "THREADHOP_DEBUG"
_STOPPED_BY_KEY = 130


class _Commands(click.Group):
    """A group that imports a command's module when the command is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"crawler.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; near misses are told."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.NoSuchCommand(args[0], possibilities=_near(args[0]), ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _near(word: str) -> list[str]:
    import difflib

    return difflib.get_close_matches(word, COMMANDS)


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"threadhop {__version__}")
        ctx.exit()


def _show_tracebacks(_: click.Context, __: click.Parameter, wanted: bool) -> None:
    if wanted:
        os.environ[_DEBUG] = "1"


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and leave.",
)
@click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    callback=_show_tracebacks,
    help=f"Show the traceback of a bug (or set {_DEBUG}=1).",
)
def threadhop() -> None:
    """Crawl conversations that hop between blogs, and keep, trace and search them.

    Results go to standard output, everything else to standard error. Exit codes, settings and
    every command are described in docs/reference.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; what went wrong is told on standard error."""
    _speak_utf8()
    try:
        code = _invoke(sys.argv[1:] if arguments is None else list(arguments))
        sys.stdout.flush()
    except ThreadhopError as error:
        return _tell(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.ClickException as error:
        return _tell(_sentence(error), error.exit_code)
    except KeyboardInterrupt:
        return _STOPPED_BY_KEY
    except BrokenPipeError:
        # Whoever read our output has had enough; what is left in the buffer has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            return _bug(error)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        where = f" for {error.filename}" if error.filename else ""
        return _tell(
            f"the disk is full{where}. Make room, then run this again", LimitReached.exit_code
        )
    except Exception as error:  # noqa: BLE001 - the one door
        return _bug(error)
    return code


def _invoke(arguments: list[str]) -> int:
    """What the command returns, as an exit code; click's own door would hide a broken pipe."""
    try:
        with threadhop.make_context("threadhop", arguments) as context:
            code = threadhop.invoke(context)
    except click.exceptions.Exit as left:
        code = left.exit_code
    return code if isinstance(code, int) else 0


def main() -> NoReturn:
    """The console script."""
    sys.exit(run())


def _speak_utf8() -> None:
    """Data is UTF-8 wherever it goes; a terminal that cannot show a character shows a mark."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")  # type: ignore[union-attr]


def _tell(message: str, code: int) -> int:
    with suppress(OSError):
        print(f"threadhop: {message}", file=sys.stderr)
    return code


def _sentence(error: click.ClickException) -> str:
    """What click found wrong, with where to read more."""
    message = " ".join(error.format_message().split()).rstrip(".")
    stop = "" if message.endswith("?") else "."
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "threadhop"
    return f"{message[:1].lower()}{message[1:]}{stop} Try `{path} --help`"


def _bug(error: BaseException) -> int:
    """Tell of what nobody foresaw: a line, and the traceback for whoever asked for it."""
    if os.environ.get(_DEBUG, "0") not in ("", "0"):
        traceback.print_exception(error)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename[:1] != "<"]
    place = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    more = f"Please report it, with the traceback that {_DEBUG}=1 shows"
    return _tell(f"this is a bug: {what}{place}. {more}", 1)
