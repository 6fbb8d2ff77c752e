"""Learning a site: comments that are known from its feed teach the selectors of its markup."""

from crawler.platforms.learning.learn import learn
from crawler.platforms.learning.model import Learned, from_json, to_json
from crawler.platforms.learning.read import NAME, LearnedReader

__all__ = ["NAME", "Learned", "LearnedReader", "from_json", "learn", "to_json"]
