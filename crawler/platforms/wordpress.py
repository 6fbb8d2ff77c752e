"""WordPress and its themes: the core's comment walkers, and what themes make of them.

Ids and classes of a comment come from the core (``comment_ID``, ``comment_class``); what stands
inside is the theme's. Kubrick, Thesis, Twenty Ten and Eleven, Genesis, K2 and Sandbox, block
themes, WordPress.com and Jetpack, wpDiscuz, Epoch.
"""

from __future__ import annotations

import re

from crawler.model import Ask, CommentKind, Rank, Reading
from crawler.pages import Page
from crawler.platforms.claims import claimed
from crawler.platforms.fields import read_comments
from crawler.platforms.records import Element, Record, with_definition
from crawler.platforms.roles import COMMON, Role, Roles
from crawler.platforms.wordpress_asks import asks_of

NAME = "wordpress"
RANK = Rank.PLATFORM

# wpDiscuz: the number behind the underscore is the parent, 0 for none.
_ID = re.compile(r"(?:(?:li-|div-)?comment-(\d+)|(?:wpd|wc)-comm-(\d+)_(\d+))$")
_DEPTH = re.compile(r"(?:^|\s)depth-(\d{1,6})(?:\s|$)")
_NICENAME = re.compile(r"(?:^|\s)comment-author-([^\s]+)")
_PING_WORDS = """
    pinglist ping-list pings pingbacks trackbacks trackback-list trackbacklist pings-list
    trackbacks-list trackback_list pingback-list commentlist-pings pingslist pingbacklist
    entry-pings pings-container"""
_PINGS = frozenset(_PING_WORDS.split())
_WALKED = ("thread-even", "thread-odd", "depth-1", "commentmetadata", "commentlist", "comment-list")
_THREADS = ("comment", "commentlist", "comment-list", "comments-list", "comment-item")
_ONLY_HERE = ("wp-block-comment-template", "wpd-comment", "epoch-comment-body")
# Words that the core gives beside the type of a comment: what it says goes before the list's name.
_CORE = frozenset(("even", "odd", "alt", "thread-even", "thread-odd", "depth-1", "depth-2"))
_SELF = ("/wp-content/", "/wp-includes/", "api.w.org", "WordPress", "/xmlrpc.php")
_ROOTS = frozenset(("li", "div", "article", "dt", "section", "tr", "td", "p", "dl", "blockquote"))

ROLES: Roles = {
    **COMMON,
    "wp-block-comment-author-name": Role.AUTHOR,
    "wp-block-comment-date": Role.DATE,
    "wp-block-comment-content": Role.BODY,
    "wp-block-comment-reply-link": Role.DROP,
    "wp-block-comment-edit-link": Role.DROP,
    "wpd-comment-author": Role.BYLINE,
    "wpd-comment-date": Role.DATE,
    "wpd-comment-text": Role.BODY,
    "wpd-comment-footer": Role.DROP,
    "wpd-comment-left": Role.DROP,
    "wpd-comment-label": Role.DROP,
    "wc-comment-author": Role.BYLINE,
    "wc-comment-date": Role.DATE,
    "wc-comment-text": Role.BODY,
    "wc-comment-footer": Role.META,
    "wc-footer-left": Role.DROP,
    "wc-comment-left": Role.DROP,
    "wc-comment-label": Role.DROP,
    # Thesis: the body of a comment, and the number beside it.
    "format-text": Role.BODY,
    "epoch-comment-author": Role.BYLINE,
    "epoch-author-link": Role.AUTHOR,
    "epoch-comment-author-avatar": Role.DROP,
    "epoch-divide": Role.DROP,
    "epoch-comment-meta": Role.META,
    "epoch-comment-content": Role.BODY,
    "epoch-comment-actions": Role.DROP,
    "epoch-moderation-actions": Role.DROP,
}


def sure(page: Page) -> float:
    """How sure it is: the core's classes around a comment, then the marks of the software."""
    classes = page.classes
    if "squarespace-comments" in classes:
        # It gives its lists and levels the names that WordPress has.
        return 0.0
    if any(word in classes for word in _ONLY_HERE):
        return 0.9
    walked = sum(word in classes for word in _WALKED)
    marks = sum(mark in page.head.assets for mark in _SELF)
    return min(1.0, 0.25 * walked + 0.3 * marks)


def read(page: Page) -> Reading:
    """The thread, with pings told apart, further pages and the feed of the post's comments."""
    records = _records(page)
    comments = tuple(read_comments(page, records, ROLES))
    count = claimed(page)
    asks: tuple[Ask, ...] = asks_of(page, comments, count)
    empty = not comments and not count and _is_open(page)
    return Reading(page.url, NAME, RANK, comments=comments, claimed=count, whole=empty, asks=asks)


def _is_open(page: Page) -> bool:
    """Whether the page has the core's form, above which a thread stands, and no words of one."""
    return "commentform" in page.ids and not any(word in page.classes for word in _THREADS)


def _records(page: Page) -> list[Record]:
    found = _with_ids(page)
    loose = [e for e in _without_ids(page) if not _within(e, found)]
    if loose:
        marked = set(found) | set(loose)
        order = [element for element in page.elements if element in marked]
    else:
        order = list(found)
    pending = page.classes.get("comment-awaiting-moderation", ())
    held = {outer for mark in pending for outer in (mark, *mark.iterancestors())}
    host = page.host
    return [_record(e, found.get(e, ("", "")), host) for e in order if not _is_held(e, held, found)]


def _is_held(element: Element, held: set[Element], found: dict[Element, tuple[str, str]]) -> bool:
    """Whether this record, not one inside it, waits for moderation: only its author sees it."""
    return element in held and not any(e in found and e in held for e in element.iterdescendants())


def _with_ids(page: Page) -> dict[Element, tuple[str, str]]:
    """The outermost element of each comment that has an id, with the id and the parent's."""
    roots: dict[str, tuple[Element, str]] = {}
    for anchor, element in page.ids.items():
        match = _ID.match(anchor)
        number = (match[1] or match[2]) if match else ""
        if match and number not in roots:
            root = _root(element)
            if root is not None:
                parent = match[3] or ""
                roots[number] = (root, "" if parent == "0" else parent)
    return {root: (number, parent) for number, (root, parent) in roots.items()}


def _root(element: Element) -> Element | None:
    """The element around an id that is the whole comment."""
    parent = element.getparent()
    if parent is None:
        return None
    if element.tag in ("a", "span"):
        return parent if parent.tag in _ROOTS else None
    if element.tag not in _ROOTS or element.tag == "dt":
        return element if element.tag == "dt" else None
    for outer in (parent, parent.getparent()):
        if outer is not None and not outer.get("id") and _is_comment(_words(outer)):
            return outer
    return element


def _words(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def _is_comment(words: list[str]) -> bool:
    return any(w in ("pingback", "trackback") or w.startswith("depth-") for w in words)


def _without_ids(page: Page) -> list[Element]:
    """Pings printed short, and comments of themes that drop the id."""
    marked = [
        element
        for word in ("pingback", "trackback", "depth-1", "depth-2", "depth-3")
        for element in page.classes.get(word, ())
        if element.tag in ("li", "div", "article")
    ]
    for name in _PINGS:
        areas = page.classes.get(name, [])[:3]
        area = page.ids.get(name)
        for holder in areas if area is None else [*areas, area]:
            marked += holder.iterchildren("li", "dt")
    return marked


def _within(element: Element, found: dict[Element, tuple[str, str]]) -> bool:
    """Whether an element is a comment already found, a part of one or the frame of one."""
    if element in found or any(e in found for e in element.iterdescendants()):
        return True
    # A ping list inside a comment's own children is a reply list: stop at the list.
    for outer in element.iterancestors():
        if outer in found:
            # Mystique repeats a comment's classes on its head, K2 has them on a box in it only.
            deeper, depth = (_DEPTH.search(e.get("class") or "") for e in (element, outer))
            return deeper is None or depth is None or deeper[1] == depth[1]
        if outer.tag in ("ol", "ul", "dl"):
            return False
    return False


def _record(element: Element, ids: tuple[str, str], host: str) -> Record:
    number, parent = ids
    words = element.get("class") or ""
    if not _is_comment(words.split()):
        box = next(element.iterchildren("div", "article"), element)
        words = f"{words} {box.get('class') or ''}"
    depth = _DEPTH.search(words)
    nicename = _NICENAME.search(words)
    anchors = {f"comment-{number}", f"li-comment-{number}", f"div-comment-{number}"}
    return Record(
        parts=with_definition(element),
        id=number,
        anchors=frozenset(anchors) if number else frozenset(),
        kind=_kind(element, words.split()),
        parent_id=parent or None,
        depth=int(depth[1]) if depth else None,
        account=f"wordpress:{host}:{nicename[1]}" if nicename else None,
        by_post_author="bypostauthor" in words or "author_comment" in words,
    )


def _kind(element: Element, words: list[str]) -> CommentKind:
    if "trackback" in words:
        return CommentKind.TRACKBACK
    if "pingback" in words:
        return CommentKind.PINGBACK
    if "comment" in words and not _CORE.isdisjoint(words):
        return CommentKind.COMMENT
    for _, outer in zip(range(3), element.iterancestors(), strict=False):
        if outer.get("id") in _PINGS or not _PINGS.isdisjoint((outer.get("class") or "").split()):
            return CommentKind.PINGBACK
    return CommentKind.COMMENT
