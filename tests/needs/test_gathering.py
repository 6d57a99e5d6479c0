"""From answers to facts: what is taken over, and what never is."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from needs.gathering import (
    Beside,
    FactValue,
    Surroundings,
    plan_value,
    referral_value,
    says_something,
)

AT = dt.datetime(2026, 11, 10, 10, tzinfo=dt.UTC)
AROUND = Surroundings(
    setting_of={"200001": 7}.get,
    setting_type=lambda number: {7: "mainstream", 8: "pru"}.get(number, ""),
    wards={"E05000001": "Eldon"}.get,  # type: ignore[arg-type]
    ward_of_place=lambda text: {"Eldon": "Eldon"}.get(text, ""),
    children=lambda child: (child + 100, dt.date(2013, 3, 27), "F", "E05000001"),
)


def said(**more):
    return {"ticked": True, "capacity": "both", "when_it_was": "historic", "what_is_known": "Words."} | more


def referral(**answers):
    row = SimpleNamespace(
        id=5, reference="FAP-2026-000005", version=2, form_version=1, child_id=1, setting_id=None,
        category="f", status="accepted", submitted_at=AT, submitted_on=AT.date(), answers=answers,
    )  # fmt: skip
    heard = SimpleNamespace(flag="gangs", capacity=None, current="current")
    return referral_value(row, Beside(flags=(heard,)), AROUND)


def test_flags_with_capacity_time_source_and_whether_the_school_did_anything() -> None:
    value = referral(
        peer_flags={
            "cse": said(school_did="Nothing yet."),
            "displays_hsb": said(school_did="Spoke to both."),
            "missing_home": {"what_is_known": "typed, not ticked"},
        }
    )
    assert tuple(fact for fact in value.facts if fact.name == "flag") == (
        FactValue("flag", "cse", capacity="both", current="historic", source="form", responded=False),
        FactValue(
            "flag", "displays_hsb", capacity="alleged", current="historic", source="form", responded=True
        ),
        FactValue("flag", "gangs", current="current", source="panel"),
    )


def test_dimensions_of_the_form_and_of_the_child_where_the_form_is_silent() -> None:
    value = referral(sex="M", year_group="10", ethnicity="WIRI", current_provision={"code": "200001"})
    assert (value.sex, value.year_group, value.ethnicity, value.ward) == ("M", "10", "WIRI", "Eldon")
    assert (value.setting_id, value.setting_type, value.child_id, value.category) == (
        7,
        "mainstream",
        101,
        "f",
    )


def test_parts_of_life_and_places_without_a_word_of_what_was_written() -> None:
    place = {"_id": "r1", "place": "Behind the Hill Street shops", "place_kind": "shop"}
    value = referral(
        context={
            "home": {"known": "not_asked"},
            "neighbourhood": {"known": "yes", "information": "Told.", "response": "", "places": [place]},
        }
    )
    assert FactValue("domain", "home", known="not_asked", responded=False) in value.facts
    assert FactValue("domain", "neighbourhood", known="yes", responded=False) in value.facts
    assert FactValue("place", "shop", within="neighbourhood") in value.facts
    assert "Hill Street" not in repr(value)
    assert "Told" not in repr(value)


def test_a_plan_counts_by_the_role_of_its_child_and_the_nature_of_what_happened() -> None:
    def plan(role: str, nature: list[str]) -> list[tuple[str, str]]:
        row = SimpleNamespace(
            id=3, reference="SP-2026-000003", number=1, form_version=1, child_id=1, setting_id=8,
            status="submitted", plan_status="in_force",
            submitted_at=AT, submitted_on=AT.date(), answers={"child_role": role, "possible_offence": nature},
        )  # fmt: skip
        value = plan_value(row, AROUND)
        assert (value.setting_type, value.year_group, value.kind) == ("pru", "9", "plan")
        return [(fact.code, fact.source) for fact in value.facts if fact.name == "flag"]

    assert plan("alleged_victim", ["rape"]) == [("harmed_by_hsb", "plan")]
    assert plan("both", ["harassment_online"]) == [("displays_hsb", "plan"), ("harmed_by_hsb", "plan")]
    assert plan("alleged_perpetrator", ["other"]) == []
    assert plan("not_clear", ["sexual_assault"]) == []


def test_writing_that_nothing_was_done_is_no_response() -> None:
    assert not any(map(says_something, (None, "", " Nothing yet. ", "NONE", "n/a", "Not yet!")))
    assert all(map(says_something, ("Spoke to the family", "Nothing helped, so we asked early help")))
