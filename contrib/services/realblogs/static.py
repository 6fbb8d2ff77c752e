"""The blogs that are files: Stillwater, whose comments only Isso has, and an almanac."""

from __future__ import annotations

import html
import re
import shutil
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path

import places
from talk import Post

BLOG = f"http://stillwater.example{places.SUFFIX}/"
_SITES = places.ROOT / "static"
_PUBLISHED: list[tuple[Post, str, str]] = []

_HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="generator" content="Jekyll v4.3.2">
<link rel="alternate" type="application/atom+xml" title="Stillwater" href="/feed.xml"></head>
<body><header class="site-header"><a class="site-title" rel="author" href="/">Stillwater</a>
<nav class="site-nav"><a href="/about/">About</a></nav></header>
<main class="page-content">
"""
_FOOT = """</main>
<footer class="site-footer"><h2>Elsewhere</h2><ul><li><a href="http://tallow.example@SUFFIX@/">Tallow</a></li>
<li><a href="http://fieldradio.example@SUFFIX@/">Field Radio</a></li></ul></footer></body></html>
"""
_POST = """<article class="post h-entry" itemscope itemtype="http://schema.org/BlogPosting">
<header class="post-header"><h1 class="post-title p-name" itemprop="name headline">{title}</h1>
<p class="post-meta"><time class="dt-published" datetime="{at}" itemprop="datePublished">{day}
</time> • <span itemprop="author" itemscope itemtype="http://schema.org/Person"><span
class="p-author h-card" itemprop="name">Orla Byrne</span></span></p></header>
<div class="post-content e-content" itemprop="articleBody">
{body}
</div>
<script data-isso="//comments.stillwater.example@SUFFIX@/"
 src="//comments.stillwater.example@SUFFIX@/js/embed.min.js"></script>
<section id="isso-thread" data-title="{title}">
<noscript>Comments need JavaScript.</noscript></section>
<a class="u-url" href="{path}" hidden></a></article>
"""
_ALMANAC = """<!DOCTYPE html><html lang="en"><head><title>{name} - Almanac</title></head>
<body><h1>{name}</h1><p>What is known of it, since 1911.</p></body></html>
"""


def begin() -> None:
    """Lay out empty sites."""
    shutil.rmtree(_SITES, ignore_errors=True)
    _PUBLISHED.clear()
    for host, name in (("almanac.example", "Almanac"), ("stillwater.example", "Not found")):
        _write(_SITES / host / "404.html", _ALMANAC.format(name=name))
    _write(_SITES / "almanac.example" / "index.html", _ALMANAC.format(name="Almanac"))
    for name in ("ionosphere", "lye"):
        page = _SITES / "almanac.example" / "entries" / name / "index.html"
        _write(page, _ALMANAC.format(name=name.title()))
    _home()


def publish(post: Post, body: str) -> str:
    """Write the page of a post, and the home page and the feed anew; returns its address."""
    slug = re.sub(r"[^a-z]+", "-", post.title.lower()).strip("-")
    path = f"/{post.at[:4]}/{post.at[5:7]}/{slug}/"
    day = datetime.fromisoformat(post.at).strftime("%b %-d, %Y")
    title = html.escape(post.title)
    page = _POST.format(title=title, at=post.at, day=day, body=body, path=path)
    _write(
        _SITES / "stillwater.example" / path.strip("/") / "index.html",
        _HEAD.format(title=f"{title} | Stillwater") + page + _FOOT,
    )
    _PUBLISHED.insert(0, (post, path, body))
    _home()
    return BLOG.rstrip("/") + path


def _home() -> None:
    listed = "".join(
        f'<li><span class="post-meta">{post.at[:10]}</span>'
        f'<h3><a class="post-link" href="{path}">{html.escape(post.title)}</a></h3></li>'
        for post, path, _ in _PUBLISHED
    )
    home = _HEAD.format(title="Stillwater") + f'<ul class="post-list">{listed}</ul>' + _FOOT
    _write(_SITES / "stillwater.example" / "index.html", home)
    entries = "".join(
        f"<item><title>{html.escape(post.title)}</title><link>{BLOG.rstrip('/')}{path}</link>"
        f"<pubDate>{format_datetime(datetime.fromisoformat(post.at))}</pubDate>"
        f"<description>{html.escape(body)}</description></item>"
        for post, path, body in _PUBLISHED
    )
    _write(
        _SITES / "stillwater.example" / "feed.xml",
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Stillwater</title>'
        f"<link>{BLOG}</link><description>By the weir</description>{entries}</channel></rss>",
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("@SUFFIX@", places.SUFFIX), "utf-8")
