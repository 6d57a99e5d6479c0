"""The placement check: both halves, linked sites, doubt, and what each asker sees."""

from __future__ import annotations

import datetime as dt

import pytest

from foundation.access.lists import actor_of
from foundation.access.permissions import Role
from foundation.store import current_actor
from tests.people import make_account
from tests.transitions.conftest import on
from transitions.placement import SPEAK, check

DAY = on("2026-11-23")


def ask(county, child: str, setting: str, day: dt.date = DAY):
    return check(county.child(child).id, county.setting(setting).id, day)


def test_where_nothing_is_known_it_is_clear(county) -> None:
    answer = ask(county, "leona", "corvin")
    assert (answer.result, answer.reasons, answer.words, answer.colour) == ("clear", (), "Clear", "green")


def test_the_other_child_there_is_a_conflict_from_either_side(county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "kiln", "2023-09-01")
    county.separate()
    assert ask(county, "devin", "corvin").result == "conflict"
    assert ask(county, "leona", "kiln").result == "conflict"
    assert ask(county, "devin", "saltbeck").result == "clear"
    assert ask(county, "third", "corvin").result == "clear"


@pytest.mark.parametrize(("leaving", "result"), [("2026-11-22", "clear"), ("2026-11-23", "conflict")])
def test_one_common_day_from_the_date_on_is_enough(county, leaving: str, result: str) -> None:
    county.put("leona", "corvin", "2023-09-01", leaving)
    county.separate()
    assert ask(county, "devin", "corvin").result == result


def test_a_child_who_comes_later_counts_too(county) -> None:
    from roll.actions import expect

    county.separate()
    leona, corvin = county.child("leona").id, county.setting("corvin").id
    expect(
        current_actor(),
        child_id=leona,
        setting_id=corvin,
        start=on("2027-09-01"),
        certainty="proposed",
        source="offer",
    )
    answer = ask(county, "devin", "corvin")
    assert answer.result == "conflict"
    assert "will be, from Wed 1 Sep 2027," in answer.reasons[0]


def test_a_setting_of_the_same_site_is_linked(county) -> None:
    county.put("leona", "sixth", "2023-09-01")
    county.separate()
    answer = ask(county, "devin", "saltbeck")
    assert answer.result == "linked_site"
    assert "Saltbeck Sixth Form, which shares a site with Saltbeck High School" in answer.reasons[0]


def test_a_separation_that_ended_is_no_conflict(county) -> None:
    from cases.actions import end_separation

    county.put("leona", "corvin", "2023-09-01")
    end_separation(current_actor(), county.separate(), "Long settled")
    assert ask(county, "devin", "corvin").result == "clear"


def test_an_incident_that_nobody_answered_is_possible_for_all_whom_it_names(county) -> None:
    from cases.actions import no_case_needed, receive_contact

    contact = receive_contact(
        current_actor(),
        source_kind="referral",
        source_reference="FAP-2026-000001",
        child_id=county.child("leona").id,
        other_child_ids=[county.child("devin").id],
        setting_id=county.setting("corvin").id,
        agency="",
        summary="",
    )
    assert [ask(county, name, "kiln").result for name in ("leona", "devin", "third")] == [
        "possible",
        "possible",
        "clear",
    ]
    no_case_needed(current_actor(), contact, "It was a mistake")
    assert ask(county, "leona", "kiln").result == "clear"


def test_an_undecided_identity_is_possible_from_both_ends(county) -> None:
    from roll.models import IdentityQuestion

    county.put("leona", "corvin", "2023-09-01")
    county.put("third", "kiln", "2023-09-01")
    county.separate()
    row, candidate = county.child("third").id, county.child("devin").id
    county.session.add(IdentityQuestion(child_id=row, candidate_id=candidate, reasons=[]))
    county.session.flush()
    assert ask(county, "third", "corvin").result == "possible"
    assert ask(county, "leona", "kiln").result == "possible"
    assert ask(county, "leona", "saltbeck").result == "clear"


def test_a_merged_record_is_the_child_it_was_merged_into(county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.separate()
    county.child("third").merged_into_id = county.child("devin").id
    county.session.flush()
    assert ask(county, "third", "corvin").result == "conflict"


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.FAP_COORDINATOR, False),
        (Role.PANEL_CHAIR, False),
        (Role.MASH_OFFICER, True),
        (Role.SAFEGUARDING_OFFICER, True),
    ],
)
def test_the_reason_is_for_those_who_may_see_it(county, role: Role, sees: bool) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.separate()
    shown = ask(county, "devin", "corvin").shown_to(actor_of(make_account(role)))
    assert shown.result == "conflict"
    assert (shown.reasons == (SPEAK,)) is not sees
    assert ("CASE-2026" in shown.reasons[0]) is sees


def test_a_bar_hides_the_reason_from_an_officer(county) -> None:
    from foundation.access.actions import set_bar

    officer = make_account(Role.SAFEGUARDING_OFFICER)
    county.put("leona", "corvin", "2023-09-01")
    county.separate()
    set_bar(current_actor(), officer, county.child("leona").id, "family")
    assert ask(county, "devin", "corvin").shown_to(actor_of(officer)).reasons == (SPEAK,)


def test_no_reason_names_a_child(county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.separate()
    assert not [r for r in ask(county, "devin", "corvin").reasons if "Leona" in r or "Praed" in r]


def test_a_setting_that_does_not_exist_is_an_error(county) -> None:
    with pytest.raises(LookupError):
        check(county.child("leona").id, 999_999, DAY)
