"""School days: which count, how many lie between, and what a clock says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.store import calendar as school
from foundation.store.calendar import Calendar, NoSchoolDay, bank_holidays, calendar_of

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Entry:
    date_from: dt.date
    date_until: dt.date
    kind: str


def stretch(first: str, last: str, kind: str) -> Entry:
    return Entry(dt.date.fromisoformat(first), dt.date.fromisoformat(last), kind)


def on(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


PLAIN = Calendar()
COUNTY = [
    stretch("2026-09-02", "2026-12-18", "term"),
    stretch("2027-01-04", "2027-03-24", "term"),
    stretch("2026-10-26", "2026-10-30", "term_holiday"),
]

days = st.dates(dt.date(2019, 1, 1), dt.date(2032, 12, 31))
stretches = st.builds(
    lambda first, length, kind: Entry(first, first + DAY * length, kind),
    st.dates(dt.date(2025, 9, 1), dt.date(2027, 8, 31)),
    st.integers(0, 40),
    st.sampled_from(["term_holiday", "inset", "closure", "open"]),
)
calendars = st.builds(calendar_of, st.lists(stretches, max_size=6), st.lists(stretches, max_size=6))
near = st.dates(dt.date(2026, 1, 1), dt.date(2027, 6, 30))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-01-01", "new year"), ("2026-04-03", "Good Friday"), ("2026-04-06", "Easter Monday"),
        ("2026-05-04", "early May"), ("2026-05-25", "spring"), ("2026-08-31", "August"),
        ("2026-12-28", "Boxing Day, given on Monday"), ("2027-12-27", "Christmas, given on Monday"),
        ("2027-12-28", "Boxing Day, given on Tuesday"), ("2022-06-03", "the jubilee"),
        ("2023-05-08", "the coronation"),
    ],
)  # fmt: skip
def test_bank_holidays_of_england_never_count(day: str, why: str) -> None:
    assert on(day) in bank_holidays(on(day).year), why
    assert not PLAIN.is_school_day(on(day)), why


def test_without_loaded_terms_every_other_weekday_counts() -> None:
    assert PLAIN.is_school_day(on("2026-08-05"))
    assert not PLAIN.is_school_day(on("2026-08-08"))
    assert "no term dates were loaded" in PLAIN.source


def test_days_outside_loaded_terms_do_not_count() -> None:
    county = calendar_of([], COUNTY)
    assert county.source == "the authority's calendar"
    assert county.is_school_day(on("2026-09-02"))
    assert not county.is_school_day(on("2026-09-01"))
    assert not county.is_school_day(on("2026-10-27"))
    assert not county.is_school_day(on("2026-12-21"))
    assert county.is_school_day(on("2027-09-01")), "a year that was not loaded falls back to weekdays"


def test_a_setting_lays_its_own_days_over_the_authoritys() -> None:
    own = [
        stretch("2026-09-02", "2026-09-02", "inset"),
        stretch("2026-10-26", "2026-10-27", "open"),
        stretch("2026-11-14", "2026-11-14", "open"),
    ]
    academy = calendar_of(own, COUNTY)
    assert academy.source == "the setting's own calendar"
    assert not academy.is_school_day(on("2026-09-02"))
    assert academy.is_school_day(on("2026-10-26"))
    assert not academy.is_school_day(on("2026-10-28"))
    assert academy.is_school_day(on("2026-11-14")), "a Saturday with a session is a school day"


def test_a_settings_own_terms_replace_the_authoritys_for_that_year() -> None:
    academy = calendar_of([stretch("2026-08-24", "2026-12-11", "term")], COUNTY)
    assert academy.is_school_day(on("2026-08-25")), "August belongs to the year before, which nobody loaded"
    assert academy.is_school_day(on("2026-09-01"))
    assert not academy.is_school_day(on("2026-12-16"))


def test_twenty_school_days_step_over_half_term_and_weekends() -> None:
    county = calendar_of([], COUNTY)
    due = county.add(on("2026-10-12"), 20)
    assert due == on("2026-11-16")
    assert county.between(on("2026-10-12"), due) == 20


@pytest.mark.parametrize(
    ("due", "today", "words"),
    [
        ("2026-11-27", "2026-11-23", "4 school days left"),
        ("2026-11-24", "2026-11-23", "1 school day left"),
        ("2026-11-23", "2026-11-23", "Due today"),
        ("2026-11-20", "2026-11-23", "Overdue by 1 school day"),
        ("2026-11-18", "2026-11-23", "Overdue by 3 school days"),
        ("2026-11-20", "2026-11-21", "Overdue"),
        ("2026-11-22", "2026-11-20", "Due before the next school day"),
    ],
)
def test_the_words_of_a_clock(due: str, today: str, words: str) -> None:
    assert PLAIN.words(on(due), on(today)) == words


@given(calendars, near, st.integers(0, 45))
def test_adding_and_counting_agree(calendar: Calendar, start: dt.date, number: int) -> None:
    due = calendar.add(start, number)
    assert calendar.between(start, due) == number
    assert number == 0 or calendar.is_school_day(due)
    assert due >= start


@given(calendars, near, st.integers(0, 20), st.integers(0, 20))
def test_adding_twice_is_adding_once(calendar: Calendar, start: dt.date, one: int, other: int) -> None:
    assert calendar.add(calendar.add(start, one), other) == calendar.add(start, one + other)


@given(calendars, near, near, near)
def test_counting_in_two_steps_gives_the_same_number(
    calendar: Calendar, one: dt.date, two: dt.date, three: dt.date
) -> None:
    first, middle, last = sorted((one, two, three))
    assert calendar.between(first, last) == calendar.between(first, middle) + calendar.between(middle, last)
    assert calendar.between(last, first) == -calendar.between(first, last)


@given(calendars, near, st.integers(1, 20))
def test_going_back_undoes_going_forward_from_a_school_day(
    calendar: Calendar, day: dt.date, number: int
) -> None:
    start = calendar.next_school_day(day)
    assert calendar.add(calendar.add(start, number), -number) == start


@given(days)
def test_the_words_always_say_something(due: dt.date) -> None:
    words = PLAIN.words(due, on("2026-11-23"))
    assert words == "Due today" or words.startswith(("Overdue", "Due before")) or words.endswith("left")
    assert words.startswith("Overdue") == (due < on("2026-11-23"))


@given(st.lists(stretches, max_size=5), near)
def test_an_open_day_is_open_whatever_else_is_said_of_it(own: list[Entry], day: dt.date) -> None:
    assert calendar_of([*own, Entry(day, day, "open")], COUNTY).is_school_day(day)


def test_a_calendar_that_never_opens_is_an_error_not_an_endless_search() -> None:
    closed = calendar_of([stretch("2026-01-01", "2030-12-31", "closure")], [])
    with pytest.raises(NoSchoolDay):
        closed.add(on("2026-01-01"), 1)


def test_the_present_day_is_used_when_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(school, "date_today", lambda: on("2026-11-23"))
    assert PLAIN.words(on("2026-11-23")) == "Due today"
