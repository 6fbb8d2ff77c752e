"""Options: the strongest source wins and is named, and every problem is told at once."""

import json
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.config import DEFAULT, OPTIONS, Options, archive_address, load, user_file
from crawler.config.kinds import Kind, Refused
from crawler.errors import UsageError

ROUTES = {"a.example": "127.0.0.1:80", "b.example": "[::1]:81"}
KINDS: list[Kind] = list({id(option.kind): option.kind for option in OPTIONS.values()}.values())


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, an empty home and no variables of ours."""
    for option in OPTIONS.values():
        monkeypatch.delenv(option.env, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def problems(**flags: object) -> str:
    with pytest.raises(UsageError) as caught:
        load(**flags)
    return str(caught.value)


def test_without_anything_the_defaults_hold() -> None:
    options = load()
    assert options == Options()
    assert set(options.origins.values()) == {DEFAULT}
    assert options.archive == "sqlite:threadhop.db"


def test_every_field_but_the_origins_is_a_row_of_the_table() -> None:
    assert [*OPTIONS, "origins"] == [field.name for field in fields(Options)]


def test_defaults_pass_their_own_checks() -> None:
    for option in OPTIONS.values():
        if option.default is not None:
            assert option.kind.read(option.default) == option.default


def test_the_strongest_source_wins_and_is_named(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_file().parent.mkdir(parents=True)
    user_file().write_text("delay = 9\nhops = 9\nmax_pages = 9\nscope = 'blog'\n")
    (here / "threadhop.toml").write_text("# mine\ndelay = 8\nhops = 8\nmax_pages = 8\n")
    monkeypatch.setenv("THREADHOP_DELAY", "7")
    monkeypatch.setenv("THREADHOP_HOPS", "7")
    options = load(delay="6", contact=None)
    assert (options.delay, options.hops, options.max_pages, options.scope) == (6, 7, 8, "blog")
    assert options.origins["delay"] == "--delay"
    assert options.origins["hops"] == "THREADHOP_HOPS"
    assert options.origins["max_pages"] == "threadhop.toml, line 4"
    assert options.origins["scope"] == f"{user_file()}, line 4"
    assert options.origins["contact"] == DEFAULT


def test_every_problem_is_told_at_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "threadhop.toml").write_text(
        'archive = "my.db"\nmax-pages = 3\ndellay = 1\nscope = "blogg"\nzzz = 1\n'
    )
    monkeypatch.setenv("THREADHOP_MAX_ERROR_RATE", "3")
    monkeypatch.setenv("THREADHOP_MAXPAGES", "3")
    monkeypatch.setenv("THREADHOP_SERVICE_HOST", "not ours")
    told = problems(hops="many").splitlines()
    assert told[0] == "8 problems:"
    assert sorted(told[1:]) == sorted(
        [
            "  threadhop.toml, line 1: 'my.db' is no address of an archive; write sqlite:my.db",
            "  threadhop.toml, line 2: there is no option 'max-pages'; did you mean max_pages?",
            "  threadhop.toml, line 3: there is no option 'dellay'; did you mean delay?",
            "  threadhop.toml, line 4: 'blogg' is not conversation, blog or page; "
            "did you mean blog?",
            "  threadhop.toml, line 5: there is no option 'zzz'; there are archive, contact, "
            "delay, hops, max_pages, max_blog_pages, max_error_rate, scope, since, memento, "
            "warc, replay, allow_private_hosts, undocumented",
            "  THREADHOP_MAX_ERROR_RATE: '3' is no number between 0 and 1; "
            "write a number such as 0.5",
            "  THREADHOP_MAXPAGES: there is no such variable; did you mean THREADHOP_MAX_PAGES?",
            "  --hops: 'many' is no whole number of at least 0; write a number such as 3",
        ]
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a = [\n1\n", "threadhop.toml: is no TOML: "),
        (b"delay = 1\nscope = blog\n", "at line 2"),
        (b"\xff", "threadhop.toml: is not UTF-8"),
        (b"api_key = 'x'\n", "a secret does not belong here"),
    ],
)
def test_a_broken_file_says_where(here: Path, content: bytes, told: str) -> None:
    (here / "threadhop.toml").write_bytes(content)
    assert told in problems()


def test_a_folder_in_the_place_of_the_file_is_told(here: Path) -> None:
    (here / "threadhop.toml").mkdir()
    assert "threadhop.toml: cannot be read (Is a directory)" in problems()


def test_a_password_is_refused_and_never_repeated(here: Path) -> None:
    for address in ("https://me:hunter2@search.example:9200/x", "me:hunter2@search.example"):
        told = problems(archive=address)
        assert "archive" in told
        assert "hunter2" not in told


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("max_error_rate", "20%", 0.2),
        ("max_error_rate", 1, 1.0),
        ("since", "2009-03", "2009-03"),
        ("allow_private_hosts", "yes", True),
        ("allow_private_hosts", "0", False),
        ("contact", "https://lab.example/crawl", "https://lab.example/crawl"),
        ("connect_to", "A.example=127.0.0.1:80, b.example=[::1]:81", ROUTES),
        ("connect_to", ROUTES, ROUTES),
    ],
)
def test_values_are_read(name: str, given: object, value: object) -> None:
    assert getattr(load(**{name: given}), name) == value


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("delay", "nan"),
        ("delay", "-1"),
        ("delay", True),
        ("hops", "1.5"),
        ("hops", "99999999999"),
        ("max_pages", 0),
        ("max_error_rate", "101%"),
        ("since", "yesterday"),
        ("since", "20090312"),
        ("since", "2009-13"),
        ("contact", "http://plain.example"),
        ("contact", "me@host"),
        ("contact", "me@host.example\r\nX-Evil: 1"),
        ("archive", ""),
        ("archive", "sqlite:"),
        ("archive", "sqlite:."),
        ("archive", "sqlite:/"),
        ("archive", "sqlite:some/.."),
        ("archive", "postgres://db.example/x"),
        ("archive", 3),
        ("connect_to", "a.example=127.0.0.1"),
        ("connect_to", 3),
        ("scope", "everything"),
    ],
)
def test_values_are_refused(name: str, given: object) -> None:
    assert problems(**{name: given}).startswith(OPTIONS[name].flag)


def test_a_home_in_the_path_of_an_archive_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/anna")
    assert load(archive="sqlite:~/threads.db").archive == "sqlite:/home/anna/threads.db"


def test_a_date_of_toml_is_a_date(here: Path) -> None:
    (here / "threadhop.toml").write_text("since = 2009-03-12\n")
    assert load().since == "2009-03-12"


def test_archive_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THREADHOP_ARCHIVE", "sqlite:other.db")
    assert archive_address() == "sqlite:other.db"
    assert archive_address("sqlite:mine.db") == "sqlite:mine.db"


@given(
    st.one_of(
        st.text(),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.dates(),
        st.lists(st.text()),
        st.dictionaries(st.text(), st.text()),
    )
)
def test_any_value_is_read_or_refused(value: Any) -> None:
    for kind in KINDS:
        try:
            read = kind.read(value)
        except Refused:
            continue
        assert kind.read(read) == read


@given(st.text())
def test_any_text_is_a_configuration_or_a_problem(text: str) -> None:
    try:
        expected: dict[str, Any] | None = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        expected = None
    Path("threadhop.toml").write_text(text, encoding="utf-8", errors="replace", newline="")
    if expected == {}:
        load()
    else:
        problems()


def test_options_can_be_kept_as_json() -> None:
    options = load()
    assert json.dumps({name: getattr(options, name) for name in OPTIONS})
