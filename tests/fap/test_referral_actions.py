"""A referral from its start to its acceptance: who may, what follows, and what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from cases.models import Contact
from fap import actions
from fap.form import FORM
from fap.models import LinkedChild, Referral, ReferralFlag, ReferralPlace
from foundation.answers import answers_of, write_answers
from foundation.post.models import OutboxMessage
from foundation.store import session
from foundation.trail import IllegalMove, history
from tests.fap.conftest import CSE, INCIDENT, linked, make_child
from tests.tried import refused


def rows(model: Any) -> list[Any]:
    return list(session().scalars(select(model).order_by(model.id)))


def test_a_draft_is_filled_in_from_the_roll_and_never_changes_it(people, as_) -> None:
    with as_(people.dsl) as actor:
        made = actions.start_referral(actor, setting_id=people.school.id, child=people.child)
    answers = answers_of(made, FORM)
    assert answers["surname"] == people.child.surname
    assert answers["year_group"] == "9"
    assert answers["current_provision"] == {"code": people.school.urn}
    assert (made.status, made.reference, made.child_id) == ("draft", None, people.child.id)


def test_nobody_starts_a_referral_for_another_school(people, as_) -> None:
    with as_(people.foreign_dsl) as actor, pytest.raises(actions.NotAllowed):
        actions.start_referral(actor, setting_id=people.school.id)
    with as_(people.member) as actor, pytest.raises(actions.NotAllowed):
        actions.start_referral(actor, setting_id=None)


def test_an_incomplete_referral_is_not_sent_and_each_gap_is_named(people, as_) -> None:
    with as_(people.dsl) as actor:
        made = actions.start_referral(actor, setting_id=people.school.id, child=people.child)
        with pytest.raises(actions.NotComplete) as refused:
            actions.submit_referral(actor, made)
    assert {p.key for p in refused.value.problems} >= {"reason_text", "context", "peer_flags"}
    assert (made.status, made.reference) == ("draft", None)


def test_submitting_gives_a_reference_once(make_referral, people, as_) -> None:
    made = make_referral("submitted")
    first = made.reference
    assert first.startswith("FAP-2026-")
    with as_(people.coordinator) as actor:
        actions.return_for_information(actor, made, "The behaviour log is missing")
    with as_(people.dsl) as actor:
        actions.submit_referral(actor, made)
    assert (made.reference, made.version, made.status) == (first, 2, "submitted")
    assert made.returned_reason is None


def test_a_child_who_is_not_on_the_roll_becomes_a_record_of_its_own(people, as_) -> None:
    from fap.form.invented import invented
    from fap.given import given

    with as_(people.dsl) as actor:
        made = actions.start_referral(actor, setting_id=people.school.id)
        write_answers(actor, made, FORM, invented(given(), 3, known={"incident": "no"}))
        actions.submit_referral(actor, made)
    assert made.child_id not in (None, people.child.id)


def test_flags_follow_the_answers_and_what_the_panel_said_stays(make_referral, people, as_) -> None:
    made = make_referral("submitted", peer_flags=CSE, others_considered="yes")
    assert [(f.flag, f.capacity, f.current, f.source) for f in rows(ReferralFlag)] == [
        ("cse", "experiences", "current", "form")
    ]
    with as_(people.coordinator) as actor:
        actions.add_flag_heard(actor, made, "gangs", "affected", "Said by the youth service")
        actions.return_for_information(actor, made, "Say more")
    hsb = {"displays_hsb": {**CSE["cse"], "capacity": None}}
    with as_(people.dsl) as actor:
        hsb["displays_hsb"].pop("capacity")
        write_answers(actor, made, FORM, {"peer_flags": hsb})
        actions.submit_referral(actor, made)
    found = {(f.flag, f.source): f.capacity for f in rows(ReferralFlag)}
    assert found == {("displays_hsb", "form"): "alleged", ("gangs", "panel"): "affected"}


def test_places_of_the_form_become_rows(make_referral) -> None:
    made = make_referral("submitted", **INCIDENT, linked_children=linked(words="A boy in Year 10"))
    found = [p for p in rows(ReferralPlace) if p.referral_id == made.id]
    assert ("incident", "Science corridor") in {(p.context, p.name) for p in found}


def test_a_flag_between_children_stands_in_the_queue_of_the_education_mash(make_referral, people) -> None:
    made = make_referral("submitted", peer_flags=CSE, others_considered="yes")
    [contact] = rows(Contact)
    assert (contact.source_kind, contact.source_reference) == ("referral", made.reference)
    assert (contact.child_id, contact.setting_id, contact.status) == (
        people.child.id,
        people.school.id,
        "waiting",
    )
    assert "Child sexual exploitation: experiences it" in contact.summary


def test_missing_from_home_alone_is_no_incident_between_children(make_referral) -> None:
    missing = {
        "ticked": True,
        "when_it_was": "current",
        "episodes": 2,
        "longest": "One night",
        "reported": "yes",
        "school_did": "Called home.",
    }
    make_referral("submitted", peer_flags={"missing_home": missing}, others_considered="yes")
    assert rows(Contact) == []


def test_a_child_named_in_the_incident_is_linked_and_never_shown(make_referral, people, as_) -> None:
    other = make_child(people.other)
    made = make_referral("submitted", **INCIDENT, linked_children=linked(other))
    [row] = rows(LinkedChild)
    assert (row.child_id, row.part) == (other.id, "alleged")
    [contact] = rows(Contact)
    assert other.id in contact.child_ids()
    with as_(people.coordinator):
        assert session().get(Referral, made.id) is not None
        assert rows(LinkedChild) == [], "names of others are for officers"
    with as_(people.officer):
        assert [found.child_id for found in rows(LinkedChild)] == [other.id]


def test_submitting_twice_makes_one_contact(make_referral, people, as_) -> None:
    made = make_referral("submitted", peer_flags=CSE, others_considered="yes")
    with as_(people.coordinator) as actor:
        actions.return_for_information(actor, made, "Say more")
    with as_(people.dsl) as actor:
        actions.submit_referral(actor, made)
    assert len(rows(Contact)) == 1


def test_the_school_is_told_why_it_came_back_and_no_mail_names_anybody(make_referral, people, as_) -> None:
    made = make_referral("submitted")
    with as_(people.coordinator) as actor:
        actions.return_for_information(actor, made, "The behaviour log is missing")
    assert made.status == "returned"
    told = {(m.notice, m.account_id) for m in rows(OutboxMessage)}
    assert ("referral_returned", people.dsl.id) in told
    assert ("referral_submitted", people.coordinator.id) in told
    assert any("behaviour log" in line.words for line in history(made))


def test_twenty_school_days_run_from_acceptance_not_from_submission(make_referral, clock) -> None:
    made = make_referral("submitted")
    clock.forward(days=2)
    made2 = make_referral("accepted", child=make_child())
    assert made.accepted_on is None
    assert made2.accepted_on == dt.date(2026, 11, 12)
    assert made2.due_on == dt.date(2026, 12, 10), "weekdays that are no bank holiday, without term dates"


def test_a_category_of_the_closed_list_is_needed(make_referral, people, as_) -> None:
    made = make_referral("submitted")
    with as_(people.coordinator) as actor:
        with pytest.raises(ValueError, match="category"):
            actions.accept(actor, made, "z", "Evidence")
        with pytest.raises(ValueError, match="reason"):
            actions.accept(actor, made, "f", " ")
        actions.accept(actor, made, "f", "Refused once", refused())
    assert (made.status, made.category) == ("accepted", "f")


@pytest.mark.parametrize("who", ["dsl", "member", "chair", "officer"])
def test_only_the_coordinator_returns_accepts_or_refuses(make_referral, people, as_, who: str) -> None:
    made = make_referral("submitted")
    with as_(getattr(people, who)) as actor:
        for act in (
            lambda: actions.return_for_information(actor, made, "Because"),
            lambda: actions.accept(actor, made, "f", "Evidence"),
            lambda: actions.declare_not_eligible(actor, made, "Because"),
        ):
            with pytest.raises(actions.NotAllowed):
                act()
    assert made.status == "submitted"


def test_a_submitted_form_is_closed_to_its_school(make_referral, people, as_) -> None:
    made = make_referral("submitted")
    with as_(people.dsl) as actor, pytest.raises(IllegalMove):
        actions.submit_referral(actor, made)


def test_a_foreign_school_neither_submits_nor_withdraws(make_referral, people, as_) -> None:
    made = make_referral()
    with as_(people.foreign_dsl) as actor:
        assert session().scalars(select(Referral)).all() == []
        for act in (
            lambda: actions.submit_referral(actor, made),
            lambda: actions.withdraw_referral(actor, made, "Because"),
        ):
            with pytest.raises(actions.NotAllowed):
                act()


MOVES: list[tuple[str, Any, str | None]] = [
    ("draft", "return_for_information", None),
    ("draft", "declare_not_eligible", None),
    ("submitted", "return_for_information", "returned"),
    ("submitted", "declare_not_eligible", "not_eligible"),
    ("accepted", "declare_not_eligible", "not_eligible"),
    ("accepted", "return_for_information", None),
]


@pytest.mark.parametrize(("state", "name", "after"), MOVES)
def test_moves_are_those_of_the_table(make_referral, people, as_, state, name, after) -> None:
    made = make_referral(state)
    with as_(people.coordinator) as actor:
        act = getattr(actions, name)
        if after is None:
            with pytest.raises(IllegalMove):
                act(actor, made, "Because")
            assert made.status == state
        else:
            act(actor, made, "Because")
            assert made.status == after


@pytest.mark.parametrize("state", ["draft", "submitted", "accepted"])
def test_a_school_takes_its_referral_back_with_a_reason(make_referral, people, as_, state: str) -> None:
    made = make_referral(state)
    with as_(people.dsl) as actor:
        with pytest.raises(ValueError, match="reason"):
            actions.withdraw_referral(actor, made, "")
        actions.withdraw_referral(actor, made, "The family moved")
    assert made.status == "withdrawn"
