"""The blog on Ghost, where it is installed: written through its APIs, as its editor writes it."""

from __future__ import annotations

import http.client
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import places
from places import ROOT
from talk import Comment, Post

Row = dict[str, Any]

HOST = "lamplight.example"
_HOME = f"http://{HOST}"
_DATABASE = ROOT / "lamplight" / "ghost.db"
_ADMIN = "/ghost/api/admin"
_LOGIN = {"username": "noor@mail.example", "password": "loopback only 1911"}


def lay_out() -> None:
    """Give it a content folder of its own."""
    shutil.rmtree(ROOT / "lamplight", ignore_errors=True)
    if places.GHOST.exists():
        shutil.copytree(places.GHOST / "content", ROOT / "lamplight" / "content")


class Ghost:
    """A blog with its owner logged in; raises `RuntimeError` where Ghost refuses something."""

    def __init__(self) -> None:
        owner = {
            "name": "Noor Haddad",
            "email": _LOGIN["username"],
            "password": _LOGIN["password"],
            "blogTitle": "Lamplight",
        }
        self._ask("POST", f"{_ADMIN}/authentication/setup/", {"setup": [owner]})
        self._owner = self._cookies("POST", f"{_ADMIN}/session/", _LOGIN)
        said = {"settings": [{"key": "comments_enabled", "value": "all"}]}
        self._ask("PUT", f"{_ADMIN}/settings/", said, self._owner)
        self._posts: dict[str, str] = {}
        self._members: dict[str, str] = {}
        with closing(sqlite3.connect(_DATABASE)) as database, database:
            database.execute("DELETE FROM posts WHERE slug = 'coming-soon'")

    def publish(self, post: Post, html: str) -> str:
        """Publish a post; returns its address."""
        said = {
            "title": post.title,
            "html": html,
            "status": "published",
            "published_at": post.at.replace("Z", ".000Z"),
        }
        path = f"{_ADMIN}/posts/?source=html"
        (made,) = self._ask("POST", path, {"posts": [said]}, self._owner)["posts"]
        self._posts[post.key] = made["id"]
        return str(made["url"])

    def comment(self, comment: Comment, html: str, parent: str) -> str:
        """Say something as a member, then move it to its day; returns its id."""
        said = {"post_id": self._posts[comment.post], "html": f"<p>{html}</p>"}
        if parent:
            said["parent_id"] = parent
        member = self._member(comment.name)
        path = "/members/api/comments/"
        (made,) = self._ask("POST", path, {"comments": [said]}, member)["comments"]
        status = "hidden" if "lottery" in html.lower() else "published"
        with closing(sqlite3.connect(_DATABASE)) as database, database:
            database.execute(
                "UPDATE comments SET created_at = ?, updated_at = ?, status = ? WHERE id = ?",
                (*[comment.at.replace("T", " ").removesuffix("Z")] * 2, status, made["id"]),
            )
        return str(made["id"])

    def _member(self, name: str) -> str:
        """The cookies of a member, made and signed in by a link as from a mail."""
        if name not in self._members:
            said = {"name": name, "email": f"{name.split()[0].lower()}@mail.example"}
            path = f"{_ADMIN}/members/"
            (made,) = self._ask("POST", path, {"members": [said]}, self._owner)["members"]
            links = self._ask("GET", f"{path}{made['id']}/signin_urls/", None, self._owner)
            link = links["member_signin_urls"][0]["url"].removeprefix(_HOME)
            self._members[name] = self._cookies("GET", link, None)
        return self._members[name]

    def _ask(self, method: str, path: str, body: object, cookies: str = "") -> Any:
        answer = _request(method, path, body, cookies)[1]
        return json.loads(answer) if answer.startswith(b"{") else None

    def _cookies(self, method: str, path: str, body: object) -> str:
        headers = _request(method, path, body, "")[0]
        found = [value for name, value in headers if name.lower() == "set-cookie"]
        return "; ".join(value.partition(";")[0] for value in found)


def _request(
    method: str, path: str, body: object, cookies: str
) -> tuple[list[tuple[str, str]], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", places.GHOST_PORT, timeout=60)
    headers = {"Host": HOST, "Origin": _HOME, "Accept-Version": "v5.0", "Cookie": cookies}
    headers["Content-Type"] = "application/json"
    with closing(connection):
        connection.request(method, path, json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.status >= 400:
            raise RuntimeError(f"Ghost: {method} {path}: {answer.status} {said[:300]!r}")
        return answer.getheaders(), said


def posts() -> Iterator[Row]:
    """What is published, from the database."""
    with closing(sqlite3.connect(_DATABASE)) as database:
        for slug, title, html, at in database.execute(
            "SELECT slug, title, html, published_at FROM posts"
            " WHERE status = 'published' AND type = 'post' ORDER BY published_at"
        ):
            at = at[:19].replace(" ", "T")
            yield {"url": f"{_HOME}/{slug}/", "title": title, "author": "Noor Haddad"} | {
                "html": html,
                "local": at,
                "utc": f"{at}Z",
            }


def comments() -> Iterator[Row]:
    """What was said, from the database; ``held`` marks what is not shown."""
    with closing(sqlite3.connect(_DATABASE)) as database:
        for number, parent, slug, author, html, status, at in database.execute(
            "SELECT c.id, c.parent_id, p.slug, m.name, c.html, c.status, c.created_at"
            " FROM comments c JOIN posts p ON p.id = c.post_id"
            " JOIN members m ON m.id = c.member_id ORDER BY c.created_at"
        ):
            at = at[:19].replace(" ", "T")
            yield {"post": f"{_HOME}/{slug}/", "id": number, "parent": parent, "author": author} | {
                "kind": "comment",
                "author_url": None,
                "html": html,
                "local": at,
                "utc": f"{at}Z",
                "held": status != "published",
            }
