"""How each kind of blog shows posts and comments; `PLATFORMS` is the one list of readers."""

from crawler.platforms import blogger, feed, movabletype, typepad, wordpress
from crawler.platforms.reader import Reader

#: Every reader but the generic one, which reads what these cannot. The order does not matter.
PLATFORMS: tuple[Reader, ...] = (
    blogger,
    feed,
    movabletype,
    typepad,
    wordpress,
)
