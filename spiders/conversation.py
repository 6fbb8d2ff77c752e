"""The spider that follows a conversation from blog to blog."""

from __future__ import annotations

from spiders.base import ThreadSpider


class ConversationSpider(ThreadSpider):
    """Posts, their threads, the posts they link to and are linked from, and who speaks in them."""

    name = "conversation"
