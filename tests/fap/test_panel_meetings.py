"""A year of meetings, quorum, late items, the order of an agenda, and what a closed meeting leaves open."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from cases.actions import no_case_needed
from cases.models import Contact
from fap import actions
from fap.actions.agenda import items_of, move_item, order_agenda, rule_on_leave, sort_agenda
from fap.actions.meetings import (
    PanelValues,
    cancel_meeting,
    change_meeting,
    change_panel,
    plan_again,
    plan_year,
)
from fap.actions.panel_said import note_discussion, note_not_safe
from fap.actions.sitting import agree_action, finish_action, record_attendance, write_minutes
from fap.models import AgendaItem, Decision, PanelAction, PanelMeeting, Referral
from fap.panels.members import members_of
from fap.panels.quorum import quorum_of
from fap.panels.year import days_by_pattern
from foundation.access.permissions import Role
from foundation.post.models import OutboxMessage
from foundation.store import session
from foundation.store.base import Base
from foundation.store.calendar import calendar_for
from foundation.store.scope import Scoped
from foundation.trail import history
from tests.fap.conftest import CSE, make_child, make_setting
from tests.people import make_account


def rows(model: Any) -> list[Any]:
    return list(session().scalars(select(model).order_by(model.id)))


def values(panel: Any, **more: Any) -> PanelValues:
    return PanelValues(**{"name": panel.name, **more})


def test_every_second_tuesday_skips_days_without_school(db_session) -> None:
    found = days_by_pattern("2", 1, dt.date(2026, 12, 1), dt.date(2027, 1, 31), calendar_for(None), 5)
    assert [one.day.isoformat() for one in found] == [
        "2026-12-01", "2026-12-15", "2026-12-29", "2027-01-12", "2027-01-26",
    ]  # fmt: skip
    assert found[0].papers_close == dt.date(2026, 11, 24)
    monthly = days_by_pattern("first", 0, dt.date(2026, 9, 1), dt.date(2026, 12, 31), calendar_for(None), 5)
    assert [one.day.day for one in monthly] == [7, 5, 2, 7]
    assert [
        one.day.day
        for one in days_by_pattern(
            "last", 4, dt.date(2026, 9, 1), dt.date(2026, 11, 30), calendar_for(None), 5
        )
    ] == [25, 30, 27]
    bank = days_by_pattern("1", 4, dt.date(2026, 12, 24), dt.date(2026, 12, 26), calendar_for(None), 5)
    assert [(one.day.day, one.is_school_day) for one in bank] == [(25, False)]
    with pytest.raises(ValueError, match="before the first"):
        days_by_pattern("1", 0, dt.date(2026, 12, 2), dt.date(2026, 12, 1), calendar_for(None), 5)


def test_a_year_is_planned_at_once_or_not_at_all(people, as_) -> None:
    with as_(people.coordinator) as actor:
        change_panel(actor, people.panel, values(people.panel, deadline_days=3, usual_place="Room 4"))
        made = plan_year(actor, people.panel, [dt.date(2026, 12, 1), dt.date(2027, 1, 12)])
        assert [(m.meets_on.day, m.deadline, m.place) for m in made] == [
            (1, dt.date(2026, 11, 26), "Room 4"),
            (12, dt.date(2027, 1, 7), "Room 4"),
        ]
        for days, words in (
            ([dt.date(2027, 2, 2), dt.date(2026, 12, 1)], "already"),
            ([dt.date(2027, 2, 2), dt.date(2026, 12, 25)], "not a school day"),
            ([], "at least one"),
        ):
            with pytest.raises(ValueError, match=words):
                plan_year(actor, people.panel, days)
    assert len(rows(PanelMeeting)) == 2
    with as_(people.chair) as actor, pytest.raises(actions.NotAllowed):
        plan_year(actor, people.panel, [dt.date(2027, 2, 2)])


def test_a_meeting_is_moved_and_cancelled_with_a_reason_and_its_items_go_on(
    make_referral, meeting, people, as_
) -> None:
    made = make_referral("on_agenda", meeting=meeting)
    with as_(people.coordinator) as actor:
        following = actions.plan_meeting(
            actor, people.panel, meets_on=dt.date(2026, 12, 1), deadline=dt.date(2026, 11, 24)
        )
        actions.publish_meeting(actor, meeting)
        when = {"deadline": dt.date(2026, 11, 13), "meets_at": "09:30", "place": "Room 2"}
        with pytest.raises(ValueError, match="reason"):
            change_meeting(actor, meeting, meets_on=dt.date(2026, 11, 18), **when, reason="")
        change_meeting(actor, meeting, meets_on=dt.date(2026, 11, 18), **when, reason="The room was taken")
        assert cancel_meeting(actor, meeting, "Snow", following) == 1
    assert (meeting.status, made.status) == ("cancelled", "on_agenda")
    assert [item.meeting_id for item in items_of(following)] == [following.id]
    told = {m.notice for m in rows(OutboxMessage) if m.account_id == people.member.id}
    assert told == {"agenda_published", "meeting_moved", "meeting_cancelled"}
    assert "ItemMoved" in [line.name for line in history(made)]
    with as_(people.member):
        assert rows(AgendaItem) == rows(Referral) == [], "neither meeting is open"
    with as_(people.coordinator) as actor:
        with pytest.raises(ValueError, match="plan it again"):
            actions.plan_meeting(
                actor, people.panel, meets_on=dt.date(2026, 11, 18), deadline=dt.date(2026, 11, 13)
            )
        plan_again(actor, meeting)
        assert cancel_meeting(actor, following, "Too few") == 1
    assert (meeting.status, made.status) == ("planned", "accepted")


def test_a_moved_item_takes_its_draft_along(make_referral, meeting, people, as_) -> None:
    made = make_referral("on_agenda", meeting=meeting)
    [item] = rows(AgendaItem)
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
        draft = actions.draft_decision(
            actor, item, made, actions.DecisionValues(kind="deferred", reasons="No answer", responsible="Us")
        )
        following = actions.plan_meeting(
            actor, people.panel, meets_on=dt.date(2026, 12, 1), deadline=dt.date(2026, 11, 24)
        )
        new = move_item(actor, item, made, following, "The family asked for time")
        with pytest.raises(ValueError, match="decided already"):
            move_item(actor, item, made, following, "Again")
    assert (item.outcome, new.outcome, draft.item_id) == ("moved", None, new.id)
    with as_(people.chair):
        assert rows(Decision) == [], "the draft goes where the item goes"


def test_the_rule_orders_an_agenda_until_somebody_does_it_by_hand(
    make_referral, meeting, people, as_
) -> None:
    late = make_referral("accepted", child=make_child(people.school))
    plain = make_referral("accepted", child=make_child(people.school))
    urgent = make_referral("accepted", child=make_child(people.school))
    late.due_on, plain.due_on = dt.date(2026, 11, 2), dt.date(2026, 12, 20)
    urgent.due_on, urgent.cannot_wait = dt.date(2026, 12, 22), True
    late.cannot_wait = plain.cannot_wait = False
    session().commit()

    def order() -> list[int]:
        return [item.referral_id for item in items_of(meeting)]

    with as_(people.coordinator) as actor:
        for referral in (plain, late, urgent):
            actions.put_on_agenda(actor, referral, meeting)
        assert order() == [urgent.id, late.id, plain.id]
        number = {item.referral_id: item.id for item in items_of(meeting)}
        order_agenda(actor, meeting, {number[plain.id]: 1, number[urgent.id]: 2, number[late.id]: 3})
        assert order() == [plain.id, urgent.id, late.id]
        actions.publish_meeting(actor, meeting)
        sort_agenda(actor, meeting)
        assert order() == [urgent.id, late.id, plain.id]
    with as_(people.chair) as actor, pytest.raises(actions.NotAllowed):
        order_agenda(actor, meeting, {})


def test_a_late_item_waits_for_the_chair_s_leave(make_referral, meeting, people, as_, clock) -> None:
    first = make_referral("on_agenda", meeting=meeting)
    late = make_referral("accepted", child=make_child(people.school))
    clock.move_to(dt.date(2026, 11, 16))
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
        item = actions.put_on_agenda(actor, late, meeting, "The family moved here on Friday")
    assert [m.account_id for m in rows(OutboxMessage) if m.notice == "leave_asked"] == [people.chair.id]
    with as_(people.member):
        assert [row.id for row in rows(Referral)] == [first.id]
    with as_(people.member) as actor, pytest.raises(actions.NotAllowed):
        rule_on_leave(actor, item, late, give=True, reason="Please")
    values_ = actions.DecisionValues(kind="deferred", reasons="No answer", responsible="Us")
    with as_(people.coordinator) as actor:
        with pytest.raises(actions.NotAllowed):
            rule_on_leave(actor, item, late, give=True, reason="Please")
        draft = actions.draft_decision(actor, item, late, values_)
    with as_(people.chair) as actor:
        assert len(rows(Referral)) == 2
        with pytest.raises(actions.SignatureRefused, match="leave"):
            actions.sign_decision(actor, draft, item, late)
        with pytest.raises(ValueError, match="reason"):
            rule_on_leave(actor, item, late, give=True, reason=" ")
        rule_on_leave(actor, item, late, give=True, reason="The child is at home")
    with as_(people.member):
        assert len(rows(Referral)) == 2
    with as_(people.chair) as actor:
        actions.sign_decision(actor, draft, item, late)
    assert item.outcome == "deferred"


def test_no_decision_is_signed_without_a_quorum(make_referral, meeting, people, as_) -> None:
    made = make_referral("on_agenda", meeting=meeting)
    seat = make_account(Role.PANEL_MEMBER, panel_id=people.panel.id, setting=people.other)
    [item] = rows(AgendaItem)
    with as_(people.coordinator) as actor:
        change_panel(actor, people.panel, values(people.panel, quorum=2, quorum_of="core"))
        actions.publish_meeting(actor, meeting)
        change_panel(actor, people.panel, values(people.panel, quorum=9))
        draft = actions.draft_decision(
            actor, item, made, actions.DecisionValues(kind="deferred", reasons="No answer", responsible="Us")
        )
    assert [(one.account_id, one.capacity) for one in members_of(people.panel.id)] == [
        (people.chair.id, "chair"),
        (people.member.id, "core"),
        (seat.id, "school"),
    ]
    with as_(people.chair) as actor:
        record_attendance(
            actor, meeting, {people.chair.id: "present", seat.id: "present", people.member.id: "apologies"},
            ["A. Guest, youth justice"],
        )  # fmt: skip
        assert (quorum_of(meeting).present, quorum_of(meeting).needed) == (1, 2)
        with pytest.raises(actions.SignatureRefused, match="no quorum"):
            actions.sign_decision(actor, draft, item, made)
        record_attendance(actor, meeting, {people.member.id: "present"}, ["A. Guest, youth justice"])
        assert quorum_of(meeting).met
        actions.sign_decision(actor, draft, item, made)
    assert item.outcome == "deferred"
    with as_(people.member) as actor, pytest.raises(actions.NotAllowed):
        record_attendance(actor, meeting, {})
    with as_(people.chair) as actor, pytest.raises(ValueError, match="member of this panel"):
        record_attendance(actor, meeting, {people.dsl.id: "present"})


def test_a_closed_meeting_leaves_nothing_open_of_any_kind_of_record(
    make_referral, meeting, people, as_
) -> None:
    """Everything there is about a referral is made; the panel reads it while it meets, and then nothing."""
    made = make_referral("on_agenda", meeting=meeting, peer_flags=CSE, others_considered="yes")
    [item] = rows(AgendaItem)
    with as_(people.officer) as actor:
        no_case_needed(actor, rows(Contact)[0], "Known, and dealt with by the school")
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
        place = actions.DecisionValues(
            kind="place",
            reasons="Nearest.",
            setting_id=people.other.id,
            start_date=dt.date(2026, 11, 24),
            responsible="Us",
        )
        decision = actions.draft_decision(actor, item, made, place)
        note_discussion(actor, item, made, matched="no", discussed="x", why_this_child="y", words="z")
        note_not_safe(actor, item, made, make_setting("Corvin Hill Academy").id)
        agree_action(actor, meeting, words="Ring the school", who="The coordinator", item=item)
    with as_(people.chair) as actor:
        actions.sign_decision(actor, decision, item, made)
        write_minutes(actor, meeting, "Matters arising.")

    about = [
        mapper.class_
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Scoped)
        and ({"referral_id", "item_id"} & set(mapper.local_table.c.keys()) or mapper.class_ is Referral)
    ]

    def seen_by(account: Any) -> dict[str, int]:
        with as_(account):
            return {
                found.__name__: n for found in about if (n := len(session().scalars(select(found)).all()))
            }

    for account in (people.member, people.chair):
        open_ = seen_by(account)
        assert {"Referral", "AgendaItem", "Decision", "Placement", "ReferralFlag", "HeardAtPanel"} <= set(
            open_
        )
        assert {"SafetyAnswer", "PanelAction"} <= set(open_)
    with as_(people.coordinator) as actor:
        actions.close_meeting(actor, meeting)
        [action] = rows(PanelAction)
        finish_action(actor, action)
    assert seen_by(people.member) == seen_by(people.chair) == {}
    assert seen_by(people.coordinator) != {}
