"""When a record was published: the machine's date if there is one, else what is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from crawler import dates
from crawler.dates.looks import shows_date
from crawler.model import UNDATED, Moment, Precision
from crawler.pages import Page
from crawler.pages.lazy import lazy
from crawler.platforms.hints import hint, is_of_other, machine_date, read_hint
from crawler.platforms.records import Element, Sketch
from crawler.platforms.zones import on_clock
from crawler.text import apart, text_of

#: Longer texts are no lines of a byline.
SHORT = 160
#: What may hold a date in an attribute, web components of GitHub's among them.
_HOLDERS = ("time", "abbr", "span", "a", "data", "relative-time", "time-ago", "local-time")
#: So many records with the same date are no chance.
_SEVERAL = 3
_TIMED = (Precision.HOUR, Precision.MINUTE, Precision.SECOND)
_ABSOLUTE = (Precision.DAY, *_TIMED)
#: Attributes that hold a date for scripts, which show it on the clock of the reader.
_FOR_SCRIPTS = "data-"
#: The number of a comment, of as few digits as no year has.
_NUMBER = re.compile(r"\W*\d{1,3}\W*")


class Dating:
    """The dates that one record states and shows.

    ``signer`` finds the element of the author's name, which is no date even if it is "April";
    ``rest`` the text that is looked at last.
    """

    def __init__(
        self,
        page: Page,
        sketch: Sketch,
        signer: Callable[[], Element | None],
        rest: Callable[[], str],
    ) -> None:
        self.page = page
        self.sketch = sketch
        self._signer = signer
        self._rest = rest
        self._doubted = False

    @lazy
    def machine(self) -> str | None:
        """The machine-readable date of the record."""
        element = self._stating
        return None if element is None else machine_date(element)

    @property
    def shown(self) -> str:
        """The words of the element whose attribute states the date."""
        return "" if self._stating is None else apart(self._stating, self.sketch.dropped)

    def doubt(self) -> None:
        """Leaves the machine-readable date aside; before anything else is asked of it."""
        self.__dict__.pop("machine", None)
        self.__dict__.pop("_stating", None)
        self._doubted = True

    @lazy
    def numbers(self) -> str:
        """The text that shows a date of numbers; empty where there is none."""
        if self.machine:
            return "" if self.machine[:4].isdigit() else self.machine
        told = next(filter(dates.numbers_in, self.written), "")
        if told or any(map(shows_date, self.written)):
            return told
        return next(filter(dates.numbers_in, self._late()), "")

    @lazy
    def written(self) -> list[str]:
        """The texts that may hold the date, best first: of what says that it is one."""
        sketch = self.sketch
        own = self._own
        links = (link for link in sketch.permalinks if link not in sketch.dropped)
        exact = [*own, *(link for link in links if link not in self._numbers)]
        texts = [apart(e, sketch.dropped) for e in exact]
        dated = [text[:SHORT] for text in texts if any(map(str.isdigit, text))]
        # "A year ago" has no figure: it is believed where nothing but a date stands.
        relative = [text for text in texts[: len(own)] if 3 < len(text) < 40]
        # A date and its time of day may stand in two elements.
        if len(own) > 1 and len(dated) > 1 and own[0] not in own[1].iterancestors():
            dated.insert(0, " ".join(dated[: len(own)]))
        # What is shown may be relative where the hint over it is not.
        hints = filter(None, (hint(e, text_of(e)) for e in self._dated()))
        best = [*hints, *dated]
        return best or [*self._beside, *relative] or [text_of(e) for e in sketch.dates]

    def moment(self, day_first: bool | None) -> Moment:
        """The date; ``day_first`` is the order of day and month learnt from all records.

        The machine's, else the first that can be read. A day is made fuller by what else shows the
        same day's time, and less than a day by what tells a day.
        """
        best: Moment | None = None
        for moment in self._moments(day_first):
            if best is None or _is_better(moment, best):
                best = moment
            if best.precision in _TIMED:
                break
        if best is None:
            return Moment(written=self.written[0]) if self.written else UNDATED
        if best.precision is Precision.DAY:
            return self._timed(best)
        return best if best.utc is None else self._as_shown(best, day_first)

    @lazy
    def _numbers(self) -> set[Element]:
        """The links to the comment that show its number: no part of a date beside them."""
        return {link for link in self.sketch.permalinks if _NUMBER.fullmatch(text_of(link))}

    @lazy
    def _stating(self) -> Element | None:
        stating = (e for e in self._dated() if machine_date(e))
        return None if self._doubted else next(stating, None)

    @lazy
    def _own(self) -> list[Element]:
        """The elements that say they are dates, those of a change or a person left out."""
        return [e for e in self.sketch.dates if not is_of_other(e)]

    def _dated(self) -> Iterator[Element]:
        """The elements whose attributes may hold the date, best first."""
        sketch = self.sketch
        inner = (e for date in self._own for e in date.iter("*"))
        lines = (*sketch.metas, *sketch.bylines)
        beside = (e for line in lines for e in line.iter(*_HOLDERS))
        found = chain(inner, sketch.permalinks, beside)
        seen: set[Element] = set()
        for element in found:
            if element not in seen and len(element.attrib) and element not in sketch.dropped:
                seen.add(element)
                yield element

    @lazy
    def _unsaid(self) -> set[Element]:
        """What is none of a date's words: labels, buttons and the name."""
        signer = self._signer()
        around = {*self.sketch.metas, *self.sketch.bylines, *self.sketch.record.parts}
        names = {*self.sketch.authors, signer} - around - {None}
        return {*self.sketch.dropped, *(name for name in names if name is not None)}

    @lazy
    def _beside(self) -> list[str]:
        """The texts around name and date, which may hold the date too."""
        holders = (*self.sketch.metas, *self.sketch.bylines)
        texts = (apart(e, {*self._unsaid, *self._numbers}) for e in holders)
        return [text[:SHORT] for text in texts if any(map(str.isdigit, text))]

    def _moments(self, day_first: bool | None) -> Iterator[Moment]:
        """The dates that can be read, best first."""
        if self.machine:
            moment = read_hint(self.machine, self.page.locale, day_first)
            if moment.precision is not Precision.NONE:
                yield moment
        yield from self._shown(day_first)

    def _shown(self, day_first: bool | None) -> Iterator[Moment]:
        language, captured = self.page.locale, self.page.fetched_at
        for text in chain(self.written, self._late()):
            found = dates.find_written(text, language, captured=captured, day_first=day_first)
            if found:
                yield found[0]

    def _as_shown(self, instant: Moment, day_first: bool | None) -> Moment:
        """An instant that an attribute holds for scripts, on the clock that the page shows."""
        element = self._stating
        names = [] if element is None else [n for n, v in element.items() if v == self.machine]
        if not names or not all(name.startswith(_FOR_SCRIPTS) for name in names):
            return instant
        shown = next((m for m in self._shown(day_first) if m.precision in _TIMED), None)
        return instant if shown is None else on_clock(instant, shown)

    def _timed(self, day: Moment) -> Moment:
        """A day with the time of day that stands beside it or the name, or in a hint over it."""
        sketch = self.sketch
        marked = (*sketch.dates, *sketch.permalinks)
        texts = (apart(e, self._unsaid) for e in (*marked, *sketch.bylines, *sketch.metas))
        titles = (e.get("title") or "" for date in marked for e in date.iter("*"))
        for text in chain(texts, titles, self._lines(2)):
            if len(text) < SHORT:
                timed = dates.with_clock(day, text, self.page.locale)
                if timed is not None:
                    return timed
        return day

    def _late(self) -> Iterator[str]:
        """What is read for a date where what says that it is one is none, or only a day."""
        yield from self._beside
        yield from self._lines(1)
        yield self._rest()

    def _lines(self, levels: int) -> Iterator[str]:
        """The lines that the date or the link to the record stands in, so many elements up."""
        sketch = self.sketch
        for element in (*sketch.dates, *sketch.permalinks):
            line = element.getparent()
            for _ in range(levels):
                if line is None or line in sketch.bodies or line in sketch.record.parts:
                    break
                yield apart(line, self._unsaid)[:SHORT]
                line = line.getparent()


def doubt_one_for_all(datings: Sequence[Dating]) -> None:
    """Leaves machine-readable dates aside that are one for all while the dates shown differ.

    Themes write the date of the post into the attribute by mistake.
    """
    stated = [dating for dating in datings if dating.machine]
    values = {dating.machine or "" for dating in stated}
    # A day alone may well be that of all, and their times what differs.
    if len(stated) >= _SEVERAL and len(values) == 1 and len(values.pop()) > len("2009-03-12"):
        shown = [dating.shown for dating in stated]
        told = [text for text in shown if any(map(str.isdigit, text))]
        if len(told) == len(shown) and len(set(told)) > 1:
            for dating in datings:
                dating.doubt()


def _is_better(moment: Moment, best: Moment) -> bool:
    """Whether a date says more than a better placed one: the time of its day, or any day at all."""
    if best.local and len(best.local) == len("2009-03-12"):
        timed = (moment.local or "").startswith(f"{best.local}T")
        if timed or best.precision is Precision.DAY:
            return timed and moment.precision is not Precision.NONE
    if best.precision is Precision.NONE and moment.precision is Precision.NONE:
        return best.written in moment.written and len(moment.written) > len(best.written)
    # Words before a day without a year may be those of a name: "April 2/17" says no more.
    around = moment.written.replace(best.written, "", 1)
    more = best.written not in moment.written or any(map(str.isdigit, around))
    return more and best.precision not in _TIMED and moment.precision in _ABSOLUTE
