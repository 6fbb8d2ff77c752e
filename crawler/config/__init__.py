"""The options of the command: their table, and the values that hold here and now.

A value comes from the command line, else from ``THREADHOP_NAME`` in the environment, else from
``threadhop.toml`` in the current folder, else from the user's own file, else from the table. A
secret is never an option.
"""

from crawler.config.sources import DEFAULT, FILE, archive_address, load, user_file
from crawler.config.table import OPTIONS, Option, Options

__all__ = [
    "DEFAULT",
    "FILE",
    "OPTIONS",
    "Option",
    "Options",
    "archive_address",
    "load",
    "user_file",
]
