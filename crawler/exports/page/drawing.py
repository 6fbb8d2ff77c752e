"""The picture as SVG: lanes, silences, hops as arcs, posts as circles, comments as ticks.

Styles are classes of ``page.css``; what depends on the data stands in presentation attributes, so
that no inline style is needed and a strict content security policy holds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta, tzinfo

from crawler.exports.page.layout import TOP, Lane, Mark, Picture
from crawler.exports.page.markup import label, text
from crawler.exports.page.phrases import spoken
from crawler.exports.page.timescale import Fold
from crawler.exports.terminal import shorten
from crawler.exports.trace_ways import Manner, Way
from crawler.exports.trace_words import counted, lasting
from crawler.model import ThreadState

#: The width of the column that names the lanes.
NAMES = 176.0
#: How many colours of lanes the style sheet has.
COLOURS = 8
_NAME_COLUMNS = 24
# Lines of little confidence stay visible: the opacity goes from here to 1.
_FAINTEST = 0.4
_TARGET = 12.0
# The tallest tick stands for the most comments at one place, and for QUIET at least.
_TALLEST, _QUIET = 16.0, 15
# A fold of this width has room for its words.
_FOLD_WORDS = 30.0

#: What the lines mean, in the order of the legend.
MEANINGS: Mapping[Manner, str] = {
    Manner.ANSWER: "says that it answers, credits or reposts",
    Manner.LINK: "links in the post",
    Manner.COMMENT: "links in a comment",
    Manner.CARRIED: "carried over by a commenter",
    Manner.PING: "trackback, pingback or webmention",
    Manner.QUOTE: "quotes without a link",
}


def names(drawn: Picture) -> Iterator[str]:
    """The column of lane names, as a drawing of the same height."""
    yield (
        f'<svg class="names" width="{NAMES:g}" height="{drawn.height:g}"'
        f' viewBox="0 0 {NAMES:g} {drawn.height:g}"'
        ' preserveAspectRatio="xMinYMin slice" aria-hidden="true">'
    )
    for number, lane in enumerate(drawn.lanes):
        yield (
            f'<g class="lane b{number % COLOURS}"><text x="14" y="{lane.y:g}">'
            f"{text(shorten(lane_name(drawn, lane), _NAME_COLUMNS))}</text>"
            f'<text class="few" x="14" y="{lane.y + 14:g}">'
            f"{counted(lane.posts, 'post')}</text></g>"
        )
    yield "</svg>"


def lane_name(drawn: Picture, lane: Lane) -> str:
    """The blog of a lane, or how many share it."""
    if lane.blog is not None:
        return lane.blog
    others = {mark.stored.post.blog for mark in drawn.marks if mark.y == lane.y}
    return f"{len(others):,} other blogs"


def drawing(drawn: Picture, root: str, tz: tzinfo | None = None) -> Iterator[str]:
    """The picture itself; ``root`` is the address of the first post."""
    yield (
        f'<svg class="drawing" id="drawing" width="{drawn.width:g}" height="{drawn.height:g}"'
        f' viewBox="0 0 {drawn.width:g} {drawn.height:g}" role="graphics-document document"'
        ' aria-label="Posts by blog and time" aria-describedby="summary">'
    )
    yield _MARKERS
    yield from _ground(drawn)
    yield '<g class="hops" aria-hidden="true">'
    for way in drawn.ways:
        yield _hop(way, drawn.by_url[way.source_url], drawn.by_url[way.target_url])
    yield '</g><g class="marks">'
    refers = _answered(drawn)
    busiest = max((count for mark in drawn.marks for _, count in mark.ticks), default=0)
    for mark in drawn.marks:
        said = ", ".join(
            filter(None, [spoken(mark.number, mark.stored, tz), refers.get(mark.number, "")])
        )
        yield _post(mark, mark.stored.post.url == root, said, busiest)
    yield "</g></svg>"


_MARKERS = (
    "<defs>"
    + "".join(
        f'<marker id="{name}" class="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8"'
        ' markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
        '<path d="M0 .6 7.6 4 0 7.4 1.8 4Z"/></marker>'
        for name in ("arrow", "arrow-on")
    )
    + '<marker id="brought" class="brought" viewBox="0 0 10 10" refX=".5" refY="5"'
    ' markerWidth="10" markerHeight="10" markerUnits="userSpaceOnUse" orient="auto">'
    '<circle cx="5" cy="5" r="3"/></marker></defs>'
)


def _ground(drawn: Picture) -> Iterator[str]:
    """What the posts stand on: lanes, dates, and the silences that are folded."""
    yield '<g class="ground" aria-hidden="true">'
    for lane in drawn.lanes:
        yield f'<path class="rail" d="M0 {lane.y:g}H{drawn.width:g}"/>'
    for x, words in drawn.dates:
        yield f'<path class="day" d="M{x:g} {TOP - 10:g}V{drawn.height:g}"/>'
        yield f'<text class="date" x="{x:g}" y="{TOP - 18:g}">{words}</text>'
    for fold in drawn.folds:
        width, middle = fold.right - fold.left, (fold.left + fold.right) / 2
        yield (
            f'<g class="fold"><title>{_silence(fold)} without a post or comment</title>'
            f'<rect x="{middle - 5:g}" y="{TOP - 6:g}" width="10"'
            f' height="{drawn.height - TOP + 6:g}"/>'
            f'<path d="M{middle - 5:g} {drawn.height:g}v{TOP - 6 - drawn.height:g}'
            f'M{middle + 5:g} {drawn.height:g}v{TOP - 6 - drawn.height:g}"/>'
        )
        if width >= _FOLD_WORDS:
            yield (
                f'<text x="{middle:g}" y="{drawn.height / 2:g}"'
                f' transform="rotate(-90 {middle:g} {drawn.height / 2:g})">'
                f"{_silence(fold)}</text>"
            )
        yield "</g>"
    yield "</g>"


def _silence(fold: Fold) -> str:
    return lasting(timedelta(seconds=fold.seconds))


def _hop(way: Way, source: Mark, target: Mark) -> str:
    opacity = _FAINTEST + (1 - _FAINTEST) * min(max(way.confidence, 0.0), 1.0)
    path = _arc(source, target)
    manner = way.manner.value
    brought = ' marker-start="url(#brought)"' if way.is_brought else ""
    core = f'<path class="core" d="{path}"/>' if way.manner is Manner.CARRIED else ""
    return (
        f'<g class="hop {manner}" opacity="{opacity:.2f}" data-from="{source.number}"'
        f' data-to="{target.number}" data-sure="{way.confidence:.2f}">'
        f'<path class="line" d="{path}"{brought} marker-end="url(#arrow)"/>{core}</g>'
    )


def _arc(source: Mark, target: Mark) -> str:
    """The line from the post that refers to the one referred to.

    It leaves along the lane of the first and arrives from below or above, so that what one post
    set off hangs together; between posts of one lane it is a bow above the lane.
    """
    dx, dy = source.x - target.x, source.y - target.y
    if not dy:
        height = min(14 + abs(dx) / 10, 32)
        top, end = source.y - source.radius, target.y - target.radius - 1
        return (
            f"M{source.x:.1f} {top:.1f}C{source.x - dx * 0.15:.1f} {top - height:.1f}"
            f" {target.x + dx * 0.15:.1f} {end - height:.1f} {target.x:.1f} {end:.1f}"
        )
    down = math.copysign(1, dy)
    end = target.y + down * (target.radius + 1)
    if abs(dx) < source.radius + 6:
        return f"M{source.x:.1f} {source.y - down * source.radius:.1f}L{target.x:.1f} {end:.1f}"
    start = source.x - math.copysign(source.radius, dx)
    bend = min(abs(dx) * 0.5, 60)
    return (
        f"M{start:.1f} {source.y:.1f}"
        f"C{target.x + math.copysign(bend, dx) * 0.3:.1f} {source.y:.1f}"
        f" {target.x:.1f} {source.y - dy * 0.35:.1f} {target.x:.1f} {end:.1f}"
    )


def _answered(drawn: Picture) -> dict[int, str]:
    """What each post refers to, in numbers."""
    found: dict[int, list[int]] = {}
    for way in drawn.ways:
        source, target = drawn.by_url[way.source_url], drawn.by_url[way.target_url]
        found.setdefault(source.number, []).append(target.number)
    return {number: f"refers to {_listed(others)}" for number, others in found.items()}


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))


def _post(mark: Mark, is_root: bool, said: str, busiest: int) -> str:
    state = mark.stored.state
    classes = ["post", f"b{mark.lane % COLOURS}"]
    classes += ["gap"] if state.is_gap else []
    classes += ["root"] if is_root else []
    parent = "" if mark.parent is None else f' data-parent="{mark.parent}"'
    place = f'cx="{mark.x:.1f}" cy="{mark.y:g}"'
    return (
        f'<a class="{" ".join(classes)}" id="n{mark.number}" href="#p{mark.number}"'
        f' data-lane="{mark.lane}"{parent} aria-label="{label(said)}">'
        f"<title>{text(said)}</title>{_talk(mark, busiest)}{_span(mark)}"
        f'<circle class="target" {place} r="{max(mark.radius, _TARGET):.1f}"/>'
        f'<circle class="halo" {place} r="{mark.radius + 4:.1f}"/>'
        f'<circle class="disc" {place} r="{mark.radius:.1f}"/>{_gap(mark, state)}'
        f'<text class="d{len(str(mark.number))}" x="{mark.x:.1f}" y="{mark.y:g}">{mark.number}'
        "</text></a>"
    )


def _talk(mark: Mark, busiest: int) -> str:
    """The comments under the lane where they were made, higher where there were several."""
    if not mark.ticks:
        return ""
    base = mark.y + 3
    unit = _TALLEST / math.log2(1 + max(busiest, _QUIET))
    ticks = "".join(
        f"M{x:g} {base:g}v{max(unit * math.log2(1 + count), 4):.3g}" for x, count in mark.ticks
    )
    return (
        f'<path class="lasts" d="M{mark.x:.1f} {base:g}H{mark.ticks[-1][0]:g}"/>'
        f'<path class="ticks" d="{ticks}"/>'
    )


def _span(mark: Mark) -> str:
    """How far a date goes that names only a month or a year."""
    if mark.until <= mark.x + mark.radius:
        return ""
    return f'<path class="span" d="M{mark.x:.1f} {mark.y:g}H{mark.until:.1f}m0 -4v8"/>'


def _gap(mark: Mark, state: ThreadState) -> str:
    """A post that is gone has a cross at its edge, one that may not be fetched a bar."""
    if not state.is_gap:
        return ""
    near, far = mark.radius - 2, mark.radius + 5
    turns = (0, 180) if state is ThreadState.BLOCKED else (45, 135, 225, 315)
    strokes = "".join(
        f"M{mark.x + near * math.cos(turn):.1f} {mark.y + near * math.sin(turn):.1f}"
        f"L{mark.x + far * math.cos(turn):.1f} {mark.y + far * math.sin(turn):.1f}"
        for turn in map(math.radians, turns)
    )
    return f'<path class="cross" d="{strokes}"/>'
