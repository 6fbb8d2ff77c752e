"""Whether an address may be a post's, and whether a page's claim about its own is believed."""

from __future__ import annotations

import re

from crawler.urls.address import canonical, split
from crawler.urls.blog_hosts import NOT_BLOGS, PATH_HOSTS
from crawler.urls.blogs import blog_of, is_blog_home
from crawler.urls.traps import is_trap

_EXTENSIONS = """
    jpg jpeg jpe gif png webp svg svgz bmp tif tiff ico avif heic psd eps ai mp2 mp3 mp4 m4a m4v m4b
    oga ogg ogv opus wav wma wmv aac flac avi mov mpg mpeg mkv webm flv swf 3gp ra ram pdf doc docx
    xls xlsx ppt pptx pps odt ods odp rtf epub mobi ps djvu tex csv tsv zip gz tgz bz2 xz 7z rar tar
    dmg exe msi apk deb rpm jar iso bin torrent css js mjs json map woff woff2 ttf otf eot wasm rss
    rdf atom xml xsl opml kml ics vcf txt md5 sig
"""
_FILES = frozenset(_EXTENSIONS.split())

#: Path segments with something behind them, a year or a file excepted: posts by tag or category.
_SUBJECTS = """
    tag tags tagged topic topics label labels etiqueta etiquetas etiquette etiquettes mot-cle
    mots-cles motscles schlagwort schlagworte stichwort trefwoord znacka znacky tagi cimke etiketa
    etiketter avainsana avainsanat
    category categories categoria categorias categorie kategorie kategorien kategori kategorier
    kategoria kategorija kategorije rubrique rubriques rubrik rubriken rubrica emne luokka
    search suche buscar busca recherche zoeken pesquisa cerca sok hledat szukaj
    weekly-archives monthly-archives daily-archives
"""
#: Path segments with one thing behind them: a person, or a part of a site.
_PERSONS = """
    author authors autor autores autore auteur auteurs forfatter user users usuario usuarios member
    members profile profiles people section sections
"""
#: Path segments that are machinery or a feed, unless they name a post under a date.
_MACHINERY = """
    feed feeds rss rss2 atom sitemap opensearch wp-json wp-content wp-includes cgi-bin mt-static
    mt-search.cgi feed.php rss.php atom.php backend.php tag.php category.php label.php search.php
    index.rdf embed
"""
#: Last segments (without an extension) of short paths: what every site has and nobody discusses.
_PAGES = """
    about about-me about-us aboutme contact contact-me contact-us kontakt contacto contatti contato
    impressum imprint datenschutz datenschutzerklaerung privacy privacy-policy terms
    terms-of-service terms-of-use terms-and-conditions tos legal mentions-legales disclaimer
    cookies cookie-policy faq help advertise advertising subscribe newsletter press jobs careers
    shop store donate support license rights copyright guestbook sitemap colophon blogroll links
    gallery photos albums wiki comment-policy comments-policy archive archives archiv archivo
    archivos archief archivio arkiv arkisto arhiva tags categories authors search suche buscar
    recherche blog weblog blogs journal news home start posts articles
"""
_SUBJECT, _PERSON, _MACHINE, _PAGE = (
    frozenset(words.split()) for words in (_SUBJECTS, _PERSONS, _MACHINERY, _PAGES)
)
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: A year, month or day of an archive, or a further page, at the end of a path.
_PERIOD = re.compile(
    r"(?:\A|/)(?:archives?/|archivos?/|archiv/|archief/|archivio/|arkiv/|arhiva/)?(?:19|20)\d\d"
    r"(?:[-_/]?\d\d?){0,2}(?:_archives?)?(?:/index)?(?:\.\w+)?/?\Z"
    r"|/page[/-]?\d+/?\Z"
)
#: Parameters that make a page a listing or a feed.
_PARAMETERS = """
    s q query search tag tags cat category category_name author author_name m paged feed label
    monthnum year w month archive orderby sort filter
"""
_LISTING_PARAMETERS = frozenset(_PARAMETERS.split())
#: Parameters whose number names one post, below whatever path: ``/blog/?p=5``.
_POST_PARAMETERS = frozenset(("p", "id", "page_id", "post_id", "postid", "entry_id", "nid", "eid"))
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
    if _is_no_blog(host) or is_blog_home(url):
        return False
    given = dict(part.partition("=")[::2] for part in query.lower().split("&"))
    if not _LISTING_PARAMETERS.isdisjoint(given):
        return False
    numbered = any(_is_number(given[name]) for name in _POST_PARAMETERS & given.keys())
    return not _is_listing(path.lower(), numbered) and not is_trap(url)


def believable_canonical(page_url: str, claim: str) -> bool:
    """True when what a page says its address is (``rel=canonical``, ``og:url``) is believed.

    It must stand on the same blog, give or take scheme, ``www.`` and a mobile host; it must not be
    the blog's home or a listing unless the page is, nor a trap. That a claim is shared by several
    documents is for the caller to see. Never raises.
    """
    try:
        page, said = canonical(page_url), canonical(claim, page_url)
    except ValueError:
        return False
    if page == said:
        return True
    if _plain(blog_of(page)) != _plain(blog_of(said)) or is_trap(said):
        return False
    if is_blog_home(said):
        return is_blog_home(page)
    return may_be_post(said) or not may_be_post(page)


def _is_listing(path: str, numbered: bool) -> bool:
    segments = [segment for segment in path.split("/") if segment]
    if not segments:
        return False
    stem, dot, extension = segments[-1].rpartition(".")
    if dot and extension in _FILES:
        return True
    dated = any(_YEAR.fullmatch(segment) for segment in segments)
    if len(segments) < 3 and not (dated or numbered) and (stem or extension) in _PAGE:
        return True
    for place, segment in enumerate(segments):
        behind = len(segments) - place - 1
        if segment in _SUBJECT and behind and not dated and not dot:
            return True
        if segment in _PERSON and behind == 1:
            return True
        if segment in _MACHINE and (behind or not place or not _is_number(segments[place - 1])):
            return True
    return _PERIOD.search(path) is not None


def _is_number(segment: str) -> bool:
    return _NUMBER.fullmatch(segment) is not None


def _plain(blog: str) -> str:
    return _MOBILE.sub("", blog, count=1)


def _is_no_blog(host: str) -> bool:
    if host.startswith(("blog.", "blogs.")) or host in PATH_HOSTS:
        return False
    while host:
        if host in NOT_BLOGS:
            return True
        host = host.partition(".")[2]
    return False
