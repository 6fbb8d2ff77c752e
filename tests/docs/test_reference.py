"""The reference is in step with the code: commands, flags, settings, exit codes, schemas, links."""

import re
from pathlib import Path

import click
import pytest

from crawler import errors
from crawler.config import OPTIONS
from tests.docs.regenerate import REFERENCE, commands, regenerated
from tests.support.command import threadhop
from tests.support.schema import FOLDER, schema

DOCS = REFERENCE.parent
COMMANDS = (REFERENCE / "commands.md").read_text("utf-8")
EXIT_CODES = (DOCS / "operator" / "exit-codes.md").read_text("utf-8")
SETTINGS = (REFERENCE / "settings.md").read_text("utf-8")


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"no heading {heading!r}"
    return found[1]


@pytest.mark.parametrize("path", sorted(REFERENCE.glob("*.md")), ids=lambda path: path.name)
def test_what_is_generated_is_up_to_date(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text == regenerated(text), "run: python -m tests.docs.regenerate"


@pytest.mark.parametrize("words", ["--help", "extract --help", "config show --help"])
def test_the_help_in_the_docs_is_the_help_that_is_printed(tmp_path: Path, words: str) -> None:
    assert f"\n{threadhop(*words.split(), cwd=tmp_path).stdout}```" in COMMANDS


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_command_has_its_help_and_its_paragraph(name: str, command: click.Command) -> None:
    assert f"<!-- help: {name} -->" in COMMANDS
    if not isinstance(command, click.Group):
        written = re.sub(r"<!-- help.*?<!-- end -->", "", section(COMMANDS, f"threadhop {name}"))
        assert len(written.split()) >= 10


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_every_flag_says_what_it_does(name: str, command: click.Command) -> None:
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]}"
            assert parameter.hidden or parameter.opts[-1] in COMMANDS


@pytest.mark.parametrize("name", [name for name in OPTIONS if not OPTIONS[name].hidden])
def test_every_setting_has_its_paragraph(name: str) -> None:
    assert len(section(SETTINGS, name).split()) >= 8


def test_every_exit_code_is_explained() -> None:
    cells = re.findall(r"^\| ([\d, ]+) \|", EXIT_CODES, re.MULTILINE)
    written = set(map(int, re.findall(r"\d+", " ".join(cells))))
    raised = {
        kind.exit_code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.ThreadhopError)
    }
    assert written == raised | {0, 130, 143}


def test_every_schema_is_linked_from_the_reference_and_names_itself() -> None:
    for path in FOLDER.glob("*.schema.json"):
        name = path.name.removesuffix(".schema.json")
        assert schema(name)["$id"].partition("/")[0] == f"threadhop.{name}"
        assert any(f"schema/{path.name})" in page.read_text("utf-8") for page in DOCS.rglob("*.md"))


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda p: str(p.relative_to(DOCS)))
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        if not re.match(r"[a-z]+:", target):
            file, _, anchor = target.partition("#")
            there = (path.parent / file).resolve() if file else path
            assert there.exists(), target
            if anchor:
                assert anchor in _anchors(there), target


def _anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    }
