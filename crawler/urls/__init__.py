"""The identity of an address: its one spelling, its blog, and whether it is worth asking for."""

from crawler.urls.address import anchor, asked_host, canonical, host_of
from crawler.urls.blogs import blog_of, is_blog_home, site_of
from crawler.urls.posts import believable_canonical, may_be_post
from crawler.urls.private import is_private_host
from crawler.urls.traps import is_trap, trap_reason

__all__ = [
    "anchor",
    "asked_host",
    "believable_canonical",
    "blog_of",
    "canonical",
    "host_of",
    "is_blog_home",
    "is_private_host",
    "is_trap",
    "may_be_post",
    "site_of",
    "trap_reason",
]
