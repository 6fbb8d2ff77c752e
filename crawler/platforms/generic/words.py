"""What class names and ids say an element is: comment, author, date, body, list, noise ...

Names are split into words (``fig-commentHead`` is fig, comment, head); the last one that is not
mere scaffolding (inner, wrap, left, 12) tells the role. The vocabulary is what many products and
hand-made themes share, in several languages; no single product is known here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from crawler.platforms.generic.flags import (
    AUTHOR,
    COMMENT,
    FORM,
    NAME,
    NOISE,
    PINGS,
    RECORD,
    REPLY_TO,
    SOFT,
    THREAD,
)
from crawler.platforms.generic.vocabulary import (
    FORMS,
    ITEMS,
    LISTS,
    NOISE_WORDS,
    PLAIN,
    PLURAL,
    ROLE,
    SCAFFOLD,
    SINGULAR,
    SOFT_WORDS,
    STALE,
    TARGETS,
    TERMS,
)

_STATE = re.compile(
    r"^(?:even|odd|alt|first|last|byuser|bypostauthor|parent|no-?\w*|has-\w+|with-\w+|is-\w+"
    r"|(?:thread|comment)-(?:even|odd|alt)|depth-?\d*|level-?\d*|clearfix|cf|row|hidden|visible)$"
)
_SPLIT = re.compile(r"[^a-zA-Z\u00c0-\uffff]+|(?<=[a-z])(?=[A-Z])")
_GLUED = re.compile(
    r"^(comments?|cmt|commentaires?|comentarios?|kommentare?|reply|replies|post|user|author|message|msg)"
    r"(list|body|text|content|author|meta|metadata|date|time|info|head|header|footer|foot|form|box|wrap"
    r"|wrapper|area|link|links|item|entry|container|name|number|num|count|title|avatar|pic|tools"
    r"|actions|section|thread|block|holder|data|by|er|content|id|row|s)$"
)
#: A product's two letters before the word: hscomment.
_PREFIXED = re.compile(r"^(?!no)[a-z]{1,2}(comments?|kommentare?|commentaires?|comentarios?)$")
#: Numbers, and what counts as one: UUIDs (RFC 9562), digests and random keys, which change from
#: letters to digits and back.
_NUMBER = re.compile(
    r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|(?<![0-9A-Za-z])(?=[A-Za-z]*\d+[A-Za-z]+\d)[0-9A-Za-z]{8,}(?![0-9A-Za-z])"
    r"|\d+"
)
_DIGIT = re.compile(r"\d")
_FOLD = str.maketrans(
    "áàâäãåéèêëíìîïóòôöõúùûüçñśćńźżłąęőűşğıİšžčřťďň",
    "aaaaaaeeeeiiiiooooouuuucnscnzzlaeousgiiszcrtdn",
)


@lru_cache(maxsize=1 << 14)
def split(name: str) -> tuple[str, ...]:
    """The words of a class name or id, lower case, accents folded, digits gone."""
    out: list[str] = []
    for word in _SPLIT.split(name):
        word = word.lower().translate(_FOLD)
        if not word:
            continue
        glued = _GLUED.match(word) or _PREFIXED.match(word)
        if glued and word not in ROLE and word not in PLAIN:
            out += glued.groups()
        else:
            out.append(word)
    return tuple(out)


@lru_cache(maxsize=1 << 14)
def token_marks(token: str) -> int:
    """The bits that one class name or id stands for."""
    if _STATE.match(token):
        return 0
    scripted = token[:3].lower() in ("js-", "js_")  # such names say what a script does
    words = split(token[3:] if scripted else token.lstrip("#"))
    if not words:
        return 0
    marks = _of_comments(words)
    if not scripted:
        marks |= REPLY_TO if _names_target(words) else _role(words)
    if any(word in (STALE if marks & COMMENT else NOISE_WORDS) for word in words):
        marks |= NOISE
    if words[-1] in SOFT_WORDS or words[0] in SOFT_WORDS:
        marks |= SOFT
    if any(ROLE.get(word, 0) & PINGS for word in words):
        marks |= PINGS | (THREAD if words[-1].endswith("s") or words[-1] in LISTS else 0)
    if words[-1] in FORMS or (marks & COMMENT and any(word in FORMS for word in words)):
        marks |= FORM
    return marks


def _of_comments(words: tuple[str, ...]) -> int:
    """What the comment words of a name tell, if there are any."""
    plain = any(word in PLAIN for word in words)
    if plain or any(word in SINGULAR or word in PLURAL for word in words):
        return _record_or_thread(words, plain) | (COMMENT if plain else 0)
    return 0


def _record_or_thread(words: tuple[str, ...], plain: bool) -> int:
    """Whether a name with a comment word in it is that of one comment or of many."""
    rest = [w for w in words if w not in SINGULAR and w not in PLURAL]
    many = any(w in PLURAL for w in words)
    marks = 0
    if (
        plain
        and (many or any(w in LISTS for w in rest))
        and all(w in LISTS or w not in ROLE for w in rest)
    ):
        marks |= THREAD
    known = [w for w in rest if w in ROLE or w in LISTS or w in ITEMS or w in NOISE_WORDS]
    if not many and all(w in ITEMS for w in known):
        marks |= RECORD
    return marks


def _names_target(words: tuple[str, ...]) -> bool:
    """Whether a name is that of the one who is answered: reply-to, in-reply-to, replyto-author."""
    return any(ROLE.get(word, 0) & REPLY_TO for word in words) or any(
        pair in TARGETS for pair in pairwise(words)
    )


def _role(words: tuple[str, ...]) -> int:
    for word in reversed(words):
        role = ROLE.get(word, 0)
        if role:
            # "message" alone is a body, "comment-message" too; "comment" is a record, no body.
            return role
        if word in SCAFFOLD:
            continue
        return 0
    return 0


@lru_cache(maxsize=1 << 14)
def marks_of(names: str, ident: str = "") -> int:
    """The bits for a class attribute and an id."""
    marks = 0
    for token in names.split():
        marks |= token_marks(token)
    if marks & REPLY_TO:
        marks &= ~(AUTHOR | NAME)
    return marks | token_marks(shape(ident)) if ident else marks


@lru_cache(maxsize=1 << 12)
def semantic_marks(said: str) -> tuple[int, str]:
    """The bits for microdata or RDFa terms (schema.org, SIOC, Dublin Core), and a class name."""
    marks = 0
    name = ""
    for term in said.split():
        term = term.rpartition("/")[2].rpartition(":")[2].lower()
        marks |= TERMS.get(term, 0)
        if term in ("comment", "usercomments"):
            name = "schema-comment"
        elif term == "review":
            name = "schema-review"
    return marks, name


def shape(name: str) -> str:
    """A class name or id with its numbers and keys out, so that numbered ones are alike."""
    return _NUMBER.sub("#", name) if _DIGIT.search(name) else name
