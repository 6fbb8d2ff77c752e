"""A trace as one HTML file: the picture, its tables, and the thread to read beside it.

The file needs nothing else: no server, no network, no script to be read. Its content security
policy lets nothing be loaded and only its own style and script run (CSP Level 3, hashes).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import TextIO

from crawler.exports.page.drawing import MEANINGS, NAMES, drawing, lane_name, names
from crawler.exports.page.layout import Picture, picture
from crawler.exports.page.markup import label, text
from crawler.exports.page.phrases import summary, title_of
from crawler.exports.page.tables import figures, hops_table, posts_table
from crawler.exports.page.thread import Reader
from crawler.exports.terminal import shorten
from crawler.exports.trace_ways import Manner
from crawler.exports.traced import Traced, View

# The room for the picture on a landscape page of A4 or Letter, in millimetres.
_PAPER_WIDTH, _PAPER_HEIGHT = 250, 150


def write(traced: Traced, out: TextIO, view: View) -> None:
    """Write the page piece by piece. Text from pages is data, whatever it holds."""
    drawn = picture(traced, view.tz)
    threads = {thread.post.post.url: thread for thread in traced.conversation.threads}
    root = threads[traced.conversation.root].post
    title = shorten(title_of(root), 120)
    out.writelines(_head(title, drawn))
    out.write('<main><div class="glance" tabindex="0" role="group" aria-label="At a glance">')
    out.writelines(_top(title, traced))
    out.write('<section class="view" id="picture" tabindex="-1" aria-label="Picture and tables">')
    out.writelines(_switch(drawn))
    out.write('<div class="panel as-picture"><div class="scroll" tabindex="0" role="group"')
    out.write(' aria-label="Picture"><div class="canvas">')
    out.writelines(names(drawn))
    out.writelines(drawing(drawn, traced.conversation.root, view.tz))
    out.write("</div></div>")
    out.writelines(_legend(drawn))
    out.write('</div><div class="panel as-posts" tabindex="0" role="group" aria-label="Posts">')
    out.writelines(posts_table(drawn, view.tz))
    out.write('</div><div class="panel as-hops" tabindex="0" role="group" aria-label="Hops">')
    out.writelines(hops_table(traced, drawn))
    out.write('</div><div class="panel as-figures">')
    out.writelines(figures(traced))
    out.write('</div></section></div>\n<section class="thread" id="thread" tabindex="-1"')
    out.write(' aria-labelledby="to-read"><h2 id="to-read">The thread</h2>\n')
    out.writelines(Reader(traced, drawn, view.tz).articles())
    out.write(f"</section></main><script>{_asset('page.js')}</script></body></html>\n")


def _head(title: str, drawn: Picture) -> Iterator[str]:
    styles = [_asset("page.css"), _print_size(drawn)]
    policy = (
        f"default-src 'none'; style-src {' '.join(map(_hashed, styles))};"
        f" script-src {_hashed(_asset('page.js'))}; base-uri 'none'; form-action 'none'"
    )
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="generator" content="threadhop">'
    yield f"<title>{label(title)}</title>"
    yield from (f"<style>{style}</style>" for style in styles)
    yield "</head>\n<body>"
    yield '<p class="skip"><a href="#thread">Skip to the thread</a>'
    yield '<a href="#picture">Skip to the picture and tables</a></p>'


def _top(title: str, traced: Traced) -> Iterator[str]:
    yield f'<header class="top"><h1 dir="auto">{text(title)}</h1><p id="summary">'
    for sentence in summary(traced):
        yield f'<span dir="auto">{text(sentence)}</span> '
    yield "</p></header>\n"


_VIEWS = {"picture": "Picture", "posts": "Posts", "hops": "Hops", "figures": "Figures"}


def _switch(drawn: Picture) -> Iterator[str]:
    """The choice between the picture and its equals, which needs no script; then the filters."""
    yield '<fieldset class="switch"><legend>Show as</legend>'
    for number, (key, words) in enumerate(_VIEWS.items()):
        checked = "" if number else " checked"
        yield (
            f'<label><input type="radio" name="view" id="as-{key}"{checked}>'
            f"<span>{words}</span></label>"
        )
    yield "</fieldset>"
    yield '<form class="filters" id="filters" hidden><label>Blog <select id="by-blog">'
    yield '<option value="">all</option>'
    for number, lane in enumerate(drawn.lanes):
        yield f'<option value="{number}">{label(shorten(lane_name(drawn, lane), 40))}</option>'
    yield '</select></label><label>Evidence <select id="by-manner"><option value="">all</option>'
    for manner in _present(drawn):
        yield f'<option value="{manner.value}">{MEANINGS[manner]}</option>'
    yield (
        '</select></label><label>Confidence from <input id="by-sure" type="range" min="0" max="1"'
        ' step="0.05" value="0"><output id="sure" for="by-sure">0</output></label>'
        '<output id="shown" aria-live="polite"></output></form>'
    )


def _present(drawn: Picture) -> Iterable[Manner]:
    used = {way.manner for way in drawn.ways}
    return (manner for manner in MEANINGS if manner in used)


def _legend(drawn: Picture) -> Iterator[str]:
    """What the lines and shapes mean that occur."""
    yield '<ul class="legend">'
    for manner in _present(drawn):
        core = '<path class="core" d="M2 6H38"/>' if manner is Manner.CARRIED else ""
        line = f'<g class="hop {manner.value}"><path class="line" d="M2 6H38"/>{core}</g>'
        yield _key(line, MEANINGS[manner])
    if any(way.is_brought for way in drawn.ways):
        ring = '<path class="line" d="M4 6H38" marker-start="url(#brought)"/>'
        yield _key(ring, "and its author had commented there")
    if drawn.ways:
        arrow = '<path class="line" d="M2 6H37" marker-end="url(#arrow)"/>'
        yield _key(arrow, "points to the post referred to; fainter where less sure")
    discs = '<circle class="disc" cx="12" cy="6" r="4"/><circle class="disc" cx="28" cy="6" r="6"/>'
    yield _key(f'<g class="post">{discs}</g>', "a post, larger with more comments")
    ticks = '<path class="ticks" d="M8 2v5M13 2v5M20 2v9M30 2v5"/>'
    yield _key(f'<g class="post">{ticks}</g>', "its comments, when they were made")
    if any(mark.stored.state.is_gap for mark in drawn.marks):
        hollow = '<circle class="disc" cx="20" cy="6" r="4.5"/>'
        gap = "could not be fetched: gone (cross), not allowed (bar)"
        yield _key(f'<g class="post gap">{hollow}</g>', gap)
    if drawn.folds:
        band = '<rect x="15" y="0" width="10" height="12"/><path d="M15 0v12M25 0v12"/>'
        yield _key(f'<g class="fold">{band}</g>', "a silence, folded")
    yield f"</ul>{_KEYS}"


_KEYS = (
    '<details class="keys" id="keys"><summary>Keys</summary><p>In the picture: <kbd>←</kbd>'
    " <kbd>→</kbd> earlier, later; <kbd>↑</kbd> <kbd>↓</kbd> the blog above, below; <kbd>Home</kbd>"
    " <kbd>End</kbd> the first, the last; <kbd>p</kbd> the post that it hangs on, <kbd>c</kbd> the"
    " first that hangs on it, <kbd>h</kbd> the next hop; <kbd>Enter</kbd> read the post."
    " In the thread: <kbd>Esc</kbd> back to the picture.</p></details>"
)


def _key(shape: str, words: str) -> str:
    return (
        '<li><svg width="40" height="12" viewBox="0 0 40 12" aria-hidden="true">'
        f"{shape}</svg>{words}</li>"
    )


def _print_size(drawn: Picture) -> str:
    """A style by which the picture fills one landscape page, whatever its shape."""
    width = drawn.width + NAMES
    scale = min(_PAPER_WIDTH / width, _PAPER_HEIGHT / drawn.height)
    return (
        f"@media print{{.canvas{{width:{width * scale:.1f}mm}}.names{{width:{NAMES * scale:.1f}mm}}"
        f".drawing{{width:{drawn.width * scale:.1f}mm}}}}"
    )


def _asset(name: str) -> str:
    return files("crawler.exports.page").joinpath(name).read_text("utf-8")


def _hashed(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
