"""Written dates to moments: what machines wrote, what people wrote, and what cannot be read."""

from crawler.dates.machine import from_epoch, read_machine
from crawler.dates.order import learn_day_first, numbers_in
from crawler.dates.timed import clock_in, with_clock
from crawler.dates.written import find_written, read_written

__all__ = [
    "clock_in",
    "find_written",
    "from_epoch",
    "learn_day_first",
    "numbers_in",
    "read_machine",
    "read_written",
    "with_clock",
]
