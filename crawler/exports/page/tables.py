"""The picture's equals: the posts and the hops as tables, and the figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from typing import Any

from crawler.exports.page.layout import Mark, Picture
from crawler.exports.page.markup import link, name, text
from crawler.exports.page.phrases import title_of
from crawler.exports.terminal import shorten, when
from crawler.exports.trace_words import thread_state
from crawler.exports.traced import Traced
from crawler.model import Hop, Moment, ThreadState

_WORDS = 160
# So many of the hops that were left out are listed; the JSON of a trace has all.
_LEFT_OUT = 500

_FIGURES: Mapping[str, str] = {
    "posts": "posts",
    "blogs": "blogs",
    "people": "people",
    "comments": "comments",
    "linkbacks": "linkbacks",
    "hops": "hops",
    "cross_blog_share": "share of hops between blogs",
    "shape": "shape of the cascade",
    "cascade_size": "posts of the cascade",
    "depth": "depth of the cascade",
    "width": "width of the cascade",
    "virality": "structural virality",
    "blog_hops": "changes of blog on the longest way",
    "reciprocity": "reciprocity between blogs",
    "gini": "Gini of contributions",
    "top_voice_share": "share of the top voice",
    "author_share": "share of comments by the posts' authors",
    "reply_share": "share of comments that answer a comment",
    "thread_depth": "depth of the deepest thread",
    "later_edits": "hops by a later edit",
    "link_rot": "share of links that are dead",
    "claimed_comments": "comments that the pages claim",
    "completeness": "share of those collected",
    "gaps": "posts that could not be read",
}


def posts_table(drawn: Picture, tz: tzinfo | None) -> Iterator[str]:
    """The posts as rows, in the picture's order of time."""
    yield (
        '<table id="posts"><caption>The posts in order of time, as in the picture</caption><thead>'
        '<tr><th scope="col">No.</th><th scope="col">Published</th><th scope="col">Post</th>'
        '<th scope="col">Comments</th><th scope="col">Refers to</th>'
        '<th scope="col">Referred to by</th></tr></thead><tbody>'
    )
    to: Mapping[int, list[int]] = defaultdict(list)
    by: Mapping[int, list[int]] = defaultdict(list)
    for way in drawn.ways:
        source, target = drawn.by_url[way.source_url].number, drawn.by_url[way.target_url].number
        to[source].append(target)
        by[target].append(source)
    for mark in drawn.marks:
        post, number = mark.stored.post, mark.number
        by_line = " · ".join(name(words) for words in (post.blog, post.author.name) if words)
        yield (
            f'<tr data-post="{number}"><td>{_number(number)}</td>'
            f"<td>{text(_date(post.published, tz))}</td>"
            f'<th scope="row">{name(shorten(title_of(mark.stored), 120))}'
            f'<p class="by">{by_line}</p></th><td>{_state(mark)}</td>'
            f"<td>{_numbers(to[number])}</td><td>{_numbers(by[number])}</td></tr>"
        )
    yield "</tbody></table>"


def hops_table(traced: Traced, drawn: Picture) -> Iterator[str]:
    """The hops as rows, in the order of time of the posts that refer."""
    yield (
        '<table id="hops"><caption>The hops: which post refers to which, and what shows it'
        '</caption><thead><tr><th scope="col">From</th><th scope="col">To</th>'
        '<th scope="col">Kind</th><th scope="col">Confidence</th>'
        '<th scope="col">Confirmed</th><th scope="col">Evidence</th></tr></thead><tbody>'
    )
    places = {mark.stored.post.url: place for place, mark in enumerate(drawn.marks)}
    ways = sorted(drawn.ways, key=lambda way: (places[way.source_url], places[way.target_url]))
    for way in ways:
        source, target = drawn.by_url[way.source_url].number, drawn.by_url[way.target_url].number
        for hop in way.hops:
            yield (
                f'<tr data-from="{source}" data-to="{target}"><td>{_number(source)}</td>'
                f'<td>{_number(target)}</td><th scope="row">{_kind(hop)}</th>'
                f"<td>{hop.confidence:.2f}</td>"
                f"<td>{'yes' if hop.confirmed else 'no'}</td><td>{_evidence(hop)}</td></tr>"
            )
    yield "</tbody></table>"
    yield from _left_out(traced)


def figures(traced: Traced) -> Iterator[str]:
    """The figures of the conversation; those that cannot be told have a dash."""
    yield '<dl class="figures">'
    figures = traced.metrics
    for key, words in _FIGURES.items():
        yield _figure(words, figures.get(key), _of_known(figures, key))
    for kind, hours in figures["response_hours"].items():
        words = f"median hours to a {kind.replace('_', ' ')}, of {hours['count']:,}"
        yield _figure(words, hours["median"], _of_known(figures, "response_hours"))
    yield "</dl>"


def _figure(words: str, value: object, known: str) -> str:
    return f"<div><dt>{words}</dt><dd>{_shown(value)}{known}</dd></div>"


def _of_known(figures: Mapping[str, Any], key: str) -> str:
    """Beside a figure: how much is known of what it rests on, where that is not all."""
    of = figures["rests_on"].get(key)
    share = figures["known"].get(of)
    return "" if share is None or share == 1 else f" <small>({share:.0%} of {of} known)</small>"


def _shown(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _left_out(traced: Traced) -> Iterator[str]:
    left = traced.conversation.left_out
    if not left:
        return
    yield (
        '<table id="left-out"><caption>Hops that were not followed</caption><thead><tr>'
        '<th scope="col">From</th><th scope="col">To</th><th scope="col">Kind</th>'
        '<th scope="col">Why</th></tr></thead><tbody>'
    )
    for hop, reason in left[:_LEFT_OUT]:
        yield (
            f"<tr><td>{link(hop.source_url, text(hop.source_url))}</td>"
            f"<td>{link(hop.target_url, text(hop.target_url))}</td><td>{_kind(hop)}</td>"
            f"<td>{text(reason)}</td></tr>"
        )
    yield "</tbody></table>"
    if len(left) > _LEFT_OUT:
        yield f"<p>And {len(left) - _LEFT_OUT:,} more: threadhop trace --format json has all.</p>"


def _date(moment: Moment, tz: tzinfo | None) -> str:
    return when(moment.iso, moment.utc, "" if moment.iso else moment.written, tz)


def _kind(hop: Hop) -> str:
    later = ", by a later edit" if hop.later_edit else ""
    return f"{hop.kind.value.replace('_', ' ')}{later}"


def _evidence(hop: Hop) -> str:
    words = max((piece.words for piece in hop.evidence), key=len, default="")
    return f"<q>{name(shorten(words, _WORDS))}</q>" if words else ""


def _state(mark: Mark) -> str:
    stored = mark.stored
    if stored.state.is_gap and not stored.comment_count:
        return "–"
    if stored.state in (ThreadState.COMPLETE, ThreadState.NONE) and not stored.copy:
        return f"{stored.comment_count:,}"
    return text(thread_state(stored))


def _number(number: int) -> str:
    return f'<a class="to" href="#p{number}">{number}</a>'


def _numbers(numbers: Sequence[int]) -> str:
    return " ".join(map(_number, sorted(numbers)))
