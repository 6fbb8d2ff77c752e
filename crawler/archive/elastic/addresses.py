"""Aliases: which address stands for which, and what is told anew when that changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from crawler.archive.aliases import roots
from crawler.archive.elastic import schema
from crawler.archive.elastic.bulk import Action
from crawler.archive.elastic.documents import post_id
from crawler.archive.elastic.store import Store
from crawler.archive.elastic.writes import write
from crawler.model import Alias, key

Claim = tuple[str, str, str]

#: Where a copy of an address stands that follows its aliases: the index, the id of the address as
#: it was read, and the fields of the copy and of its id.
_COPIES = (
    (schema.LINKS, "raw_id", "target_url", "target_id"),
    (schema.HOPS, "raw_source_id", "source_url", "source_id"),
    (schema.HOPS, "raw_target_id", "target_url", "target_id"),
    (schema.VISITS, "raw_id", "post_url", None),
)


def resolve(store: Store, urls: Collection[str]) -> dict[str, str]:
    """The address that each of these stands for, itself where it is no alias."""
    answer = {url: url for url in urls}
    ids = {key("address", url): url for url in answer}
    for given, got in store.get(schema.ADDRESSES, ids.keys()).items():
        answer[ids[given]] = got.document["root"]
    return answer


def learn(store: Store, aliases: Iterable[Alias]) -> dict[str, str]:
    """Store aliases; returns the addresses that now stand for another one, with it."""
    claims = {(a.url, a.post_url, a.reason.value) for a in aliases}
    ids = {key("alias", *claim): claim for claim in claims}
    known = store.get(schema.ALIASES, ids.keys()) if ids else {}
    fresh = {given: claim for given, claim in ids.items() if given not in known}
    if not fresh:
        return {}
    write(store, (_claim_action(store, given, claim) for given, claim in fresh.items()))
    seen: set[Claim] = set()
    while True:
        # Whoever reads the claims last has read all of them, and what it writes stands.
        found = _claims_around(store, {url for claim in fresh.values() for url in claim[:2]})
        if found <= seen:
            break
        seen |= found
        standing = roots(sorted(found))
        before = resolve(store, standing)
        moved = {url: root for url, root in standing.items() if before[url] != root}
        addresses = [_address_action(store, *pair) for pair in standing.items()]
        write(store, addresses)
        _point_anew(store, moved)
    return {url: root for url, root in standing.items() if url != root}


def _claims_around(store: Store, urls: set[str]) -> set[Claim]:
    store.refresh(schema.ALIASES)
    seen: set[str] = set()
    claims: set[Claim] = set()
    todo = urls
    while todo:
        seen |= todo
        ids = [post_id(url) for url in todo]
        found = {
            (hit["_source"]["url"], hit["_source"]["post_url"], hit["_source"]["reason"])
            for field in ("url_id", "post_id")
            for hit in store.terms(schema.ALIASES, field, ids)
        }
        claims |= found
        todo = {url for claim in found for url in claim[:2]} - seen
    return claims


def _point_anew(store: Store, moved: dict[str, str]) -> None:
    """Bring the copies of addresses in links, hops and visits in step with the aliases."""
    by_id = {post_id(url): root for url, root in moved.items()}
    if not by_id:
        return
    store.refresh(schema.LINKS, schema.HOPS, schema.VISITS)
    for name, field, copy, copy_id in _COPIES:
        write(
            store,
            (
                _pointing(store, name, hit["_source"], by_id[hit["_source"][field]], copy, copy_id)
                for hit in store.terms(name, field, by_id.keys())
            ),
        )


def _pointing(
    store: Store, name: str, old: dict[str, object], root: str, copy: str, copy_id: str | None
) -> Action:
    fields: dict[str, object] = {copy: root}
    if copy_id:
        fields[copy_id] = post_id(root)
    if name == schema.HOPS:
        fields["moved"] = True
    return Action("update", store.alias(name), str(old["key"]), {"doc": fields})


def _claim_action(store: Store, given: str, claim: Claim) -> Action:
    url, post_url, reason = claim
    document = {
        "key": given,
        "url": url,
        "url_id": post_id(url),
        "post_url": post_url,
        "post_id": post_id(post_url),
        "reason": reason,
    }
    return store.index(schema.ALIASES, given, document)


def _address_action(store: Store, url: str, root: str) -> Action:
    given = key("address", url)
    document = {"key": given, "url": url, "root": root, "root_id": post_id(root)}
    return store.index(schema.ADDRESSES, given, document)
