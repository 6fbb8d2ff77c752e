"""Write into docs/reference what follows from the code: `python -m tests.docs.regenerate`."""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from crawler.cli.main import threadhop
from crawler.config import OPTIONS

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"

_BLOCK = re.compile(r"(<!-- (help|settings)(?:: ([\w -]+?))? -->\n).*?(<!-- end -->)", re.DOTALL)


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its words, groups before what is in them."""
    yield "threadhop", threadhop
    yield from _below(threadhop, "")


def _below(group: click.Group, before: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from _below(command, f"{before}{name} ")


def help_text(name: str, command: click.Command) -> str:
    """What ``--help`` prints on a terminal of 80 columns."""
    words = "threadhop" if name == "threadhop" else f"threadhop {name}"
    # Of the 80 columns click leaves two free.
    context = click.Context(
        command, info_name=words, terminal_width=78, **threadhop.context_settings
    )
    return command.get_help(context)


def settings_table() -> str:
    """The table of options."""
    rows = ["| key | flag | variable | value | default |", "|---|---|---|---|---|"]
    for option in OPTIONS.values():
        if not option.hidden:
            value = option.kind.word.replace("|", " or ")
            default = "" if option.default is None else f"`{str(option.default).lower()}`"
            rows.append(
                f"| [`{option.name}`](#{option.name}) | `{option.flag}` | `{option.env}` "
                f"| {value} | {default} |"
            )
    return "\n".join(rows) + "\n"


def regenerated(text: str) -> str:
    """The text of a page with its blocks as the code has them now."""
    helps = dict(commands())

    def block(match: re.Match[str]) -> str:
        kind, name = match[2], match[3]
        made = settings_table() if kind == "settings" else _fenced(help_text(name, helps[name]))
        return match[1] + made + match[4]

    return _BLOCK.sub(block, text)


def _fenced(text: str) -> str:
    return f"```text\n{text}\n```\n"


def main() -> None:
    """Rewrite the pages that have blocks."""
    for path in sorted(REFERENCE.glob("*.md")):
        text = path.read_text("utf-8")
        path.write_text(regenerated(text), "utf-8")


if __name__ == "__main__":
    main()
