"""One fetched document, parsed once."""

from crawler.pages.page import Page

__all__ = ["Page"]
