"""The form in which a site writes its dates, learned from dates whose instants are known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from crawler import dates
from crawler.model import UNDATED, Moment, Precision
from crawler.platforms.learning.model import Dates

#: So large a share of the known dates must be read right.
RIGHT = 0.8
#: Fewer known dates than this tell no form.
FEWEST = 3
#: Two wall clocks so near each other, both with the same offset, have no other season between
#: them: the shortest is the North American winter, the first Sunday of November to the second of
#: March, 126 days.
SEASON = timedelta(days=120)

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN = {n: i for i, n in enumerate(_MONTHS, 1)}
# What a number in a date may stand for, and its length; the letters are those of strptime.
_CODES = {
    "Y": 4, "y": 2, "m": 2, "d": 2, "H": 2, "I": 2, "M": 2, "S": 2, "j": 3,
    "Ymd": 8, "ymd": 6, "dmY": 8, "dmy": 6, "HM": 4, "HMS": 6, "YmdHM": 12, "YmdHMS": 14,
}  # fmt: skip
_KNOWN = frozenset((*_CODES, "p", "-"))
_DAYS = ("Ymd", "Yj")
_NOON = ("am", "pm", "a", "p")
#: A date has no more numbers.
_MOST_PARTS = 10
#: The zones there are, in quarters of an hour west and east.
_WEST, _EAST = -48, 56


@dataclass(frozen=True, slots=True)
class Form:
    """A form of dates and how good it is: how fine, and the share of the known that it reads."""

    dates: Dates
    fineness: int
    share: float


def learn_form(
    values: Sequence[str], instants: Sequence[datetime | None], language: str | None
) -> Form | None:
    """The form of written dates whose instants (aware, UTC) are known; ``None`` where none fits.

    The offset of the site's clock follows where the dates show one, and only for the span of time
    in which the season cannot have changed.
    """
    known = [(value, instant) for value, instant in zip(values, instants, strict=True) if instant]
    if len(known) < FEWEST or len({value for value, _ in known}) < min(FEWEST, len(known)):
        return None
    languages = dict.fromkeys((language, "en", None))
    tries = [Dates("machine"), Dates("epoch")]
    tries += [Dates("written", name, order) for name in languages for order in (None, True, False)]
    forms = [form for way in tries if (form := _judged(way, known))]
    parts = _parts_of(known) if not any(form.fineness > 1 for form in forms) else None
    if parts:
        forms += filter(None, [_judged(Dates("parts", parts=parts), known)])
    return max(forms, key=lambda form: (form.fineness, form.share), default=None)


def read_date(value: str, form: Dates, captured: datetime | None) -> Moment:
    """The moment that a value of this form tells; what is not of this form keeps its words."""
    moment = _read(value, form, captured)
    if moment is None:
        return Moment(written=value) if value else UNDATED
    if form.offset is None or moment.offset is not None or "T" not in (moment.local or ""):
        return moment
    known = form.since <= (moment.local or "") <= form.until
    return replace(moment, offset=form.offset) if known else moment


def _read(value: str, form: Dates, captured: datetime | None) -> Moment | None:
    if form.form == "machine":
        moment = dates.read_machine(value)
        return moment if moment.precision is not Precision.NONE else None
    if form.form == "epoch":
        number = value if value.isascii() and value.isdigit() and 8 < len(value) < 17 else ""
        return dates.from_epoch(int(number), value) if number else None
    if form.form == "written":
        found = dates.find_written(value, form.language, captured, form.day_first)
        return found[0] if found and found[0].local else None
    return _of_parts(value, form.parts)


def _judged(way: Dates, known: Sequence[tuple[str, datetime]]) -> Form | None:
    """How well a form reads the known dates, and the offset that they show."""
    last = max(instant for _, instant in known)
    read = [(_read(value, way, last), instant) for value, instant in known]
    told = [(moment, instant) for moment, instant in read if moment is not None and moment.local]
    if len(told) < RIGHT * len(known):
        return None
    timed = [pair for pair in told if "T" in (pair[0].local or "")]
    if len(timed) >= RIGHT * len(known):
        return _timed(way, timed, len(known))
    right = sum(1 for moment, instant in told if _same_day(moment, instant))
    return Form(way, 1, right / len(known)) if right >= RIGHT * len(known) else None


def _timed(way: Dates, timed: Sequence[tuple[Moment, datetime]], count: int) -> Form | None:
    zoned = sum(1 for m, instant in timed if m.utc and _minutes(m, instant) == m.offset)
    fine = 3 if all(m.precision is Precision.SECOND for m, _ in timed) else 2
    if zoned >= RIGHT * count:
        return Form(way, fine + 1, zoned / count)
    behind = Counter(_minutes(moment, instant) for moment, instant in timed)
    usual = behind.most_common(1)[0][0]
    if usual % 15 or not _WEST <= usual // 15 <= _EAST:
        return None
    # The other season's clock is an hour off.
    right = behind[usual] + max(behind[usual - 60], behind[usual + 60])
    if right < RIGHT * count:
        return None
    return Form(_with_offset(way, timed, behind, usual), fine, right / count)


def _minutes(moment: Moment, instant: datetime) -> int:
    """How many minutes a wall clock, which may lack seconds, is ahead of an instant."""
    wall = datetime.fromisoformat(moment.local or "").replace(tzinfo=UTC)
    shown = instant if moment.precision is Precision.SECOND else instant.replace(second=0)
    return round((wall - shown.replace(microsecond=0)).total_seconds() / 60)


def _with_offset(
    way: Dates, timed: Sequence[tuple[Moment, datetime]], behind: Counter[int], usual: int
) -> Dates:
    clocks = sorted(moment.local or "" for moment, _ in timed)
    near = datetime.fromisoformat(clocks[-1]) - datetime.fromisoformat(clocks[0]) <= SEASON
    if len(behind) > 1 or not near:
        return way
    return replace(way, offset=usual, since=clocks[0], until=clocks[-1])


def _same_day(moment: Moment, instant: datetime) -> bool:
    """Whether a day can be that of an instant in some zone."""
    try:
        day = date.fromisoformat((moment.local or "")[:10])
    except ValueError:
        return False
    return abs((day - instant.date()).days) <= 1


def _tokens(value: str) -> list[str]:
    """The numbers in a text, roman ones too, and the halves of the day."""
    tokens = (token.lower() for token in _TOKEN.findall(value))
    return [token for token in tokens if token in _NOON or _is_number(token)]


def _is_number(token: str) -> bool:
    return token in _ROMAN or (token.isascii() and token.isdigit())


def _parts_of(known: Sequence[tuple[str, datetime]]) -> tuple[str, ...] | None:
    """What each part of the dates stands for, by trying the clocks of all zones."""
    rows = [(_tokens(value), instant) for value, instant in known]
    # What comes behind the date, in some of them, is the number of another thing.
    length = min(_MOST_PARTS, *(len(tokens) for tokens, _ in rows))
    rows = [(tokens[:length], instant) for tokens, instant in rows]
    best: tuple[int, int, tuple[str, ...]] | None = None
    for quarters in sorted(range(_WEST, _EAST + 1), key=abs):
        shift = timedelta(minutes=15 * quarters)
        parts = _assigned([(tokens, instant + shift) for tokens, instant in rows])
        if parts:
            rank = (sum(len(part) for part in parts if part != "-"), -abs(quarters), parts)
            best = rank if best is None or rank[:2] > best[:2] else best
    if best is None:
        return None
    size = max(place for place, part in enumerate(best[2], 1) if part != "-")
    return best[2][:size]


def _assigned(rows: Sequence[tuple[list[str], datetime]]) -> tuple[str, ...] | None:
    """A meaning for each part that all rows bear out, or None if they make no whole date."""
    parts = ["-"] * len(rows[0][0])
    open_places: dict[int, list[str]] = {}
    for place in range(len(parts)):
        fitting = [
            code
            for code in (*_CODES, "p")
            if all(_fits(tokens[place], code, wall) for tokens, wall in rows)
        ]
        if fitting:
            open_places[place] = fitting
    taken: set[str] = set()
    # Parts that can mean one thing only are settled first; the others take what is left.
    for place in sorted(open_places, key=lambda place: (len(open_places[place]), place)):
        code = next((c for c in open_places[place] if taken.isdisjoint(c)), None)
        if code:
            parts[place] = code
            taken.update(code)
    # The twelve-hour clock says the time only with its half of the day.
    if "I" in taken and "p" not in taken:
        parts = ["-" if part == "I" else part for part in parts]
    whole = any(taken >= set(day.replace("Y", year)) for day in _DAYS for year in "Yy")
    return tuple(parts) if whole else None


def _fits(token: str, code: str, wall: datetime) -> bool:
    if code == "p":
        return token in _NOON and token[0] == ("p" if wall.hour >= 12 else "a")
    if not _is_number(token):
        return False
    if code == "m" and token in _ROMAN:
        return _ROMAN[token] == wall.month
    width = _CODES[code]
    if not token.isdecimal() or len(token) > width or (width > 2 and len(token) < width):
        return code == "j" and token.isdecimal() and int(token[:9]) == wall.timetuple().tm_yday
    return int(token) == int("".join(wall.strftime(f"%{letter}") for letter in code))


def _of_parts(value: str, parts: Sequence[str]) -> Moment | None:
    tokens = _tokens(value)
    if len(tokens) < len(parts) or not _KNOWN.issuperset(parts):
        return None
    told: dict[str, int] = {}
    for token, part in zip(tokens, parts, strict=False):
        if part == "p":
            told["p"] = 12 if token.startswith("p") else 0
        elif part != "-" and not (_is_number(token) and _split(token, part, told)):
            return None
    return _moment(value, told)


def _split(token: str, part: str, told: dict[str, int]) -> bool:
    """Notes what a number of one or several fields says."""
    number = str(_ROMAN.get(token, token))
    if len(part) == 1:
        told[part] = int(number[:9])
        return len(number) <= 4
    at = 0
    for letter in part:
        width = _CODES[letter]
        told[letter] = int(number[at : at + width] or 0)
        at += width
    return at == len(number)


def _moment(value: str, told: dict[str, int]) -> Moment | None:
    year = told.get("Y") or 2000 + told.get("y", 0) - (100 if told.get("y", 0) > 68 else 0)
    hour = told.get("H")
    if hour is None and "I" in told and "p" in told:
        hour = told["I"] % 12 + told["p"]
    try:
        if "j" in told and "m" not in told:
            day = date(year, 1, 1) + timedelta(days=told["j"] - 1)
        else:
            day = date(year, told["m"], told["d"])
        if hour is None:
            return Moment(value, day.isoformat(), None, Precision.DAY)
        minute, second = told.get("M"), told.get("S")
        wall = datetime(day.year, day.month, day.day, hour, minute or 0, second or 0)
    except (ValueError, KeyError, OverflowError):
        return None
    if minute is None:
        return Moment(value, f"{day.isoformat()}T{hour:02d}", None, Precision.HOUR)
    fine = Precision.MINUTE if second is None else Precision.SECOND
    unit = "minutes" if second is None else "seconds"
    return Moment(value, wall.isoformat(timespec=unit), None, fine)
