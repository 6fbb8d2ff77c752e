"""Pages with any number of comments, in the markup of the main platforms and in that of none."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.site import words

#: What every page of this module says of itself, by platform.
_HEADS = {
    "wordpress": '<meta name="generator" content="WordPress 6.1">',
    "blogger": '<meta name="generator" content="blogger">',
    "drupal": '<meta name="Generator" content="Drupal 7 (http://drupal.org)">',
    "typepad": '<meta name="generator" content="http://www.typepad.com/">',
    "generic": "",
}


def _wordpress(number: int) -> str:
    return (
        f'<li id="comment-{number}" class="comment even depth-1"><article id="div-comment-{number}"'
        f' class="comment-body"><footer class="comment-meta"><div class="comment-author vcard">'
        f'<b class="fn">Reader {number}</b> <span class="says">says:</span></div>'
        f'<div class="comment-metadata"><a href="#comment-{number}">'
        f'<time datetime="2009-03-{number % 27 + 1:02d}T12:00:00+00:00">March</time></a></div>'
        f'</footer><div class="comment-content"><p>{words(number, 40)}</p></div></article></li>'
    )


def _blogger(number: int) -> str:
    return (
        f'<dt class="comment-author" id="c{10**18 + number}"><a name="c{10**18 + number}"></a>'
        f'<a href="https://www.blogger.com/profile/{number}">Reader {number}</a> said...</dt>'
        f'<dd class="comment-body"><p>{words(number, 40)}</p></dd><dd class="comment-footer">'
        f'<span class="comment-timestamp"><a href="#c{10**18 + number}" title="comment permalink">'
        f"March {number % 27 + 1}, 2009 at 10:12 PM</a></span></dd>"
    )


def _drupal(number: int) -> str:
    return (
        f'<a id="comment-{number}"></a><div class="comment clearfix"><h3><a href="/comment/{number}'
        f'#comment-{number}" class="permalink">Answer {number}</a></h3><div class="submitted">'
        f'Submitted by <span class="username">Reader {number}</span> on Mon, 03/'
        f'{number % 27 + 1:02d}/2009 - 12:00</div><div class="content"><div class="field '
        f'field-name-comment-body"><p>{words(number, 40)}</p></div></div></div>'
    )


def _typepad(number: int) -> str:
    return (
        f'<div class="comment" id="comment-6a00{number:08x}"><div class="comment-content">'
        f'<p>{words(number, 40)}</p></div><p class="comment-footer">Posted by: '
        f'<a href="http://r{number}.example/">Reader {number}</a> | <a href="#comment-6a00'
        f'{number:08x}">March {number % 27 + 1:02d}, 2009 at 10:12 AM</a></p></div>'
    )


def _generic(number: int) -> str:
    return (
        f'<div class="note"><a name="n{number}"></a><div class="meta"><b>Reader {number}</b>, '
        f"{number % 27 + 1} March 2009, 12:{number % 60:02d}</div>"
        f'<div class="words"><p>{words(number, 40)}</p></div></div>'
    )


_COMMENTS: dict[str, Callable[[int], str]] = {
    "wordpress": _wordpress,
    "blogger": _blogger,
    "drupal": _drupal,
    "typepad": _typepad,
    "generic": _generic,
}
_AROUND = {
    "wordpress": ('<ol class="comment-list">', "</ol>"),
    "blogger": ('<dl id="comments-block">', "</dl>"),
    "drupal": ('<h2 class="title">Comments</h2>', ""),
    "typepad": ('<div id="comments-content">', "</div>"),
    "generic": ("<h2>What readers say</h2>", ""),
}
#: The names that `page` takes.
KINDS = tuple(_COMMENTS)


def page(kind: str, comments: int) -> tuple[str, bytes]:
    """Address and bytes of a post of one kind with so many comments."""
    before, after = _AROUND[kind]
    thread = "".join(_COMMENTS[kind](number) for number in range(1, comments + 1))
    html = (
        f'<!DOCTYPE html><html lang="en"><head><title>The post</title>{_HEADS[kind]}</head>'
        f'<body><div class="post"><h1 class="entry-title">The post</h1><p>By Mara, 1 March 2009'
        f'</p><div class="entry-content"><p>{words(1, 300)}</p></div></div>'
        f'<div id="comments" class="comments-area">{before}{thread}{after}</div></body></html>'
    )
    return f"http://{kind}.example/2009/03/the-post.html", html.encode()
