"""The conversation to read: every post with how the talk got there, its text and its comments."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import tzinfo

from crawler.exports.page.drawing import COLOURS
from crawler.exports.page.layout import Picture
from crawler.exports.page.markup import language, link, name, paragraphs, text, time
from crawler.exports.page.phrases import dated, title_of
from crawler.exports.page.talk import talk
from crawler.exports.terminal import shorten
from crawler.exports.trace_ways import Way, carrier, carriers, quoted_words, ways_of
from crawler.exports.trace_words import apart, counted, sureness, thread_state, way
from crawler.exports.traced import Traced
from crawler.model import Hop, Moment, Step, StoredPost, Thread

# Of a longer text so many characters stand open, up to the end of a paragraph.
_OPEN = 1_500
_QUOTE = 280
# A place for a number in `way` that no name can hold, since names come without control characters.
_HERE = "\x00"


class Reader:
    """Writes the articles of a conversation, in reading order."""

    def __init__(self, traced: Traced, drawn: Picture, tz: tzinfo | None) -> None:
        self._steps = traced.steps
        self._root = traced.conversation.root
        self._threads = {thread.post.post.url: thread for thread in traced.conversation.threads}
        self._drawn = drawn
        self._tz = tz
        self._carriers = carriers(self._threads, traced.conversation.hops)
        self._after: Mapping[str, list[Step]] = defaultdict(list)
        self._named: Mapping[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for step in traced.steps:
            if step.parent_url is not None:
                self._after[step.parent_url].append(step)
        for hop in traced.conversation.hops:
            self._name(hop)

    def _name(self, hop: Hop) -> None:
        """Remember for a comment that a hop names where the talk went from there."""
        if hop.source_comment_id is not None:
            self._named[hop.source_url][hop.source_comment_id].add(self._number(hop.target_url))
        elif hop.target_comment_id is not None:
            self._named[hop.target_url][hop.target_comment_id].add(self._number(hop.source_url))

    def articles(self) -> Iterator[str]:
        """Each post as pieces of HTML; a long thread is never in memory as a whole."""
        for step in self._steps:
            yield from self._article(step)

    def _article(self, step: Step) -> Iterator[str]:
        thread = self._threads[step.post_url]
        stored, post = thread.post, thread.post.post
        mark = self._drawn.by_url[post.url]
        gap = " gap" if stored.state.is_gap else ""
        yield (
            f'<article id="p{mark.number}" class="b{mark.lane % COLOURS}{gap}"'
            f' aria-labelledby="h{mark.number}"><header><p class="where">'
            f'<a class="number" href="#n{mark.number}">{mark.number}'
            f'<span class="aside"> in the picture</span></a> {name(post.blog)}</p>'
            f'<h3 id="h{mark.number}" tabindex="-1" dir="auto"{language(post.language)}>'
            f"{text(title_of(stored))}</h3>"
            f'<p class="by">{self._by(stored)}</p>'
            f'<p class="url">{link(post.url, text(post.url))}</p></header>'
        )
        yield from self._how(step)
        yield from self._text(stored)
        yield from self._talk(thread, mark.number)
        yield from self._on(step)
        yield "</article>\n"

    def _by(self, stored: StoredPost) -> str:
        post = stored.post
        words = [link(post.author.url, name(post.author.name))] if post.author.name else []
        if post.published.iso or not stored.state.is_gap:
            words.append(time(post.published, dated(post.published, self._tz)))
        if stored.state.is_gap:
            words.append("could not be fetched")
        return " · ".join(words)

    def _how(self, step: Step) -> Iterator[str]:
        ways = list(ways_of(step))
        if ways:
            yield '<ul class="how">'
            for place, joined in enumerate(ways):
                yield from self._way(step, joined, place)
            yield "</ul>"

    def _way(self, step: Step, joined: Way, place: int) -> Iterator[str]:
        """One way that joins the post to one before it, in words."""
        is_source = joined.source_url == step.post_url
        other = joined.target_url if is_source else joined.source_url
        pieces = way(joined.hops, step.post_url, _HERE, self._author_of)
        passed = apart(self._published(step.post_url), self._published(other))
        pieces[0] += f", {passed}" if passed else ""
        number = self._number(other)
        said = "; ".join(map(text, pieces)).replace(
            text(_HERE), f'<a class="to" href="#p{number}">{number}</a>'
        )
        arrow = ("←" if is_source else "→") if other == step.parent_url and not place else "also"
        yield (
            f'<li class="{joined.manner.value}"><span class="arrow">{arrow}</span> {said}'
            f' <span class="sure" title="confidence">{sureness(joined.hops)}</span>'
        )
        words = quoted_words(joined) if other == step.parent_url else ""
        if words:
            yield f'<blockquote dir="auto">{text(shorten(words, _QUOTE))}</blockquote>'
        yield "</li>"

    def _text(self, stored: StoredPost) -> Iterator[str]:
        """The words of the post; of a long one the rest is folded, its length said."""
        lines = list(paragraphs(stored.post.text))
        if not lines:
            return
        yield f'<div class="text"{language(stored.post.language)}>'
        length = 0
        for place, line in enumerate(lines):
            if length > _OPEN:
                rest = lines[place:]
                yield f"<details><summary>{counted(len(rest), 'more paragraph')}</summary>"
                yield from rest
                yield "</details>"
                break
            yield line
            length += len(line)
        yield "</div>"

    def _talk(self, thread: Thread, number: int) -> Iterator[str]:
        stored = thread.post
        if stored.state.is_gap and not thread.comments:
            return
        reactions = Counter(
            entry.comment.kind.value
            for entry in thread.comments
            if entry.comment.kind.is_reaction and not entry.removed
        )
        words = [thread_state(stored), *(counted(n, kind) for kind, n in sorted(reactions.items()))]
        yield f'<section class="talk"><h4>{text(", ".join(words))}</h4>'
        named = self._named[stored.post.url]
        yield from talk(thread.comments, number, named, self._tz)
        yield "</section>"

    def _on(self, step: Step) -> Iterator[str]:
        """Where the talk went from here."""
        after = self._after[step.post_url]
        if not after:
            return
        yield '<p class="on">Goes on in '
        for place, child in enumerate(after):
            number, post = self._number(child.post_url), self._threads[child.post_url].post
            yield (
                f'{", " if place else ""}<a class="to" href="#p{number}">{number}</a>'
                f" {name(shorten(title_of(post), 60))}"
            )
        yield "</p>"

    def _number(self, url: str) -> int:
        return self._drawn.by_url[url].number

    def _published(self, url: str) -> Moment:
        return self._threads[url].post.post.published

    def _author_of(self, hop: Hop) -> str | None:
        stored = carrier(hop, self._carriers)
        return None if stored is None else shorten(stored.comment.author.name or "(unsigned)", 40)
