"""Whether an address may be a post's, and whether a page's claim about its own is believed."""

from __future__ import annotations

import re

from crawler.urls.address import canonical, split
from crawler.urls.blog_hosts import NOT_BLOGS
from crawler.urls.blogs import blog_of, is_blog_home
from crawler.urls.traps import is_trap

_FILE = re.compile(
    r"\.(?:jpe?g|jpe|gif|png|webp|svgz?|bmp|tiff?|ico|avif|heic|psd|eps|ai"
    r"|mp[234]|m4[avb]|og[gav]|opus|wav|wma|wmv|aac|flac|avi|mov|mpe?g|mkv|webm|flv|swf|3gp|ram?"
    r"|pdf|docx?|xlsx?|pptx?|pps|od[tsp]|rtf|epub|mobi|ps|djvu|tex|csv|tsv"
    r"|zip|gz|tgz|bz2|xz|7z|rar|tar|dmg|exe|msi|apk|deb|rpm|jar|iso|bin|torrent"
    r"|css|js|mjs|json|map|woff2?|ttf|otf|eot|wasm|rss|rdf|atom|xml|xsl|opml|kml|ics|vcf|txt|md5|sig)\Z",
    re.IGNORECASE,
)
_YEAR = r"(?:19|20)\d\d"
_LISTING = re.compile(
    r"/(?:tags?|tagged|topics?|labels?|etiquetas?|etiquettes?|mot-?cles?|motscles?|schlagwort(?:e|er)?"
    r"|stichwort|trefwoord|znacka|znacky|tagi|cimke|etiketa|etiketter|avainsana|metki|teg)/"
    r"|/(?:categor(?:y|ies|ia|ias|ie|ies)|categories?|kategori(?:en?|e|er|a|i|je)?|kategorie|rubriques?|rubrik|sections?"
    r"|emne|luokka|kategoriat|kategoria|kategorija|catalog)/"
    r"|/(?:authors?|autor|autore|auteurs?|autores|forfatter|szerzo|users?|usuario|members?|profiles?|people)/"
    r"|/(?:search|suche|buscar?|recherche|zoeken|pesquisa|cerca|sok|hledat|szukaj)(?:[/.]|\Z)"
    rf"|/(?:archives?|archivos?|archiv|archief|archivio|arkiv|arkisto|arhiva)(?:\.\w+)?/?\Z"
    rf"|/(?:archives?|archivos?|archiv|archief|archivio|arkiv|arhiva)/{_YEAR}(?:[-_/]?\d\d?){{0,2}}(?:/|\.\w+|\Z)\Z"
    rf"|(?:\A|/){_YEAR}(?:/\d\d?){{0,2}}(?:/index\.\w+|/)?\Z"
    rf"|/{_YEAR}_\d\d(?:_\d\d)?(?:_archive|_archives)?\.\w+\Z"
    rf"|/page[/-]?\d+/?\Z|/p/\d+/?\Z|/(?:weekly|monthly|daily)-archives?/"
    r"|/(?:feeds?|rss2?|atom|sitemap[^/]*|opensearch|wp-json|wp-content|wp-includes|cgi-bin|embed)(?:[/.]|\Z)"
    r"|/(?:rss|atom|feed|backend)\.php\Z|/mt-(?:search|static)"
    r"|/(?:tag|category|label)\.php\Z|/(?:blogroll|links?|gallery|photos?|albums?|wiki)/?\Z",
    re.IGNORECASE,
)
_STATIC = re.compile(
    r"/(?:about(?:-?(?:me|us))?|contact(?:-?(?:me|us))?|kontakt|contacto|contatti|contato|impressum|imprint"
    r"|datenschutz\w*|privacy(?:-?policy)?|terms(?:[-\w]*)?|tos|legal|mentions-legales|disclaimer|cookies?(?:-policy)?"
    r"|faq|help|advertis\w+|subscribe|newsletter|press|jobs|careers|shop|store|donate|support|license"
    r"|rights|copyright|guestbook|sitemap|colophon|blogroll|comments?-policy)"
    r"(?:\.(?:html?|php|aspx?))?/?\Z",
    re.IGNORECASE,
)
#: Parameters (lower case) that make a page a listing or a feed.
_LISTINGS = """
    s q query search tag tags cat category category_name author author_name m paged feed label
    monthnum year w month archive orderby sort filter
"""
_LISTING_PARAMETERS = frozenset(_LISTINGS.split())
_MOBILE = re.compile(r"(?:m|mobile|amp|wap)\.(?=[^.]+\.)")


def may_be_post(url: str) -> bool:
    """True when an address may be a blog post's, judged by its looks alone; cheap, never raises.

    False for what is no address, a blog's home, a file, a feed, a listing (tag, category, author,
    search, archive, a further page), a site that holds no blogs, a page of terms, and a trap.
    """
    try:
        _, host, path, query = split(url)
    except ValueError:
        return False
    if _on(host, NOT_BLOGS) or is_trap(url) or is_blog_home(url):
        return False
    if _FILE.search(path) or _LISTING.search(path) or _STATIC.fullmatch(path):
        return False
    names = {part.partition("=")[0].lower() for part in query.split("&")}
    return not names & _LISTING_PARAMETERS


def believable_canonical(page_url: str, claim: str) -> bool:
    """True when what a page says its address is (``rel=canonical``, ``og:url``) is believed.

    It must stand on the same blog, give or take scheme, ``www.`` and a mobile host; it must not be
    the blog's home or a listing unless the page is; and it is never an address that its server
    could not be reached at. That a claim is shared by several documents is for the caller to see.
    """
    try:
        page, said = canonical(page_url), canonical(claim, page_url)
        same = _plain(blog_of(page)) == _plain(blog_of(said))
    except ValueError:
        return False
    if page == said:
        return True
    if not same or is_trap(said) or is_blog_home(said):
        return False
    return may_be_post(said) or not may_be_post(page)


def _plain(blog: str) -> str:
    return _MOBILE.sub("", blog, count=1)


def _on(host: str, hosts: frozenset[str]) -> bool:
    if host in hosts:
        return True
    _, dot, above = host.partition(".")
    return bool(dot) and _on(above, hosts)
