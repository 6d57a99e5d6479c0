"""Calendars in the database: files put in place, read by setting, on both engines."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from foundation.store import engine
from foundation.store.calendar import AUTHORITY, SETTING, WEEKDAYS_ONLY, calendar_for, calendars_for
from foundation.store.calendar_file import read_calendar, replace_calendars
from foundation.store.calendar_models import CalendarEntry
from roll.models import Setting

HEADING = "setting_urn,date_from,date_to,kind\n"
COUNTY = (
    HEADING
    + """,2026-09-02,2026-12-18,term
,2026-10-26,2026-10-30,term_holiday
100001,2026-11-02,2026-11-02,inset
"""
)


@pytest.fixture
def settings_of(db_session: Session) -> dict[str, int]:
    made = [Setting(urn=urn, name=f"School {urn}") for urn in ("100001", "100002")]
    db_session.add_all(made)
    db_session.flush()
    return {setting.urn: setting.id for setting in made}


def load(db_session: Session, text: str, settings_of: dict[str, int]) -> int:
    rows, rejects = read_calendar(text.encode())
    assert rejects == ()
    return replace_calendars(db_session, rows, settings_of)


def test_without_a_file_weekdays_count(db_session: Session) -> None:
    assert calendar_for(None).source == WEEKDAYS_ONLY


def test_a_settings_own_day_lies_over_the_authoritys(
    db_session: Session, settings_of: dict[str, int]
) -> None:
    assert calendar_for(None).source == WEEKDAYS_ONLY, "what was read before is not kept after a load"
    load(db_session, COUNTY, settings_of)
    own, other, county = (calendar_for(settings_of.get(urn)) for urn in ("100001", "100002", "none"))
    monday = dt.date(2026, 11, 2)
    assert (own.source, other.source, county.source) == (SETTING, AUTHORITY, AUTHORITY)
    assert [calendar.is_school_day(monday) for calendar in (own, other, county)] == [False, True, True]
    assert own.add(dt.date(2026, 10, 23), 1) == dt.date(2026, 11, 3)
    assert county.add(dt.date(2026, 10, 23), 1) == monday


def test_the_same_file_twice_changes_nothing(db_session: Session, settings_of: dict[str, int]) -> None:
    assert load(db_session, COUNTY, settings_of) == 3
    assert load(db_session, COUNTY, settings_of) == 3
    assert db_session.scalar(select(func.count(CalendarEntry.id))) == 3


def test_a_file_for_one_year_leaves_the_year_before(db_session: Session, settings_of: dict[str, int]) -> None:
    load(db_session, f"{HEADING},2025-09-03,2025-12-19,term\n", settings_of)
    load(db_session, COUNTY, settings_of)
    assert calendar_for(None).is_school_day(dt.date(2025, 10, 1))
    load(db_session, f"{HEADING},2026-09-07,2026-12-18,term\n", settings_of)
    assert not calendar_for(None).is_school_day(dt.date(2026, 9, 2))
    assert calendar_for(settings_of["100001"]).source == SETTING, (
        "the school's own days were not in that file"
    )


def test_many_calendars_take_few_queries(db_session: Session, settings_of: dict[str, int]) -> None:
    load(db_session, COUNTY, settings_of)
    asked: list[str] = []

    def note(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(engine(), "before_cursor_execute", note)
    wanted = [None, *settings_of.values()]
    assert len(calendars_for(wanted)) == 3
    assert calendars_for(wanted)[None] is calendar_for(None)
    event.remove(engine(), "before_cursor_execute", note)
    assert len([text for text in asked if "calendar_entry" in text]) == 2
