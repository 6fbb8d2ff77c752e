"""What pages say is data: it is stored, found and exported, never run as a query or a script."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive import Archive, Query, Sort
from crawler.archive.elastic import ElasticArchive
from crawler.archive.sqlite import SqliteArchive
from crawler.errors import UsageError
from crawler.model import Author, Comment, Evidence, Hop, HopKind, Link, LinkPlace, Post
from tests.contracts.archive_contract import FEW, everything, read
from tests.support.elasticsearch import emptied
from tests.support.strategies import any_text

pytestmark = pytest.mark.elasticsearch

#: Words that mean something to Lucene, to Elasticsearch's JSON, to Painless, to SQL and to shells.
MEANT = (
    "*", "?", "a* OR b", "NOT word", "word AND -word", "text:word", "_exists_:text", "/.*/",
    "word~2", "[* TO *]", '"', '"word', "word^1e99", "\\", "\\u0000", "\x00", "(((((", "&& || !",
    '"}},{"match_all":{}}', '{"query":{"match_all":{}}}', '{"index":{"_index":"x"}}\n{}',
    '{"script":{"source":"while(true){}"}}', "ctx._source.clear()", "{{#toJson}}ctx{{/toJson}}",
    "<%={ }%>", "doc['key'].value", "_all", "_id", "-1", "1 OR 1=1; --", "' OR ''='", "$(reboot)",
    "<logstash-{now/d}>", "%3Cx%3E", "../../_cluster/settings", "/_search?q=*", "word\nword\r\n",
)  # fmt: skip

hostile = st.sampled_from(MEANT) | any_text
sentences = st.lists(hostile | st.just("word"), max_size=4).map(" ".join)


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the archives in files."""
    return tmp_path_factory.mktemp("near")


def fill(archive: Archive, words: list[str]) -> None:
    """The words in every field that a page can fill."""
    first, last = words[0], words[-1]
    link = Link("http://b.example/", LinkPlace.BODY, first, last, last)
    post = Post(
        "http://a.example/1", "a.example", title=first, author=Author(last, last, first, last),
        text=last, language=first, platform=last, tags=tuple(words), links=(link,),
    )  # fmt: skip
    comments = [
        Comment(f"c{n}", author=Author(word, word, word, word), text=word, permalink=word)
        for n, word in enumerate(words)
    ]
    archive.record([read(1, *comments, post=post, reason=first)])
    evidence = (Evidence(first, last, first, last),)
    archive.put_hops(
        [Hop(post.url, "http://b.example/", HopKind.LINK, True, 0.5, evidence=evidence)]
    )


def asked(archive: Archive, query: Query) -> object:
    """What a search gives, or what it says instead."""
    try:
        return list(archive.search(query))
    except UsageError as error:
        return str(error)


@FEW
@given(words=st.lists(sentences, min_size=1, max_size=4), data=st.data())
def test_both_archives_take_and_find_the_same(
    far: ElasticArchive, near: Path, words: list[str], data: st.DataObject
) -> None:
    emptied(far)
    (near / "near.db").unlink(missing_ok=True)
    with closing(SqliteArchive(near / "near.db", create=True)) as other:
        for archive in (far, other):
            fill(archive, words)
        assert everything(far) == everything(other)
        for query in data.draw(st.lists(queries(words), min_size=1, max_size=5)):
            assert asked(far, query) == asked(other, query)


def queries(words: list[str]) -> st.SearchStrategy[Query]:
    """Questions in the words that are stored, and in others."""
    given_ = st.sampled_from(words) | hostile
    maybe = st.none() | given_
    return st.builds(
        Query, given_, maybe, maybe, maybe, maybe, maybe, st.just(Sort.DATE), st.just(50)
    )


@pytest.mark.parametrize("sort", list(Sort))
def test_every_dangerous_word_is_only_a_word(
    far: ElasticArchive, tmp_path: Path, sort: Sort
) -> None:
    with closing(SqliteArchive(tmp_path / "near.db", create=True)) as near:
        for archive in (far, near):
            fill(archive, [f"word {meant}" for meant in MEANT])
        for meant in MEANT:
            query = Query(f"word {meant}", sort=sort, limit=500)
            assert _ids(asked(far, query)) == _ids(asked(near, query)), meant
            for field in ("author", "blog"):
                query = Query("word", **{field: f"word {meant}"}, sort=sort, limit=500)
                assert _ids(asked(far, query)) == _ids(asked(near, query)), (field, meant)
        assert everything(far) == everything(near)


def _ids(told: object) -> object:
    return sorted(hit.comment_id or "" for hit in told) if isinstance(told, list) else told
