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
_YY = r"d(?!h|:|[./\-][dey]|a|G|,?y)"


def _time(signs: str) -> str:
    """A time of day, with ``signs`` between hour and minute."""
    return (
        rf"(?:(?P<before>a)[.c]?)?(?P<hour>{_D})"
        rf"(?:(?:{signs})(?P<minute>{_D})"
        rf"(?:(?::|\.|m\.?)(?P<second>{_D})s?(?:[.,][nedy](?![.:/-]))?|m)?h?"
        r"|h(?![deuU])|(?=\.?a))"
        r"\.?(?:(?P<half>a)\.?)?"
    )


#: A dot may stand between hour and minute; before a date only where a word ends the time.
_ANY_TIME = _time(r":|\.(?=d)|h\.?")
_SURE_TIME = _time(r":|h\.?|\.(?=d[,;cw]|d\Z)")
_ZONE = (
    r"(?:[.;]?(?P<zone>z)(?:(?P<zone_sign>[+-])(?P<zone_hour>[deny])(?::(?P<zone_minute>d))?)?"
    r"|(?P<sign>[+-])(?P<offset>[dny])(?::(?P<offset_minute>d))?)?"
)
#: What follows a date: its time of day and zone, or a weekday.
AFTER = re.compile(rf"(?:;G;)?[c,;:/.J\-w']{{0,6}}{_ANY_TIME}{_ZONE}|;wJ?\.?;|[,.]{{0,2}}wJ?")
#: What goes before a date (matched up to its beginning): the time of day, a weekday, "on".
BEFORE = re.compile(
    rf"(?:c?\.?{_SURE_TIME}(?:z(?![+-]))?[c,;./\-w]{{0,5}})?[ca]?\.?-?(?:w[.,]?[,;c\-]*)?\Z"
)

#: Dates with a month by its name.
NAMED = (
    re.compile(
        # "3 - May 10" is the third comment, of the tenth.
        rf"(?P<day>{_D})(?!:|[;\-]{{1,3}}M\.?{_D})[.c]{{0,2}}[c,'/;\-]{{0,3}}(?P<month>M)[.]?[c,.'/\-]{{0,3}}"
        rf"(?P<year>y|{_YY})c?\.?"
    ),
    re.compile(
        rf"(?P<month>M)\.?[c/\-'.]{{0,2}}(?P<day>{_D})(?!:)[.c]{{0,2}}[,c'/.\-]{{0,3}}(?P<year>y)"
    ),
    re.compile(
        # Behind its day a month is not followed by another: "3rd May at 20.15".
        rf"(?<![de][c.])(?<![de])(?P<month>M)\.?[c/\-'.]{{0,2}}"
        rf"(?P<day>{_D})(?!:)[.c]{{0,2}}[,c'/.\-]{{0,3}}(?P<year>{_YY}(?!x))"
    ),
    re.compile(
        r"(?P<year>y)[.cK;]{0,4}[,./\-]{0,2}(?P<month>M)\.?[.,c/\-]{0,2}"
        rf"(?P<day>{_D})(?!:|[.c]{{0,2}},?y)(?:;c;|[.cJ]{{0,2}})"
    ),
    re.compile(rf"(?P<year>y)[.c,]{{1,3}}(?P<day>{_D})[.c,]{{1,2}}(?P<month>M)"),
    re.compile(rf"(?P<month>M)\.?(?P<day>{_D}),?{_SURE_TIME}{_ZONE},?(?P<year>y)"),
)
#: Dates in the marks of East Asia; in the last two a theme made for English put in the month.
MARKED = (
    re.compile(rf"(?P<era>E)?(?P<year>y|{_D})K(?P<number>{_D})G(?P<day>{_D})J"),
    re.compile(rf"(?P<number>{_D})G(?P<day>{_D})[.c]{{0,2}},?(?P<year>y)"),
    re.compile(rf"(?P<day>{_D})[.c]?(?P<number>{_D})G,?(?P<year>y)"),
)
#: Dates in numbers alone, year last; which of ``one`` and ``two`` is the day is not said.
YEAR_LAST = (
    re.compile(
        rf"(?<![de][./])(?<!y[./\-])(?P<one>{_D})(?P<mark>[./\-])(?P<two>{_D})(?P=mark)'?"
        rf"(?P<year>y|[de](?![:h]|/(?![de](?:\.?a|:d))|\.[dey]|-[dey](?!:)))[c.]?"
    ),
    re.compile(rf"(?<![de][./])(?P<one>{_D})/(?P<two>{_D})-?(?P<year>y)"),
)
#: Dates in numbers alone, year first.
YEAR_FIRST = (
    re.compile(
        rf"(?P<year>y)(?P<mark>[./\-])(?P<number>{_D})(?P=mark)(?P<day>{_D})"
        # A time of day or a word may follow: "2009-03-12 - 14:05", not "2009-03-12-14".
        r"(?!/[deny]|-[deny](?![:hx]|\.d)|:)\.?"
    ),
)
#: Less than a date: the year or the day is missing.
PARTS = (
    re.compile(rf"(?P<day>{_D})(?!:)[.c]{{0,2}}[c']{{0,2}}(?P<month>M)\.?(?!,?y)"),
    re.compile(rf"(?P<month>M)\.?(?P<day>{_D})(?!:)[.c]{{0,2}}(?!,?y)"),
    re.compile(rf"(?P<number>{_D})G(?P<day>{_D})J"),
    # Day and month in numbers count only with a time of day beside them.
    re.compile(rf"(?<![deyn][./-])(?P<one>{_D})/(?P<two>{_D})(?![/.\-:ny])"),
    re.compile(r"(?P<month>M)\.?[c,'/.\-]{0,3}(?P<year>y)"),
    re.compile(r"(?P<year>y)[.,c]{0,2}(?P<month>M)"),
    re.compile(rf"(?P<year>y)K(?P<number>{_D})G"),
    re.compile(r"\A[c.]?(?P<year>y)[c.]?\Z"),
)
#: A count of units in the past, in the letters of `crawler.dates.lexicon.spans_of`.
SPAN = re.compile(r"A?(?P<counts>(?:[c,]{0,2}(?:[edny]c?|N'?)?[uU2]N?)+)c?A?")
#: A day by its name, with a time of day; without one it stands alone or at the end.
DAY_NAME = re.compile(rf"(?P<name>Y)(?:[c,;.\-]{{0,4}}{_ANY_TIME}|(?<![x.]Y)(?=[.;]*\Z))")
