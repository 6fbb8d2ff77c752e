"""threadhop: a crawler and archive for conversations that hop between blogs."""

__version__ = "0.1.0"
