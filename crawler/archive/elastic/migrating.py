"""Re-indexing without a gap: a new index is filled behind the old one and takes its alias.

Readers see the old index until the alias moves, in one step. Writers are held up while the last
changes are copied (the old index refuses them, and they ask again), and go on in the new one. The
old index stays for those who are in the midst of reading; the next migration removes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from crawler.archive.elastic import schema
from crawler.archive.elastic.bulk import Action
from crawler.archive.elastic.documents import with_words
from crawler.archive.elastic.indexes import Made, make_index, put_template
from crawler.archive.elastic.store import Store
from crawler.archive.elastic.writes import write

_GENERATION = re.compile(r"-v\d+-(\d{6})\Z")
#: What hops of schema 1 lack.
_BOND = {"bond": 1.0, **dict.fromkeys(("bond_words", "bond_texts", "bond_days", "bond_links"))}
_BLOCK = "index.blocks.write"
_ALL: dict[str, Any] = {"match_all": {}}


def leftovers(store: Store) -> list[str]:
    """Indexes of the archive that no alias names any more."""
    found: list[str] = []
    for name in schema.NAMES:
        pattern = f"{store.alias(name)}-v*"
        indexes = store.client.indices.get(index=pattern, features="aliases")
        found += [index for index, told in indexes.body.items() if not told["aliases"]]
    return sorted(found)


def rebuild(store: Store, made: Made) -> Iterator[str]:
    """Write every index anew, as this version lays them out, and let the aliases move over.

    Tells of each when that is done.
    """
    for index in leftovers(store):
        store.client.indices.delete(index=index)
    for name in schema.NAMES:
        yield _rebuild(store, name, made)


def _rebuild(store: Store, name: str, made: Made) -> str:
    (old,) = store.client.indices.get_alias(name=store.alias(name)).body
    found = _GENERATION.search(old)
    generation = int(found[1]) + 1 if found else 1
    told = store.client.indices.get_settings(index=old).body[old]["settings"]["index"]
    settings = schema.settings_of(int(told["number_of_replicas"]))
    put_template(store, name, made.languages, settings)
    new = make_index(store, name, generation, made, settings)
    store.refresh(name)
    _copy(store, name, new, store.frozen([name], _ALL, ["key"]))
    store.client.indices.put_settings(index=old, settings={_BLOCK: True})
    try:
        store.refresh(name)
        store.client.indices.refresh(index=new)
        _catch_up(store, name, new)
        store.client.indices.refresh(index=new)
        _move(store, name, old, new)
    except BaseException:
        # Whoever writes would be held up for ever by an index that nothing takes the place of.
        store.client.indices.put_settings(index=old, settings={_BLOCK: None})
        raise
    return new


def _copy(store: Store, name: str, new: str, hits: Iterator[Mapping[str, Any]]) -> None:
    write(store, (_action(name, new, hit) for hit in hits), require_alias=False)


def _catch_up(store: Store, name: str, new: str) -> None:
    """Copy what was written since, and take away what was deleted: both in order of their keys."""
    write(store, _differences(store, name, new), require_alias=False)


def _differences(store: Store, name: str, new: str) -> Iterator[Action]:
    theirs = store.scan_index(new, _ALL, ["key"])
    copied = next(theirs, None)
    for hit in store.scan([name], _ALL, ["key"]):
        while copied is not None and copied["_id"] < hit["_id"]:
            yield Action("delete", new, copied["_id"])
            copied = next(theirs, None)
        if copied is not None and copied["_id"] == hit["_id"]:
            if copied["_source"] != hit["_source"]:
                yield _action(name, new, hit)
            copied = next(theirs, None)
        else:
            yield _action(name, new, hit)
    while copied is not None:
        yield Action("delete", new, copied["_id"])
        copied = next(theirs, None)


def _action(name: str, new: str, hit: Mapping[str, Any]) -> Action:
    document = hit["_source"]
    if name in (schema.POSTS, schema.COMMENTS):
        document = with_words(document)
    elif name == schema.HOPS:
        document = {**_BOND, **document}
    return Action("index", new, hit["_id"], document)


def _move(store: Store, name: str, old: str, new: str) -> None:
    aliases = [store.alias(name)]
    if name in (schema.POSTS, schema.COMMENTS):
        aliases.append(store.alias(schema.ENTRIES))
    actions: list[dict[str, Any]] = []
    for alias in aliases:
        actions.append({"remove": {"index": old, "alias": alias}})
        actions.append({"add": {"index": new, "alias": alias}})
    store.client.indices.update_aliases(actions=actions)
