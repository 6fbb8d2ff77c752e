"""How linkbacks that a post has received appear among its comments."""

from __future__ import annotations

import re

from crawler.model import CommentKind

# WordPress puts "[…] text […]" around the words beside the link; older versions wrote three dots.
_MARK = re.compile(r"^\s*[\[(]?\s*(?:…|\.\.\.)\s*[\])]\s*|\s*[\[(]\s*(?:…|\.\.\.)\s*[\])]?\s*$")
_LABEL = re.compile(
    r"^\W*(?:pingbacks?|trackbacks?|ping|webmention|linkback|erwähnung|トラックバック)\b"
    r"(?:\s+(?:by|from|von|de|da|di|por|par|od|от|fra|från|van))?\s*[:：»\-–—]*\s*",
    re.I,
)
_FORM = re.compile(r"^\W*(pingback|trackback|webmention)\s*(?:[:：»–—-]|from\b|by\b)", re.I)
_QUOTED = re.compile(r"^\s*\[\s*(?:…|\.\.\.)\s*\].*\[\s*(?:…|\.\.\.)\s*\]\s*$", re.S)
_MORE = re.compile(
    r"\s*(?:\[?Read More\]?|\[?Weiterlesen\]?)\s*(?:\[Tracked on [^\]]*\])?\s*$", re.I
)


def excerpt(text: str) -> str:
    """The words that a ping quotes from its source, without the marks of what was cut off.

    >>> excerpt("[…] as Anna says […]"), excerpt("[...] so it goes [...]")
    ('as Anna says', 'so it goes')
    """
    return _MORE.sub("", _MARK.sub("", _MARK.sub("", text))).strip()


def unlabelled(text: str) -> str:
    """A ping's text without the word that says it is one.

    >>> unlabelled("Pingback: Links of the week"), unlabelled("Trackback from Bo's blog")
    ('Links of the week', "Bo's blog")
    """
    return _LABEL.sub("", text, count=1)


def form_of(text: str) -> CommentKind | None:
    """The linkback that a text is by its form: labelled as one, or cut off at both ends.

    >>> form_of("Pingback: Links of the week"), form_of("[...] as Anna says [...]"), form_of("Hi")
    (<CommentKind.PINGBACK: 'pingback'>, <CommentKind.PINGBACK: 'pingback'>, None)
    """
    label = _FORM.match(text)
    if label:
        return CommentKind(label[1].lower())
    return CommentKind.PINGBACK if _QUOTED.match(text) else None
