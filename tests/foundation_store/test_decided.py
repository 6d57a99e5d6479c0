"""Values through time: what holds on a day, read once, and nothing but defaults without an application."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import event

from foundation.store import engine
from foundation.store.dated import Dated
from foundation.store.decided import Number, Unit, Wording, declare, declared, forget
from tests.deciding import decided

DAYS = [dt.date(2026, 11, 9) + dt.timedelta(days=n) for n in range(4)]
CLOCK = Number(
    key="x", group="g", words="A clock", rule="It runs.", source="s", first=5, unit=Unit.SCHOOL_DAYS, most=9
)


def test_a_value_holds_from_its_day_until_the_next() -> None:
    value = Dated(5, ((DAYS[1], 3), (DAYS[2], 7)))
    assert [value.on(day) for day in DAYS] == [5, 3, 7, 7]


def test_of_two_decisions_for_one_day_the_later_holds() -> None:
    assert Dated(5, ((DAYS[1], 3), (DAYS[1], 4))).on(DAYS[1]) == 4


def test_without_an_application_the_default_holds() -> None:
    assert CLOCK.value(DAYS[0]) == 5
    assert CLOCK.in_words(DAYS[0]) == "5 school days"
    assert CLOCK.said(1) == "1 school day"
    word = Wording(
        key="y", group="g", words="A word", rule="It is said.", source="s", variable="NO", otherwise="one"
    )
    assert word.value(DAYS[0]) == "one"


@pytest.mark.parametrize("typed", ["0", "10", "-1", "3.5", "three", "", "٣"])
def test_a_number_keeps_to_its_limits(typed: str) -> None:
    with pytest.raises(ValueError, match="school days"):
        CLOCK.parse(typed)


def test_a_key_is_declared_once() -> None:
    known = next(iter(declared().values()))
    assert declare(known) is known
    with pytest.raises(ValueError, match="declared twice"):
        declare(Number(key=known.key, group="", words="", rule="", source="", first=1, unit=Unit.DAYS))


def test_all_values_are_read_with_one_query(db_session: Any) -> None:
    decided("contact-answer", 24, DAYS[2])
    forget()
    asked: list[str] = []

    def note(*given: Any) -> None:
        asked.append(given[2])

    event.listen(engine(), "before_cursor_execute", note)
    said = [setting.value() for setting in declared().values() for _ in range(2)]
    event.remove(engine(), "before_cursor_execute", note)
    assert len(said) == 2 * len(declared())
    assert len([statement for statement in asked if "decided_value" in statement]) == 1
    assert declared()["contact-answer"].value(DAYS[1]) == 48
    assert declared()["contact-answer"].value(DAYS[2]) == 24
