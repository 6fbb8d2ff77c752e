"""Pages that a domain's new owner or host shows where a blog once stood."""

from __future__ import annotations

import re

from crawler.pages.page import Page
from crawler.text import HIDDEN

#: Real posts about domains for sale have more to say than this, in characters.
_LONGEST = 2500
#: Larger documents are no parked pages, in bytes.
_LARGEST = 200_000

#: Who serves such pages, as their scripts and links name them, in small letters.
_SERVED = re.compile(
    rb"sedoparking\.com|parkingcrew\.net|parklogic\.com|\bbodis\.com|hugedomains\.com/domain"
    rb"|afternic\.com/forsale|\bdan\.com/buy-domain|lander_system|parking-lander"
    rb"|<html[^>]{0,200}data-adblockkey="
)
_SAID = re.compile(
    r"(?:this|the|your)? ?domain(?: name)?(?: [\w.-]+)? (?:is|may be|might be) (?:for sale|parked)"
    r"|buy this domain|(?:this|the) domain(?: name)? (?:has )?expired|domain parking"
    r"|this account has been suspended|parked free, courtesy of"
    r"|diese domain steht zum verkauf|domain (?:zu|ist zu) verkaufen|domain (?:ist )?geparkt"
    r"|domaine est (?:à vendre|en vente|expiré)|dominio (?:está )?(?:en|a la) venta"
    r"|dominio (?:è )?in vendita|dom[ií]nio (?:está )?à venda|domein(?:naam)? (?:is )?te koop"
    r"|domena (?:jest )?na sprzedaż|домен продается|домен продаётся",
    re.IGNORECASE,
)
#: A part of each of those words, in small letters but for the Cyrillic ones.
_HINTS = (b"domain", b"domein", b"domin", b"domena", b"suspended", "дом".encode(), "Дом".encode())
#: A part of each of those who serve.
_SERVERS = (b"park", b"bodis", b"hugedomains", b"afternic", b"dan.com/", b"lander", b"adblockkey")


def is_parked(page: Page) -> bool:
    """Whether a page only says that its domain is for sale, expired or suspended.

    A page with more to say is none, whatever it says: people do write about domains.
    """
    if not page.is_html or len(page.body) > _LARGEST:
        return False
    # Small letters and single words first: the pattern costs more than the parse of most pages.
    body = page.body.lower()
    served = any(word in body for word in _SERVERS) and _SERVED.search(body) is not None
    if not served and not any(word in body for word in _HINTS):
        return False
    words = _words(page)
    return len(words) < _LONGEST and (served or _SAID.search(words) is not None)


def _words(page: Page) -> str:
    texts: list[str] = []
    for element in page.tree.iter("*"):
        if element.tag not in HIDDEN or element.tag == "title":
            texts.append(element.text or "")
        texts.append(element.tail or "")
    return " ".join(" ".join(texts).split())
