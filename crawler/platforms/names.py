"""The name in a byline: without "says", "posted by" and marks, in the languages of blogs."""

from __future__ import annotations

import re

from crawler.text import clean

# What themes in their translations put after the name of a commenter ("says:").
_SAYS = r"""
says|said|wrote|writes|replied|replies|responded|commented|comments|sagt|sagte|hat gesagt|
schreibt|schrieb|meint|meinte|kommentiert|kommentierte|antwortete|a dit|dit|
a écrit|écrit|a commenté|dijo|dice|ha dicho|escribió|escribe|comentó|comenta|disse|diz|escreveu|
comentou|ha detto|ha scritto|
scrive|scrisse|commenta|zegt|zei|schreef|schrijft|säger|sade|sa|skriver|skrev|siger|sier|sanoo|
sanoi|kirjoittaa|kirjoitti|pisze|napisał|napisała|napisał\(a\)|mówi|komentuje|powiedział|
říká|řekl|napsal|napsala|napsal\(a\)|píše|hovorí|povedal|napísal|mondta|írta|mondja|spune|
a spus|a scris|zice|dedi ki|diyor ki|dedi|yazdı|говорит|пишет|комментирует|сказал|сказала|
сказал\(а\)|написал|написала|говорить|пише|сказав|написав|коментує|каза|казва|написа|каже|
рече|λέει|είπε|γράφει|έγραψε|diu|ha dit|va dir|kaže|piše|rekao|napisao|pravi|je rekel|sako|
rašo|rašė|saka|teica|ütleb|kirjutas|dio|esan du|berkata|mengatakan|nói|đã nói|viết|
يقول|قال|كتب|אומר|אמר|כתב|הגיב|می‌گوید|گفت|نوشت|より|さんのコメント|さんは書きました|さんの発言|
さん|님의 말|님의 댓글|님이 말하길|說道|说道|說|说|表示
"""
# What stands before the name ("Posted by").
_BY = r"""
posted by:?|guest post by:?|words by:?|text by:?|story by:?|soumis par|gespeichert von|
eingereicht von|ingediend door|submetido por|wysłane przez|napisane przez|опубликовано|
comment by:?|comments? from|written by:?|submitted by|by:?|geschrieben von:?|
kommentar von:?|von:?|verfasst von:?|eingestellt von|par:?|posté par:?|écrit par:?|publié par:?|
le commentaire de|comentario de|por:?|enviado por:?|publicado por:?|escrito por:?|da:|di:|
scritto da:?|pubblicato da:?|inviato da:?|door:?|geplaatst door:?|av:?|skrevet av:?|skrivet av:?|
af:?|od:?|przez:?|autor:?|author:?|auteur:?|name:?|от:?|автор:?|投稿者\s*:?|名前:?|
作者\s*[:：]|文\s*[:：]|撰文\s*[:：]|著者\s*[:：]|筆者\s*[:：]|글\s*[:：]|글쓴이\s*[:：]?|작성자\s*[:：]?|yazar:?|
yazan:?|kirjoittaja:?|forfatter:?|skribent:?|skrevet af:?|szerző:?|autorka:?|συντάκτης:?|מאת:?|
بقلم:?|oleh:?|tác giả:?
"""


def _alternatives(words: str) -> str:
    return "|".join(sorted("".join(words.split("\n")).split("|"), key=len, reverse=True))


_AFTER = re.compile(rf"(?:\s+|(?<=[^\x00-\u02ff]))(?:{_alternatives(_SAYS)})\s*[:：.…]*$", re.I)
_BEFORE = re.compile(rf"^(?:{_alternatives(_BY)})(?:\s+|(?<=[:：]))", re.I)
#: A comment's text that begins so, loose in its record, begins with the end of its byline.
SAYS_FIRST = re.compile(rf"^(?:{_alternatives(_SAYS)})\s*[:：…]+\s*", re.I)
#: A line that ends so is the byline above a comment.
SAYS_LAST = re.compile(rf"\w\s+(?:{_alternatives(_SAYS)})\s*(?:[:：…]|\.\.\.)+\s*$", re.I)
# "(not verified)" is Drupal's mark of a name without an account, in its translations.
_UNVERIFIED = re.compile(
    r"\s*\((?:not verified|nicht überprüft|non vérifié|no verificado|non verificato"
    r"|niet gecontroleerd|não verificado|не проверено|ej verifierad|未検証|未驗證|未验证"
    r"|niezweryfikowany)\)$",
    re.I,
)
# What joined the name to the date behind it.
_DAYS = (
    r"(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie"
    r"|sáb|dom|gio|sab|ma|wo|vr|za|zo)\.?,?"
)
_JOINT = re.compile(rf"\s+(?:on|at|@|am|um|le|el|il|op|den|dne|dnia|em|à|в)(?:\s+{_DAYS})?$", re.I)
_EDGES_BUT_COLON = " \t|·•–—-,;/›»«~"
_EDGES = _EDGES_BUT_COLON + ":："
#: No name is longer; what is, is a sentence.
LONGEST = 300


def name_of(text: str) -> str | None:
    """The name in an element that holds a name; ``None`` where nothing of it is left.

    Only a "says" with its colon or dots goes: a person may be called Said.

    >>> name_of("Anna says:"), name_of("Edward Said"), name_of(" ")
    ('Anna', 'Edward Said', None)
    """
    name = _UNVERIFIED.sub("", clean(text).strip(_EDGES_BUT_COLON))
    if name.endswith((":", "：", "…", "...")):
        name = _AFTER.sub("", name)
    return name.strip(_EDGES)[:LONGEST] or None


def name_in_byline(text: str) -> str | None:
    """The name in a byline's text, which has words around it.

    >>> name_in_byline("Posted by: Bo | "), name_in_byline("von Ina sagt"), name_in_byline("says:")
    ('Bo', 'Ina', None)
    """
    name = _UNVERIFIED.sub("", clean(text).strip(_EDGES))
    name = _BEFORE.sub("", _AFTER.sub("", " " + name).strip(_EDGES)).strip(_EDGES)
    name = _UNVERIFIED.sub("", _JOINT.sub("", name).strip(_EDGES))
    return name[:LONGEST] or None


def signed(text: str) -> str | None:
    """The name in words that begin with "by", else ``None``.

    >>> signed(", by Kofi Ansah"), signed("in Notes"), signed("by")
    ('Kofi Ansah', None, None)
    """
    line = clean(text).strip(_EDGES)
    return name_in_byline(line) if _BEFORE.match(line) else None
