"""What the words at a link say it is: an answer, a repost, or credit for where a thing was found.

The forms are those of people and of Curator's Code (``ᔥ`` via, ``↬`` hat tip), each directly before
the link, in its own text, or (where a language puts it there) directly after. Microformats say the
same in ``rel``: ``in-reply-to``, ``repost-of``.
"""

from __future__ import annotations

import re

from crawler.model import HopKind, Link

_REL = {"in-reply-to": HopKind.REPLY, "repost-of": HopKind.REPOST}

_REPLY = r"""
    in\ (?:response|reply|answer)\ to | a\ (?:response|reply|answer)\ to | respon(?:ding|se)\ to
  | reply(?:ing)?\ to | en\ réponse\ à | ma\ réponse\ à | (?:als|in)\ (?:antwort|reaktion)\ auf
  | (?:meine|eine)\ antwort\ auf | en\ respuesta\ a | (?:mi|una)\ respuesta\ a
  | in\ risposta\ a | em\ resposta\ a | (?:als\ reactie|in\ antwoord|een\ reactie)\ op
  | в\ ответ\ на | w\ odpowiedzi\ na | (?:som|ett)\ svar\ på | (?:som|et)\ svar\ (?:på|til) """
_REPOST = r"""
    (?:reblogged|reposted|cross-?posted|republished)\ (?:from|via)
  | originally\ (?:posted|published)\ (?:at|on|by|in) | (?:reblogué|republié|repris)\ (?:de|du|chez)
  | (?:gerebloggt|rebloggt|übernommen)\ von | (?:reblogueado|republicado)\ (?:de|desde|do)
  | ripubblicato\ da | repostado\ de | перепост(?:\ из|\ от)? """
_VIA = r"""
    via | vía | h/t | hat[- ]?tip(?:\ to)? | tip\ of\ the\ hat(?:\ to)? | ᔥ | ↬
  | merci\ à | vu\ chez | lu\ chez | repéré\ chez | gefunden\ bei | dank\ an | danke\ an
  | visto\ en | visto\ em | trovato\ su | visto\ su | gevonden\ bij | через | отсюда
  | по\ наводке(?:\ от)? """
# Everyday prepositions as well: they credit only where a bracket opens right before them.
_VIA_IN_BRACKETS = r"da | za | przez | ht"

# Between a form and its link: a colon, an arrow, an opening quote; up to three words of a name.
_JOIN = r"[\s:–—→»«\"'“„(\[]*"
_NAMED = r"(?:[\w@.'’-]+\s+){0,3}"

_FLAGS = re.IGNORECASE | re.VERBOSE


def _before(forms: str, names: str = _NAMED) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\W_])) (?:{forms}) {_JOIN} {names} {_JOIN} $", _FLAGS)


_BEFORE = (
    (HopKind.REPLY, _before(_REPLY)),
    (HopKind.REPOST, _before(_REPOST)),
    (HopKind.VIA, _before(_VIA, "")),
    (HopKind.VIA, re.compile(rf"[(\[]\s* (?:{_VIA}) {_JOIN} [^()\[\]]{{0,40}}$", _FLAGS)),
    (HopKind.VIA, re.compile(rf"[(\[]\s* (?:{_VIA_IN_BRACKETS}) {_JOIN} $", _FLAGS)),
)
_INSIDE = (
    (HopKind.REPLY, re.compile(rf"\s* (?:re: | {_REPLY})", _FLAGS)),
    (HopKind.REPOST, re.compile(rf"\s* (?:{_REPOST})", _FLAGS)),
    (HopKind.VIA, re.compile(rf"[\s(\[]* (?:{_VIA}) (?![\w-])", _FLAGS)),
)
_REPLY_COLON = re.compile(r"(?:^|[.!?]\s|[(\[])\s*re:\s*$", re.IGNORECASE)
# 経由 follows what it credits.
_AFTER = re.compile(r"\s*(?:さん)?[)\]」』]?\s*経由")

_REACH = 60


def credit(link: Link) -> HopKind | None:
    """``REPLY``, ``REPOST`` or ``VIA`` where the link or the words at it say so, else ``None``.

    >>> from crawler.model import LinkPlace
    >>> credit(Link("http://a.example/1", LinkPlace.BODY, "Anna", "I found this (via Anna) today"))
    <HopKind.VIA: 'via'>
    """
    for token in link.rel.split():
        if token in _REL:
            return _REL[token]
    words = link.words.strip()
    for kind, form in _INSIDE:
        if form.match(words):
            return kind
    before, found, after = link.around.partition(words) if words else ("", "", "")
    if not found:
        return None
    before = before[-_REACH:]
    if _REPLY_COLON.search(before):
        return HopKind.REPLY
    for kind, form in _BEFORE:
        if form.search(before):
            return kind
    return HopKind.VIA if _AFTER.match(after) else None
