"""The state of a thread and why: what is missing is never silently "no comments"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.model import Ask, AskReason, Comment, ThreadState
from crawler.pages import Page
from crawler.platforms.embeds import embed_of

_CLOSED_MARKS = ("nocomments", "no-comments", "comments-closed", "comment-closed")
_CLOSED_WORDS = r"""
comments (?:are|have been|is) (?:now )?(?:closed|disabled|turned off)|comments off|
kommentare (?:sind )?(?:geschlossen|deaktiviert)|
kommentarfunktion (?:ist )?(?:geschlossen|deaktiviert)|
commentaires (?:sont )?(?:fermés|désactivés|clos)|comentarios (?:están )?cerrados|
comentários (?:estão )?(?:fechados|encerrados)|commenti (?:sono )?chiusi|
reacties (?:zijn )?(?:gesloten|uitgeschakeld)|kommentarer (?:er|är) (?:stengt|stängda|lukket)|
komentarze (?:są )?(?:wyłączone|zamknięte)|комментарии (?:закрыты|отключены)|
コメントは受け付けていません|评论已关闭
"""
# How they begin, in lower case as far as ASCII goes.
_BEGIN = """
    comment kommentar coment reacties komentarz комментар Комментар КОММЕНТАР コメントは 评论已"""
_STEMS = tuple(stem.encode() for stem in _BEGIN.split())
#: No such line has more bytes.
_LINE = 160
_CLOSED = re.compile("".join(_CLOSED_WORDS.split("\n")), re.I)
_VIEW = re.compile(r"comment-page-|[?&](?:cpage|commentPage|page)=|/comments/page/")
_CHALLENGES = (b"cf-chl-", b"_cf_chl_opt", b"challenge-platform", b"g-recaptcha-response")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known about a thread (`Reading.state`, ``reason`` and ``whole``)."""

    state: ThreadState
    reason: str
    whole: bool = False


def verdict(
    page: Page, comments: Sequence[Comment], claimed: int | None, asks: Sequence[Ask]
) -> Verdict:
    """The state of the thread on this page, with the figures or words that say so."""
    count = sum(not comment.kind.is_reaction for comment in comments)
    if count:
        return _of_found(page, count, claimed, asks)
    return _of_wall(page) or _of_nothing(page, claimed)


def _of_found(page: Page, count: int, claimed: int | None, asks: Sequence[Ask]) -> Verdict:
    if claimed is not None and claimed > count:
        return Verdict(ThreadState.PARTIAL, f"{count} of {claimed} comments on this page")
    if any(ask.reason is AskReason.COMMENT_PAGE for ask in asks):
        return Verdict(
            ThreadState.PARTIAL, f"{count} comments on this page, and there are more pages"
        )
    embed = embed_of(page) if claimed is None else None
    if embed:
        return Verdict(
            ThreadState.PARTIAL, f"{count} comments, and {embed.name} loads more by script"
        )
    told = f"{count} comments" if claimed is None else f"{count} comments, {claimed} claimed"
    return Verdict(ThreadState.COMPLETE, told, whole=not _VIEW.search(page.url))


def _of_wall(page: Page) -> Verdict | None:
    """What stands between a reader and the thread."""
    status = page.status
    if status in (401, 407):
        return Verdict(ThreadState.LOGIN, f"HTTP {status}")
    if status in (403, 429, 503, 451) or (status >= 400 and _is_challenge(page)):
        return Verdict(ThreadState.BLOCKED, f"HTTP {status}")
    if status >= 400:
        return Verdict(ThreadState.ERROR, f"HTTP {status}")
    if "post-password-form" in page.classes or page.holds(b'name="post_password"'):
        return Verdict(ThreadState.PROTECTED, "asks for the post's password")
    if "/interstitial" in page.url or page.holds(b"guestAuth=") or "/misc/adult_" in page.url:
        return Verdict(ThreadState.AGE_GATE, "content warning before the page")
    if "//consent." in page.url or page.holds(b'action="https://consent.'):
        return Verdict(ThreadState.CONSENT, "consent page before the page")
    for thing in page.head.ld:
        if str(thing.get("isAccessibleForFree", "")).lower() == "false":
            return Verdict(ThreadState.PAYWALL, "the page says it is not free to read")
    return None


def _is_challenge(page: Page) -> bool:
    return any(mark in page.body for mark in _CHALLENGES)


def _of_nothing(page: Page, claimed: int | None) -> Verdict:
    embed = embed_of(page)
    if embed:
        why = f"; {embed.never}" if embed.never else ""
        return Verdict(ThreadState.SCRIPT_ONLY, f"{embed.name} loads the comments by script{why}")
    if claimed:
        return Verdict(ThreadState.PARTIAL, f"none of {claimed} comments on this page")
    words = _closed(page)
    if words:
        return Verdict(ThreadState.CLOSED, words)
    return Verdict(ThreadState.NONE, "no comments on the page")


def _closed(page: Page) -> str | None:
    for name in _CLOSED_MARKS:
        if name in page.classes:
            words = " ".join("".join(page.classes[name][0].itertext()).split())
            if words:
                return words[:120]
    body = page.body if page.encoding == "utf-8" else page.text.encode("utf-8", "replace")
    return next(_closed_lines(body), None)


def _closed_lines(body: bytes) -> Iterator[str]:
    """The lines of a document in UTF-8 that say the thread is closed."""
    # Looking for the stems that may begin such a line is far cheaper than for the line itself,
    # and bytes are made small ten times faster than text.
    small = body.lower()
    for stem in _STEMS:
        at = small.find(stem)
        while at >= 0:
            found = _CLOSED.match(body[at : at + _LINE].decode("utf-8", "ignore"))
            if found:
                yield found[0]
            at = small.find(stem, at + 1)
