"""Documents of posts, comments and their links: made from what is known, and turned back into it.

A document is flat, has the public names of `docs/schema`, and copies of what analysts filter on.
What only we need to go on merging stands in ``state``, as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crawler.archive.absorbing import POST_ID, guessed_blog
from crawler.archive.entries import COLUMNS, Entry, entry_of, link_rows, tuples, values
from crawler.archive.fingerprints import fingerprints
from crawler.archive.merging import Known
from crawler.archive.states import State
from crawler.archive.tree import cuts
from crawler.archive.words import tokens
from crawler.model import Moment, Precision, key

Document = dict[str, Any]

#: Kinds of entries whose texts bear fingerprints.
BEARING = frozenset({"post", "comment"})
_REACTIONS = frozenset({"like", "repost"})
#: What is known of the thread as a whole stands in the fields of its post.
_OF_THREAD = ("state", "claimed", "blog", "language", "platform", "tags", "endpoints")
_IN_STATE = ("local", "offset", "parent", "number", "derived", "rank", "shown", "stamps", "texts",
             "named")  # fmt: skip
_UNDATED = "9999"
#: The columns, without the quotation marks that one of them needs in SQL.
_NAMES = tuple(name.strip('"') for name in COLUMNS)


def post_id(url: str) -> str:
    """The id of a post's document."""
    return key("post", url)


def entry_key(post: str, comment_id: str) -> str:
    """The id of the document of an entry: the post's own, or that of a comment of it."""
    return key("comment", post, comment_id) if comment_id else post


def documents(state: State) -> dict[str, Document]:
    """The document of every entry of a thread, by the entry's id."""
    post = post_id(state.url)
    made = {given: _document(entry, post) for given, entry in state.entries.items()}
    comments = {given: document for given, document in made.items() if given != POST_ID}
    places = {g: (d["order"] or _UNDATED, d["number"], g) for g, d in comments.items()}
    parents = {g: d["parent_id"] for g, d in comments.items() if d["parent_id"] is not None}
    for given in cuts(parents, places):
        comments[given]["parent_id"] = None
    for position, given in enumerate(sorted(comments, key=places.__getitem__), start=1):
        comments[given]["position"] = position
        comments[given]["removed"] = state.removed(state.entries[given])
    page = made[POST_ID]
    _complete_post(page, state, comments.values())
    shared = {name: page[name] for name in ("blog", "language", "platform", "post_title")}
    for document in comments.values():
        document.update(shared, post_url=state.url)
    return made


def state_of(url: str, page: Document | None, comments: Iterable[Document]) -> State:
    """What the documents of a thread say; the reverse of `documents`."""
    state = State(url)
    if page is not None:
        packed = json.loads(page["state"])
        state.entries[POST_ID] = _entry(page, packed)
        state.wholes = {(shown, at) for shown, at in packed["wholes"]}
        state.sheets = {(at, rank, whole, body) for at, rank, whole, body in packed["sheets"]}
    for document in comments:
        state.entries[document["id"]] = _entry(document, json.loads(document["state"]))
    return state


def link_documents(document: Document) -> Iterator[Document]:
    """The documents of the links of an entry, with targets as they were read."""
    packed = json.loads(document["state"])
    fields = {
        "links": packed["links"],
        "url": document["author_url"],
        "name": document["author_name"],
    }
    rows = link_rows(0, Known("", "", 0, fields), document["kind"], document["text"] or "")
    for _, n, url, target, place, words, around, rel in rows:
        yield {
            "key": key("link", document["key"], str(n)),
            "source_id": document["post_id"],
            "source_url": document["post_url"],
            "comment_id": document.get("id"),
            "url": url,
            "target": target,
            "raw_id": post_id(target),
            "place": place,
            "words": words,
            "around": around,
            "rel": rel,
            "kind": document["kind"],
            "author_name": document["author_name"],
            "author_account": document["author_account"],
            "blog": document["blog"],
            "published_order": document["order"],
            "number": packed["number"],
            "n": n,
            "@timestamp": document["@timestamp"],
        }


def print_of(value: int) -> str:
    """A fingerprint as documents hold it."""
    return f"{value:x}"


def with_words(document: Document) -> Document:
    """A document of an entry as it is sent: with its words for the plain analyser, and its prints.

    Linkbacks and reactions bear none.
    """
    title = document.get("title")
    borne = fingerprints(document["text"]) if document["kind"] in BEARING else ()
    return {
        **document,
        "prints": sorted(map(print_of, borne)),
        "title_words": " ".join(token.word for token in tokens(title)) if title else "",
        "text_words": " ".join(token.word for token in tokens(document["text"])),
    }


def moment_in(document: Document, packed: Mapping[str, Any]) -> Moment:
    """The moment of an entry; ``packed`` is its state."""
    return Moment(
        document["published_written"],
        packed["local"],
        packed["offset"],
        Precision(document["published_precision"]),
    )


def _document(entry: Entry, post: str) -> Document:
    row = dict(zip(_NAMES, values(entry, 1, 1 if entry.id == POST_ID else 0), strict=True))
    moment = Moment(row["written"], row["local"], row["offset"], Precision(row["precision"]))
    order = None if moment.order == _UNDATED else moment.order
    packed: dict[str, Any] = {name: row[name] for name in _IN_STATE}
    packed["links"] = entry.known.fields.get("links", ())
    document: Document = {
        "key": entry_key(post, entry.id),
        "kind": row["kind"],
        "post_id": post,
        "author_name": row["name"],
        "author_url": row["url"],
        "author_account": row["account"],
        "author_avatar": row["avatar"],
        "signed_as": row["signed_as"],
        "text": row["text"],
        "published": moment.iso,
        "published_utc": row["utc"],
        "published_precision": row["precision"],
        "published_written": row["written"],
        "order": order,
        "sort_key": (row["utc"] or "").rstrip("Z") or moment.iso or _UNDATED,
        "first_seen": row["first_seen"],
        "last_seen": row["last_seen"],
        "@timestamp": row["utc"] or row["local"] or row["first_seen"],
    }
    if entry.id == POST_ID:
        document["title"] = document["post_title"] = row["title"]
    else:
        document.update(
            id=entry.id,
            parent_id=row["parent"],
            permalink=row["permalink"],
            status=row["status"],
            by_post_author=bool(row["by_post_author"]),
            sources=json.loads(row["sources"] or "{}"),
            number=row["number"],
        )
    document["state"] = _json(packed)
    return document


def _complete_post(page: Document, state: State, comments: Iterable[Document]) -> None:
    fields = state.entries[POST_ID].known.fields
    count = sum(c["kind"] not in _REACTIONS and c["removed"] is None for c in comments)
    _, said, reason = fields["state"]
    claimed = fields.get("claimed")
    if said == "partial" and claimed is not None and count >= claimed:
        said, reason = "complete", f"all {claimed} that it claims were read"
    packed = json.loads(page["state"])
    packed["thread"] = {name: fields[name] for name in _OF_THREAD if name in fields}
    packed["wholes"] = sorted(state.wholes)
    packed["sheets"] = sorted(state.sheets)
    page.update(
        url=state.url,
        post_url=state.url,
        blog=fields.get("blog") or guessed_blog(state.url),
        language=fields.get("language"),
        platform=fields.get("platform"),
        tags=list(fields.get("tags", ())),
        comment_count=count,
        claimed_comments=claimed,
        thread_state=said,
        thread_reason=reason,
        endpoints=[list(pair) for pair in fields.get("endpoints", ())],
        state=_json(packed),
    )


def _entry(document: Document, packed: Mapping[str, Any]) -> Entry:
    row = {
        **{name: packed[name] for name in _IN_STATE},
        "pk": None,
        "id": document.get("id", POST_ID),
        "kind": document["kind"],
        "name": document["author_name"],
        "url": document["author_url"],
        "account": document["author_account"],
        "avatar": document["author_avatar"],
        "written": document["published_written"],
        "precision": document["published_precision"],
        "title": document.get("title"),
        "text": document["text"],
        "permalink": document.get("permalink"),
        "status": document.get("status"),
        "by_post_author": document.get("by_post_author", False),
        "sources": _json(document.get("sources", {})),
        "first_seen": document["first_seen"],
        "last_seen": document["last_seen"],
    }
    more = {name: tuples(value) for name, value in packed.get("thread", {}).items()}
    return entry_of(row, tuples(packed["links"]), more)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
