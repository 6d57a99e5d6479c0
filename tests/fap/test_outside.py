"""Decisions outside a meeting: the chair alone reads and signs, the panel ratifies at its next meeting."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from fap import actions
from fap.actions import DecisionValues
from fap.fair_share import ledger
from fap.models import AgendaItem, Decision, PanelMeeting, Placement, Ratification, Referral
from foundation.access.permissions import Role
from foundation.store import session
from roll.models import ExpectedEnrolment
from tests.fap.test_deciding import told
from tests.fap.test_panel_actions import place, rows


@pytest.fixture
def outside(make_referral, people, as_):
    """A place that was drafted outside a meeting."""

    def make(**more: Any) -> tuple[Referral, Decision]:
        made = make_referral("accepted")
        with as_(people.coordinator) as actor:
            drafted = actions.draft_outside(
                actor, made, people.panel, place(people, **more), why_not_wait="Out of school for six weeks."
            )
        session().commit()
        return made, drafted

    return make


def signed(people: Any, as_: Any, made: Referral, drafted: Decision) -> Ratification:
    with as_(people.chair) as actor:
        actions.sign_outside(actor, drafted, made)
    session().commit()
    return session().scalars(select(Ratification)).one()


def test_the_chair_alone_reads_and_signs_outside_a_meeting(outside, people, as_, meeting):
    """Nobody else of the panel sees the referral; the place counts at once and the next meeting ratifies."""
    made, drafted = outside()
    seen = {}
    for who in ("chair", "member", "foreign_chair"):
        with as_(getattr(people, who)):
            seen[who] = [row.id for row in session().scalars(select(Referral))]
    assert seen == {"chair": [made.id], "member": [], "foreign_chair": []}
    assert told("decision_outside") == [people.chair.id]
    for who in ("member", "coordinator", "foreign_chair", "dsl"):
        with as_(getattr(people, who)) as actor, pytest.raises(actions.NotAllowed):
            actions.sign_outside(actor, drafted, made)
    word = signed(people, as_, made, drafted)
    assert (made.status, drafted.status) == ("decided", "signed")
    item = session().get_one(AgendaItem, word.item_id)
    assert (item.meeting_id, item.outcome, word.status) == (meeting.id, "to_ratify", "waiting")
    assert len(rows(ExpectedEnrolment)) == 1


def test_the_panel_ratifies_at_its_next_meeting(outside, people, as_, meeting, signed_in):
    made, drafted = outside()
    word = signed(people, as_, made, drafted)
    item = session().get_one(AgendaItem, word.item_id)
    with as_(people.coordinator) as actor:
        with pytest.raises(ValueError, match="not open"):
            actions.ratify(actor, word, item, made, ratified=True)
        actions.publish_meeting(actor, meeting)
    session().commit()
    member = signed_in(Role.PANEL_MEMBER, panel_id=people.panel.id)
    page = member.get(f"/panels/items/{item.public_id}")
    assert page.h1 == "Decision to ratify"
    assert "Out of school for six weeks." in page
    assert "Keep the panel’s word" not in page.buttons
    with as_(people.chair) as actor:
        actions.ratify(actor, word, item, made, ratified=True)
    with as_(people.coordinator) as actor:
        assert actions.close_meeting(actor, meeting) == 0
    assert (word.status, item.outcome, made.status) == ("ratified", "ratified", "decided")
    with as_(people.chair):
        assert session().scalars(select(Referral)).all() == []


def test_what_is_not_ratified_is_told_and_ends_or_stands(outside, people, as_, meeting):
    """While the child has not come, the place can end: the referral waits again and its clock runs on."""
    made, drafted = outside()
    due = made.due_on
    word = signed(people, as_, made, drafted)
    item = session().get_one(AgendaItem, word.item_id)
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
    with as_(people.chair) as actor:
        for bad in ({"words": ""}, {"words": "No.", "onward": ""}):
            with pytest.raises(ValueError, match=r"reason|next"):
                actions.ratify(actor, word, item, made, ratified=False, **bad)
            assert (word.words, word.said_by) == (None, None), "what is refused leaves nothing"
        actions.ratify(actor, word, item, made, ratified=False, words="Too far away.", onward="again")
    assert told("not_ratified") == [people.coordinator.id]
    assert (word.status, made.status, made.due_on) == ("not_ratified", "accepted", due)
    assert rows(ExpectedEnrolment)[0].withdrawn_at is not None
    assert rows(Placement)[0].status == "ended"
    assert "Too far" not in rows(Placement)[0].outcome, "the schools of a place do not read the panel's words"
    assert ledger().of(people.other.id).admitted == 0
    with as_(people.coordinator) as actor:
        later = actions.plan_meeting(
            actor, people.panel, meets_on=dt.date(2026, 12, 1), deadline=dt.date(2026, 11, 26)
        )
        assert actions.put_on_agenda(actor, made, later).outcome is None


def test_it_waits_for_a_meeting_and_goes_on_to_the_next(outside, people, as_):
    """It stands on the first that is planned; one before it takes it; one that ends passes it on."""
    made, drafted = outside()
    word = signed(people, as_, made, drafted)
    assert word.item_id is None

    def plan(day: dt.date) -> PanelMeeting:
        with as_(people.coordinator) as actor:
            found = actions.plan_meeting(actor, people.panel, meets_on=day, deadline=day)
        session().commit()
        return found

    second, first = plan(dt.date(2026, 12, 1)), plan(dt.date(2026, 11, 17))
    assert session().get_one(AgendaItem, word.item_id).meeting_id == first.id
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, first)
        actions.close_meeting(actor, first)
    session().expire_all()
    assert session().get_one(AgendaItem, word.item_id).meeting_id == second.id
    assert word.status == "waiting"


def test_only_a_waiting_referral_and_only_a_place_is_decided_outside(make_referral, people, as_, outside):
    sent = make_referral("submitted")
    with as_(people.coordinator) as actor, pytest.raises(actions.Contradiction):
        actions.draft_outside(actor, sent, people.panel, place(people), why_not_wait="Urgent")
    made, drafted = outside()
    with as_(people.coordinator) as actor:
        deferred = DecisionValues(kind="deferred", reasons="Later")
        with pytest.raises(actions.Contradiction):
            actions.draft_outside(actor, made, people.panel, deferred, why_not_wait="Urgent")
        with pytest.raises(ValueError, match="reason"):
            actions.draft_outside(actor, made, people.panel, place(people), why_not_wait=" ")
        actions.drop_outside(actor, drafted, "A meeting was moved forward.")
    assert drafted.status == "dropped"
    with as_(people.chair):
        assert session().scalars(select(Referral)).all() == []


def test_a_day_in_the_address_that_is_none_is_left_out(make_referral, signed_in) -> None:
    made = make_referral("accepted")
    page = signed_in(Role.FAP_COORDINATOR).get(f"/panels/referrals/{made.public_id}/advice?from=x&school=zzz")
    assert page.h1 == "Ask the safeguarding officer"
