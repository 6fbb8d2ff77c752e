"""The truth, from the databases of the blogs: posts, approved comments, and the hops they make."""

from __future__ import annotations

import html
import json
import re
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import ghost
import places
import static
from places import HERE, ROOT
from talk import TALK, Post

Row = dict[str, Any]

_HREF = re.compile(r"<a\s[^>]*href=[\"']([^\"']+)")
_MARKDOWN = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_TAG = re.compile(r"<[^>]+>")
_BODY = re.compile(r'<div class="post-content[^>]*>(.*?)</div>', re.DOTALL)
#: How MariaDB is asked for rows that are JSON.
_CLIENT = (
    *("-h127.0.0.1", "-urealblogs", "-prealblogs", "--default-character-set=utf8mb4"),
    *("-N", "-r", "-B", "realblogs"),
)
#: As `docs/researcher/hops.md` says of the kind `commenter`.
_HOMES = {blog.place: blog.home for blog in places.WORDPRESSES}
_BEFORE, _AFTER = timedelta(days=1), timedelta(days=60)


def places_of() -> Row:
    """Where everything is, for whoever crawls it."""
    return {
        "address": f"127.0.0.1:{places.PORT}",
        "memento": f"http://127.0.0.1:{places.PYWB_PORT}/{places.COLLECTION}/",
        "log": str(places.RUN / "logs" / "access.log"),
        "truth": str(ROOT / "truth.json"),
    }


def truth() -> Row:
    """The conversation that the first post of the talk belongs to, and what lies around it."""
    posts, comments, held = _everything()
    first = next(post["url"] for post in posts if post["title"] == _first_title())
    hops = sorted(_hops(posts, comments), key=lambda hop: json.dumps(hop, sort_keys=True))
    inside = _component(first, hops)
    talk = [post for post in posts if post["url"] in inside]
    return {
        "first": first,
        "last": max(talk, key=lambda post: str(post["published_utc"]))["url"],
        "posts": talk,
        "comments": [comment for comment in comments if comment["post_url"] in inside],
        "hops": [hop for hop in hops if hop["source_url"] in inside],
        "comment_pages": _comment_pages(comments, inside),
        "held": held,
        "outside": [post["url"] for post in posts if post["url"] not in inside],
    }


def linkbacks() -> set[tuple[str, str]]:
    """Source and target of every pingback and trackback that stands on a blog."""
    rows = _everything()[1]
    return {(row["author_url"], row["post_url"]) for row in rows if row["kind"] != "comment"}


def _comment_pages(comments: list[Row], posts: Iterable[str]) -> dict[str, int]:
    """How many pages of comments each post has that comes in more than one."""
    top = Counter[str]()
    settings = {blog.place: blog.options for blog in places.WORDPRESSES}
    for row in comments:
        options = settings.get(row["post_url"].split("/")[2], {})
        if row["parent_id"] is None or options.get("thread_comments") == "0":
            top[row["post_url"]] += 1
    pages = {}
    for url in posts:
        options = settings.get(url.split("/")[2], {"page_comments": "0"})
        if options["page_comments"] == "1" and top[url]:
            pages[url] = -(-top[url] // int(str(options["comments_per_page"])))
    return {url: count for url, count in sorted(pages.items()) if count > 1}


def _first_title() -> str:
    return next(step.title for step in TALK if isinstance(step, Post))


def _everything() -> tuple[list[Row], list[Row], list[str]]:
    posts: list[Row] = []
    comments: list[Row] = []
    held: list[str] = []
    for blog in places.WORDPRESSES:
        rows = list(_rows(blog.name))
        urls = {}
        for row in rows:
            if row["is"] == "post":
                urls[row["id"]] = f"{blog.home.rstrip('/')}{_permalink(row)}"
                posts.append(_post(row, urls[row["id"]], blog.place))
            elif row["is"] == "comment":
                comments.append(_comment(row, urls[row["post"]]))
            else:
                held.append(_text(row["html"]))
    for one in ghost.posts() if places.GHOST.exists() else ():
        posts.append(_post(one, one["url"], ghost.HOST))
    for one in ghost.comments() if places.GHOST.exists() else ():
        if one["held"]:
            held.append(_text(one["html"]))
        else:
            comments.append(_comment(one, one["post"]))
    more, said, kept = _static()
    return posts + more, comments + said, held + kept


def _rows(name: str) -> Iterator[Row]:
    sql = (HERE / "truth.sql").read_text("utf-8").replace("@P@", f"{name}_")
    done = subprocess.run(
        ["mariadb", f"-P{places.DB_PORT}", *_CLIENT],
        input=sql,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return map(json.loads, done.stdout.splitlines())


def _permalink(row: Row) -> str:
    day = datetime.fromisoformat(row["local"])
    words = {
        "%year%": f"{day:%Y}",
        "%monthnum%": f"{day:%m}",
        "%day%": f"{day:%d}",
        "%postname%": row["name"],
        "%post_id%": str(row["id"]),
        "%category%": "uncategorized",
        "%author%": row["login"],
    }
    if not row["permalinks"]:
        return f"/?p={row['id']}"
    return re.sub(r"%\w+%", lambda match: words[match[0]], row["permalinks"])


def _post(row: Row, url: str, host: str) -> Row:
    return {
        "url": url,
        "blog": host,
        "title": row["title"],
        "author_name": row["author"],
        "published_local": row["local"],
        "published_utc": row["utc"],
        "html": row["html"],
        "text": _text(row["html"]),
    }


def _comment(row: Row, post_url: str) -> Row:
    return {
        "post_url": post_url,
        "id": str(row["id"]),
        "parent_id": str(row["parent"]) if row["parent"] else None,
        "kind": row["kind"],
        "author_name": html.unescape(row["author"]),
        "author_url": row["author_url"] or None,
        "published_local": row["local"],
        "published_utc": row["utc"],
        "html": row["html"],
        "text": _text(row["html"]),
    }


def _static() -> tuple[list[Row], list[Row], list[str]]:
    """The posts of Stillwater from its files, and its comments from Isso's database."""
    posts = []
    folder = ROOT / "static" / "stillwater.example"
    for path in sorted(folder.glob("20*/*/*/index.html")):
        page = path.read_text("utf-8")
        body, title = _BODY.search(page), re.search(r"<title>(.*?) \| Stillwater", page)
        at = re.search(r'datetime="([^"]+)"', page)
        if not (body and title and at):
            raise RuntimeError(f"{path} is no post")
        url = static.BLOG + path.parent.relative_to(folder).as_posix() + "/"
        row = {"title": html.unescape(title[1]), "author": "Orla Byrne", "html": body[1]}
        times = {"local": at[1].removesuffix("Z"), "utc": at[1]}
        posts.append(_post(row | times, url, f"stillwater.example{places.SUFFIX}"))
    comments, held = [], []
    with closing(sqlite3.connect(ROOT / "isso" / "comments.db")) as database:
        rows = database.execute(
            "SELECT t.uri, c.id, c.parent, c.author, c.website, c.text, c.created, c.mode"
            " FROM comments c JOIN threads t ON t.id = c.tid ORDER BY c.id"
        )
        for uri, number, parent, author, website, text, created, mode in rows:
            when = datetime.fromtimestamp(created, UTC).strftime("%Y-%m-%dT%H:%M:%S")
            row = {"id": number, "parent": parent, "kind": "comment", "author": author}
            row |= {"author_url": website, "local": when, "utc": f"{when}Z"}
            row["html"] = _MARKDOWN.sub(r'<a href="\2">\1</a>', text)
            if mode == 1:
                comments.append(_comment(row, static.BLOG.rstrip("/") + uri))
            else:
                held.append(_text(text))
    return posts, comments, held


def _text(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _hops(posts: list[Row], comments: list[Row]) -> Iterator[Row]:
    known = {post["url"]: post for post in posts}
    linked = set()
    for post in posts:
        for url in dict.fromkeys(map(_whole, _HREF.findall(post["html"]))):
            if url in known and url != post["url"]:
                linked.add((post["url"], url))
                yield _hop(known, post["url"], url, "link")
    first: dict[tuple[str, str, str], Row] = {}
    for comment in sorted(comments, key=lambda row: (row["published_utc"], row["id"].zfill(9))):
        for source, target, kind in _by_comment(comment, known, linked):
            first.setdefault((source, target, kind), comment)
    for (source, target, kind), comment in first.items():
        end = "source" if kind == "comment_link" else "target"
        yield _hop(known, source, target, kind) | {f"{end}_comment_id": comment["id"]}


def _by_comment(
    comment: Row, known: dict[str, Row], linked: set[tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """Source, target and kind of the hops that one comment shows."""
    here = comment["post_url"]
    if comment["kind"] != "comment":
        if comment["author_url"] in known:
            yield comment["author_url"], here, comment["kind"]
        return
    for url in map(_whole, _HREF.findall(comment["html"])):
        if url in known and url != here:
            yield here, url, "comment_link"
    for source, target in linked:
        post = known[source]
        home = _HOMES.get(post["blog"], f"http://{post['blog']}/")
        if target == here and comment["author_url"] == home and post["blog"] != known[here]["blog"]:
            said = datetime.fromisoformat(comment["published_utc"])
            if -_BEFORE <= datetime.fromisoformat(post["published_utc"]) - said <= _AFTER:
                yield source, here, "commenter"


def _whole(url: str) -> str:
    """The address of a post, from that of a comment on it."""
    url = re.sub(r"#comment-\d+$", "", html.unescape(url))
    return re.sub(r"([?&]cpage=\d+|(?<=/)comment-page-\d+/|/comment-page-\d+)$", "", url)


def _hop(known: dict[str, Row], source: str, target: str, kind: str) -> Row:
    return {
        "source_url": source,
        "target_url": target,
        "kind": kind,
        "cross_blog": known[source]["blog"] != known[target]["blog"],
        "source_comment_id": None,
        "target_comment_id": None,
    }


def _component(first: str, hops: Iterable[Row]) -> set[str]:
    """The posts that hops join to the first one."""
    inside, grown = {first}, True
    while grown:
        ends = [{hop["source_url"], hop["target_url"]} for hop in hops]
        more = set().union(*(pair for pair in ends if pair & inside)) - inside
        inside |= more
        grown = bool(more)
    return inside
