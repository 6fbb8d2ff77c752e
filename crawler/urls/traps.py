"""Addresses that are never requested, each with the reason."""

from __future__ import annotations

import re

STATE = "changes something on the server"
REPLY = "a reply form: the page again, once for each comment"
HELD = "shows a comment that is not public"
LOGIN = "a page to log in or register"
SHARE = "a sharing or voting link"
TRACKBACK = "an endpoint that takes linkbacks"
ADMIN = "the software's own machinery"
CALENDAR = "a calendar: pages without end"
LISTING = "listings in combinations without end"
FEED = "a feed of an archive: what it holds is elsewhere"
SESSION = "a session's own address"
REPEATS = "the path repeats itself"
NO_ADDRESS = "no web address"

#: Query parameters (lower case), whatever their value.
_PARAMETERS = {
    "replytocom": REPLY,
    "replyto": REPLY,
    "unapproved": HELD,
    "moderation-hash": HELD,
    "like_comment": STATE,
    "_wpnonce": STATE,
    "add-to-cart": STATE,
    "add_to_wishlist": STATE,
    "wp-subscription-manager": STATE,
    "share": SHARE,
    "shared": SHARE,
    "relatedposts": SHARE,
    "relatedposts_hit": SHARE,
    "updated-max": LISTING,
    "updated-min": LISTING,
    "max-results": LISTING,
    "tribe-bar-date": CALENDAR,
    "eventdisplay": CALENDAR,
    "ical": CALENDAR,
    "outlook-ical": CALENDAR,
    "serendipity[cview]": REPLY,
}
#: Query parameters (lower case) with such a value (full match, lower case).
_VALUES: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "nb": ((re.compile(r"1"), SHARE),),
    "mode": (
        (re.compile(r"reply"), REPLY),
        (re.compile(r"(?:un)?(?:delete|screen|freeze|approve|spam)"), STATE),
    ),
    "action": (
        (re.compile(r"(?:log(?:in|out)|register|lostpassword|signin|signup)"), LOGIN),
        (
            re.compile(
                r"(?:delete|remove|edit|approve|unapprove|spam|trash|vote|like|subscribe"
                r"|unsubscribe|submit|report|rate)\w*"
            ),
            STATE,
        ),
    ),
    "type": ((re.compile(r"trackback|pingback"), TRACKBACK),),
    "do": ((re.compile(r"(?:log(?:in|out)|register)"), LOGIN),),
    "__mode": (
        (re.compile(r"red"), SHARE),
        (re.compile(r"(?:.*sign.*|log(?:in|out)|register)"), LOGIN),
    ),
    "c": ((re.compile(r"[nmsd](?:;o=[ad])?"), LISTING),),
    "format": ((re.compile(r"ical|ics"), CALENDAR),),
}

_PATHS = (
    (LOGIN, r"/wp-(?:login|signup|activate|register)\.php"),
    (
        LOGIN,
        r"/(?:log-?in|log-?out|sign-?in|sign-?up|sign-?out|register|lostpassword)(?:/|\.\w+|\Z)",
    ),
    (LOGIN, r"/user/(?:login|logout|register|password)|/login\.bml|/openid/|/accounts?/login"),
    (STATE, r"/wp-comments-post\.php|/delete-comment\.g|/post-edit\.g|/delcomment\.bml"),
    (STATE, r"/talk(?:post|post_do|screen|multi)(?:\.bml|\Z)|/update\.bml|/editjournal"),
    (STATE, r"/comment/\d+/(?:edit|delete|approve)|/node/\d+/(?:edit|delete)|/vote/|/flag/"),
    (STATE, r"/(?:cart|checkout|basket|unsubscribe)/?\Z|/cdn-cgi/"),
    (REPLY, r"/comment/reply/|/comment-iframe\.g|/comment\.g\Z|/comment/frame/|/reply/?\Z"),
    (SHARE, r"/share-post\.g|/email-post\.g|/blog-this\.g|/tools/(?:memadd|tellafriend)"),
    (TRACKBACK, r"/trackback/?\Z|/(?:wp-)?trackback\.php|/mt-tb[\w-]*\.(?:cgi|fcgi|pl|php)"),
    (TRACKBACK, r"/tb\.php(?:/|\Z)|/services/trackback/|/htsrv/trackback|/tb\.cgi|/t/trackback/"),
    (TRACKBACK, r"/(?:pingback|webmention)(?:\.php)?/?\Z|/pingback/(?:xml|xmlrpc)"),
    (ADMIN, r"/wp-admin/|/wp-cron\.php|/xmlrpc\.php|/wp-json/oembed/|/oembed(?:/|\Z)"),
    (ADMIN, r"/mt(?:-xmlrpc|-send-entry|-search-abort)?\.(?:cgi|fcgi)\Z|/serendipity_admin\.php"),
    (ADMIN, r"/(?:administrator|phpmyadmin|cgi-sys)/|/dotclear/admin/|/ghost/\Z"),
    (CALENDAR, r"/calendar(?:/|\.php|\.cgi|\Z)|/(?:19|20)\d\d/\d\d?/\d\d?/page/\d+"),
    (CALENDAR, r"/events?/(?:19|20)\d\d-\d\d|/kalender/(?:19|20)\d\d"),
    (CALENDAR, r"/(?:web|wayback)/(?:\d*\*\d*)/"),
    (LISTING, r"/search/label/|/tag/[^/]+(?:\+|%2b)[^/]+|/(?:tag|category)/[^/]+/[^/]+/page/\d+"),
    (FEED, r"/(?:tag|tags|category|categories|author|search|page/\d+|label)/(?:.+/)?feed(?:/|\Z)"),
    (FEED, r"\A/(?:[^/]+/)?(?:19|20)\d\d(?:/\d\d?){0,2}/feed(?:/|\Z)"),
    (SESSION, r"/\([asf]\([0-9a-z]{16,}\)\)/"),
    (REPEATS, r"(/[^/]+/[^/]+/?)(?:/?\1){2,}|(/[^/]+)\2{3,}(?:/|\Z)"),
)
_NAMED = re.compile("|".join(f"(?P<r{i}>{pattern})" for i, (_, pattern) in enumerate(_PATHS)))

#: Places that exist to pass an address on to friends: host and path (lower case, both ends cut).
_SHARING = re.compile(
    r"(?:www\.|m\.)?(?:facebook\.com/(?:sharer?|dialog|plugins)\b"
    r"|(?:twitter|x)\.com/(?:intent|share|home\?)|reddit\.com/submit"
    r"|pinterest\.\w+/pin/create|linkedin\.com/(?:sharearticle|sharing|cws)"
    r"|digg\.com/(?:submit|remote-submit)|stumbleupon\.com/(?:submit|refer)"
    r"|(?:delicious\.com|del\.icio\.us)/(?:save|post)|technorati\.com/(?:faves|cosmos)"
    r"|addtoany\.com/|addthis\.com/|sharethis\.com/|tumblr\.com/(?:share|widgets/share)"
    r"|blogger\.com/(?:blog-?this|blog_this|comment|delete|email|post-|rearrange|add-widget)"
    r"|plus\.google\.com/share|google\.com/(?:bookmarks|reader/link|buzz/post)"
    r"|getpocket\.com/(?:save|edit)|bufferapp\.com/add|buffer\.com/add|mix\.com/add"
    r"|news\.ycombinator\.com/submitlink|t\.me/share|telegram\.me/share|api\.whatsapp\.com/send"
    r"|wa\.me/|instapaper\.com/(?:hello|edit)|vk\.com/share|vkontakte\.ru/share"
    r"|b\.hatena\.ne\.jp/(?:add|append)|line\.me/r/msg|social-plugins\.line\.me"
    r"|xing\.com/(?:app/user|spi/shares)|meneame\.net/submit|barrapunto\.com/submit"
    r"|wykop\.pl/dodaj|myspace\.com/modules/postto|friendfeed\.com/(?:share|\?)"
    r"|slashdot\.org/(?:bookmark|submit)|fark\.com/cgi|newsvine\.com/_tools|furl\.net/"
    r"|blinklist\.com/|blogmarks\.net/my|ma\.gnolia\.com/|yigg\.de/neu|mister-wong\.\w+/index)"
)


def is_trap(url: str) -> bool:
    """True for an address that is never to be requested."""
    return trap_reason(url) is not None


def trap_reason(url: str) -> str | None:
    """Why an address is never to be requested, or None.

    Looks at the address as it was written: `canonical` drops some of the parameters that make a
    trap (a like, a reply form), and what is left is then harmless. Never raises.
    """
    place, _, query = url.partition("#")[0].partition("?")
    scheme, mark, rest = place.lower().partition("://")
    if not mark or scheme.strip() not in ("http", "https"):
        return NO_ADDRESS
    reason = _of_query(query.lower()) if query else None
    if reason:
        return reason
    if _SHARING.match(rest + "?" if query else rest):
        return SHARE
    _, slash, path = rest.partition("/")
    found = _NAMED.search(slash + path[:2048])
    return _reason(found) if found else None


def _reason(found: re.Match[str]) -> str:
    return next(reason for i, (reason, _) in enumerate(_PATHS) if found[f"r{i}"] is not None)


def _of_query(query: str) -> str | None:
    query = query.replace("%5b", "[").replace("%5d", "]").replace("&amp;", "&")
    for part in query.split("&", 64)[:64]:
        name, _, value = part.partition("=")
        reason = _PARAMETERS.get(name)
        if reason:
            return reason
        for pattern, why in _VALUES.get(name, ()):
            if pattern.fullmatch(value):
                return why
    return None
