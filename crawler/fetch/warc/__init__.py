"""WARC (ISO 28500): what was fetched, recorded as it came, and read again without a network."""

from crawler.fetch.warc.captures import Capture, Captures
from crawler.fetch.warc.reading import Broken, Document, document, outcome, warc_files
from crawler.fetch.warc.recording import Exchange, Recorder

__all__ = [
    "Broken",
    "Capture",
    "Captures",
    "Document",
    "Exchange",
    "Recorder",
    "document",
    "outcome",
    "warc_files",
]
