"""The id of a comment, reduced to one form per platform, so that page, feed and API agree."""

from __future__ import annotations

import re

# Anchors of WordPress, Movable Type, Drupal, Blogger, Serendipity, Dotclear, LiveJournal, Isso.
_ANCHOR = re.compile(
    r"(?:(?:li-|div-)?comment-|comment|cmt-?|c|t|isso-|dsq-comment-|forum|com|remark42__comment-)"
    r"(\d+|6a[0-9a-f]{10,}|[0-9a-f-]{32,36})$"
)


def id_of_anchor(fragment: str) -> str | None:
    """The id that the fragment of a comment's address stands for; ``None`` for other fragments.

    >>> id_of_anchor("comment-12"), id_of_anchor("c345"), id_of_anchor("respond")
    ('12', '345', None)
    """
    match = _ANCHOR.match(fragment)
    return match[1] if match else None
