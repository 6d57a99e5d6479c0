"""Panels read while they meet; decisions stand behind the placement check and the chair's signature."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from cases.actions import no_case_needed, open_case
from cases.models import Contact
from fap import actions
from fap.actions import DecisionValues
from fap.models import AgendaItem, Decision, Placement, Referral
from foundation.access.actions import set_bar
from foundation.post.models import OutboxMessage
from foundation.store import current_actor, session
from foundation.trail import IllegalMove, history
from roll.models import Enrolment, ExpectedEnrolment
from tests.fap.conftest import CSE, INCIDENT, linked, make_child

START = dt.date(2026, 11, 24)


def rows(model: Any) -> list[Any]:
    return list(session().scalars(select(model).order_by(model.id)))


def place(people: Any, **more: Any) -> DecisionValues:
    values: dict[str, Any] = {
        "kind": "place",
        "reasons": "Nearest school with a place.",
        "setting_id": people.other.id,
        "start_date": START,
        "support_stay": "Group work with the youth service.",
        "responsible": "The coordinator",
    }
    return DecisionValues(**{**values, **more})


@pytest.fixture
def on_agenda(make_referral, meeting) -> Callable[..., tuple[Referral, AgendaItem]]:
    def make(**more: Any) -> tuple[Referral, AgendaItem]:
        made = make_referral("on_agenda", meeting=meeting, **more)
        [item] = [row for row in rows(AgendaItem) if row.referral_id == made.id]
        return made, item

    return make


@pytest.fixture
def published(on_agenda, meeting, people, as_) -> Callable[..., tuple[Referral, AgendaItem]]:
    def make(**more: Any) -> tuple[Referral, AgendaItem]:
        found = on_agenda(**more)
        with as_(people.coordinator) as actor:
            actions.publish_meeting(actor, meeting)
        session().commit()
        return found

    return make


def separate(people: Any, as_: Any, made: Referral) -> Any:
    """A child at the other school who must not meet the referred child."""
    other = make_child(people.other)
    with as_(people.officer) as actor:
        open_case(
            actor,
            parties=[
                (made.child_id, "alleged_victim", people.school.id),
                (other.id, "alleged_perpetrator", people.school.id),
            ],
        )
    session().commit()
    return other


def advise(people: Any, as_: Any, made: Referral, answer: str = "no_objection", **more: Any) -> Any:
    """Ask about the place of these tests, and let the officer answer."""
    about = {"setting_id": people.other.id, "start_date": START, **more}
    with as_(people.coordinator) as actor:
        asked = actions.ask_advice(actor, made, asked="May the child start there?", **about)
    with as_(people.officer) as actor:
        actions.give_advice(actor, asked, made, answer=answer, words="A plan is agreed.", note="Secret.")
    session().commit()
    return asked


def test_the_panel_reads_a_referral_from_publication_until_closure(on_agenda, meeting, people, as_) -> None:
    made, _item = on_agenda()

    def seen_by(account: Any) -> int:
        with as_(account):
            return len(rows(Referral)) + len(rows(AgendaItem))

    assert seen_by(people.member) == 0
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
    assert seen_by(people.member) == seen_by(people.chair) == 2
    assert seen_by(people.foreign_chair) == 0
    with as_(people.coordinator) as actor:
        assert actions.close_meeting(actor, meeting) == 1
    assert seen_by(people.member) == 0
    assert made.status == "deferred"


def test_a_member_barred_from_the_child_or_a_linked_child_reads_nothing(published, people, as_) -> None:
    other = make_child(people.other)
    made, _item = published(**INCIDENT, linked_children=linked(other))
    for child_id in (other.id, made.child_id):
        set_bar(current_actor(), people.member, child_id, "Family")
        with as_(people.member):
            assert rows(Referral) == []
    with as_(people.chair):
        assert len(rows(Referral)) == 1


def test_a_foreign_school_reads_neither_item_nor_draft_and_its_own_school_no_draft(
    published, people, as_
) -> None:
    made, item = published()
    with as_(people.coordinator) as actor:
        actions.draft_decision(actor, item, made, place(people))
    with as_(people.foreign_dsl):
        assert rows(AgendaItem) == rows(Decision) == []
    with as_(people.dsl):
        assert len(rows(AgendaItem)) == 1
        assert rows(Decision) == []


def test_an_empty_agenda_is_not_published(meeting, people, as_) -> None:
    with as_(people.coordinator) as actor, pytest.raises(ValueError, match="at least one"):
        actions.publish_meeting(actor, meeting)


def test_a_late_item_is_marked(on_agenda, clock) -> None:
    clock.move_to(dt.date(2026, 11, 16))
    _made, item = on_agenda()
    assert item.late


def test_a_clear_place_is_drafted_and_only_the_signature_decides(published, people, as_) -> None:
    made, item = published()
    with as_(people.coordinator) as actor:
        drafted = actions.draft_decision(actor, item, made, place(people))
    assert (drafted.status, drafted.check_result, made.status) == ("draft", "clear", "on_agenda")
    assert rows(Placement) == []
    with as_(people.chair) as actor:
        actions.sign_decision(actor, drafted, item, made)
    assert (drafted.status, made.status, item.outcome) == ("signed", "decided", "place")
    assert drafted.signed_by == people.chair.id
    [placed] = rows(Placement)
    assert (placed.setting_id, placed.start_date) == (people.other.id, START)
    [expected] = rows(ExpectedEnrolment)
    assert (expected.certainty, expected.source, expected.source_reference) == (
        "accepted",
        "panel",
        made.reference,
    )


@pytest.mark.parametrize("who", ["member", "foreign_chair", "coordinator", "dsl", "officer"])
def test_nobody_signs_but_the_chair_of_this_panel(published, people, as_, who: str) -> None:
    made, item = published()
    with as_(people.coordinator) as actor:
        drafted = actions.draft_decision(actor, item, made, place(people))
    with as_(getattr(people, who)) as actor, pytest.raises(actions.NotAllowed):
        actions.sign_decision(actor, drafted, item, made)
    assert drafted.status == "draft"


@pytest.mark.parametrize("who", ["member", "foreign_chair", "dsl", "officer"])
def test_nobody_drafts_but_the_coordinator_and_the_chair(published, people, as_, who: str) -> None:
    made, item = published()
    with as_(getattr(people, who)) as actor, pytest.raises(actions.NotAllowed):
        actions.draft_decision(actor, item, made, place(people))


def test_a_conflict_stops_the_decision_until_a_reason_is_written(published, people, as_) -> None:
    made, item = published()
    separate(people, as_, made)
    advise(people, as_, made)
    with as_(people.coordinator) as actor:
        with pytest.raises(actions.CheckNotClear) as refused:
            actions.draft_decision(actor, item, made, place(people))
        assert refused.value.result == "conflict"
        assert "separation" not in str(refused.value).casefold()
        assert rows(Decision) == []
        values = place(people, override_reason="Both schools and the officer agreed a plan.")
        drafted = actions.draft_decision(actor, item, made, values)
    assert drafted.check_result == "conflict"
    told = [m.account_id for m in rows(OutboxMessage) if m.notice == "check_overridden"]
    assert told == [people.officer.id]
    assert [line.name for line in history(drafted)].count("CheckOverridden") == 1
    with as_(people.chair) as actor:
        actions.sign_decision(actor, drafted, item, made)
    assert made.status == "decided"


def test_saving_the_same_override_again_tells_nobody_twice(published, people, as_) -> None:
    made, item = published()
    separate(people, as_, made)
    advise(people, as_, made)
    values = place(people, override_reason="Agreed with the officer.")
    with as_(people.coordinator) as actor:
        actions.draft_decision(actor, item, made, values)
        actions.draft_decision(actor, item, made, values)
    assert len([m for m in rows(OutboxMessage) if m.notice == "check_overridden"]) == 1


def test_until_the_education_mash_answers_the_check_is_never_clear(published, people, as_) -> None:
    made, item = published(peer_flags=CSE, others_considered="yes")
    advise(people, as_, made)
    with as_(people.coordinator) as actor, pytest.raises(actions.CheckNotClear) as refused:
        actions.draft_decision(actor, item, made, place(people))
    assert refused.value.result == "possible"
    with as_(people.officer) as actor:
        no_case_needed(actor, rows(Contact)[0], "Known, and dealt with by the school")
    with as_(people.coordinator) as actor:
        assert actions.draft_decision(actor, item, made, place(people)).check_result == "clear"


def test_a_check_that_became_worse_sends_the_decision_back(published, people, as_) -> None:
    made, item = published()
    with as_(people.coordinator) as actor:
        drafted = actions.draft_decision(actor, item, made, place(people))
    separate(people, as_, made)
    with as_(people.chair) as actor:
        with pytest.raises(actions.SignatureRefused):
            actions.sign_decision(actor, drafted, item, made)
        assert (drafted.status, made.status) == ("draft", "on_agenda")
        assert "conflict" in drafted.sent_back_reason
        with pytest.raises(actions.SignatureRefused):
            actions.sign_decision(actor, drafted, item, made)
    assert rows(Placement) == []


def test_a_deferred_item_comes_back_on_the_next_agenda(published, people, as_) -> None:
    made, item = published()
    values = DecisionValues(kind="deferred", reasons="The second school has not answered.", responsible="Us")
    with as_(people.coordinator) as actor:
        drafted = actions.draft_decision(actor, item, made, values)
    assert drafted.check_result is None
    with as_(people.chair) as actor:
        actions.sign_decision(actor, drafted, item, made)
    assert (made.status, item.outcome) == ("deferred", "deferred")
    with as_(people.coordinator) as actor:
        following = actions.plan_meeting(
            actor, people.panel, meets_on=dt.date(2026, 12, 10), deadline=dt.date(2026, 12, 1)
        )
        actions.put_on_agenda(actor, made, following)
    assert made.status == "on_agenda"


def test_not_eligible_by_the_panel_ends_the_referral(published, people, as_) -> None:
    made, item = published()
    values = DecisionValues(
        kind="not_eligible", reasons="Ordinary admission was not tried.", responsible="School"
    )
    with as_(people.coordinator) as actor:
        drafted = actions.draft_decision(actor, item, made, values)
    with as_(people.chair) as actor:
        actions.sign_decision(actor, drafted, item, made)
    assert made.status == "not_eligible"


def test_a_place_needs_school_and_day(published, people, as_) -> None:
    made, item = published()
    with as_(people.coordinator) as actor:
        for missing in ({"setting_id": None}, {"start_date": None}):
            with pytest.raises(ValueError, match="school and the first day"):
                actions.draft_decision(actor, item, made, place(people, **missing))


def test_not_finished_until_the_first_day_and_the_four_week_check(published, people, as_, clock) -> None:
    made, item = published()
    with as_(people.coordinator) as actor:
        drafted = actions.draft_decision(actor, item, made, place(people))
    with as_(people.chair) as actor:
        actions.sign_decision(actor, drafted, item, made)
    clock.move_to(dt.date(2026, 11, 26))
    with as_(people.coordinator) as actor:
        with pytest.raises(IllegalMove):
            actions.close_after_check(actor, made, "Going well")
        with pytest.raises(ValueError, match="past"):
            actions.record_first_attendance(actor, made, dt.date(2026, 11, 27))
        placed = actions.record_first_attendance(actor, made, dt.date(2026, 11, 25))
        assert (made.status, placed.check_on) == ("placed", dt.date(2026, 12, 23))
        actions.close_after_check(actor, made, "Attends every day")
    assert made.status == "closed"


def test_a_broken_down_placement_opens_the_same_referral_again(published, people, as_, clock) -> None:
    made, item = published()
    with as_(people.coordinator) as actor:
        drafted = actions.draft_decision(actor, item, made, place(people))
    with as_(people.chair) as actor:
        actions.sign_decision(actor, drafted, item, made)
    clock.move_to(dt.date(2026, 12, 1))
    with as_(people.coordinator) as actor:
        actions.record_break_down(actor, made, "The school could not keep the place")
    assert (made.status, made.accepted_on) == ("accepted", dt.date(2026, 12, 1))
    assert all(row.withdrawn_at for row in rows(ExpectedEnrolment))


def test_a_signed_place_beside_a_separated_child_raises_an_alert_at_once(published, people, as_) -> None:
    from transitions.models import Alert

    made, item = published()
    separate(people, as_, made)
    advise(people, as_, made)
    with as_(people.coordinator) as actor:
        values = place(people, override_reason="Agreed with the officer.")
        drafted = actions.draft_decision(actor, item, made, values)
    with as_(people.chair) as actor:
        actions.sign_decision(actor, drafted, item, made)
    assert "same_setting_planned" in {alert.kind for alert in rows(Alert)}
    assert len(session().scalars(select(Enrolment)).all()) == 2, "a decision never writes a roll"
