"""The written list of query parameters that are no part of an address's identity."""

from __future__ import annotations

import re

_CAMPAIGNS = """
    fbclid gclid gclsrc dclid gbraid wbraid msclkid mc_cid mc_eid igshid igsh yclid ysclid twclid
    ttclid li_fat_id _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mkt_tok vero_id oly_enc_id
    oly_anon_id wickedid ncid cmpid s_cid icid xtor xtref _ga _gl ocid spref ref_src ref_url ref
    __twitter_impression feature trk trkcampaign fb_action_ids fb_action_types fb_source fb_ref
    action_object_map action_type_map action_ref_map
"""
#: The same document, or a form of it that changes something.
_FORMS = """
    replytocom showcomment like_comment _wpnonce share shared nb relatedposts relatedposts_hit
    relatedposts_origin relatedposts_position unapproved moderation-hash no_prefetch amp print
    pfstyle phpsessid jsessionid
"""
#: Dropped on every host. Paging views (``cpage``, ``commentPage``, ``page``) are never here.
DROPPED = frozenset((_CAMPAIGNS + _FORMS).split())
#: Dropped on every host by how the name begins.
DROPPED_PREFIXES = ("utm_", "at_", "mtm_", "pk_", "hsa_", "stm_", "serendipity[cview]")

#: Dropped only with such a value: name to pattern (full match, lower case).
DROPPED_VALUES = {
    "m": re.compile(r"[01]"),
    "cid": re.compile(r"6a[0-9a-f]{16,}"),
    "output": re.compile(r"amp"),
    "sid": re.compile(r"[0-9a-f]{16,}"),
    "s": re.compile(r"[0-9a-f]{32,}"),
    "mobile": re.compile(r"[01]|true|false"),
}
#: Dropped only on these hosts and the hosts below them.
DROPPED_BY_HOST = {
    "substack.com": frozenset({"source", "r", "triedredirect", "showwelcome", "publication_id"}),
    "medium.com": frozenset({"source", "sk", "gi"}),
    "livejournal.com": frozenset({"view", "style", "format", "nc", "media", "mode", "nojs"}),
    "dreamwidth.org": frozenset({"view", "style", "format", "nc", "media", "mode", "nohtml"}),
    "blogspot.com": frozenset({"zx", "bpli", "pli"}),
}


def kept(query: str, host: str) -> str:
    """The query without what is dropped, in the order of the names (equal names keep theirs)."""
    local = _of_host(host)
    stay = []
    for part in query.split("&"):
        name = part.partition("=")[0].lower()
        if "%5" in name:
            name = name.replace("%5b", "[").replace("%5d", "]")
        if part and not (name in DROPPED or name in local or _dropped(name, part)):
            stay.append(part)
    if len(stay) > 1:
        stay.sort(key=_name)
    return "&".join(stay)


def _name(part: str) -> str:
    return part.partition("=")[0]


def _of_host(host: str) -> frozenset[str]:
    for suffix, names in DROPPED_BY_HOST.items():
        if host.endswith(suffix) and (len(host) == len(suffix) or host[-len(suffix) - 1] == "."):
            return names
    return frozenset()


def _dropped(name: str, part: str) -> bool:
    if name.startswith(DROPPED_PREFIXES):
        return True
    values = DROPPED_VALUES.get(name)
    return values is not None and values.fullmatch(part.partition("=")[2].lower()) is not None
