"""Reference data in the database: loaded once, offered by date, and old codes keep their words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.store import reference_data as reference
from foundation.store.reference_data import ReferenceCode, UnknownSet, load_reference_data


def test_loading_again_changes_nothing(db_session: Session) -> None:
    load_reference_data(db_session)
    before = db_session.scalar(select(func.count(ReferenceCode.id)))
    assert load_reference_data(db_session) == 0
    assert db_session.scalar(select(func.count(ReferenceCode.id))) == before


def test_choices_are_those_of_the_day(db_session: Session) -> None:
    load_reference_data(db_session)
    today = [choice.code for choice in reference.choices("exclusion_reason")]
    assert "SB" in today
    assert "OT" not in today
    assert "SB" not in [
        choice.code for choice in reference.choices("exclusion_reason", on=dt.date(2021, 1, 10))
    ]
    assert reference.label("exclusion_reason", "OT") == "Other (old code)"
    assert reference.label("exclusion_reason", "??") == "??"


def test_extended_codes_stand_behind_their_main_one(db_session: Session) -> None:
    load_reference_data(db_session)
    assert len(reference.choices("ethnicity")) == 20
    assert "BSOM" in [choice.code for choice in reference.choices("ethnicity", within="BAFR")]


def test_codes_are_checked_with_and_without_a_day(db_session: Session) -> None:
    load_reference_data(db_session)
    assert reference.is_code("exclusion_reason", "OT")
    assert not reference.is_code("exclusion_reason", "OT", on=dt.date(2026, 1, 1))
    assert not reference.is_code("exclusion_reason", "ZZ")
    assert reference.mapped("fap_issue", "homeless") == ("b", "g")
    assert reference.mapped("fap_issue", "nonsense") == ()


def test_a_set_that_is_not_there_is_an_error(db_session: Session) -> None:
    with pytest.raises(UnknownSet):
        reference.choices("colours_of_the_rainbow")


def test_a_changed_list_keeps_what_was_used(db_session: Session, tmp_path: Path) -> None:
    path = tmp_path / "colour_for_test.csv"
    path.write_text("code,label\nr,Red\ng,Green\n", encoding="utf-8")
    assert load_reference_data(db_session, [path]) == 2
    path.write_text("code,label\nb,Blue\nr,Dark red\n", encoding="utf-8")
    assert load_reference_data(db_session, [path]) == 3
    assert [choice.label for choice in reference.choices("colour_for_test")] == ["Blue", "Dark red"]
    assert reference.label("colour_for_test", "g") == "Green"
    assert load_reference_data(db_session, [path]) == 0
