"""The clothes of the WordPress: the same talk must be found in each of them."""

from __future__ import annotations

from typing import Any

COMMON: dict[str, object] = {
    "comment_moderation": "0",
    "comment_previously_approved": "0",
    "moderation_keys": "lottery",
    "thread_comments": "1",
    "page_comments": "1",
    "comments_per_page": "5",
    "ping_sites": "",
    "posts_per_rss": "10",
}


def _dress(theme: str, permalinks: str, options: dict[str, object], **more: Any) -> dict[str, Any]:
    return {"theme": theme, "permalinks": permalinks, "options": COMMON | options, **more}


_FIRST = {
    "tallow": _dress(
        "plainpaper",
        "/%year%/%monthnum%/%postname%/",
        {
            "default_comments_page": "newest",
            "thread_comments_depth": "5",
            "timezone_string": "Europe/Stockholm",
        },
    ),
    "mapdrawer": _dress(
        "twentytwentytwo",
        "/%postname%/",
        {
            "default_comments_page": "oldest",
            "thread_comments_depth": "5",
            "timezone_string": "Europe/London",
        },
    ),
    "fieldradio": _dress(
        "twentytwentyone",
        "/%year%/%monthnum%/%day%/%postname%/",
        {
            "default_comments_page": "newest",
            "comment_order": "desc",
            "thread_comments_depth": "10",
            "timezone_string": "Europe/Warsaw",
            "date_format": "j F Y",
            "time_format": "H:i",
        },
    ),
    "saltroad": _dress(
        "plainpaper",
        "/archives/%post_id%/",
        {
            "default_comments_page": "oldest",
            "thread_comments_depth": "3",
            "timezone_string": "America/New_York",
        },
    ),
}

_SECOND = {
    "tallow": _dress(
        "twentytwentytwo",
        "",
        {
            "comments_per_page": "3",
            "default_comments_page": "newest",
            "comment_order": "desc",
            "thread_comments_depth": "3",
            "gmt_offset": "1",
        },
    ),
    "mapdrawer": _dress(
        "twentytwentyone",
        "/%year%/%monthnum%/%day%/%postname%/",
        {
            "thread_comments": "0",
            "comments_per_page": "4",
            "default_comments_page": "oldest",
            "timezone_string": "Europe/London",
            "date_format": "d/m/Y",
            "time_format": "H:i",
        },
    ),
    "fieldradio": _dress(
        "plainpaper",
        "/archives/%post_id%",
        {
            "page_comments": "0",
            "thread_comments_depth": "4",
            "timezone_string": "Europe/Warsaw",
            "date_format": "Y-m-d",
            "time_format": "H:i",
            "posts_per_rss": "5",
        },
    ),
    "saltroad": _dress(
        "twentytwentytwo",
        "/index.php/%postname%/",
        {
            "comments_per_page": "2",
            "default_comments_page": "oldest",
            "comment_order": "desc",
            "timezone_string": "America/New_York",
        },
    ),
}

_THIRD = {
    "tallow": _dress(
        "twentytwentythree",
        "/blog/%postname%",
        {
            "WPLANG": "fr_FR",
            "default_comments_page": "newest",
            "thread_comments_depth": "2",
            "timezone_string": "Europe/Paris",
            "date_format": "j F Y",
            "time_format": "G\\hi",
        },
    ),
    "mapdrawer": _dress(
        "plainpaper",
        "/%year%/%monthnum%/%postname%/",
        {
            "WPLANG": "de_DE",
            "default_comments_page": "newest",
            "comment_order": "desc",
            "timezone_string": "Europe/Berlin",
            "date_format": "j. F Y",
            "time_format": "G:i",
        },
    ),
    "fieldradio": _dress(
        "twentytwentytwo",
        "/%post_id%/%postname%/",
        {
            "WPLANG": "pl_PL",
            "comments_per_page": "50",
            "default_comments_page": "newest",
            "show_avatars": "0",
            "timezone_string": "Europe/Warsaw",
            "date_format": "j F Y",
            "time_format": "H:i",
        },
    ),
    "saltroad": _dress(
        "twentytwentyone",
        "/%year%/%postname%/",
        {
            "WPLANG": "es_ES",
            "default_comments_page": "oldest",
            "comments_per_page": "4",
            "timezone_string": "America/New_York",
            "date_format": "d/m/Y",
        },
    ),
}

_FIFTH = {
    "tallow": _dress(
        "twentytwentyone",
        "/%year%/%monthnum%/%day%/%postname%/",
        {
            "WPLANG": "ja",
            "comments_per_page": "2",
            "default_comments_page": "newest",
            "comment_order": "desc",
            "thread_comments_depth": "10",
            "timezone_string": "Asia/Tokyo",
            "date_format": "Y年n月j日",
            "time_format": "H:i",
        },
        path="/weblog",
        later={"default_comment_status": "closed", "close_comments_for_old_posts": "1"},
    ),
    "mapdrawer": _dress(
        "plainpaper",
        "/%category%/%postname%/",
        {
            "default_comments_page": "oldest",
            "comment_order": "desc",
            "thread_comments_depth": "10",
            "timezone_string": "Europe/London",
            "posts_per_rss": "50",
            "realblogs_pings": "hidden",
        },
        off=("rest",),
    ),
    "fieldradio": _dress(
        "twentytwentythree",
        "/%year%/%monthnum%/%postname%.html",
        {
            "WPLANG": "de_DE",
            "comments_per_page": "3",
            "default_comments_page": "newest",
            "comment_order": "asc",
            "thread_comments_depth": "10",
            "timezone_string": "Europe/Berlin",
            "date_format": "d.m.Y",
            "time_format": "H:i",
        },
        off=("feeds",),
    ),
    "saltroad": _dress(
        "plainpaper",
        "/archives/%post_id%",
        {
            "WPLANG": "fr_FR",
            "default_comments_page": "newest",
            "thread_comments_depth": "4",
            "timezone_string": "America/New_York",
            "realblogs_pings": "apart",
        },
    ),
}

_SIXTH = {
    "tallow": _dress(
        "plainpaper",
        "",
        {
            "WPLANG": "es_ES",
            "comments_per_page": "1",
            "default_comments_page": "newest",
            "comment_order": "asc",
            "thread_comments_depth": "10",
            "timezone_string": "Europe/Madrid",
            "date_format": "j \\d\\e F \\d\\e Y",
            "time_format": "g:i a",
        },
        off=("rest", "feeds"),
    ),
    "mapdrawer": _dress(
        "twentytwentythree",
        "",
        {
            "WPLANG": "ja",
            "default_comments_page": "oldest",
            "comment_order": "asc",
            "thread_comments_depth": "3",
            "timezone_string": "Asia/Tokyo",
            "date_format": "Y年n月j日",
            "time_format": "g:i A",
        },
        path="/blog",
    ),
    "fieldradio": _dress(
        "twentytwentytwo",
        "/%postname%",
        {
            "WPLANG": "fr_FR",
            "page_comments": "0",
            "thread_comments": "0",
            "timezone_string": "Europe/Paris",
            "date_format": "d/m/Y",
            "time_format": "H\\hi",
            "posts_per_rss": "3",
        },
        later={"close_comments_for_old_posts": "1"},
    ),
    "saltroad": _dress(
        "twentytwentyone",
        "/index.php/%year%/%monthnum%/%day%/%postname%/",
        {
            "WPLANG": "de_DE",
            "comments_per_page": "3",
            "default_comments_page": "oldest",
            "comment_order": "desc",
            "thread_comments_depth": "5",
            "timezone_string": "Europe/Berlin",
            "date_format": "j. F Y",
            "time_format": "G:i",
            "posts_per_rss": "3",
        },
    ),
}

#: By the word that chooses them; the fourth is the first with the port in every address.
DRESSES = {"1": _FIRST, "2": _SECOND, "3": _THIRD, "4": _FIRST, "5": _FIFTH, "6": _SIXTH}
