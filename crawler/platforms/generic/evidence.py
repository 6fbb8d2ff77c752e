"""What speaks for a plan being a comment thread, and against it, in points."""

from __future__ import annotations

import re

from lxml import etree

from crawler.platforms.generic import flags, headings
from crawler.platforms.generic.outline import Outline
from crawler.platforms.generic.plan import Plan

#: Less than this is no thread.
ENOUGH = 3.0
#: More than this the content of records does not add.
_MOST = 9.0
_COMMENT_ID = re.compile(
    r"#(?:\w*[_-])?(?:c|cmt|comm?|comment\w*|reply|r|msg|message|post|p|t|response|review)[_-]?#$",
    re.IGNORECASE,
)
#: Ids of comments that no list of posts has.
_NUMBERED = re.compile(r"#(?:c|cmt|comm|comment\w*|reply|r|msg|message|response)[_-]?#$", re.I)
#: Parameters that name a comment or a page of comments, not the post.
_OF_COMMENTS = re.compile(
    r"(?<=[?&;])\w*(?:comment|cid|reply|thread|page|view)\w*=[^&;#]*|/comment-page-\d+|/comments?/\d+",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")
#: Records of a plan that are looked at.
_RECORDS = 8
#: Records of this quality are whole, whatever part their name says they are.
_WHOLE = 0.7
#: Records of this quality show all that a comment shows.
_FULL = 0.95
#: Items at the beginning of a record in which a title stands, and the letters of a short one.
_ITEMS = 60
_TITLE = 16
_TITLE_WORDS = 3
_PROFILE = re.compile(r"user|member|profil|author|people|account|reply|report|flag|login", re.I)


def evidence(outline: Outline, plan: Plan) -> float:
    """Points for comments, less those for other lists; `ENOUGH` is what it takes."""
    heading = headings.before(outline, plan.spans[0][0])
    if _unfounded(outline, plan, heading):
        return 0.0
    place = _by_place(outline, plan)
    points = _by_name(plan) + place + heading
    if len(plan.spans) == 1 and heading < 3 and place < 3:
        points -= 1  # a name alone is not enough: newspapers call opinion pieces comments, too
    if any(start <= title < end for start, end in plan.spans[:2] for title in outline.titles):
        points -= 4
    if points + _MOST < ENOUGH:
        return points
    points += _by_content(outline, plan)
    return points if points < ENOUGH else points - _of_elsewhere(outline, plan)


def _unfounded(outline: Outline, plan: Plan, heading: float) -> bool:
    """Whether there is too little of a kind, and nothing says that it is comments."""
    count = len(plan.spans)
    parent = outline.parents[plan.heads[0]]
    listed = parent >= 0 and outline.marks[parent] & (flags.THREAD | flags.PINGS)
    if listed or plan.bits & flags.COMMENT:
        return False
    if count == 1:
        return heading < 3 or not plan.bits & flags.RECORD
    return count == 2 and not plan.name and plan.run and heading < 3


def _by_name(plan: Plan) -> float:
    bits = plan.bits
    points = 0.0
    single = len(plan.spans) == 1
    if bits & flags.RECORD:
        points = 3.0 if bits & flags.COMMENT else 0.0 if single else 1.5
    numbered = plan.name.startswith("#") and "#" in plan.name[1:]
    if numbered and not single and _COMMENT_ID.search(plan.name):
        points = max(points, 2.5)
    if bits & flags.PINGS:
        points += 1.5
    if bits & flags.THREAD and not bits & flags.RECORD:
        points += -4 if single else 3 if plan.good * 4 >= 3 * len(plan.spans) else 0
    if bits & flags.ROLES and not plan.run and points < 3 and plan.quality < _WHOLE:
        points -= 1.5
    return points - _against(bits, 5)


def _against(bits: int, noise: float) -> float:
    return (
        noise * bool(bits & flags.NOISE)
        + 4 * bool(bits & flags.FORM)
        + 1.25 * bool(bits & flags.SOFT)
    )


def _by_place(outline: Outline, plan: Plan) -> float:
    heads = plan.heads[:3] + plan.heads[-2:]
    points = 0.0
    for head in heads:
        parent = outline.parents[head]
        around = outline.around[parent] if parent >= 0 else 0
        points += 3 if around & flags.THREAD else 1 if around & flags.COMMENT else 0
        points += 2 * bool(around & flags.PINGS) - 6 * bool(around & flags.CODE)
        points -= _against(around | (outline.marks[head] & flags.FORM), 4)
    return points / len(heads)


def _by_content(outline: Outline, plan: Plan) -> float:
    points = 2.0 if plan.replies >= 0.5 else 1.0 if plan.replies else 0.0
    if plan.linked > 0.6:
        points -= 2
    spans = _sample(plan)

    def common(sums: list[int], least: float, lead: int = 0) -> bool:
        """Whether so many of the records have something."""
        return sum(1 for a, b in spans if sums[b] > sums[min(a + lead, b)]) >= least * len(spans)

    anchored = common(outline.anchored, 0.5)
    points += 1.5 * common(outline.parts, 0.5) + 1.0 * common(outline.visitors, 0.3)
    points += 1.5 * common(outline.records, 0.5, 1) + 1.5 * anchored
    # Each with a person, a date, words and an address or number of its own: few other lists are.
    if len(plan.spans) > 2:
        full, numbered = plan.quality >= _FULL, _NUMBERED.match(plan.name)
        points += 1.5 * (full and anchored) or 1.0 * bool(numbered and plan.quality >= _WHOLE)
    return points - 3 * common(outline.teasers, 0.5)


def _of_elsewhere(outline: Outline, plan: Plan) -> float:
    """Points against records that tell of other pages."""
    spans = _sample(plan)
    points = 8.0 * _elsewhere(outline, spans, plan.replies)
    if not plan.bits & (flags.COMMENT | flags.PINGS):
        titled = sum(1 for start, end in spans if _titled(outline, start, end))
        points += 3 * (2 * titled >= len(spans) > 1)
    return points


def _sample(plan: Plan) -> list[tuple[int, int]]:
    """A few of the records, from all over the list."""
    return plan.spans[:: 1 + len(plan.spans) // _RECORDS]


def _elsewhere(outline: Outline, spans: list[tuple[int, int]], replies: float) -> bool:
    """Whether the records lead to comments on different pages, as lists of the latest do."""
    paths: list[str] = []
    titles: list[tuple[str, str]] = []
    for start, end in spans:
        for index in range(start, min(end, start + _ITEMS)):
            if outline.tags[index] != "a":
                continue
            node = outline.nodes[index]
            path, _, fragment = (node.get("href") or "").partition("#")
            if fragment and outline.holds(fragment, start, end):
                break  # its own address, on a page of its own
            number = _NUMBER.findall(fragment)[-1:]
            if path and (number or _leads_back(node)):
                path = _OF_COMMENTS.sub("", path)
                # The number in both parts is the comment's: "viewtopic.php?p=12#p12".
                paths.append(path.replace(f"={number[0]}", "=") if number else path)
                break
            if path and not replies and _names_post(outline, index, path, fragment):
                titles.append((node.xpath("string()").split()[0], path))
                break
    # Controls ("View all comments by ...") begin alike in every record, titles do not.
    if 2 * len({word for word, _ in titles}) > len(titles):
        paths += [path for _, path in titles]
    return len(paths) >= 2 and 2 * len(set(paths)) > len(spans)


def _names_post(outline: Outline, index: int, path: str, fragment: str) -> bool:
    """Whether a link has words like a title and leads to another page of the site."""
    end = outline.ends[index]
    words = outline.nodes[index].xpath("string()").split()
    return (
        not fragment
        and outline.is_here(path)
        and len(words) >= _TITLE_WORDS
        and outline.linked[end] - outline.linked[index] >= _TITLE
        and outline.dates[end] == outline.dates[index]
        and not outline.marks[index] & flags.PERSONAL
        and not _PROFILE.search(path)
    )


def _leads_back(link: etree._Element) -> bool:
    """Whether a link names the post of a comment, as Drupal's lists of the latest comments do."""
    around = link.getparent()
    named = (link.get("class") or "") + (around.get("class") or "" if around is not None else "")
    return "comment-linkback" in named


def _titled(outline: Outline, start: int, end: int) -> bool:
    """Whether a record opens with a line that is a link to another page, as teasers do."""
    for index in range(start, min(end, start + _ITEMS)):
        if outline.tags[index] != "a":
            continue
        stop = outline.ends[index]
        letters = outline.linked[stop] - outline.linked[index]
        href = outline.nodes[index].get("href") or ""
        if letters < _TITLE or "#" in href or outline.marks[index] & flags.PERSONAL:
            continue
        block = outline.blocks[index]
        last = outline.ends[block]
        if outline.linked[last] - outline.linked[block] == letters:
            return outline.prose[last] == outline.prose[block]
    return False
