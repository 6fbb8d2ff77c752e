"""One run of a crawl: its lock, archive, frontier and record, and how it ends."""

from crawler.runs.fetched import Fetched
from crawler.runs.session import Session, crawl_key, problems, seeds_of

__all__ = ["Fetched", "Session", "crawl_key", "problems", "seeds_of"]
