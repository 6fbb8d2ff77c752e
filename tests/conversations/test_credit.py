"""What the words at a link say it is."""

import pytest

from crawler.conversations.credit import credit
from crawler.model import HopKind, Link, LinkPlace


def link(around: str, words: str = "Anna", rel: str = "") -> Link:
    return Link("http://a.example/1", LinkPlace.BODY, words, around, rel)


@pytest.mark.parametrize(
    "around",
    [
        "I found this (via Anna).",
        "[via Bo at Anna]",
        "Via: Anna",
        "A thing. Via Anna",
        "h/t Anna",
        "Hat tip to Anna",
        "(hat tip: Anna)",
        "ᔥ Anna",
        "↬ Anna",
        "Merci à Anna",
        "Vu chez « Anna »",
        "gefunden bei Anna",
        "Dank an Anna",
        "Visto en Anna",
        "trovato su Anna",
        "visto em Anna",
        "Gevonden bij Anna",
        "по наводке Anna",
        "(za Anna)",
        "(da Anna)",
        "ネタ元 Annaさん経由",
    ],
)
def test_via(around: str) -> None:
    assert credit(link(around)) is HopKind.VIA


@pytest.mark.parametrize("words", ["via", "(via)", "Via Anna", "h/t Anna", "ᔥ"])
def test_via_in_the_words_of_the_link(words: str) -> None:
    assert credit(link(f"Good. {words}", words)) is HopKind.VIA


@pytest.mark.parametrize(
    "around",
    [
        "In response to Anna, I say no.",
        "This is a reply to my friend Anna",
        "Re: Anna",
        "Als Antwort auf Anna",
        "En réponse à Anna",
        "En respuesta a Anna",
        "in risposta a Anna",
        "Em resposta a Anna",
        "Als reactie op Anna",
        "В ответ на Anna",
        "W odpowiedzi na Anna",
        "Som svar på Anna",
    ],
)
def test_reply(around: str) -> None:
    assert credit(link(around)) is HopKind.REPLY


@pytest.mark.parametrize(
    "around", ["Reblogged from Anna", "Originally posted at Anna", "Cross-posted from Anna"]
)
def test_repost(around: str) -> None:
    assert credit(link(around)) is HopKind.REPOST


def test_microformats_say_it_in_rel() -> None:
    assert credit(link("Anna", rel="nofollow in-reply-to")) is HopKind.REPLY
    assert credit(link("Anna", rel="repost-of")) is HopKind.REPOST


@pytest.mark.parametrize(
    ("around", "words"),
    [
        ("As Anna says, it is so.", "Anna"),
        ("From the trivia Anna collects", "Anna"),
        ("We are: Anna and Bo", "Anna"),
        ("I read za Anna", "Anna"),
        ("Sent via post. Then came Anna", "Anna"),
        ("Viable options abound", "Viable options"),
        ("words of another paragraph", "Anna"),
        ("via something", ""),
    ],
)
def test_other_words_say_nothing(around: str, words: str) -> None:
    assert credit(link(around, words)) is None
