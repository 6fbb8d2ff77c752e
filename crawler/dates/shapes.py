"""The shapes that dates have, as patterns over one letter per word, number or sign.

A text becomes a string in which ``e`` is a number of one digit, ``d`` of two, ``y`` of four and
``n`` any other; ``M`` a month, ``w`` a weekday, ``a`` a half of the day, ``z`` a zone, ``E`` an
era, ``c`` a joining word; ``K G J h m s`` the marks after year, month, day, hour, minute, second;
``x`` any other word; signs stand for themselves, or are ``;``. "12. März 2009 um 14:05" is
``d.Mycd:d``. So one pattern serves every language, and a place in it is a place in the text.
"""

from __future__ import annotations

import re

_D = "[de]"
#: A year of two digits: no hour, no day before a time, no number before a unit.
_YY = r"d(?!h|:|\.[de]|a|G)"
#: What stands between hour and minute: anywhere, and where a dot would be a date's.
_ANY_SIGN = r":|\.(?=d)|h\.?"
_SURE_SIGN = r":|h\.?"


def _time(tag: str, signs: str) -> str:
    """A time of day; ``tag`` ends the names of its groups."""
    return (
        rf"(?:(?P<before{tag}>a)[.c]?)?(?P<hour{tag}>{_D})"
        rf"(?:(?:{signs})(?P<minute{tag}>{_D})"
        rf"(?:(?::|\.|m\.?)(?P<second{tag}>{_D})s?(?:[.,][nedy](?![.:/-]))?|m)?h?"
        r"|h(?![deuU])|(?=\.?a))"
        rf"\.?(?P<half{tag}>a)?"
    )


_ZONE = (
    r"(?:[.;]?(?P<zone>z)(?:(?P<zone_sign>[+-])(?P<zone_hour>[deny])(?::(?P<zone_minute>d))?)?"
    r"|(?P<sign>[+-])(?P<offset>[dny])(?::(?P<offset_minute>d))?)?"
)
_AFTER = rf"(?:[c,;.J\-w']{{0,6}}{_time('', _ANY_SIGN)}{_ZONE})?"
_BEFORE = (
    rf"(?:c?\.?{_time('_', _SURE_SIGN)}(?:z(?![+-]))?[c,;.\-w]{{0,5}})?"
    r"[ca]?-?(?:w[.,]?[,;c\-]*)?"
)


def _whole(date: str) -> re.Pattern[str]:
    return re.compile(_BEFORE + date + _AFTER)


#: Dates with a month by its name.
NAMED = (
    _whole(
        rf"(?P<day>{_D})(?!:)[.c]{{0,2}}[c,'/;\-]{{0,3}}(?P<month>M)[.]?[c,.'/\-]{{0,3}}"
        rf"(?P<year>y|{_YY})c?\.?"
    ),
    _whole(
        rf"(?P<month>M)\.?[c/\-'.]{{0,2}}(?P<day>{_D})(?!:)[.c]{{0,2}}[,c'/.\-]{{0,3}}"
        rf"(?P<year>y|{_YY}(?!x))"
    ),
    _whole(
        r"(?P<year>y)[.cK]{0,3}[,./\-]{0,2}(?P<month>M)\.?[.,c/\-]{0,2}"
        rf"(?P<day>{_D})(?!:|[.c]{{0,2}},?y)[.cJ]{{0,2}}"
    ),
    _whole(rf"(?P<year>y)[.c,]{{1,3}}(?P<day>{_D})[.c,]{{1,2}}(?P<month>M)"),
    re.compile(rf"(?:w[.,]?)?(?P<month>M)\.?(?P<day>{_D}),?{_time('', ':')}{_ZONE},?(?P<year>y)"),
)
#: Dates in the marks of East Asia.
MARKED = (_whole(rf"(?P<era>E)?(?P<year>y|{_D})K(?P<number>{_D})G(?P<day>{_D})J"),)
#: Dates in numbers alone, year last; which of ``one`` and ``two`` is the day is not said.
YEAR_LAST = (
    _whole(
        rf"(?<![de][./\-])(?P<one>{_D})(?P<mark>[./\-])(?P<two>{_D})(?P=mark)"
        rf"(?P<year>y|d(?![:/h]|\.[dey]|-[dey](?!:)))c?"
    ),
    _whole(rf"(?<![de][./\-])(?P<one>{_D})/(?P<two>{_D})-?(?P<year>y)"),
)
#: Dates in numbers alone, year first.
YEAR_FIRST = (
    _whole(
        rf"(?P<year>y)(?P<mark>[./\-])(?P<number>{_D})(?P=mark)(?P<day>{_D})(?![/\-][deny]|:)\.?"
    ),
)
#: Less than a date: the year or the day is missing.
PARTS = (
    _whole(rf"(?P<day>{_D})(?!:)[.c]{{0,2}}[c']{{0,2}}(?P<month>M)\.?(?!,?y)"),
    _whole(rf"(?P<month>M)\.?(?P<day>{_D})(?!:)[.c]{{0,2}}(?!,?y)"),
    _whole(rf"(?P<number>{_D})G(?P<day>{_D})J"),
    re.compile(r"(?P<month>M)\.?[c,'/.\-]{0,3}(?P<year>y)"),
    re.compile(r"(?P<year>y)[.,c]{0,2}(?P<month>M)"),
    re.compile(rf"(?P<year>y)K(?P<number>{_D})G"),
    re.compile(r"\A[c.]?(?P<year>y)[c.]?\Z"),
)
#: A count of units in the past, in the letters of `crawler.dates.lexicon.spans_of`.
SPAN = re.compile(r"A?(?P<counts>(?:[c,]{0,2}(?:[edny]c?|N)?[uU2])+)c?A?")
#: A day by its name, with a time of day; without one it stands alone or at the end.
DAY_NAME = re.compile(
    rf"(?P<name>Y)(?:[c,;.\-]{{0,4}}{_time('', _ANY_SIGN)}|(?<![x.]Y)(?=[.;]*\Z))"
)
