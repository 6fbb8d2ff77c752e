"""The settings of the Scrapy project; each that differs from Scrapy's own is set on purpose."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from crawler.config import OPTIONS, Options, load
from crawler.errors import UsageError

BOT_NAME = "threadhop"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
FORCE_CRAWLER_PROCESS = False

# Nobody but the user talks to the process.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# robots.txt is obeyed by `spiders.gate`, from a state that all processes share; Scrapy's own
# middleware forgets it with the process and asks without the delay.
ROBOTSTXT_OBEY = True

# The delay per host is kept by the frontier over all processes; Scrapy's slots would only add one.
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 16
DOWNLOAD_DELAY = 0
AUTOTHROTTLE_ENABLED = False

DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False
COOKIES_ENABLED = False
# Redirects and further attempts are tasks of the frontier: guarded, counted and delayed like all.
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
RETRY_ENABLED = False
# Old blogs outlive their certificates, and a page is evidence of what was served.
DOWNLOAD_VERIFY_CERTIFICATES = False

TWISTED_DNS_RESOLVER = "crawler.fetch.guard.GuardedResolver"
DNS_TIMEOUT = 20
DOWNLOAD_HANDLERS = {
    "http": "crawler.fetch.handler.Handler",
    "https": "crawler.fetch.handler.Handler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}

# Only what is used is loaded: the parts that Scrapy adds by itself are a third of the cost of a
# request, and most of the cost of a start.
DOWNLOADER_MIDDLEWARES_BASE = {
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
EXTENSIONS_BASE: dict[str, int] = {}
# A page is one item, and Scrapy makes a task for each that it might be.
CONCURRENT_ITEMS = 1
# Reads the source of the callbacks at run time, for a mistake that the type checker finds.
WARN_ON_GENERATOR_RETURN_VALUE = False
ITEM_PIPELINES = {
    "pipelines.clean.CleanPipeline": 100,
    "pipelines.archive.ArchivePipeline": 300,
}
# Every task is unique in the frontier already.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
SCHEDULER_PRIORITY_QUEUE = "scrapy.pqueues.ScrapyPriorityQueue"

LOG_LEVEL = "ERROR"
STATS_DUMP = False

#: The prefix of the project's own settings: ``THREADHOP_HOPS`` is the option ``hops``.
PREFIX = "THREADHOP_"


class Settings(Protocol):
    """What is needed of Scrapy's settings."""

    def get(self, name: Any, default: Any = None) -> Any:
        """The value of a setting."""


def scrapy_settings(options: Options) -> dict[str, object]:
    """The options in effect as settings, for a crawl that the command starts."""
    return {PREFIX + name.upper(): getattr(options, name) for name in OPTIONS}


def options_of(settings: Settings, scope: str) -> Options:
    """The options that a spider runs with: its settings, else as `crawler.config.load` says.

    Raises `UsageError` that names every value that cannot be used.
    """
    given = {name: settings.get(PREFIX + name.upper()) for name in OPTIONS}
    given["connect_to"] = given["connect_to"] or None
    return load(**{**given, "scope": scope})


def check_folders(places: Mapping[str, str | None] | None = None) -> None:
    """Make sure that the packages ``spiders`` and ``pipelines`` are ours.

    Scrapy puts the project's folder last on the path, so that any installed package of such a name
    would hide ours, and no spider be found. Raises `UsageError` that names the other one.
    """
    here = Path(__file__).resolve().parent.parent
    for name in ("spiders", "pipelines"):
        spec = importlib.util.find_spec(name)
        origin = spec.origin if spec else None
        found = (places or {}).get(name, origin)
        if found is None or Path(found).resolve().parent.parent != here:
            raise UsageError(
                f"the package {name} is not threadhop's but {found or 'nowhere'}",
                f"Uninstall the other one, or put {here} first on PYTHONPATH",
            )


check_folders()
