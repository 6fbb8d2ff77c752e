"""Aliases: which address stands for which, and what is told anew when that changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class Learnt:
    """Aliases whose consequences are not all drawn, and the addresses that stand for another."""

    claims: Mapping[str, Claim] = field(default_factory=dict)
    standing: Mapping[str, str] = field(default_factory=dict)


def learn(store: Store, aliases: Iterable[Alias]) -> Learnt:
    """Store aliases, and point what leads to them at what they stand for.

    They count as known only after `settle`: whoever was cut off before begins again.
    """
    claims = {(a.url, a.post_url, a.reason.value) for a in aliases}
    ids = {key("alias", *claim): claim for claim in claims}
    known = store.get(schema.ALIASES, ids.keys()) if ids else {}
    settled = {given for given, got in known.items() if got.document.get("settled")}
    fresh = {given: claim for given, claim in ids.items() if given not in settled}
    if not fresh:
        return Learnt()
    write(store, _claim_actions(store, fresh, settled=False))
    seen: set[Claim] = set()
    while True:
        # Whoever reads the claims last has read all of them, and what it writes stands.
        found = _claims_around(store, {url for claim in fresh.values() for url in claim[:2]})
        if found <= seen:
            break
        seen |= found
        standing = roots(sorted(found))
        write(store, [_address_action(store, *pair) for pair in standing.items()])
        _point_anew(store, standing)
    return Learnt(fresh, {url: root for url, root in standing.items() if url != root})


def settle(store: Store, learnt: Learnt) -> None:
    """Mark aliases as known, when also the threads are merged that proved to be one."""
    write(store, _claim_actions(store, learnt.claims, settled=True))


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
            for end in ("url_id", "post_id")
            for hit in store.terms(schema.ALIASES, end, ids)
        }
        claims |= found
        todo = {url for claim in found for url in claim[:2]} - seen
    return claims


def _point_anew(store: Store, standing: Mapping[str, str]) -> None:
    """Bring the copies of addresses in links, hops and visits in step with the aliases."""
    by_id = {post_id(url): root for url, root in standing.items()}
    store.refresh(schema.LINKS, schema.HOPS, schema.VISITS)
    for name, raw, copy, copy_id in _COPIES:
        write(
            store,
            (
                _pointing(store, name, hit["_source"], by_id[hit["_source"][raw]], copy, copy_id)
                for hit in store.terms(name, raw, by_id.keys())
                if hit["_source"][copy] != by_id[hit["_source"][raw]]
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


def _claim_actions(store: Store, claims: Mapping[str, Claim], *, settled: bool) -> Iterator[Action]:
    for given, (url, post_url, reason) in claims.items():
        document = {
            "key": given,
            "url": url,
            "url_id": post_id(url),
            "post_url": post_url,
            "post_id": post_id(post_url),
            "reason": reason,
            "settled": settled,
        }
        yield store.index(schema.ALIASES, given, document)


def _address_action(store: Store, url: str, root: str) -> Action:
    given = key("address", url)
    document = {"key": given, "url": url, "root": root, "root_id": post_id(root)}
    return store.index(schema.ADDRESSES, given, document)
