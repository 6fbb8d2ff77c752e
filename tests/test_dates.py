"""Written dates: cases as data in ``tests/data/dates``, and what must hold for any string."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.dates import (
    find_written,
    from_epoch,
    learn_day_first,
    read_machine,
    read_written,
    with_clock,
)
from crawler.dates.calendars import iranian_date
from crawler.dates.lexicon import dates_of, languages, spans_of
from crawler.dates.looks import holds_clock, shows_clock, shows_date
from crawler.dates.names import MONTHS
from crawler.model import Moment, Precision

DATA = Path(__file__).parent / "data" / "dates"
#: The capture against which the relative cases count.
CAPTURED = datetime(2024, 3, 31, 15, 30, tzinfo=timezone(timedelta(hours=1)))


def cases(name: str) -> list[dict[str, str | None]]:
    rows: list[dict[str, str | None]] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return rows


def named(case: dict[str, str | None]) -> str:
    return f"{case['language']}: {case['text']}"


@pytest.mark.parametrize("case", cases("machine"), ids=lambda case: repr(case["value"]))
def test_machine_dates_are_read_as_they_stand(case: dict[str, str]) -> None:
    moment = read_machine(case["value"])
    assert moment.iso == case["iso"]
    assert moment.written == case["value"].strip()
    assert (moment.precision is Precision.NONE) == (case["iso"] is None)


@pytest.mark.parametrize("case", cases("written"), ids=named)
def test_written_dates_are_read_in_their_language(case: dict[str, str]) -> None:
    assert read_written(case["text"], case["language"]).iso == case["iso"]


@pytest.mark.parametrize("case", cases("relative"), ids=named)
def test_relative_dates_count_back_from_the_capture(case: dict[str, str]) -> None:
    moment = read_written(case["text"], case["language"], CAPTURED)
    assert moment.iso == case["iso"]
    assert moment.precision is Precision.RELATIVE
    unread = read_written(case["text"], case["language"])
    assert (unread.local, unread.precision) == (None, Precision.NONE)


@pytest.mark.parametrize("case", cases("nothing"), ids=lambda case: repr(case["text"]))
def test_what_is_no_date_stays_as_written(case: dict[str, str]) -> None:
    moment = read_written(case["text"], case["language"], CAPTURED)
    assert moment == Moment(written=case["text"].strip())


@pytest.mark.parametrize("case", cases("spans"), ids=lambda case: case["text"])
def test_the_span_takes_the_date_off_a_byline(case: dict[str, str]) -> None:
    found = find_written(case["text"], case["language"], CAPTURED)
    assert found is not None
    moment, start, end = found
    assert case["text"][start:end] == case["words"] == moment.written
    assert moment.iso == case["iso"]


@pytest.mark.parametrize("case", cases("clocks"), ids=named)
def test_a_day_takes_the_time_that_stands_elsewhere(case: dict[str, str]) -> None:
    timed = with_clock(read_machine("2009-03-12"), case["text"], case["language"])
    assert (timed and timed.iso) == (case["clock"] and f"2009-03-12T{case['clock']}")


@pytest.mark.parametrize(
    "text",
    [
        "9 בפבר׳ 2009",
        "6 ก.พ. 2009",
        "15\u200f/08\u200f/2009",
        "2009(e)ko otsailaren 8(a)",
        "Mar 4 '09",
    ],
)
def test_days_in_other_scripts_look_like_dates(text: str) -> None:
    assert shows_date(text)


def test_times_of_day_are_told_from_dates_and_names() -> None:
    assert all(map(shows_clock, ("at 4:13 PM PST", "15:45 GMT+1", "um 15.45 Uhr", "午後3時45分")))
    assert not any(map(shows_clock, ("15:45 Tom", "4.3.2009", "at", "12 comments")))
    assert holds_clock("4 March, 15:45")
    assert not holds_clock("15.10.09")


def test_the_cases_cover_the_languages_that_are_promised() -> None:
    promised = (
        "en de fr es it pt nl sv da nb fi pl cs sk hu ro bg ru uk sr hr sl el tr ar he fa hi"
        " id vi th ja zh ko ca eu lt lv et"
    )
    for name in ("written", "relative"):
        covered = {(case["language"] or "").partition("-")[0] for case in cases(name)}
        assert set(promised.split()) <= covered


@pytest.mark.parametrize("language", sorted(MONTHS))
def test_every_month_of_a_language_is_read_back(language: str) -> None:
    for number, forms in enumerate(MONTHS[language].split(","), start=1):
        for form in forms.split():
            words = form.replace("_", " ")
            moment = read_written(f"12 {words} 2009", language)
            assert moment.local == f"2009-{number:02d}-12", words


@pytest.mark.parametrize("language", sorted(languages() | {""}))
def test_the_words_of_every_language_load(language: str) -> None:
    assert read_written("12 March 2009", language).local == "2009-03-12"
    assert dates_of(language).signs["M"]
    assert spans_of(language).signs["A"]


def test_a_date_in_numbers_follows_what_the_page_taught() -> None:
    assert read_written("03/04/2009", "en-US", day_first=True).local == "2009-04-03"
    assert read_written("03/04/2009", "de", day_first=False).local == "2009-03-04"
    assert read_written("03/04/2009", None, day_first=True).local == "2009-04-03"
    assert read_written("25/04/2009", "en-US", day_first=False).local == "2009-04-25"


def test_of_two_readings_the_one_before_the_capture_is_taken() -> None:
    captured = datetime(2009, 4, 5, tzinfo=UTC)
    assert read_written("03/04/2009", "en-US", captured).local == "2009-03-04"
    assert read_written("04/12/2009", "en", captured).local == "2009-04-12"
    assert read_written("03/04/2009", "en", captured, day_first=False).local == "2009-03-04"
    assert read_written("04/12/2008", "en", captured).local == "2008-04-12"


def test_an_order_that_nothing_tells_leaves_the_year() -> None:
    moment = read_written("03/04/2009", None)
    assert (moment.local, moment.precision) == ("2009", Precision.YEAR)


def test_a_year_that_stays_is_no_day() -> None:
    texts = ["09. 3. 28. AM 4:12", "09. 3. 30. PM 5:09", "09. 4. 2. PM 8:03"]
    assert learn_day_first(texts) is None
    assert read_written(texts[0], "ko", day_first=learn_day_first(texts)).iso == "2009-03-28T04:12"


def test_day_and_month_order_is_learnt_from_a_part_over_twelve() -> None:
    assert learn_day_first(["01/02/2009", "25/12/2009 14:05", "26/12/2009"]) is True
    assert learn_day_first(["01/02/2009", "12/25/2009", "12.26.09 - 2:05 pm"]) is False
    assert learn_day_first(["25/12/2009", "12/25/2009"]) is None
    assert learn_day_first(["03/04/2009", "no date", "2009-12-25"]) is None
    assert learn_day_first([]) is None


def test_a_weekday_tells_which_number_is_the_day() -> None:
    assert read_written("Sat 05/03/08 20:15", "en-GB").local == "2008-05-03T20:15"
    assert read_written("Samstag, 03.05.2008", None).local == "2008-05-03"
    assert read_written("Wed 05/03/2008", "en", day_first=False).local == "2008-03-05"
    # A Tuesday under neither reading: the language tells.
    assert read_written("Tue 05/03/2008", "en-US").local == "2008-05-03"


def test_a_clock_of_twelve_hours_tells_it_where_no_language_does() -> None:
    assert read_written("05/03/2008 8:15 PM", None).local == "2008-05-03T20:15"


def test_words_beside_a_date_may_be_of_another_language_than_the_page() -> None:
    for text in ("3 May 2008 um 20:15", "3 mai 2008 à 20:15", "2008年5月3日 下午8:15"):
        assert read_written(text, "en").local == "2008-05-03T20:15"


def test_points_are_of_dates_that_begin_with_the_day() -> None:
    assert learn_day_first(["03.05.2008 14:10"]) is True
    assert learn_day_first(["03.05.2008 2:10 pm"]) is None


def test_day_and_month_order_is_learnt_from_the_day_before_which_none_can_be() -> None:
    assert learn_day_first(["04/05/2008"], date(2008, 5, 3)) is True
    assert learn_day_first(["05/04/2008"], date(2008, 5, 3)) is False
    assert learn_day_first(["04/05/2008"], date(2008, 4, 4)) is False
    assert learn_day_first(["04/05/2008"], date(2008, 6, 1)) is None
    assert learn_day_first(["04/05/2008"], date(2007, 6, 1)) is None


def test_day_and_month_order_is_learnt_from_a_thread_that_runs_one_way() -> None:
    rising = ["01/02/2009", "02/02/2009", "05/02/2009", "01/03/2009"]
    assert learn_day_first(rising) is True
    assert learn_day_first(reversed(rising)) is True
    assert learn_day_first(["02/01/2009", "02/02/2009", "02/05/2009", "03/01/2009"]) is False
    assert learn_day_first(["01/02/2009", "02/03/2009", "03/04/2009"]) is None


def test_epoch_counts_are_utc_in_the_unit_that_their_size_tells() -> None:
    assert from_epoch(1236866700).iso == "2009-03-12T14:05:00+00:00"
    assert from_epoch(1236866700.9).iso == "2009-03-12T14:05:00+00:00"
    assert from_epoch(1236866700123, "c9").iso == "2009-03-12T14:05:00+00:00"
    assert from_epoch(1236866700123, "c9").written == "c9"
    assert from_epoch(1236866700123456).iso == "2009-03-12T14:05:00+00:00"
    for nonsense in (float("nan"), float("inf"), 10**5000, -(10**17), -6 * 10**10):
        assert from_epoch(nonsense).local is None


@pytest.mark.parametrize(
    ("iranian", "ours"),
    [
        ((1375, 1, 1), "1996-03-20"),
        ((1379, 12, 30), "2001-03-20"),
        ((1387, 12, 30), "2009-03-20"),
        ((1388, 1, 1), "2009-03-21"),
        ((1399, 12, 30), "2021-03-20"),
        ((1403, 7, 1), "2024-09-22"),
    ],
)
def test_iranian_days_are_ours(iranian: tuple[int, int, int], ours: str) -> None:
    assert iranian_date(*iranian).isoformat() == ours


@pytest.mark.parametrize("day", [(1388, 12, 30), (1388, 7, 31), (1388, 13, 1), (9, 1, 1)])
def test_iranian_days_that_do_not_exist_are_refused(day: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such day"):
        iranian_date(*day)


def test_iranian_days_follow_each_other_without_a_gap() -> None:
    day = iranian_date(1304, 1, 1)
    assert day == date(1925, 3, 21)
    for year in range(1304, 1472):
        for month in range(1, 13):
            for number in range(1, 32):
                try:
                    read = iranian_date(year, month, number)
                except ValueError:
                    assert (month, number) > (6, 30)
                    continue
                assert read == day
                day += timedelta(days=1)


MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2099, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
OFFSETS = st.integers(-14 * 60, 14 * 60)


@given(MOMENTS, OFFSETS)
def test_a_moment_survives_iso_8601(moment: datetime, offset: int) -> None:
    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    assert read_machine(zoned.isoformat()) == Moment.of(zoned, zoned.isoformat())
    assert read_written(zoned.isoformat(), "en").iso == Moment.of(zoned).iso
    assert from_epoch(int(zoned.timestamp())).utc == Moment.of(zoned).utc


@given(MOMENTS, OFFSETS)
def test_a_moment_survives_the_format_of_mail(moment: datetime, offset: int) -> None:
    zoned = moment.replace(tzinfo=timezone(timedelta(minutes=offset)))
    assert read_machine(f"{zoned:%a, %d %b %Y %H:%M:%S %z}").iso == Moment.of(zoned).iso


@given(
    MOMENTS,
    st.sampled_from(
        [
            ("en", "%B %d, %Y at %I:%M %p"),
            ("en-US", "%m/%d/%Y %I:%M %p"),
            ("en-GB", "%d/%m/%Y %H:%M"),
            ("de", "%d.%m.%Y um %H:%M Uhr"),
            ("ja", "%Y年%m月%d日 %H:%M"),
            ("zh", "%Y/%m/%d %H:%M"),
            ("fi", "%d.%m.%Y klo %H.%M"),
            ("vi", "%d tháng %m năm %Y lúc %H:%M"),
            ("sv", "%Y-%m-%d kl. %H:%M"),
        ]
    ),
)
def test_a_moment_survives_the_formats_of_people(moment: datetime, form: tuple[str, str]) -> None:
    language, pattern = form
    read = read_written(moment.strftime(pattern), language)
    assert read.local == moment.isoformat(timespec="minutes")
    assert (read.offset, read.precision) == (None, Precision.MINUTE)


TAGS = st.sampled_from(
    [None, "", "xx", "en", "en-US", "de", "fa", "ja", "zh", "th", "vi", "hu", "ar"]
)
_PIECES = """
    2009 12 3 03 99 31 0 1388 march märz mars de at um vor ago years tagen 年 月 日 午後 前 . / - :
    , + ' ( ) pm a.m. utc est 2:05 yesterday gestern il y a hace tháng ค.ศ. 平成 z \u0660
"""
PIECES = st.sampled_from([*_PIECES.split(), "\ud800"])


@given(st.text() | st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join), TAGS)
def test_no_text_breaks_the_reader_and_spans_stay_inside(text: str, language: str | None) -> None:
    for captured in (None, CAPTURED, datetime(1, 1, 1)):
        for day_first in (None, True):
            found = find_written(text, language, captured, day_first)
            moment = read_written(text, language, captured, day_first)
            if found is None:
                assert moment == Moment(written=text.strip()[:1000])
                continue
            assert moment == found[0]
            assert 0 <= found[1] < found[2] <= len(text)
            assert text[found[1] : found[2]] == moment.written
            hold(moment)
    hold(read_machine(text))
    learn_day_first([text, text])


@given(st.from_regex(r"[0-9TZ:+\-. a-zA-Z,/()]{0,40}", fullmatch=True))
def test_no_machine_date_breaks_the_reader(text: str) -> None:
    hold(read_machine(text))


@given(st.integers() | st.floats())
def test_no_count_breaks_the_reader(count: int | float) -> None:
    hold(from_epoch(count))


def test_a_long_text_costs_no_more_than_its_head() -> None:
    assert find_written("x" * 999 + "12 March 2009", "en") is None
    assert read_written("12 March 2009 " + "1/2/" * 10_000, "en").local == "2009-03-12"
    assert read_machine("2009" * 100_000).local is None
    assert find_written("9" * 100_000, "en") is None


def hold(moment: Moment) -> None:
    """What is true of every moment: as long as its precision says, and a real date."""
    if moment.local is None:
        assert (moment.offset, moment.precision) == (None, Precision.NONE)
        return
    lengths = {
        Precision.YEAR: 4,
        Precision.MONTH: 7,
        Precision.DAY: 10,
        Precision.HOUR: 13,
        Precision.MINUTE: 16,
        Precision.SECOND: 19,
    }
    if moment.precision is not Precision.RELATIVE:
        assert len(moment.local) == lengths[moment.precision]
    missing = {4: "-01-01", 7: "-01"}.get(len(moment.local), "")
    datetime.fromisoformat(moment.local + missing)
    assert moment.iso is not None
