"""What a class word says about an element of a comment: themes differ, their words do not much."""

from __future__ import annotations

from enum import IntEnum


class Role(IntEnum):
    """What an element of a comment holds; where its words say several, the lowest wins."""

    #: Labels, buttons, counters, badges: no part of any field.
    DROP = 0
    #: The name, and nothing else.
    AUTHOR = 1
    #: The name among other words.
    BYLINE = 2
    #: The date, and nothing else.
    DATE = 3
    #: The words of the comment, unless it also holds one of the above: then it is a wrapper.
    BODY = 4
    #: Date, name or links, in any mixture.
    META = 5


Roles = dict[str, Role]

# Words that theme authors use, all lower case with "_" as "-".
_DROP = """
    says reply comment-reply comment-reply-link reply-link comment-edit-link edit-link comment-edit
    comment-likes comment-like comment-actions comment-action comment-tools comment-buttons
    sharedaddy sd-sharing comment-awaiting-moderation comment-counter comment-number comment-num
    comment-count comment-rating comment-vote comment-votes comment-karma karma-votes post-ratings
    wp-ulike wpulike likebtn-wrapper respond comment-respond comment-form reply-form quote-link
    comment-share comment-report report-comment cmt-reply says-label bypostauthor-badge
    author-badge comment-author-badge comment-badge user-badge comment-reply-title jp-likes-slot
    comment-avatar avatar-image-container comment-author-avatar avatar-cell screen-reader-text
    visually-hidden comment-status ds-thread-share gdsr-comments quicktag-buttons"""
_AUTHOR = """
    fn comment-author-name commentauthorname comment-authorname author-name authorname
    commenter-name commentername comment-name comment-user-name comment-username username
    user-name name nickname display-name comment-author-link wpd-comment-author-name comauthor"""
_BYLINE = """
    comment-author commentauthor author vcard commenter comment-by comment-user comment-poster
    poster comment-writer author-comment comment-from comment-posted-by comt-author"""
_DATE = """
    comment-date commentdate comment-datetime comment-time commenttime comment-timestamp
    comment-timeago comment-published date datetime timestamp dt-published published
    comment-date-time comment-posted-on commentdatetime comment-created comdate"""
_BODY = """
    comment-content commentcontent comment-text commenttext comment-body commentbody comment-entry
    commententry comment-message commentmessage comment-txt comment-copy comment-description
    comment-words comment-post commentpost comment-inner-content comment-excerpt e-content
    comment-the-content comment-bodytext comment-paragraph"""
_META = """
    comment-meta commentmeta commentmetadata comment-metadata comment-info commentinfo
    comment-header comment-head commenthead commentheader comment-footer comment-foot
    comment-details comment-top comment-title commenttitle comment-data comment-heading
    comment-by-line byline    comment-permalink comment-link submitted comment-submitted
    comment-posted meta metadata
    comment-author-meta comment-subject comment-bottom comt-meta"""


def _table(words: str, role: Role) -> Roles:
    return dict.fromkeys(words.split(), role)


#: Words common to themes of many platforms; a reader adds its own.
COMMON: Roles = {
    **_table(_META, Role.META),
    **_table(_BODY, Role.BODY),
    **_table(_DATE, Role.DATE),
    **_table(_BYLINE, Role.BYLINE),
    **_table(_AUTHOR, Role.AUTHOR),
    **_table(_DROP, Role.DROP),
}

#: Properties of microdata and RDFa, of schema.org's ``Comment`` and older ``UserComments``.
PROPERTIES: Roles = {
    "text": Role.BODY,
    "commenttext": Role.BODY,
    "content:encoded": Role.BODY,
    "author": Role.BYLINE,
    "creator": Role.BYLINE,
    "datecreated": Role.DATE,
    "datepublished": Role.DATE,
    "commenttime": Role.DATE,
    "dc:date": Role.DATE,
    "dc:created": Role.DATE,
}


def fold(word: str) -> str:
    """A class word as the tables write it.

    >>> fold("Comment_Meta"), fold("comment__author")
    ('comment-meta', 'comment-author')
    """
    return word.lower().replace("__", "-").replace("_", "-")
