"""A quick look whether a short text shows a date; `crawler.dates` reads later what it says."""

from __future__ import annotations

import re

#: Longer texts are prose, whatever dates they name.
LONGEST = 160

_UNITS = (
    "s|secs?|seconds?|min|mins|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|mos|mths?|months?"
    "|y|yrs?|years?"
)
#: A month: letters; in other scripts than Latin with dots and marks among them.
_WORD = r"(?:[^\W\d_]{3,14}\.?|[^\x00-\u02ff\s\d][^\s\d]{1,14})"
# Every way begins with a digit, so that the search starts at digits only.
_NUMBERS = re.compile(
    r"(?<!\d)(?=\d)(?:"
    # 12.3.2010, 2010-03-12, 3/12/10
    r"\d{1,4}\s?[./\-\u2010-\u2015]\s?\d{1,2}\s?[./\-\u2010-\u2015]\s?[’']?(?:\d{4}|\d{1,2})(?!\d)"
    # 12 March 2010, 12. März 2010, 12 de marzo de 2010, 12th of March, 2010
    r"|\d{1,2}(?:st|nd|rd|th|er|\.|º|°|-го|-е)?[\s\-]\s?(?:de |di |of |d[’'])?"
    + _WORD
    + r",?[\s\-](?:de |del |[คพ]\.ศ\. )?(?:[’']?\d{2}|\d{4})(?!\d)"
    # 2010年3月12日, 2010년 3월, 3月12日
    r"|\d{1,4}\s?[年년]\s?\d{1,2}\s?[月월]|\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    # 2010. március 12., 2010 March 12, 2010 m. kovo 12
    r"|(?:19|20)\d\d[.,]?\s(?:m\. )?" + _WORD + r",?\s\d{1,2}(?!\d)"
    # 2009(e)ko martxoak 12
    r"|(?:19|20)\d\d\(?e?\)?ko\b"
    # 12 tháng 3
    r"|\d{1,2} tháng \d"
    # 12 March, 10:30
    r"|\d{1,2}\.? " + _WORD + r",?[^\d]{1,8}\d{1,2}[:.h]\d\d"
    # 3/12 at 10:30
    r"|\d{1,2}/\d{1,2},?\s+(?:[^\d\s]{1,3}\s+)?\d{1,2}:\d\d"
    # 5h, 3 days ago, 3日前
    r"|\d{1,3}\s?(?:" + _UNITS + r")\b(?:\s+ago\b|\s*(?:$|[|·•\-–,(]))"
    r"|\d+\s\w+\s(?:ago|geleden|sedan|siden|sitten|önce|temu|назад|тому|fa|پیش|lalu|yang lalu"
    r"|ezelőtt|trước)\b"
    r"|\d+\s?\S{1,4}前|\d+\s?\S{1,3} ?전"
    # March 12, 2010; March 12 at 10:30
    r"|(?<=[^\W\d_.][\s\-])\d{1,2}(?:st|nd|rd|th|\.)?"
    r"(?:,?[\s\-]\d{4}(?!\d)|,\s?[’']?\d{2}(?!\d)|\s?[’']\d{2}(?!\d)|,?[^\d]{1,8}\d{1,2}[:.h]\d\d)"
    r"|(?<=[^\W\d_]\.\s)\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}(?!\d)"
    r")",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\b(?:vor|il y a|hace|há|před|pred|acum|πριν(?: από)?|منذ|قبل|לפני|преди|prije|pre)\s\d",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"^\W{0,3}(?:(?:at|um|à|alle|ore|ora|a las|a les|às|ás|as|kl|klo|kell|plkst|v|в|о|o|u|у|ob"
    r"|om|la|στις|saat|pukul|jam|lúc|godz|ساعت|الساعة|في|בשעה|เวลา|上午|下午|午前|午後|오전|오후|[ap]\.?m)"
    r"\W{0,2}){0,2}\d{1,2}\s?(?:[:.h時时點点시]\s?\d\d(?:[:.分분]\s?\d\d)?[分분秒초]?|(?=\s?[ap]\.?m))"
    r"\s?(?:[ap]\.?\s?(?:m\.?)?|uhr|h|hs|hrs|uur|น|μ\.?μ|π\.?μ|мск|[صم]|[قب]\.?ظ)?\W{0,2}"
    r"(?:(?:utc|gmt|[ecmpab][sd]t|[cew]es?t|mesz?|msk|jst|kst|ist|sgt|hkt|a[ecwk][sd]t|nz[sd]t|hst|wib)"
    r"(?:\s?[+-]\d{1,2}(?::?\d\d)?)?)?\W{0,3}$",
    re.IGNORECASE,
)
_CLOCK_IN = re.compile(
    r"(?<![\d.])\d?\d\s?[:.h]\s?\d\d(?![\d.])|\d\s?[ap]\.?m\b|時|时|點|点|시", re.IGNORECASE
)
_CLOCK_LAST = re.compile(
    r"\w\W{0,3}\s(?:at|um|à|@|kl\.?|klo|alle|ore|às|om|o|v|в|[|,·–-])\s+\d{1,2}[:.h]\d\d(?::\d\d)?"
    r"(?:\s?[ap]\.?m\.?|\s?uhr)?\W{0,2}$",
    re.IGNORECASE,
)
#: Longer texts are prose, at whatever time they end.
_BYLINE = 64
#: No time of day is written longer.
_LONGEST_CLOCK = 32
_DIGIT = re.compile(r"\d")
#: Days in words, and the first and last words of times counted back in words.
_DAYS = frozenset(
    {
        *("yesterday", "today", "just now", "now", "moments ago", "gestern", "heute", "hier"),
        *("gerade eben", "aujourd’hui", "aujourd'hui", "ayer", "hoy", "ahora", "ontem", "hoje"),
        *("agora", "ieri", "oggi", "adesso", "gisteren", "vandaag", "вчера", "сегодня", "ma"),
        *("только что", "wczoraj", "dziś", "dzisiaj", "przed chwilą", "včera", "dnes", "igår"),
        *("idag", "i går", "i dag", "eilen", "tänään", "dün", "bugün", "az önce", "昨日", "今日"),
        *(
            "たった今",
            "昨天",
            "今天",
            "刚刚",
            "剛剛",
            "어제",
            "오늘",
            "방금",
            "الآن",
            "أمس",
            "اليوم",
        ),
        *("אתמול", "היום", "χθες", "σήμερα", "azi", "tegnap"),
    }
)
_FIRST = frozenset(("vor", "il", "hace", "há", "منذ", "för", "pred", "před"))
_LAST = frozenset(("ago", "fa", "назад", "temu", "geleden", "önce", "siden", "sedan", "sitten"))
#: A date counted back from now in words is no longer than this.
_SHORT = 32


def shows_date(text: str) -> bool:
    """Whether the text, if short enough, holds something that looks like a date."""
    if len(text) > LONGEST:
        return False
    if text.isalpha():
        return text.casefold() in _DAYS
    if _DIGIT.search(text):
        if "\u200f" in text or "\u200e" in text:
            text = text.replace("\u200f", "").replace("\u200e", "")
        if "  " in text or "\n" in text:
            text = " ".join(text.split())
        if _NUMBERS.search(text):
            return True
        return len(text) < 48 and _LEADS.search(text) is not None
    return len(text) < _SHORT and _counts_back(text.casefold())


def _counts_back(folded: str) -> bool:
    if folded in _DAYS:
        return True
    pieces = folded.split()
    return 2 < len(pieces) < 5 and (pieces[-1] in _LAST or pieces[0] in _FIRST)


def shows_clock(text: str) -> bool:
    """Whether the text is a time of day and nothing else."""
    return len(text) <= _LONGEST_CLOCK and _CLOCK.match(text) is not None


def ends_in_clock(text: str) -> bool:
    """Whether a short text is a byline that ends in a time of day: "Posted by Bo at 3:45 PM"."""
    return len(text) < _BYLINE and _CLOCK_LAST.search(text) is not None


def holds_clock(text: str) -> bool:
    """Whether something in the text looks like a time of day."""
    return _CLOCK_IN.search(text) is not None
