"""How each kind of blog shows posts and comments; `PLATFORMS` is the one list of readers."""

from crawler.platforms import (
    blogger,
    discourse,
    disqus,
    dotclear,
    dreamwidth,
    drupal,
    feed,
    hackernews,
    isso,
    kinja,
    movabletype,
    serendipity,
    spip,
    structured,
    textpattern,
    tumblr,
    typepad,
    wordpress,
    wordpress_api,
)
from crawler.platforms.reader import Reader

#: Every reader but the generic one, which reads what these cannot. The order does not matter.
PLATFORMS: tuple[Reader, ...] = (
    blogger,
    discourse,
    disqus,
    dotclear,
    dreamwidth,
    drupal,
    feed,
    hackernews,
    isso,
    kinja,
    movabletype,
    serendipity,
    spip,
    structured,
    textpattern,
    tumblr,
    typepad,
    wordpress,
    wordpress_api,
)
