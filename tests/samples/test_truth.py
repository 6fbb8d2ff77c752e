"""The truth of the samples, checked against their pages without the code that it is to judge."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest

from tests.samples.pages import entry, links, settle, squeeze, tree
from tests.support.blogosphere import CONVERSATIONS, Row, truth

IN_BODY = ("link", "reply", "via")
ALL = truth()
POSTS = {post["url"]: post for post in ALL.posts}
GAPS = {gap["url"] for gap in ALL.gaps}


def name(row: Row) -> str:
    keys = ("post_url", "id", "source_url", "kind", "target_url")
    return " ".join(row[key].removeprefix("http://") for key in keys if key in row)


def host(url: str) -> str:
    return urlsplit(url).hostname or ""


def test_the_four_shapes_are_there() -> None:
    assert set(CONVERSATIONS) == {"chain", "star", "reply-back", "comments-only"}
    assert len(POSTS) == len(ALL.posts) >= 20
    assert len(ALL.comments) >= 110


def test_the_conversations_hang_together() -> None:
    reached = {CONVERSATIONS["chain"]["start"]}
    while True:
        more = {
            url
            for hop in ALL.hops
            for url in (hop["source_url"], hop["target_url"])
            if {hop["source_url"], hop["target_url"]} & reached
        }
        if more <= reached:
            break
        reached |= more
    assert reached == set(POSTS) | GAPS


@pytest.mark.parametrize("post", ALL.posts, ids=lambda post: post["url"])
def test_a_post_stands_on_its_page(post: Row) -> None:
    assert settle(post["url"]) == (post["url"], 200)
    words = squeeze(tree(post["url"]).text_content())
    assert post["title"] in words
    assert post["author_name"] in words
    assert post["text"][:40] in words
    assert len(ALL.thread(post["url"])) == post["comments"]


@pytest.mark.parametrize("comment", ALL.comments, ids=name)
def test_a_comment_stands_under_its_post(comment: Row) -> None:
    node = entry(comment["post_url"], comment["id"])
    if node.tag == "dt":
        body, foot = node.itersiblings("dd").__next__(), list(node.itersiblings("dd"))[1]
        words = squeeze(" ".join(part.text_content() for part in (node, body, foot)))
    else:
        words = squeeze(node.text_content())
    assert comment["author_name"] in words
    assert comment["text"] in words
    if comment["author_url"]:
        assert comment["author_url"] in set(links(node, comment["post_url"]))
    if comment["published"]:
        assert str(int(comment["published"][8:10])) in words


@pytest.mark.parametrize("comment", [c for c in ALL.comments if c["parent_id"]], ids=name)
def test_a_reply_stands_in_what_it_answers_or_names_it(comment: Row) -> None:
    parent = entry(comment["post_url"], comment["parent_id"])
    node = entry(comment["post_url"], comment["id"])
    named = f"#comment-{comment['parent_id']}" in node.xpath(".//a/@href")
    around = set(node.iterancestors())
    item = parent if parent.tag in ("li", "div") else parent.getparent()
    assert named or item in around


@pytest.mark.parametrize(
    "hop", [hop for hop in ALL.hops if hop["kind"] in (*IN_BODY, "comment_link")], ids=name
)
def test_a_link_stands_on_its_page(hop: Row) -> None:
    source = hop["source_url"]
    comment = hop.get("source_comment_id")
    node = entry(source, comment) if comment else tree(source)
    ends = {
        settle(url.partition("#")[0])[0]
        for url in links(node, source)
        if host(url).endswith(".example") and host(url) != "bookmarks.example"
    }
    assert hop["target_url"] in ends


@pytest.mark.parametrize(
    "hop", [hop for hop in ALL.hops if hop["kind"] in ("pingback", "trackback")], ids=name
)
def test_a_ping_names_its_source(hop: Row) -> None:
    (ping,) = (
        comment
        for comment in ALL.thread(hop["target_url"])
        if comment["id"] == hop["target_comment_id"]
    )
    assert (ping["kind"], ping["author_url"]) == (hop["kind"], hop["source_url"])


def test_every_ping_is_a_hop() -> None:
    pings = {(c["author_url"], c["post_url"]) for c in ALL.comments if c["kind"] != "comment"}
    hops = {
        (hop["source_url"], hop["target_url"])
        for hop in ALL.hops
        if hop["kind"] in ("pingback", "trackback")
    }
    assert pings == hops


def test_commenter_hops_are_those_of_the_written_rule() -> None:
    due: dict[tuple[str, str], str] = {}
    linked = {(h["source_url"], h["target_url"]) for h in ALL.hops if h["kind"] in IN_BODY}
    for source, target in sorted(linked):
        if host(source) == host(target) or target not in POSTS:
            continue
        written = datetime.fromisoformat(POSTS[source]["published"][:10])
        for comment in ALL.thread(target):
            if comment["kind"] != "comment" or host(comment["author_url"] or "") != host(source):
                continue
            said = datetime.fromisoformat(comment["published"][:10])
            if timedelta(days=-1) <= written - said <= timedelta(days=60):
                due.setdefault((source, target), comment["id"])
    assert due == {
        (hop["source_url"], hop["target_url"]): hop["target_comment_id"]
        for hop in ALL.hops
        if hop["kind"] == "commenter"
    }


@pytest.mark.parametrize("hop", ALL.hops, ids=name)
def test_a_hop_says_whether_it_changes_the_blog(hop: Row) -> None:
    assert hop["cross_blog"] == (host(hop["source_url"]) != host(hop["target_url"]))
    assert hop["source_url"] in POSTS
    assert hop["target_url"] in set(POSTS) | GAPS


def test_the_quotation_has_no_link() -> None:
    (hop,) = (hop for hop in ALL.hops if hop["kind"] == "quote")
    source, target = tree(hop["source_url"]), tree(hop["target_url"])
    words = "answer that cannot wait a day was never meant for the other person"
    assert words in squeeze(source.text_content())
    assert words in squeeze(target.text_content())
    assert hop["target_url"] not in set(links(source, hop["source_url"]))
