"""Fills the real blogs: plays the talk in the order of its times, through their own software."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import urllib.request
import xmlrpc.client
from contextlib import closing
from datetime import datetime
from itertools import groupby
from typing import Any

import captures
import places
import servers
import static
import truth
from ghost import Ghost
from places import HERE, ROOT, RUN, WordPress
from talk import NOISE, ON_GHOST, TALK, Capture, Comment, Post

_CLOCK = RUN / "clock"
_ADDRESS = re.compile(r"\{(\w+)\}")
#: Isso takes Markdown and no HTML.
_ANCHOR = re.compile(r'<a href="([^"]+)">(.*?)</a>')
_BLOGS = {blog.name: blog for blog in places.WORDPRESSES}
Step = Post | Comment | Capture


def unpack() -> None:
    """Lay out WordPress as Debian has it, with our configuration, plugin and theme in it."""
    shutil.rmtree(ROOT / "wordpress", ignore_errors=True)
    shutil.copytree(
        "/usr/share/wordpress",
        ROOT / "wordpress",
        ignore=shutil.ignore_patterns(".htaccess", "*.po", "*.pot"),
        ignore_dangling_symlinks=True,
    )
    content = ROOT / "wordpress" / "wp-content"
    (content / "mu-plugins").mkdir()
    shutil.copy(HERE / "wp-config.php", ROOT / "wordpress")
    shutil.copy(HERE / "loopback.php", content / "mu-plugins")
    shutil.copytree(HERE / "themes", content / "themes", dirs_exist_ok=True)
    for path in {blog.path for blog in places.WORDPRESSES if blog.path}:
        (ROOT / "wordpress" / path.strip("/")).symlink_to(".")


class Seeder:
    """Plays steps; raises `RuntimeError` where the software refuses one."""

    def __init__(self) -> None:
        self._urls: dict[str, str] = {}
        self._ids: dict[str, Any] = {"": 0}
        self._steps = [*TALK, *NOISE, *(ON_GHOST if places.GHOST.exists() else ())]
        self._posts = {step.key: step for step in self._steps if isinstance(step, Post)}

    def play(self) -> None:
        """Set the blogs up and play everything."""
        for blog in places.WORDPRESSES:
            _set_up(blog)
        static.begin()
        self._ghost = Ghost() if places.GHOST.exists() else None
        for name, steps in groupby(sorted(self._steps, key=lambda s: s.at), key=self._batch):
            if name in _BLOGS:
                self._play_wordpress(name, list(steps))
            else:
                for step in steps:
                    self._play_other(step)
        _CLOCK.unlink(missing_ok=True)
        for blog in places.WORDPRESSES:
            _php(blog.name, [{"do": "options", "options": blog.later}])
        self._check_pings(truth.linkbacks())

    def _check_pings(self, arrived: set[tuple[str, str]]) -> None:
        for post in self._posts.values():
            keys = [*_ADDRESS.findall(post.html), *filter(None, [post.trackback])]
            for key in keys:
                target = self._about(key)
                pair = self._urls[post.key], self._urls[target.key]
                pings = post.blog != "lamplight"
                if pings and target.blog in _BLOGS and pair not in arrived:
                    raise RuntimeError(f"no ping arrived from {pair[0]} at {pair[1]}")

    def _about(self, key: str) -> Post:
        """A post by its key or by that of a comment on it."""
        return next(
            self._posts[key if key in self._posts else step.post]
            for step in self._steps
            if isinstance(step, Post | Comment) and step.key == key
        )

    def _batch(self, step: Step) -> str:
        """What is played in one go: steps on one WordPress, anything else by itself."""
        if isinstance(step, Capture):
            return f"capture {step.at}"
        return step.blog if isinstance(step, Post) else self._posts[step.post].blog

    def _play_wordpress(self, name: str, steps: list[Step]) -> None:
        """In one process, but for a comment that answers one of the same batch."""
        batch: list[Step] = []
        for step in steps:
            needs = {step.post, step.parent} if isinstance(step, Comment) else set()
            if needs & {earlier.key for earlier in batch if not isinstance(earlier, Capture)}:
                self._send(name, batch)
                batch = []
            batch.append(step)
        self._send(name, batch)

    def _send(self, name: str, steps: list[Step]) -> None:
        made = iter(_php(name, [self._wordpress_step(step) for step in steps]))
        for step, one in zip(steps, made, strict=True):
            if isinstance(step, Post):
                self._ids[step.key], self._urls[step.key] = one["id"], one["url"]
                _php(name, [{"do": "pings", "at": _plain(step.at)}])
            elif isinstance(step, Comment):
                self._ids[step.key], self._urls[step.key] = one["id"], one["url"]
                _CLOCK.unlink(missing_ok=True)

    def _trackback(self, post: Post) -> str:
        if not post.trackback:
            return ""
        target = self._urls[post.trackback]
        # As WordPress prints it: a parameter where addresses have parameters.
        return f"{target}&tb=1" if "?" in target else target.rstrip("/") + "/trackback/"

    def _wordpress_step(self, step: Step) -> dict[str, Any]:
        assert not isinstance(step, Capture)
        at = _plain(step.at)
        if isinstance(step, Post):
            return {
                "do": "post",
                "author": _BLOGS[step.blog].login,
                "title": step.title,
                "html": self._filled(step.html),
                "at": at,
                "tags": step.tags,
                "trackback": self._trackback(step),
            }
        return {
            "do": "comment",
            "post": self._ids[step.post],
            "parent": self._ids[step.parent] if self._is_threaded(step) else 0,
            "name": step.name,
            "url": step.url,
            "user": step.user,
            "text": self._filled(step.text),
            "at": at,
        }

    def _is_threaded(self, step: Comment) -> bool:
        """Whether the blog lets people answer comments."""
        blog = _BLOGS[self._posts[step.post].blog]
        return blog.options["thread_comments"] == "1"

    def _filled(self, html: str) -> str:
        return _ADDRESS.sub(lambda match: self._urls[match[1]], html)

    def _play_other(self, step: Step) -> None:
        if isinstance(step, Capture):
            captures.capture(self._urls[step.post], step.at)
        elif self._ghost is not None and self._batch(step) == "lamplight":
            self._play_ghost(self._ghost, step)
        elif isinstance(step, Post):
            self._urls[step.key] = static.publish(step, self._filled(step.html))
            self._ping(step)
        else:
            self._ids[step.key] = _isso(self._urls[step.post], step, self._ids[step.parent], self)

    def _play_ghost(self, ghost: Ghost, step: Post | Comment) -> None:
        if isinstance(step, Post):
            self._urls[step.key] = ghost.publish(step, self._filled(step.html))
        else:
            parent = self._ids[step.parent] or ""
            self._ids[step.key] = ghost.comment(step, self._filled(step.text), parent)

    def _ping(self, post: Post) -> None:
        """What the tools of people with static blogs do: a ping for each link."""
        _CLOCK.write_text(_plain(post.at))
        for key in _ADDRESS.findall(post.html):
            target = self._urls[key]
            host = target.split("/")[2]
            transport = _Named(host)
            with xmlrpc.client.ServerProxy(_loopback("/xmlrpc.php"), transport) as server:
                server.pingback.ping(self._urls[post.key], target)
        _CLOCK.unlink()

    def filled(self, html: str) -> str:
        """HTML with the addresses of posts in it."""
        return self._filled(html)


class _Named(xmlrpc.client.Transport):
    """Asks the loopback port for a host by its name."""

    def __init__(self, host: str) -> None:
        super().__init__()
        self._host = host

    def send_headers(self, connection: Any, headers: Any) -> None:
        """As usual, with the name."""
        super().send_headers(connection, headers)

    def send_request(self, host: Any, handler: str, request_body: Any, debug: bool) -> Any:
        """Replace the host header that http.client would make of the address."""
        connection = self.make_connection(host)
        connection.putrequest("POST", handler, skip_host=True)
        connection.putheader("Host", self._host)
        connection.putheader("Content-Type", "text/xml")
        connection.putheader("User-Agent", self.user_agent)
        self.send_content(connection, request_body)
        return connection


def _isso(url: str, comment: Comment, parent: int, seeder: Seeder) -> int:
    """Post a comment through Isso's API, then move it to its day; returns its id."""
    path = "/" + url.split("/", 3)[3]
    said = {
        "text": _ANCHOR.sub(r"[\2](\1)", seeder.filled(comment.text)),
        "author": comment.name,
        "website": comment.url or None,
        "parent": parent or None,
        "title": comment.post,
    }
    request = urllib.request.Request(
        _loopback(f"/new?uri={path}"),
        json.dumps(said).encode(),
        {"Host": "comments.stillwater.example", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        number = int(json.load(answer)["id"])
    held = "lottery" in comment.text.lower()
    with closing(sqlite3.connect(ROOT / "isso" / "comments.db")) as database, database:
        database.execute(
            "UPDATE comments SET created = ?, mode = ? WHERE id = ?",
            (datetime.fromisoformat(comment.at).timestamp(), 2 if held else 1, number),
        )
    return number


def _loopback(path: str) -> str:
    return f"http://127.0.0.1:{places.PORT}{path}"


def _plain(at: str) -> str:
    return at.replace("T", " ").removesuffix("Z")


def _set_up(blog: WordPress) -> None:
    _php(blog.name, [{"do": "install", "title": blog.title, "login": blog.login}])
    me = {
        "user_login": blog.login,
        "display_name": blog.display_name,
        "user_url": blog.home,
    }
    others = [other for other in places.WORDPRESSES if other is not blog]
    settings = {
        "do": "settings",
        "options": blog.options | {"realblogs_off": " ".join(blog.off)},
        "users": [me, *places.GUESTS.get(blog.name, [])],
        "blogroll": [{"link_name": other.title, "link_url": other.home} for other in others],
        "theme": blog.theme,
        "permalinks": blog.permalinks,
    }
    _php(blog.name, [settings])


def _php(name: str, steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What WordPress made of some steps."""
    done = subprocess.run(
        ["php", str(HERE / "play.php")],
        input=json.dumps(steps),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, **servers.php_environment(), "REALBLOGS_HOST": f"{name}.example"},
    )
    if done.returncode != 0 or not done.stdout.startswith("["):
        raise RuntimeError(f"{name}: {steps[0]}: {done.stdout[-1500:]}{done.stderr[-1500:]}")
    made: list[dict[str, Any]] = json.loads(done.stdout)
    return made
