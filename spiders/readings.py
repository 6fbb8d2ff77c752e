"""Readings of what was fetched, and of what could not be, put in terms of the task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scrapy.http import Response

from crawler.frontier import Kind, Task
from crawler.model import Alias, AliasReason, Post, Rank, Reading, ThreadState
from crawler.urls import blog_of, canonical


def gap(url: str, state: ThreadState, words: str, via: tuple[str, ...]) -> Reading:
    """The reading of a post that could not be read."""
    return Reading(
        post_url=url,
        source="fetch",
        rank=Rank.GENERIC,
        post=Post(url, blog_of(url)),
        state=state,
        reason=words,
        aliases=moved(via, url),
    )


def about(task: Task, reading: Reading) -> Reading:
    """What was asked for as a part of a thread is a part of that post, wherever it stands."""
    if task.kind not in (Kind.API, Kind.COMMENT_PAGE) or task.post_url in (None, reading.post_url):
        return reading
    return replace(
        reading,
        post_url=task.post_url,
        post=None,
        endpoints=(),
        aliases=(),
        listed=(),
        feeds=(),
        further=None,
    )


def moved(via: tuple[str, ...], post_url: str) -> tuple[Alias, ...]:
    """The addresses that redirected to a post, as aliases of it."""
    urls = dict.fromkeys(map(canonical, via))
    return tuple(Alias(url, post_url, AliasReason.REDIRECT) for url in urls if url != post_url)


def headers_of(response: Response) -> Mapping[str, Any]:
    """The headers of an answer as `crawler.pages.page.Page` takes them."""
    return {
        name.decode("latin-1").lower(): b",".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }


def location_of(response: Response) -> str:
    """Where an answer says to go instead, empty where it does not."""
    return (response.headers.get("Location") or b"").decode("latin-1")
