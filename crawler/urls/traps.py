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

#: Query parameters, whatever their value.
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
_DOING = (
    r"(?:delete|remove|edit|approve|unapprove|spam|trash|vote|like|subscribe|unsubscribe|submit"
    r"|report|rate)\w*"
)
#: Query parameters with such a value: name to pattern (of the whole value) and reason.
_VALUES = {
    name: tuple((re.compile(pattern), reason) for pattern, reason in patterns)
    for name, patterns in {
        "nb": ((r"1", SHARE),),
        "mode": ((r"reply", REPLY), (r"(?:un)?(?:delete|screen|freeze|approve|spam)", STATE)),
        "action": ((r"log(?:in|out)|register|lostpassword|sign\w+", LOGIN), (_DOING, STATE)),
        "do": ((r"log(?:in|out)|register", LOGIN), (_DOING, STATE)),
        "type": ((r"trackback|pingback", TRACKBACK),),
        "__mode": ((r"red", SHARE), (r".*sign.*|log(?:in|out)|register", LOGIN)),
        "c": ((r"[nmsd](?:;o=[ad])?", LISTING),),
        "format": ((r"ical|ics", CALENDAR),),
    }.items()
}

#: Path segments, wherever they stand.
_SEGMENTS = {
    "wp-login.php": LOGIN,
    "wp-signup.php": LOGIN,
    "wp-activate.php": LOGIN,
    "wp-register.php": LOGIN,
    "login.bml": LOGIN,
    "openid": LOGIN,
    "wp-comments-post.php": STATE,
    "delete-comment.g": STATE,
    "post-edit.g": STATE,
    "delcomment.bml": STATE,
    "talkpost.bml": REPLY,
    "talkpost_do.bml": STATE,
    "talkpost_do": STATE,
    "talkscreen.bml": STATE,
    "talkmulti.bml": STATE,
    "update.bml": STATE,
    "editjournal.bml": STATE,
    "cdn-cgi": STATE,
    "comment-iframe.g": REPLY,
    "comment.g": REPLY,
    "share-post.g": SHARE,
    "email-post.g": SHARE,
    "blog-this.g": SHARE,
    "trackback.php": TRACKBACK,
    "wp-trackback.php": TRACKBACK,
    "tb.php": TRACKBACK,
    "tb.cgi": TRACKBACK,
    "xmlrpc.php": ADMIN,
    "wp-admin": ADMIN,
    "wp-cron.php": ADMIN,
    "serendipity_admin.php": ADMIN,
    "calendar.php": CALENDAR,
    "calendar.cgi": CALENDAR,
}
#: Path segments at the end, at any depth.
_ENDS = {
    "trackback": TRACKBACK,
    "pingback.php": TRACKBACK,
    "webmention.php": TRACKBACK,
    "mt.cgi": ADMIN,
    "mt-xmlrpc.cgi": ADMIN,
    "mt-send-entry.cgi": SHARE,
    "login.php": LOGIN,
    "register.php": LOGIN,
}
#: Path segments at the end of a short path; at the end of a longer one they may be a post's name.
_SHORT_ENDS = {
    "webmention": TRACKBACK,
    "pingback": TRACKBACK,
    "reply": REPLY,
    "cart": STATE,
    "basket": STATE,
    "checkout": STATE,
    "unsubscribe": STATE,
    "calendar": CALENDAR,
    "login": LOGIN,
    "log-in": LOGIN,
    "logout": LOGIN,
    "signin": LOGIN,
    "sign-in": LOGIN,
    "signup": LOGIN,
    "sign-up": LOGIN,
    "signout": LOGIN,
    "register": LOGIN,
    "lostpassword": LOGIN,
}
#: Two path segments after each other; without the first, at the beginning.
_PAIRS = {
    "user/login": LOGIN,
    "user/logout": LOGIN,
    "user/register": LOGIN,
    "user/password": LOGIN,
    "account/login": LOGIN,
    "accounts/login": LOGIN,
    "comment/reply": REPLY,
    "comment/frame": REPLY,
    "tools/memadd": STATE,
    "tools/tellafriend": SHARE,
    "services/trackback": TRACKBACK,
    "t/trackback": TRACKBACK,
    "dotclear/admin": ADMIN,
    "wp-json/oembed": ADMIN,
    "search/label": LISTING,
    "/administrator": ADMIN,
    "/phpmyadmin": ADMIN,
}
#: What no table of segments can say.
_REST = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"/mt-tb[\w-]*\.(?:cgi|fcgi|pl|php)", TRACKBACK),
        (r"/(?:comment|node)/\d+/(?:edit|delete|approve)", STATE),
        (r"/(?:19|20)\d\d/\d\d?/\d\d?/page/\d", CALENDAR),
        (r"/(?:events?|kalender)/(?:19|20)\d\d|/calendar/.", CALENDAR),
        (r"/(?:web|wayback)/\d*\*", CALENDAR),
        (r"/tag/[^/]+(?:\+|%2b)", LISTING),
        (r"/(?:tags?|categor(?:y|ies)|author|search|page/\d+|label)/(?:.+/)?feed(?:/|\Z)", FEED),
        (r"\A/(?:[^/]+/)?(?:19|20)\d\d(?:/\d\d?){0,2}/feed(?:/|\Z)", FEED),
        (r"/\([asf]\([0-9a-z]{16,}\)\)/", SESSION),
    )
)
#: What a path must hold for any of these to be worth a look.
_HINT = re.compile(
    r"/mt-tb|/delete|/edit|/approve|/page/|/event|/kalender|/calendar/|\*|\+|%2b|/feed|/\("
)

#: Places that exist to pass an address on: host (without ``www.``, ``m.``) to how paths begin.
_SHARING = {
    "facebook.com": ("sharer", "share.php", "dialog", "plugins"),
    "twitter.com": ("intent", "share", "home?"),
    "x.com": ("intent", "share"),
    "reddit.com": ("submit",),
    "pinterest.com": ("pin/create",),
    "linkedin.com": ("sharearticle", "sharing", "cws"),
    "digg.com": ("submit", "remote-submit"),
    "stumbleupon.com": ("submit", "refer"),
    "delicious.com": ("save", "post"),
    "del.icio.us": ("post",),
    "technorati.com": ("faves", "cosmos"),
    "addtoany.com": ("",),
    "addthis.com": ("",),
    "sharethis.com": ("",),
    "tumblr.com": ("share", "widgets/share"),
    "blogger.com": (
        "blog-this",
        "blogthis",
        "blog_this",
        "comment",
        "delete",
        "email",
        "post-",
        "rearrange",
        "add-widget",
        "share-post",
        "follow",
    ),
    "plus.google.com": ("share",),
    "google.com": ("bookmarks", "reader/link", "buzz/post"),
    "getpocket.com": ("save", "edit"),
    "bufferapp.com": ("add",),
    "buffer.com": ("add",),
    "mix.com": ("add",),
    "news.ycombinator.com": ("submitlink",),
    "t.me": ("share",),
    "telegram.me": ("share",),
    "api.whatsapp.com": ("send",),
    "wa.me": ("",),
    "instapaper.com": ("hello", "edit"),
    "vk.com": ("share",),
    "vkontakte.ru": ("share",),
    "b.hatena.ne.jp": ("add", "append"),
    "line.me": ("r/msg",),
    "social-plugins.line.me": ("",),
    "xing.com": ("app/user", "spi/shares"),
    "meneame.net": ("submit",),
    "wykop.pl": ("dodaj",),
    "myspace.com": ("modules/postto",),
    "friendfeed.com": ("share", "?"),
    "slashdot.org": ("bookmark", "submit"),
    "newsvine.com": ("_tools",),
    "furl.net": ("",),
    "blinklist.com": ("",),
    "yigg.de": ("neu",),
}
_LABELS = ("www.", "m.")
#: Longer paths are not looked at beyond this, and more segments than these are a trap.
_LONGEST, _DEEPEST = 2048, 40


def is_trap(url: str) -> bool:
    """True for an address that is never to be requested."""
    return trap_reason(url) is not None


def trap_reason(url: str) -> str | None:
    """Why an address is never to be requested, or None.

    Looks at the address as it was written: `canonical` drops some of the parameters that make a
    trap (a like, a reply form), and what is left is then harmless. Never raises.
    """
    place, _, query = url.partition("#")[0].lower().partition("?")
    scheme, mark, rest = place.partition("://")
    if not mark or scheme.strip() not in ("http", "https"):
        return NO_ADDRESS
    host, _, path = rest[:_LONGEST].partition("/")
    return (
        (_of_query(query, path) if query else None)
        or _of_path("/" + path)
        or _of_sharing(host, path, query)
    )


def _of_query(query: str, path: str) -> str | None:
    if "%5" in query or "&amp;" in query:
        query = query.replace("%5b", "[").replace("%5d", "]").replace("&amp;", "&")
    for part in query.split("&", 64)[:64]:
        name, _, value = part.partition("=")
        reason = _PARAMETERS.get(name)
        # Blogger pages the feed of a post's comments with what makes its listings endless.
        if reason and not (reason is LISTING and path.endswith("/comments/default")):
            return reason
        for pattern, why in _VALUES.get(name, ()):
            if pattern.fullmatch(value):
                return why
    return None


def _of_sharing(host: str, path: str, query: str) -> str | None:
    host = host.partition(":")[0]
    for label in _LABELS:
        host = host.removeprefix(label)
    begins = _SHARING.get(host)
    if begins is None:
        return None
    return SHARE if f"{path}?{query}".startswith(begins) else None


def _of_path(path: str) -> str | None:
    segments = [segment for segment in path.split("/") if segment]
    if not segments:
        return None
    if len(segments) > _DEEPEST or _repeats(segments):
        return REPEATS
    before = ""
    for segment in segments:
        reason = _SEGMENTS.get(segment) or _PAIRS.get(f"{before}/{segment}")
        if reason:
            return reason
        before = segment
    reason = _ENDS.get(before) or (_SHORT_ENDS.get(before) if len(segments) < 3 else None)
    if reason is None and _HINT.search(path):
        return next((why for pattern, why in _REST if pattern.search(path)), None)
    return reason


def _repeats(segments: list[str]) -> bool:
    """True where one segment stands four times in a row, or two take turns three times."""
    if len(segments) < 4 or len(set(segments)) > len(segments) - 3:
        return False
    for length, times in ((1, 4), (2, 3), (3, 3)):
        for start in range(len(segments) - length * times + 1):
            window = segments[start : start + length * times]
            if window == window[:length] * times:
                return True
    return False
