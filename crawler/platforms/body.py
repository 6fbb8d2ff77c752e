"""The body of a post on its page: the element that holds it, and what in it is not the post."""

from __future__ import annotations

import re
from itertools import islice

from crawler import dates
from crawler.model import Link, LinkPlace
from crawler.pages import Page
from crawler.platforms.linking import links_in
from crawler.platforms.records import Element
from crawler.text import opening_of, text_of

# Class words of a post's body in the themes of many platforms, surest first.
_BODY_WORDS = """
    e-content entry-content post-body entry-body entrytext storycontent snap_preview post-entry
    asset-body b-singlepost-body aentry-post__text--view entry-text serendipity_entry_body
    field-name-body sqs-block-content article-content article-body article__body article__content
    post-content post_content postcontent article_body articlebody story-body single-content
    entry_content the-content post-text post__content single-post-content blog-post-content
    blogbody blogpost body-copy content-body node-content texte crayon post-message format_text
    theme-content td-post-content"""
_BODIES = tuple(_BODY_WORDS.split())
_BODY_IDS = ("post-body", "article-body", "articlebody", "entry-content", "post-content")
# What stands inside a body and is not the post's words: sharing, related posts, tags, forms.
_CUT_WORDS = """
    sharedaddy jp-relatedposts addtoany_share_save_container feedflare post-footer
    wp-block-latest-comments yarpp-related yarpp zemanta-pixie zemanta-related zemanta-article-ul
    tags post-tags entry-tags tag-links navlinks author-info author-box about-author authorbox
    share-buttons social-share social-buttons sharing share post-share related-posts relatedposts
    related entry-utility entry-footer entry-meta post-meta postmetadata post-navigation navigation
    nav-links comments comments-area commentlist comment-list comment-respond respond newsletter
    wp-block-comments essb_links heateor_sss_sharing_container ssba a2a_kit shariff
    simplesocialbuttons
    post-ratings trackback trackbacks technoratitags bookmarkify sociable posted postfoot
    iteminfo itemfooter serendipity_entryFooter entry-footer-info entryInformation"""
_CUT = tuple(_CUT_WORDS.split())
#: The letters of a line that is no more than a byline.
LINE = 160
_CUT_IDS = ("comments", "respond", "disqus_thread", "jp-post-flair", "comment-form", "trackbacks")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LINES = ("p", "div", "span", "small", "em", "footer")
#: So many lines below the words are looked at.
FEET = 3
_SIGNS = re.compile(
    r"\W*(?:posted|published|written|filed|veröffentlicht|geschrieben|eingestellt|publié|posté|écrit"
    r"|publicado|escrito|postado|pubblicato|scritto|inviato|geplaatst|geschreven|опубликовано)\b",
    re.I,
)
_CHROME = frozenset(("nav", "footer", "aside", "form"))
_SHARING = re.compile(
    r"//(?:www\.)?(?:twitter\.com/(?:share|intent|home)|facebook\.com/(?:sharer|share\.php|dialog)"
    r"|plus\.google\.com/share|linkedin\.com/share|pinterest\.com/pin/create|reddit\.com/submit"
    r"|digg\.com/submit|del\.icio\.us/post|stumbleupon\.com/submit|tumblr\.com/share|t\.me/share"
    r"|addtoany\.com|addthis\.com|getpocket\.com/save|api\.whatsapp\.com/send|wa\.me/\?"
    r"|technorati\.com/tag)|[?&]share=",
    re.I,
)


def body_of(page: Page, cut: set[Element]) -> tuple[Element | None, str]:
    """The element that holds the words of the post, with them; no element where none stands out.

    ``cut`` are elements that are no part of it (`cut_of`).
    """
    best: Element | None = None
    words = ""
    for name in _BODIES:
        found = [e for e in page.classes.get(name, ())[:12] if not _in_thread(page, e)]
        for element in found:
            text = text_of(element, cut)
            if len(text) > len(words) * (1 if best is None else 1.5):
                best, words = element, text
        if len(words) > 400:
            return best, words
    for name in _BODY_IDS:
        named = page.ids.get(name)
        if named is not None and len(text := text_of(named, cut)) > len(words):
            return named, text
    if len(words) > 80:
        return best, words
    dense = _densest(page)
    return (best, words) if dense is None else (dense, text_of(dense, cut))


def _in_thread(page: Page, element: Element) -> bool:
    if element in page.taken:
        return True
    if not page.taken:
        return False
    return any(outer in page.taken for outer in element.iterancestors())


def _densest(page: Page) -> Element | None:
    """The element whose own paragraphs hold the most words, chrome and thread left out."""
    weight: dict[Element, int] = {}
    for paragraph in page.every("p"):
        outer = paragraph.getparent()
        if outer is None or outer.tag in _CHROME or _in_thread(page, paragraph):
            continue
        length = sum(map(len, paragraph.itertext("p", "b", "i", "em", "strong", "span")))
        if length > 40:
            weight[outer] = weight.get(outer, 0) + length
            further = outer.getparent()
            if further is not None and further.tag != "body":
                weight[further] = weight.get(further, 0) + length // 2
    return max(weight, key=weight.__getitem__) if weight else None


def cut_of(page: Page) -> set[Element]:
    """The elements that are no part of a post wherever they stand."""
    cut = set(page.taken)
    for name in _CUT:
        cut.update(page.classes.get(name, ()))
    for name in _CUT_IDS:
        if name in page.ids:
            cut.add(page.ids[name])
    return cut


def head_of(page: Page, heading: Element | None) -> set[Element]:
    """The title, and the line with its date below it, where they stand among the words."""
    if heading is None:
        return set()
    below = heading.getnext()
    if below is None or below.tag not in ("p", "div", "small", "time", "span"):
        return {heading}
    text = text_of(below)
    found = dates.find_written(text, page.locale) if len(text) <= LINE else None
    return {heading, below} if found else {heading}


def foot_of(page: Page, body: Element | None, cut: set[Element]) -> set[Element]:
    """What stands below the words in the same element: who posted them when, and the thread."""
    if body is None:
        return set()
    foot = _thread_in(page, body)
    for line in islice(body.iterchildren(*_LINES, reversed=True), FEET):
        if line in cut or line in foot:
            continue
        text = opening_of(line, LINE)
        if text and (not _SIGNS.match(text) or not _is_line(page, text)):
            break
        foot.add(line)
    return foot


def _is_line(page: Page, text: str) -> bool:
    """Whether a text is short, no sentence, and tells a date."""
    short = len(text) <= LINE and text[-1] not in ".!?…"
    return short and dates.find_written(text, page.locale) is not None


def _thread_in(page: Page, body: Element) -> set[Element]:
    """The thread where it stands among the words: its heading, and all behind its beginning."""
    first = next((e for e in body.iter("*") if e in page.taken), None) if page.taken else None
    if first is None or first is body:
        return set()
    below = {e for e in first.itersiblings() if isinstance(e.tag, str)}
    if any(e.tag == "p" and e not in page.taken and len(text_of(e)) > LINE for e in below):
        return set()  # the words go on behind it
    above = next((e for e in first.itersiblings(preceding=True) if isinstance(e.tag, str)), None)
    if above is not None and above.tag in _HEADINGS:
        below.add(above)
    return below


def links_of_body(page: Page, body: Element, cut: set[Element], text: str) -> tuple[Link, ...]:
    """The links in the words of a post: no sharing, no tags, no link to the page itself."""
    here = page.url.partition("#")[0]
    links = links_in(page, body, cut, LinkPlace.BODY, text)
    return tuple(
        link
        for link in links
        if "tag" not in link.rel.split()
        and link.url.partition("#")[0] != here
        and not _SHARING.search(link.url)
    )
