"""What an element can be said to be, as bits.

Plain integers: the arithmetic of `enum.IntFlag` costs more than the whole walk over a page.
"""

from __future__ import annotations

COMMENT = 1  # a comment word is in the name
RECORD = 2  # the name is that of one comment
THREAD = 4  # ... of a list or an area of comments
AUTHOR = 8
DATE = 16
BODY = 32
META = 64
TOOLS = 128
AVATAR = 256
TITLE = 512
FORM = 1024
PINGS = 2048
NOISE = 4096  # other lists: recent, related, teasers, navigation, products
SOFT = 8192  # where such lists often stand: sidebars, widgets, asides
REPLY_TO = 16384
CODE = 32768
NAME = 65536  # the very name of a person: fn, name, nick
CITE = 131072
PERMALINK = 262144
COUNT = 524288
NESTED = 1048576  # holds replies
BADGE = 2097152
PERSONAL = 4194304  # a link that a visitor set: rel nofollow, external, author
PROFILE = 8388608  # a link to the page of a member
ROLES = AUTHOR | DATE | BODY | META | TOOLS | AVATAR | TITLE | REPLY_TO | PERMALINK | COUNT | BADGE
