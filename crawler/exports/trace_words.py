"""What a trace says in words: how the talk got to a post, when, and what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from crawler.exports.terminal import shorten
from crawler.model import Hop, HopKind, Moment, StoredPost, ThreadState

#: How a post refers to another, seen from the one that refers and from the other. ``{}`` is the
#: other post's number, ``{by}`` who wrote the comment.
_WAYS: Mapping[HopKind, tuple[str, str]] = {
    HopKind.LINK: ("links to {}", "linked from {}"),
    HopKind.COMMENT_LINK: ("a comment here{by} links to {}", "linked in a comment{by} on {}"),
    HopKind.REPLY: ("answers {}", "answered by {}"),
    HopKind.REPOST: ("reposts {}", "reposted by {}"),
    HopKind.VIA: ("credits {}", "credited by {}"),
    HopKind.QUOTE: ("quotes {}", "quoted by {}"),
    HopKind.COMMENTER: ("carried here{by} from the comments on {}", "carried{by} to {}"),
    HopKind.PINGBACK: ("pingback on {}", "pingback here from {}"),
    HopKind.TRACKBACK: ("trackback on {}", "trackback here from {}"),
    HopKind.WEBMENTION: ("webmention on {}", "webmention here from {}"),
}
#: The same as a confirmation of what another kind says already.
_CONFIRMING: Mapping[HopKind, str] = {
    HopKind.COMMENT_LINK: "linked in a comment{by} too",
    HopKind.COMMENTER: "carried{by}, who commented there",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def way(
    hops: Sequence[Hop], here: str, number: str, author_of: Callable[[Hop], str | None]
) -> list[str]:
    """How hops of one direction join the post ``here`` to the one called ``number``, in pieces.

    The first of the hops is told in full, the others as its confirmation. ``author_of`` gives the
    name on the comment that a hop names, harmless on a terminal.
    """
    first, *others = hops
    name = author_of(first)
    told = _WAYS[first.kind][first.source_url != here]
    pieces = [told.format(number, by=f" by {name}" if name else "")]
    if first.later_edit:
        pieces[0] += ", by a later edit" if first.kind is not HopKind.COMMENT_LINK else ""
    for hop in others:
        name = author_of(hop)
        said = _CONFIRMING.get(hop.kind, f"{hop.kind.value} confirms")
        pieces.append(said.format(by=f" by {name}" if name else ""))
    return pieces


def sureness(hops: Sequence[Hop]) -> str:
    """The confidence of the surest of the hops, two digits."""
    return f"{max(hop.confidence for hop in hops):.2f}"


def apart(one: Moment, other: Moment) -> str:
    """How much later or earlier the first is than the second, empty where it cannot be said.

    >>> apart(Moment(local="2009-03-05"), Moment(local="2009-03-03"))
    '2 days later'
    """
    exact = one.utc is not None and other.utc is not None
    times = [moment.utc if exact else moment.local for moment in (one, other)]
    if None in times or min(len(str(time)) for time in times) < 10:
        return ""
    try:
        first, second = (datetime.fromisoformat(str(time).rstrip("Z")) for time in times)
    except ValueError:
        return ""
    if min(len(str(time)) for time in times) == 10:
        first, second = (time.replace(hour=0, minute=0, second=0) for time in (first, second))
    amount = lasting(abs(first - second))
    return f"{amount} {'later' if first > second else 'earlier'}" if amount else "the same day"


def lasting(time: timedelta) -> str:
    """A length of time in its largest fitting unit, empty where there is none.

    >>> lasting(timedelta(days=20, hours=3))
    '20 days'
    """
    minutes, days = int(time.total_seconds() // 60), round(time.total_seconds() / 86_400)
    if not time:
        return ""
    if minutes < 90:
        return counted(minutes, "minute")
    if minutes < 36 * 60:
        return counted(round(minutes / 60), "hour")
    if days < 60:
        return counted(days, "day")
    return counted(days // 30, "month") if days < 730 else counted(days // 365, "year")


def thread_state(stored: StoredPost) -> str:
    """How many comments there are, of how many, and why not all or none."""
    claimed = stored.claimed or 0
    if claimed > stored.comment_count:
        words = f"{stored.comment_count:,} of {counted(claimed, 'comment')}"
    else:
        words = counted(stored.comment_count, "comment") if stored.comment_count else "no comments"
    reason = stored.reason
    if stored.copy:
        reason = reason[len(stored.copy) :].removeprefix("; ")
        # The address of the copy is long; `show` and the exports have it.
        words += f", {stored.copy.partition(':')[0]}"
    if stored.state in (ThreadState.COMPLETE, ThreadState.NONE):
        return words
    said = {ThreadState.CLOSED: "closed", ThreadState.PARTIAL: "not all of them"}
    state = said.get(stored.state, stored.state.value.replace("_", " "))
    return f"{words}, {state}: {shorten(reason, 80)}" if reason else f"{words}, {state}"


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 post``, ``12 posts``, ``1 person``, ``12 people``."""
    plural = "people" if noun == "person" else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def days_between(started: str, ended: str) -> str:
    """Two `Moment.order` keys as a range of days: ``3 Mar to 9 Mar 2009``."""
    first, last = _day(started), _day(ended)
    if first == last:
        return " ".join(first)
    if first[-1] == last[-1]:
        first = first[:-1]
    return f"{' '.join(first)} to {' '.join(last)}"


def _day(order: str) -> list[str]:
    year, month, day = [*order[:10].split("-"), "", ""][:3]
    words = [str(int(day))] if day else []
    return [*words, *([_MONTHS[int(month) - 1]] if month else []), year]
