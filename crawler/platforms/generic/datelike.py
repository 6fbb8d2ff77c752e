"""A quick look whether a short text shows a date; what it says is read later, by `crawler.dates`."""

from __future__ import annotations

import re

#: Longer texts are prose, whatever dates they name.
LONGEST = 160

_UNITS = "s|sec|secs|seconds?|min|mins|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|mos|mths?|months?|y|yrs?|years?"
_DATELIKE = re.compile(
    # 12.3.2010, 2010-03-12, 3/12/10
    r"(?<!\d)\d{1,4}\s?[./\-\u2010-\u2015]\s?\d{1,2}\s?[./\-\u2010-\u2015]\s?(?:\d{4}|\d{2}|\d(?!\d))(?!\d)"
    # 12 March 2010, 12. März 2010, 12 de marzo de 2010, 12th of March, 2010
    r"|(?<!\d)\d{1,2}(?:st|nd|rd|th|er|\.|º|°|-го|-е)?[\s\-]\s?(?:de |di |of |d[’'])?[^\W\d_]{3,14}\.?,?[\s\-](?:de |del |)?(?:[’']?\d{2}|\d{4})(?!\d)"
    # March 12, 2010
    r"|[^\W\d_]{3,14}\.?[\s\-]\d{1,2}(?:st|nd|rd|th|\.)?,?[\s\-](?:[’']?\d{2}|\d{4})(?!\d)"
    # 2010年3月12日, 2010년 3월
    r"|\d{1,4}\s?[年년]\s?\d{1,2}\s?[月월]|(?<!\d)\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    # 2010. március 12., 2010 March 12, 2010 m. kovo 12
    r"|(?:19|20)\d\d[.,]?\s(?:m\. )?[^\W\d_]{3,14}\.?,?\s\d{1,2}(?!\d)"
    # ngày 12 tháng 3 năm 2010
    r"|ngày \d|tháng \d"
    # 12 March, March 12 with a clock beside it
    r"|(?:\d{1,2}\.? [^\W\d_]{3,14}|[^\W\d_]{3,14} \d{1,2}),?[^\d]{1,8}\d{1,2}[:.h]\d\d"
    # counted back from now
    r"|(?<![\w.])\d{1,3}\s?(?:" + _UNITS + r")\b(?:\s+ago)?\s*(?:$|[|·•\-–,(])"
    r"|\b(?:\d+|an?|one|few|about|over|almost) \w+ ago\b|\bvor \w+ \w+|\bil y a \w+|\b(?:hace|há) \w+ \w+|\w+ \w+ fa$|\w+ geleden\b"
    r"|\w+ назад|\w+ тому|\w+ temu\b|\bpřed \d+|\bpred \d+|\d+ \w+ sedan\b|\d+ \w+ siden\b|\w+ sitten\b|\w+ önce\b|\d+\s?\S{1,4}前|\d+\s?\S{1,3} ?전"
    r"|منذ|قبل \d|\d+ \w+ پیش|לפני|πριν|\bacum \d+|\d+ \w+ezelőtt|преди \d|\bprije \d|\d+ \w+ (?:lalu|yang lalu)|trước$"
    r"|^(?:yesterday|today|just now|gestern|heute|hier|ayer|hoy|ontem|hoje|ieri|oggi|gisteren|вчера|сегодня|wczoraj|dziś|dzisiaj|včera|dnes|dün|bugün|昨日|今日|昨天|今天|어제)\b.{0,20}$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"^\W{0,3}(?:at |um |à |alle |a las |às |kl\.? ?|в |o )?\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:[ap]\.?\s?m\.?|uhr|h|时)?\W{0,3}$",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_WORDS = frozenset(
    "yesterday|today|just now|now|moments ago|gestern|heute|gerade eben|hier|aujourd’hui|aujourd'hui"
    "|ayer|hoy|ahora|ontem|hoje|agora|ieri|oggi|adesso|gisteren|vandaag|вчера|сегодня|только что|wczoraj"
    "|dziś|dzisiaj|przed chwilą|včera|dnes|igår|idag|i går|i dag|eilen|tänään|dün|bugün|az önce|昨日|今日"
    "|たった今|昨天|今天|刚刚|剛剛|어제|오늘|방금|الآن|أمس|اليوم|אתמול|היום|χθες|σήμερα|ieri|azi|tegnap|ma".split(
        "|"
    )
)
_AGO = (
    " ago",
    "vor ",
    "il y a ",
    "hace ",
    "há ",
    " fa",
    " назад",
    " temu",
    " geleden",
    " önce",
    "منذ ",
)


def shows_date(text: str) -> bool:
    """Whether the text, if short enough, holds something that looks like a date."""
    if len(text) > LONGEST:
        return False
    if "  " in text or "\n" in text:
        text = " ".join(text.split())
    if _DIGIT.search(text):
        return _DATELIKE.search(text) is not None
    return len(text) < 32 and (
        text.casefold() in _WORDS
        or (any(word in text for word in _AGO) and _DATELIKE.search(text) is not None)
    )


def shows_clock(text: str) -> bool:
    """Whether the text is a time of day and nothing else."""
    return len(text) <= 24 and _CLOCK.match(text) is not None
