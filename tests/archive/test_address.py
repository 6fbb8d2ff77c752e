"""Addresses of archives on servers, and the secrets that open them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.archive import state_folder
from crawler.archive.address import Secrets, parse, secrets_of
from crawler.errors import ArchiveError


@pytest.mark.parametrize(
    ("text", "hosts", "prefix"),
    [
        ("https://es.example:9200/blogs", ("https://es.example:9200",), "blogs"),
        ("https://es.example/blogs/", ("https://es.example:9200",), "blogs"),
        ("http://[::1]:9201/a-b_1", ("http://[::1]:9201",), "a-b_1"),
        ("HTTPS://A.example:1,b.example/x", ("https://a.example:1", "https://b.example:9200"), "x"),
    ],
)
def test_hosts_and_a_prefix(text: str, hosts: tuple[str, ...], prefix: str) -> None:
    address = parse(text)
    assert (address.hosts, address.prefix) == (hosts, prefix)
    assert parse(str(address)) == address
    assert state_folder(text) == Path("threadhop-state") / prefix


@pytest.mark.parametrize(
    "text",
    [
        "https://es.example:9200",
        "https://es.example:9200/",
        "https://es.example/Upper",
        "https://es.example/a/b",
        "https://es.example/-a",
        "https://es.example/a*",
        "https://es.example:0/a",
        "https://es.example:99999/a",
        "https://es example/a",
        "https:///a",
        "https://a,,b/a",
        "ftp://es.example/a",
    ],
)
def test_what_is_no_address_is_told_with_the_form(text: str) -> None:
    with pytest.raises(ArchiveError) as refused:
        parse(text)
    assert "https://HOST:9200/PREFIX" in refused.value.hint


@pytest.mark.parametrize(
    "text", ["https://anna:s3cret@es.example/a", "https://a,anna:s3cret@b/a", "https://s3cret@a/b",
             "https://a.example/b?api_key=s3cret"]
)  # fmt: skip
def test_an_address_with_a_secret_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ArchiveError) as refused:
        parse(text)
    assert "s3cret" not in str(refused.value)
    assert "_FILE" in refused.value.hint


def test_secrets_come_from_the_environment_or_from_files(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("s3cret\n")
    assert secrets_of({}) == Secrets()
    assert secrets_of({"THREADHOP_ES_API_KEY_FILE": str(file)}).api_key == "s3cret"
    pair = {"THREADHOP_ES_USER": "anna", "THREADHOP_ES_PASSWORD_FILE": str(file)}
    assert secrets_of(pair).password == "s3cret"
    assert "s3cret" not in repr(secrets_of(pair))


@pytest.mark.parametrize(
    "given",
    [
        {"THREADHOP_ES_USER": "anna"},
        {"THREADHOP_ES_PASSWORD": "s3cret"},
        {"THREADHOP_ES_API_KEY": "s3cret", "THREADHOP_ES_USER": "anna"},
        {"THREADHOP_ES_API_KEY_FILE": "/nowhere"},
        {"THREADHOP_ES_CA": "/nowhere"},
    ],
)
def test_half_a_secret_is_told_without_it(given: dict[str, str]) -> None:
    with pytest.raises(ArchiveError) as refused:
        secrets_of(given)
    assert refused.value.hint
    assert "s3cret" not in str(refused.value)
