"""What to ask the comment services that a page embeds: the address of the thread's answer.

What a service needs to know (a site's name, a page's id, a host) stands in the page, in attributes
or in a script. Nothing is asked that needs a login, a key or POST; where a service documents no
address, the one that its own pages ask is marked as such (`Ask.documented`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlencode

from crawler.model import Ask
from crawler.pages import Page
from crawler.platforms.addresses import parts_of
from crawler.platforms.answers import asked, at, identity
from crawler.platforms.embeds import embed_of
from crawler.platforms.ghost import MOST
from crawler.platforms.records import Element

_Asks = tuple[Ask, ...]

_FORUM = re.compile(
    r"//([\w-]{1,100})\.disqus\.com/embed|disqus_shortname['\"]?\s*[=:]\s*['\"]([\w-]{1,100})['\"]"
)
_IDENTIFIER = re.compile(
    r"(?:disqus_identifier|page\.identifier)['\"]?\s*[=:]\s*['\"]([^'\"\n]{1,300})['\"]"
)
_THREAD_URL = re.compile(
    r"(?:disqus_url|page\.url)['\"]?\s*[=:]\s*['\"](http[^'\"\s]{1,1000})['\"]"
)
_CONFIG = re.compile(r"remark_config\s*=\s*\{([^{}]{1,4000})\}")
_STATUS = re.compile(r"https://[\w.-]{1,100}/api/v1/statuses/[0-9A-Za-z-]{1,64}/context")
_FORUM_HOST = re.compile(r"discourseUrl['\"]?\s*:\s*['\"](https?://[^'\"\s]{1,300}?)/?['\"]")
_FORUM_TOPIC = re.compile(r"topicId['\"]?\s*:\s*['\"]?(\d{1,12})")
_FORUM_PAGE = re.compile(r"discourseEmbedUrl['\"]?\s*:\s*['\"](https?://[^'\"\s]{1,1000})['\"]")
_PRELOADS = re.compile(r"_preloads\s*=\s*JSON\.parse\((\"[^\"\\]*(?:\\.[^\"\\]*)*\")\)")
_ITEM = re.compile(r"\"item\":\{\"id\":\"([0-9a-f]{24})\"|data-item-id=\"([0-9a-f]{24})\"")
_ENTRY = re.compile(r"/(\d{1,12})\.html$")
_REPOSITORY = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}")
_POST_ID = re.compile(r"[0-9a-f]{24}")
_EXTENSION = re.compile(r"\.\w+$")
#: The mapping of utterances and giscus in which the page's owner names the thread.
_NAMED = ("specific", "number")


def service_asks(page: Page, post_url: str) -> tuple[Ask, ...]:
    """What to ask for the thread of a post that others than its own site hold."""
    embed = embed_of(page)
    ask = _SERVICES.get(embed.name) if embed is not None else None
    return (*(ask(page, post_url) if ask else ()), *_webmentions(page, post_url))


def _scripts(page: Page, attribute: str) -> Iterator[Element]:
    return (e for e in page.every("script") if e.get(attribute) is not None)


def _found(pattern: re.Pattern[str], page: Page, *marks: bytes) -> str | None:
    """What a pattern finds in the page, which is looked at only if it holds one of the marks."""
    match = pattern.search(page.text) if not marks or any(map(page.holds, marks)) else None
    value = next(filter(None, match.groups()), None) if match else None
    return value.replace("\\/", "/") if value else None


def _disqus(page: Page, post_url: str) -> _Asks:
    """The page inside the frame: the API of the service needs a key."""
    forum = _found(_FORUM, page, b".disqus.com/embed", b"disqus_shortname")
    if not forum:
        return ()
    told = {"base": "default", "f": forum}
    identifier = _found(_IDENTIFIER, page, b"disqus_identifier", b"page.identifier")
    if identifier:
        told["t_i"] = identifier
    told["t_u"] = _found(_THREAD_URL, page, b"disqus_url", b"page.url") or post_url
    told["s_o"] = "default"
    return asked(f"https://disqus.com/embed/comments/?{urlencode(told)}", documented=False)


def _isso(page: Page, post_url: str) -> _Asks:
    """All of the thread: without bounds the service leaves nothing out."""
    for script in _scripts(page, "data-isso"):
        host = page.absolute(script.get("data-isso") or "/")
        thread = page.ids.get("isso-thread")
        uri = thread.get("data-isso-id") if thread is not None else None
        query = urlencode({"uri": uri or parts_of(page.url).path or "/"})
        return asked(f"{host.rstrip('/')}/?{query}" if host else None)
    return ()


def _remark42(page: Page, post_url: str) -> _Asks:
    config = _CONFIG.search(page.text)
    told = {
        name: match[1]
        for name in ("host", "site_id", "url")
        if config
        and (match := re.search(rf"\b{name}['\"]?\s*:\s*['\"]([^'\"\s]{{1,500}})['\"]", config[1]))
    }
    host = page.absolute(told.get("host"))
    if not host or "site_id" not in told:
        return ()
    query = {
        "site": told["site_id"],
        "url": told.get("url") or post_url,
        "sort": "+time",
        "format": "plain",
    }
    return asked(f"{host.rstrip('/')}/api/v1/find?{urlencode(query)}")


def _term(page: Page, mapping: str, post_url: str) -> str:
    """What utterances and giscus look a page's thread up by (``client.ts`` of both)."""
    if mapping == "pathname":
        return _EXTENSION.sub("", parts_of(page.url).path[1:]) or "index"
    if mapping == "url":
        return post_url
    if mapping == "title":
        return page.head.title.strip()
    return page.head.first(mapping) or ""


def _utterances(page: Page, post_url: str) -> _Asks:
    """The comments of the issue where the page names it, else a search for it."""
    for script in _scripts(page, "repo"):
        repository = (script.get("repo") or "").strip()
        if not _REPOSITORY.fullmatch(repository):
            continue
        issue = script.get("issue-number") or ""
        if issue.isascii() and issue.isdigit():
            path = f"repos/{repository}/issues/{issue}/comments?per_page=100"
            return asked(f"https://api.github.com/{path}")
        mapping = script.get("issue-term") or ""
        known = mapping in ("pathname", "url", "title", "og:title")
        term = _term(page, mapping, post_url) if known else mapping
        if term:
            words = f'"{term}" type:issue in:title repo:{repository}'
            return asked(f"https://api.github.com/search/issues?{urlencode({'q': words})}")
    return ()


def _giscus(page: Page, post_url: str) -> _Asks:
    for script in _scripts(page, "data-repo"):
        repository = (script.get("data-repo") or "").strip()
        mapping, term = script.get("data-mapping") or "", script.get("data-term") or ""
        if not _REPOSITORY.fullmatch(repository):
            continue
        query = {
            "repo": repository,
            "term": term if mapping in _NAMED else _term(page, mapping, post_url),
            "category": script.get("data-category") or "",
            "number": term if mapping == "number" else "0",
            "strict": "true" if script.get("data-strict") == "1" else "false",
            "first": "100",
        }
        url = f"https://giscus.app/api/discussions?{urlencode(query)}"
        return asked(url if query["term"] else None, documented=False)
    return ()


def _discourse(page: Page, post_url: str) -> _Asks:
    """The topic, or the first replies of the one that belongs to a page."""
    host, topic = _found(_FORUM_HOST, page), _found(_FORUM_TOPIC, page)
    if not host:
        return ()
    if topic:
        return asked(f"{host}/t/{topic}.json")
    embedded = _found(_FORUM_PAGE, page) or post_url
    return asked(f"{host}/embed/comments?{urlencode({'embed_url': embedded})}")


def _ghost(page: Page, post_url: str) -> _Asks:
    for script in _scripts(page, "data-ghost-comments"):
        site = page.absolute(script.get("data-ghost-comments"))
        post = script.get("data-post-id") or ""
        if site and _POST_ID.fullmatch(post):
            base = f"{site.rstrip('/')}/members/api/comments/post/{post}/"
            return asked(f"{base}?limit={MOST}&page=1")
    return ()


def _mastodon(page: Page, post_url: str) -> _Asks:
    """The address that stands in a script, or the parts of it in the element that shows it."""
    for element in page.every("mastodon-comments"):
        host, status = element.get("host") or "", element.get("tootid") or ""
        if re.fullmatch(r"[\w.-]{1,100}", host) and status.isalnum():
            return asked(f"https://{host}/api/v1/statuses/{status}/context")
    match = _STATUS.search(page.text)
    return asked(match[0] if match else None)


def _squarespace(page: Page, post_url: str) -> _Asks:
    item = _found(_ITEM, page)
    query = f"targetId={item}&targetType=1&page=1&sortBy=2"
    url = page.absolute(f"/api/comment/GetComments?{query}") if item else None
    return asked(url, documented=False)


def _substack(page: Page, post_url: str) -> _Asks:
    """The post's id stands in what the page preloads, JSON inside a string of a script."""
    match = _PRELOADS.search(page.text)
    try:
        loaded = json.loads(json.loads(match[1])) if match else None
    except (ValueError, RecursionError):
        return ()
    post = identity(at(loaded, "post"), "id")
    if not post.isdigit():
        return ()
    query = "token=&all_comments=true&sort=oldest_first"
    return asked(page.absolute(f"/api/v1/post/{post}/comments?{query}"), documented=False)


def _livejournal(page: Page, post_url: str) -> _Asks:
    """The service's own address for an entry, on hosts of the form ``user.livejournal.com``."""
    user, _, service = page.host.partition(".")
    entry = _ENTRY.search(parts_of(page.url).path)
    if service != "livejournal.com" or not entry:
        return ()
    journal = user.replace("-", "_")
    query = f"journal={journal}&itemid={entry[1]}&page=1&expand_all=1"
    return asked(page.absolute(f"/{user}/__rpc_get_thread?{query}"), documented=False)


def _webmentions(page: Page, post_url: str) -> _Asks:
    """The list of a blog that receives its webmentions at webmention.io."""
    for link in page.head.rel("webmention"):
        if parts_of(link.href).netloc == "webmention.io":
            query = urlencode({"target": post_url, "per-page": "100", "page": "0"})
            return asked(f"https://webmention.io/api/mentions.jf2?{query}")
    return ()


_SERVICES: Mapping[str, Callable[[Page, str], _Asks]] = {
    "Disqus": _disqus,
    "Isso": _isso,
    "Remark42": _remark42,
    "utterances": _utterances,
    "giscus": _giscus,
    "Discourse": _discourse,
    "Ghost": _ghost,
    "Squarespace": _squarespace,
    "Mastodon": _mastodon,
    "Substack": _substack,
    "LiveJournal": _livejournal,
}
