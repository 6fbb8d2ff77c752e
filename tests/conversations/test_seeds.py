"""Five real posts about blog conversation, kept outside the repository: who quotes whom."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.archive import Archive, Table
from crawler.conversations.quotation import update_quotes
from crawler.model import Post
from tests.support.archives import archive_in, finding
from tests.support.command import ROOT
from tests.support.talks import comment, post

SEEDS = ROOT.parent / "shared" / "seeds"
#: The post that repeats its author's comments and three other posts, by its lines: those of two
#: other posts, of the comments on them, and the one that has a question of a third in it.
REPEATING = 3
VALERIA, AT_VALERIA, CK, AT_CK, WENDY = (6, 8), (10, 11), (13,), ((15,), (17,)), 5


@pytest.fixture(scope="module")
def seeds() -> list[str]:
    found = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    if not found:
        pytest.skip("no real posts at ../shared/seeds")
    return found


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path) as opened:
        yield opened


def lines(text: str, numbers: tuple[int, ...]) -> str:
    given = text.splitlines()
    return "\n\n".join(["Of this I say.", *(given[n - 1] for n in numbers), "And that is all."])


def as_posts(seeds: list[str]) -> list[Post]:
    return [
        post(f"http://seed{n}.example/post", f"2007-10-{n + 26}", text=text)
        for n, text in enumerate(seeds)
    ]


def quotes(archive: Archive) -> dict[tuple[str, str], list[str]]:
    """Where the passages stand that a post repeats of another, by the addresses of both."""
    return {
        (str(row["source_url"]), str(row["target_url"])): [
            f"{piece['url']} {piece['where'].rpartition(' ')[0]}"
            for piece in row["evidence"]  # type: ignore[attr-defined]
        ]
        for row in archive.export(Table.HOPS)
        if row["kind"] == "quote"
    }


def test_five_posts_on_one_subject_do_not_quote_each_other(
    archive: Archive, seeds: list[str]
) -> None:
    archive.record(list(map(finding, as_posts(seeds))))
    update_quotes(archive, [one.url for one in as_posts(seeds)])
    assert quotes(archive) == {}


def test_a_post_that_repeats_comments_and_three_posts(archive: Archive, seeds: list[str]) -> None:
    text = seeds[REPEATING]
    question = text.splitlines()[WENDY - 1].split('"')[1]
    valeria = post("http://v.example/v", "2007-10-20", text=lines(text, VALERIA))
    ck = post("http://ck.example/ck", "2007-10-21", text=lines(text, CK))
    wendy = post("http://w.example/w", "2007-10-18", text=f"Today I ask: {question} Do tell.")
    own = comment("v1", "The author", "2007-10-22T10:00", lines(text, AT_VALERIA))
    at_ck = [
        comment(f"k{n}", name, f"2007-10-23T1{n}:00", lines(text, numbers))
        for n, (name, numbers) in enumerate(zip(("The author", "CK"), AT_CK, strict=True))
    ]
    read = [finding(valeria, [own]), finding(ck, at_ck), finding(wendy)]
    for one in [*map(finding, as_posts(seeds)), *read]:
        archive.record([one])
        update_quotes(archive, [one.visit.url])
    repeating = as_posts(seeds)[REPEATING].url
    found = quotes(archive)
    assert found.keys() == {(repeating, one.url) for one in (valeria, ck, wendy)}
    assert {f"{valeria.url} comment v1", f"{valeria.url} body"} <= {*found[repeating, valeria.url]}
    assert {f"{ck.url} {at}" for at in ("body", "comment k0", "comment k1")} <= {
        *found[repeating, ck.url]
    }
    assert found[repeating, wendy.url] == [f"{repeating} body", f"{wendy.url} body"]
