"""Opening an archive by its address, and what is said when that cannot be."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

from crawler.archive import open_archive, state_folder
from crawler.archive.sqlite.migrations import APPLICATION_ID, schema_version
from crawler.errors import ArchiveError


@pytest.mark.parametrize("prefix", ["sqlite:", "", "sqlite://", "SQLITE:"])
def test_a_path_is_an_archive_with_or_without_its_scheme(tmp_path: Path, prefix: str) -> None:
    path = tmp_path / "a b.db"
    open_archive(f"{prefix}{path}", create=True).close()
    with closing(open_archive(f"{prefix}{path}")) as archive:
        assert archive.status().address == f"sqlite:{path}"
    assert state_folder(f"{prefix}{path}") == tmp_path / "a b.db-state"


def test_a_relative_path_is_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_archive("sqlite:here.db", create=True).close()
    assert (tmp_path / "here.db").exists()
    assert state_folder("sqlite:here.db") == Path("here.db-state")


def refused(address: str | Path, *, create: bool = True) -> str:
    with pytest.raises(ArchiveError) as raised:
        open_archive(str(address), create=create)
    assert raised.value.exit_code == 2
    assert "\n" not in str(raised.value)
    return str(raised.value)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql:somewhere", "no archive of the kind mysql:"),
        ("", "names no file"),
        ("sqlite:", "names no file"),
        ("sqlite::memory:", "names no file"),
        ("a\0b", "names no file"),
    ],
)
def test_an_address_that_means_no_archive_says_what_is_possible(address: str, said: str) -> None:
    message = refused(address)
    assert said in message
    assert "sqlite:PATH" in message
    with pytest.raises(ArchiveError):
        state_folder(address)


@pytest.mark.parametrize("address", ["https://me:hunter2@h.example/p", "ftp://hunter2@[::1/p"])
def test_an_address_with_a_password_is_refused_and_not_repeated(address: str) -> None:
    message = refused(address)
    assert "password" in message
    assert "hunter2" not in message


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert f"mkdir -p {tmp_path / 'no'}" in refused(tmp_path / "no" / "a.db")


def test_a_missing_archive_is_made_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert "there is no archive" in refused(path, create=False)
    assert not path.exists()


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("these are notes, and long enough to be taken for a database file\n" * 40)
    before = path.read_bytes()
    assert "not an SQLite file" in refused(path)
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table theirs (x)")
    assert "another program" in refused(path)
    with closing(sqlite3.connect(path)) as other:
        assert [row[0] for row in other.execute("select name from sqlite_schema")] == ["theirs"]


def test_a_damaged_archive_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_archive(str(path), create=True).close()
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 3000)
    assert "damaged" in refused(path)


def test_a_truncated_archive_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_archive(str(path), create=True).close()
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(ArchiveError, match="damaged"), closing(open_archive(str(path))) as archive:
        archive.status()


def test_a_newer_schema_asks_for_a_newer_threadhop(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_archive(str(path), create=True).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"pragma user_version = {schema_version() + 1}")
    assert "Upgrade threadhop" in refused(path)


def test_the_file_says_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    open_archive(str(path), create=True).close()
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("pragma application_id").fetchone() == (APPLICATION_ID,)
        assert other.execute("pragma user_version").fetchone() == (schema_version(),)
        assert other.execute("pragma journal_mode").fetchone() == ("wal",)


#: Opens an archive as somebody who may not write it: root may write everything.
_AS_NOBODY = """
import os, sys
from crawler.archive import open_archive
from crawler.errors import ArchiveError
import crawler.archive.sqlite
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    open_archive(sys.argv[1], create=True)
except ArchiveError as error:
    print(error)
"""


def said_to_nobody(path: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(_AS_NOBODY), str(path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout


def test_a_read_only_archive_or_folder_is_said_to_be_so(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("read-only")
    for above in folder, *folder.parents[: len(folder.relative_to("/").parts) - 1]:
        if above.stat().st_uid != os.getuid():
            break
        above.chmod(
            above.stat().st_mode | stat.S_IXGRP | stat.S_IXOTH | stat.S_IRGRP | stat.S_IROTH
        )
    path = folder / "a.db"
    open_archive(str(path), create=True).close()
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        assert "read-only" in said_to_nobody(path)
        assert "cannot be written" in said_to_nobody(folder / "new.db")
        folder.chmod(0o700)
        assert "cannot be reached: Permission denied" in said_to_nobody(path)
    finally:
        folder.chmod(0o755)
