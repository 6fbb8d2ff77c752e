"""Feeds: the comments of one post, or posts of a blog with the links in their text."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urldefrag

from crawler import dates
from crawler.linkbacks.received import excerpt, unlabelled
from crawler.model import (
    Ask,
    AskReason,
    Author,
    Comment,
    CommentKind,
    CommentStatus,
    LinkPlace,
    Listed,
    Rank,
    Reading,
    ThreadState,
)
from crawler.pages import Page
from crawler.pages.feeds import Entry, Feed, read_feed
from crawler.platforms.fragments import fragment_of
from crawler.platforms.ids import id_of_anchor
from crawler.platforms.linking import links_in
from crawler.platforms.names import name_of
from crawler.platforms.post import canonical_or_same, whole_post
from crawler.platforms.records import Element
from crawler.text import clean, text_of
from crawler.urls import anchor

NAME = "feed"
RANK = Rank.FEED

_BLOGGER_ID = re.compile(r"tag:blogger\.com,1999:blog-\d+\.post-(\d+)$")
_BLOGGER_PARENT = re.compile(r"/comments/default/(\d+)")
_TYPEPAD_ID = re.compile(r"comment[:-](6a[0-9a-f]{10,})")
_PID = re.compile(r"\bpid-(\d+)")
# WordPress titles an entry "By: NAME", in the blog's language; its Atom says the same.
_BY = re.compile(r"^[\w ]{1,20}:\s+")
_QUOTED = re.compile(r"^\s*\[(?:…|\.\.\.)\].*\[(?:…|\.\.\.)\]\s*$", re.S)
_PING = re.compile(r"^\[(ping|trackback|pingback)\]\s*", re.I)
# RSS 2.0 has an address of mail for an author, with the name in brackets behind it.
_MAIL = re.compile(r"\S+@\S+\s+\(([^()]+)\)$")
# Discourse: a post of a topic, and "@login Full Name" as its author.
_POSTING = re.compile(r"-post-\d+-(\d+)$")
_LOGIN = re.compile(r"@(\S+)\s*")
#: The longest form of "In reply to NAME.", without the name.
LONGEST = 40
#: As many entries as feeds are cut at: there may be more comments than the feed shows.
WINDOWS = frozenset((10, 15, 20, 25, 30, 40, 50, 100, 200, 500))


def sure(page: Page) -> float:
    """How sure it is: a document is a feed or it is none."""
    if page.is_json:
        return 1.0 if isinstance(page.json, dict) and "feed" in page.json else 0.0
    return 1.0 if page.is_feed else 0.0


def read(page: Page) -> Reading:
    """The comments of the post that the feed is about, or the posts that it lists."""
    feed = read_feed(page) or Feed()
    entries = [entry for entry in feed.entries if _is_comment(entry)]
    posts = {_post_of(entry, feed) for entry in entries}
    if len(posts) != 1:
        return _of_posts(page, feed, posts)
    entries = [entry for entry in entries if _number(entry) != "1"]
    comments = _threaded([_comment(page, entry, n) for n, entry in enumerate(entries)], entries)
    further = page.absolute(feed.further)
    window = bool(further) or (feed.total is None and len(entries) in WINDOWS)
    told = (
        f"the latest {len(entries)} comments" if window else f"{len(entries)} comments in the feed"
    )
    return Reading(
        canonical_or_same(posts.pop()),
        NAME,
        RANK,
        comments=tuple(comments),
        state=ThreadState.PARTIAL if window else ThreadState.COMPLETE,
        reason=told,
        claimed=feed.total,
        asks=(Ask(further, AskReason.COMMENT_FEED),) if further else (),
    )


def _of_posts(page: Page, feed: Feed, commented: set[str]) -> Reading:
    """A feed of posts; a feed of the comments of many posts lists those posts."""
    if commented:
        listed = tuple(Listed(canonical_or_same(url)) for url in sorted(commented) if url)
    else:
        listed = tuple(_listed(page, entry) for entry in feed.entries if entry.link)
    return Reading(
        canonical_or_same(feed.link or page.url),
        NAME,
        RANK,
        listed=listed,
        reason="a feed of posts",
    )


def _is_comment(entry: Entry) -> bool:
    fragment = urldefrag(entry.link)[1] or urldefrag(entry.id)[1]
    if _number(entry) or id_of_anchor(fragment) or _TYPEPAD_ID.search(entry.id):
        return True
    return bool(entry.replies_to) and not entry.comments_feed


def _post_of(entry: Entry, feed: Feed) -> str:
    if number := _number(entry):
        return canonical_or_same(entry.link.removesuffix(f"/{number}"))
    link = whole_post(urldefrag(entry.link)[0] or feed.link)
    return canonical_or_same(link) if link else ""


def _number(entry: Entry) -> str:
    """The number of a post in a topic of Discourse; the topic itself is the first."""
    found = _POSTING.search(entry.id) if "/t/" in entry.link else None
    return found[1] if found and entry.link.endswith(f"/{found[1]}") else ""


def _id(entry: Entry, place: int) -> str:
    if number := _number(entry):
        return number
    blogger = _BLOGGER_ID.search(entry.id)
    typepad = _TYPEPAD_ID.search(entry.id) or _TYPEPAD_ID.search(entry.link)
    if blogger or typepad:
        return (blogger or typepad)[1]  # type: ignore[index]
    for url in (entry.link, entry.id):
        found = id_of_anchor(urldefrag(url)[1] or anchor(url) or "")
        if found:
            return found
    return f"~{place}"


def _comment(page: Page, entry: Entry, place: int) -> Comment:
    root = fragment_of(entry.content)
    ping = _PING.match(entry.title)
    source = answered = ""
    if root is not None:
        answered = _drop_reference(root, entry)
        if _number(entry):
            _drop_way(root, entry)
        source = _drop_title(root, entry) if ping is not None else ""
    text = text_of(root) if root is not None else ""
    quoted = ping is not None or _QUOTED.match(text) is not None
    name = entry.author or _BY.sub("", _PING.sub("", entry.title))
    mail = _MAIL.match(name)
    name = mail[1] if mail else name
    if _number(entry):
        name = _LOGIN.sub("", name, count=1) or name.lstrip("@")
    pid = _PID.search(entry.account)
    removed = CommentStatus.DELETED if entry.removed else CommentStatus.VISIBLE
    return Comment(
        id=_id(entry, place),
        kind=_kind(ping, quoted),
        author=Author(
            name_of(name),
            entry.author_url or page.absolute(source) or None,
            f"blogger::pid-{pid[1]}" if pid else None,
        ),
        published=dates.read_machine(entry.published),
        text="" if entry.removed else excerpt(unlabelled(text)) if quoted else text,
        parent_id=answered or None,
        permalink=entry.link or None,
        status=removed,
        links=() if root is None else tuple(links_in(page, root, set(), LinkPlace.COMMENT, text)),
    )


def _drop_reference(root: Element, entry: Entry) -> str:
    """Take away what WordPress prints before an answer in a feed: "In reply to NAME."

    Returns the id of what is answered, which its RSS 2 tells nowhere else.
    """
    first = next(root.iter("p"), None)
    if first is None or len(first) != 1 or first[0].tag != "a":
        return ""
    around = (first.text or "") + (first[0].tail or "")
    href, holder = first[0].get("href") or "", first.getparent()
    answered = {id_of_anchor(urldefrag(reply)[1]) for reply in entry.replies_to} - {None}
    named = id_of_anchor(urldefrag(href)[1])
    here = whole_post(href) == whole_post(entry.link)
    told = named in answered or (not entry.replies_to and named is not None and here)
    if told and len(around) <= LONGEST and around.strip() and holder is not None:
        holder.remove(first)
        return named or ""
    return ""


def _drop_way(root: Element, entry: Entry) -> None:
    """Take away the link to the whole topic, in which Discourse ends each post of its feed."""
    last = next(reversed(list(root.iter("p"))), None)
    outer = last.getparent() if last is not None else None
    if last is None or outer is None or len(last) != 1:
        return
    if last[0].get("href") == entry.link:
        outer.remove(last)


def _drop_title(root: Element, entry: Entry) -> str:
    """The page that a ping comes from, in the link of its title, which Dotclear puts first."""
    link = next(root.iter("a"), None)
    holder = link.getparent() if link is not None else None
    if link is None or holder is None:
        return ""
    if text_of(link) == _PING.sub("", clean(entry.title)) and text_of(holder) == text_of(link):
        outer = holder.getparent()
        if outer is not None and holder is not root:
            outer.remove(holder)
    return link.get("href") or ""


def _kind(ping: re.Match[str] | None, quoted: bool) -> CommentKind:
    if ping is not None and ping[1].lower() == "trackback":
        return CommentKind.TRACKBACK
    return CommentKind.PINGBACK if quoted else CommentKind.COMMENT


def _threaded(comments: list[Comment], entries: list[Entry]) -> list[Comment]:
    """The comments with their parents, which must be in the feed themselves."""
    names: dict[str, str] = {}
    for comment, entry in zip(comments, entries, strict=True):
        names.update({entry.id: comment.id, entry.link: comment.id, comment.id: comment.id})
    threaded = []
    for comment, entry in zip(comments, entries, strict=True):
        references = filter(None, (*entry.replies_to, comment.parent_id))
        parent = next(filter(None, (_parent(r, names) for r in references)), None)
        threaded.append(_with_parent(comment, parent))
    return threaded


def _parent(reference: str, names: dict[str, str]) -> str | None:
    found = _BLOGGER_PARENT.search(reference)
    key = found[1] if found else reference
    return names.get(key) or names.get(id_of_anchor(urldefrag(reference)[1]) or "")


def _with_parent(comment: Comment, parent: str | None) -> Comment:
    return replace(comment, parent_id=None if parent == comment.id else parent)


def _listed(page: Page, entry: Entry) -> Listed:
    root = fragment_of(entry.content)
    text = text_of(root) if root is not None else ""
    links = [] if root is None else links_in(page, root, set(), LinkPlace.BODY, text)
    return Listed(
        canonical_or_same(entry.link),
        clean(entry.title) or None,
        dates.read_machine(entry.published),
        tuple(
            link for link in links if canonical_or_same(link.url) != canonical_or_same(entry.link)
        ),
        text,
    )
