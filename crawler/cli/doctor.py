"""`threadhop doctor`: whether everything here is fit for work, and what to do where it is not."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from crawler.cli.options import columns, configured, json_flag
from crawler.errors import UsageError

if TYPE_CHECKING:
    from crawler.cli.checks import Check


@click.command()
@configured("archive")
@json_flag
def doctor(archive: str | None, as_json: bool) -> None:
    """Check Python, SQLite, the configuration, the archive with its crawls, and the disk.

    Nothing is changed. A check that fails ends in exit code 2, a warning does not.
    """
    from crawler.cli.checks import Verdict, checks

    found = list(checks(archive))
    if as_json:
        from crawler.exports.ndjson import dumps

        rows = [asdict(check) for check in found]
        click.echo(dumps({"schema": "threadhop.doctor/1", "checks": rows}))
    else:
        for check in found:
            _print(check)
    failed = [check.name for check in found if check.verdict is Verdict.FAIL]
    if failed:
        raise UsageError(f"not fit for work: {', '.join(failed)}")


def _print(check: Check) -> None:
    from crawler.exports.terminal import wrap

    indent = " " * 6
    lines = wrap(f"{check.name}: {check.found}", columns(), indent)
    lines += wrap(f"-> {check.advice}", columns(), indent) if check.advice else []
    click.echo(f"{check.verdict:6}" + "\n".join(lines).removeprefix(indent))
