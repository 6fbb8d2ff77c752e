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

_SEVENTH = {
    "tallow": _dress(
        "gazette",
        "/%author%/%postname%/",
        {
            "WPLANG": "it_IT",
            "realblogs_walker": "ten",
            "comments_per_page": "3",
            "default_comments_page": "newest",
            "comment_order": "desc",
            "thread_comments_depth": "10",
            "timezone_string": "Europe/Rome",
            "date_format": "j F Y",
            "time_format": "H:i",
        },
        off=("rest-name",),
    ),
    "mapdrawer": _dress(
        "gazette",
        "/index.php/archives/%post_id%",
        {
            "WPLANG": "sv_SE",
            "realblogs_walker": "dl",
            "thread_comments": "0",
            "comments_per_page": "50",
            "default_comments_page": "newest",
            "timezone_string": "Europe/Stockholm",
            "date_format": "Y-m-d",
            "time_format": "H:i",
            "posts_per_rss": "2",
        },
        off=("head",),
    ),
    "fieldradio": _dress(
        "twentytwentythree",
        "/%category%/%post_id%/",
        {
            "WPLANG": "hu_HU",
            "comments_per_page": "3",
            "default_comments_page": "newest",
            "comment_order": "desc",
            "thread_comments_depth": "4",
            "show_avatars": "0",
            "rss_use_excerpt": "1",
            "timezone_string": "Europe/Budapest",
            "date_format": "Y. F j.",
            "time_format": "H:i",
        },
    ),
    "saltroad": _dress(
        "gazette",
        "/%year%/%monthnum%/%postname%",
        {
            "WPLANG": "cs_CZ",
            "realblogs_walker": "eleven",
            "comments_per_page": "10",
            "default_comments_page": "oldest",
            "thread_comments_depth": "5",
            "gmt_offset": "-3.5",
            "date_format": "j. n. Y",
            "time_format": "G:i",
            "posts_per_rss": "3",
        },
        off=("feed-links",),
    ),
}

_EIGHTH = {
    "tallow": _dress(
        "twentytwentytwo",
        "/archives/%post_id%",
        {
            "WPLANG": "fi",
            "comments_per_page": "3",
            "default_comments_page": "oldest",
            "comment_order": "desc",
            "thread_comments_depth": "10",
            "timezone_string": "Europe/Helsinki",
            "date_format": "j.n.Y",
            "time_format": "H.i",
            "posts_per_rss": "3",
            "rss_use_excerpt": "1",
        },
        later={"default_comment_status": "closed", "close_comments_for_old_posts": "1"},
        off=("rest", "head"),
    ),
    "mapdrawer": _dress(
        "gazette",
        "/%year%/%postname%/",
        {
            "WPLANG": "da_DK",
            "realblogs_walker": "genesis",
            "comments_per_page": "3",
            "default_comments_page": "newest",
            "thread_comments_depth": "2",
            "timezone_string": "Europe/Copenhagen",
            "date_format": "j. F Y",
            "time_format": "H:i",
        },
        path="/notes",
    ),
    "fieldradio": _dress(
        "plainpaper",
        "/index.php/%year%/%monthnum%/%postname%/",
        {
            "default_comments_page": "newest",
            "comment_order": "desc",
            "thread_comments_depth": "2",
            "timezone_string": "Europe/Warsaw",
            "posts_per_rss": "3",
        },
        off=("feed-links",),
    ),
    "saltroad": _dress(
        "twentytwentyone",
        "/%postname%/",
        {
            "WPLANG": "hr",
            "comments_per_page": "50",
            "default_comments_page": "oldest",
            "thread_comments_depth": "6",
            "timezone_string": "Europe/Zagreb",
            "date_format": "j. F Y.",
            "time_format": "H:i",
        },
        off=("head", "rest-name"),
    ),
}

_NINTH = {
    "tallow": _dress(
        "gazette",
        "/%year%/%monthnum%/%day%/%postname%/",
        {
            "WPLANG": "el",
            "realblogs_walker": "kubrick",
            "page_comments": "0",
            "thread_comments": "0",
            "timezone_string": "Europe/Athens",
            "date_format": "j F Y",
            "time_format": "g:i a",
        },
        off=("feeds",),
    ),
    "mapdrawer": _dress(
        "gazette",
        "/%postname%.html",
        {
            "WPLANG": "id_ID",
            "realblogs_walker": "eleven",
            "comments_per_page": "50",
            "default_comments_page": "newest",
            "comment_order": "asc",
            "thread_comments_depth": "2",
            "timezone_string": "Asia/Jakarta",
            "date_format": "j F Y",
            "time_format": "H:i",
            "show_avatars": "0",
        },
        off=("feed-links", "rest-name"),
    ),
    "fieldradio": _dress(
        "twentytwentyone",
        "/%year%/%monthnum%/%postname%/",
        {
            "WPLANG": "ko_KR",
            "comments_per_page": "1",
            "default_comments_page": "oldest",
            "comment_order": "desc",
            "thread_comments_depth": "3",
            "timezone_string": "Asia/Seoul",
            "date_format": "Y년 n월 j일",
            "time_format": "A g:i",
        },
        path="/wp",
        off=("head",),
    ),
    "saltroad": _dress(
        "gazette",
        "/%post_id%",
        {
            "WPLANG": "hu_HU",
            "realblogs_walker": "genesis",
            "comments_per_page": "4",
            "default_comments_page": "newest",
            "comment_order": "desc",
            "thread_comments_depth": "5",
            "timezone_string": "Europe/Budapest",
            "date_format": "Y.m.d.",
            "time_format": "H:i",
        },
    ),
}

#: By the word that chooses them; the fourth is the first with the port in every address.
DRESSES = {
    "1": _FIRST,
    "2": _SECOND,
    "3": _THIRD,
    "4": _FIRST,
    "5": _FIFTH,
    "6": _SIXTH,
    "7": _SEVENTH,
    "8": _EIGHTH,
    "9": _NINTH,
}
