"""Comment services that a script loads into a page: which it is, and why it may not be asked."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.pages import Page

_ENDED = "the service has ended"
_POST = "it answers to POST alone, which is never sent"


@dataclass(frozen=True, slots=True)
class Embed:
    """A service. ``mark`` is an id or class, ``script`` a part of a script's address or generator.

    ``never`` says why its thread cannot be asked for, where that is known.
    """

    name: str
    mark: str
    script: str
    never: str = ""


#: The services, those of single pages before the platforms that load comments everywhere.
EMBEDS: tuple[Embed, ...] = (
    Embed("Disqus", "disqus_thread", ".disqus.com/embed"),
    Embed("IntenseDebate", "idc-container", "intensedebate.com/js"),
    Embed("Livefyre", "livefyre", "livefyre.com/", _ENDED),
    Embed("Facebook", "fb-comments", "", "its plugin for comments ended on 10 February 2026"),
    Embed("Haloscan", "", "haloscan.com/load", _ENDED),
    Embed("Echo", "js-kit-comments", "js-kit.com/comments.js", _ENDED),
    Embed("Isso", "isso-thread", "/embed.min.js#isso"),
    Embed("Remark42", "remark42", "/web/embed.mjs"),
    Embed("Commento", "commento", "/js/commento.js", _POST),
    Embed("Comentario", "comentario", "/comentario.js", _POST),
    Embed("utterances", "utterances", "utteranc.es/client.js"),
    Embed("giscus", "giscus", "giscus.app/client.js"),
    Embed("Cusdis", "cusdis_thread", "cusdis.com/js"),
    Embed("Hyvor Talk", "hyvor-talk-view", "talk.hyvor.com"),
    Embed("Coral", "coral_thread", "coral-talk"),
    Embed("OpenWeb", "spot-im-comments", "launcher.spot.im"),
    Embed("Viafoura", "viafoura", "viafoura"),
    Embed("Discourse", "discourse-comments", "/javascripts/embed.js"),
    Embed("Ghost", "ghost-comments-root", "/comments-ui"),
    Embed("Squarespace", "squarespace-comments", "squarespace-comments"),
    Embed("Talkyard", "talkyard-comments", "talkyard-comments"),
    Embed("Waline", "waline", "@waline/client"),
    Embed("Valine", "vcomments", "valine"),
    Embed("Twikoo", "tcomment", "twikoo"),
    Embed("Gitalk", "gitalk-container", "gitalk"),
    Embed("Muut", "muut", "cdn.muut.com"),
    Embed("Vuukle", "vuukle-comments", "cdn.vuukle.com"),
    Embed("GraphComment", "graphcomment", "graphcomment.com"),
    Embed("Mastodon", "mastodon-comments", "mastodon-comments"),
    Embed("Substack", "", "substackcdn.com/bundle"),
    Embed("Medium", "", "cdn-client.medium.com", _POST),
    Embed("LiveJournal", "aentry-post", ""),
)


def embed_of(page: Page) -> Embed | None:
    """The comment service that a script loads into the page."""
    assets = page.head.assets
    for embed in EMBEDS:
        if embed.mark and (embed.mark in page.ids or embed.mark in page.classes):
            return embed
        if embed.script and embed.script in assets:
            return embed
    return None
