"""Need to know: core members read all, a school’s member what concerns the school, later nobody."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from fap import actions
from fap.actions.interests import declare_interest, name_school, unname_school
from fap.actions.panel_said import note_discussion, note_not_safe, read_peers
from fap.models import AgendaItem, Decision, PanelMeeting, Referral, ReferralSchool
from fap.need_to_know import Version, versions_of
from foundation.access.actions import assign, set_bar
from foundation.access.lists import actor_of
from foundation.access.permissions import Role
from foundation.store import current_actor, session
from tests.client import CheckingClient
from tests.fap.conftest import make_setting
from tests.fap.test_panel_actions import place
from tests.people import accept_agreement_for, make_account


@pytest.fixture
def seated(people) -> Any:
    """Members who sit for a school: the one that refers, the one that may take, and a third."""
    people.third = make_setting("Corvin Hill Academy")
    for name, setting in (
        ("of_school", people.school),
        ("of_other", people.other),
        ("of_third", people.third),
    ):
        account = make_account(Role.PANEL_MEMBER, panel_id=people.panel.id, setting=setting)
        setattr(people, name, account)
    return people


@pytest.fixture
def item(make_referral, meeting, seated, as_) -> AgendaItem:
    """An item of a published agenda; the family names no other school than the present one."""
    make_referral("on_agenda", meeting=meeting, preferred_school={"code": seated.school.urn})
    with as_(seated.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
    session().commit()
    return session().scalars(select(AgendaItem)).one()


def version(account: Any, item: AgendaItem) -> Version:
    session().flush()
    return versions_of(actor_of(account), [item])[item.id]


def count(model: Any) -> int:
    return len(session().scalars(select(model)).all())


def test_an_assignment_to_a_panel_for_a_school_gives_nothing_of_the_school(seated) -> None:
    actor = actor_of(seated.of_third)
    assert (actor.settings, actor.seats) == (frozenset(), {(seated.panel.id, seated.third.id)})
    assert actor.core_panels == frozenset()
    assign(current_actor(), seated.of_third, Role.PANEL_CHAIR, panel_id=seated.panel.id)
    actor = actor_of(seated.of_third)
    assert (actor.seats, actor.chairs) == (frozenset(), {seated.panel.id})
    assert actor.core_panels == {seated.panel.id}


def test_who_gets_which_version(seated, item) -> None:
    full = ("coordinator", "officer", "chair", "member", "of_school")
    assert {name: version(getattr(seated, name), item) for name in full} == dict.fromkeys(full, "full")
    assert version(seated.of_other, item) == version(seated.of_third, item) == Version.SUMMARY
    for name in ("dsl", "foreign_dsl", "foreign_chair"):
        assert version(getattr(seated, name), item) == Version.HIDDEN


def test_the_school_that_is_drafted_as_the_place_reads_in_full(seated, item, as_) -> None:
    referral = session().get_one(Referral, item.referral_id)
    values = actions.DecisionValues(
        kind="place", reasons="Nearest.", setting_id=seated.other.id, start_date=dt.date(2026, 11, 24)
    )
    with as_(seated.coordinator) as actor:
        actions.draft_decision(actor, item, referral, values)
    assert version(seated.of_other, item) == Version.FULL
    assert version(seated.of_third, item) == Version.SUMMARY
    with as_(seated.of_other):
        assert (count(Referral), count(Decision)) == (1, 1)


def test_the_preferred_school_and_a_named_one_read_in_full(make_referral, meeting, seated, as_) -> None:
    referral = make_referral("on_agenda", meeting=meeting, preferred_school={"code": seated.other.urn})
    with as_(seated.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
    item = session().scalars(select(AgendaItem)).one()
    assert version(seated.of_other, item) == Version.FULL
    with as_(seated.coordinator) as actor:
        name_school(actor, referral, seated.third)
    assert version(seated.of_third, item) == Version.FULL
    with as_(seated.coordinator) as actor:
        unname_school(actor, referral, seated.third)
        with pytest.raises(ValueError, match="refers the child"):
            name_school(actor, referral, seated.school)
    assert version(seated.of_third, item) == Version.SUMMARY
    with as_(seated.dsl):
        assert count(ReferralSchool) == 0, "which schools are under consideration is not the school's to read"


def test_a_summary_reader_sees_the_item_and_never_the_referral(seated, item, as_) -> None:
    with as_(seated.of_third):
        assert (count(AgendaItem), count(Referral), count(Decision)) == (1, 0, 0)


def test_a_bar_hides_the_summary_too(seated, item, as_) -> None:
    set_bar(current_actor(), seated.of_third, seated.child.id, "Family")
    assert version(seated.of_third, item) == Version.HIDDEN
    with as_(seated.of_third):
        assert count(AgendaItem) == 0


def test_what_was_taken_off_the_agenda_is_open_to_the_panel_no_longer(seated, item, as_) -> None:
    with as_(seated.coordinator) as actor:
        actions.take_off_agenda(
            actor, item, session().get_one(Referral, item.referral_id), "A place was found"
        )
    assert version(seated.member, item) == Version.HIDDEN
    with as_(seated.member):
        assert (count(AgendaItem), count(Referral)) == (0, 0)


def test_a_safeguarding_lead_on_a_panel_reads_the_own_school_by_the_school_s_way_alone(
    seated, item, as_
) -> None:
    """The lead of the referring school sits for another: the draft decision is not the school’s to read."""
    assign(
        current_actor(), seated.dsl, Role.PANEL_MEMBER, panel_id=seated.panel.id, setting_id=seated.third.id
    )
    accept_agreement_for(seated.dsl)
    referral = session().get_one(Referral, item.referral_id)
    with as_(seated.coordinator) as actor:
        actions.draft_decision(
            actor, item, referral, actions.DecisionValues(kind="deferred", reasons="No answer")
        )
    assert version(seated.dsl, item) == Version.SUMMARY
    with as_(seated.dsl):
        assert (count(Referral), count(Decision)) == (1, 0)


def test_a_school_does_not_read_in_the_history_what_it_may_not_read_elsewhere(
    item, seated, as_, signed_in
) -> None:
    made = session().get_one(Referral, item.referral_id)
    with as_(seated.coordinator) as actor:
        name_school(actor, made, seated.third)
        note_discussion(actor, item, made, matched="no", discussed="Something else")
        note_not_safe(actor, item, made, seated.other.id)
        asked = actions.ask_advice(actor, made, asked="May they?")
    with as_(seated.officer) as actor:
        read_peers(actor, made, "To see who else it was")
        actions.give_advice(actor, asked, made, answer="no_objection")
    with as_(seated.coordinator) as actor:
        drafted = actions.draft_decision(actor, item, made, place(seated, override_reason="Spoken through"))
    with as_(seated.chair) as actor:
        actions.sign_decision(actor, drafted, item, made)
    session().commit()
    school = signed_in(Role.DSL, setting=seated.school).get(f"/referrals/{made.public_id}")
    authority = signed_in(Role.FAP_COORDINATOR).get(f"/referrals/{made.public_id}")
    inside = (
        "under consideration",
        "not safe given who is there",
        "asked the safeguarding officer",
        "written reason matched",
        "read the names of peers",
        "Spoken through",
    )
    assert [words for words in inside if words in school] == []
    assert [words for words in inside if words not in authority] == []
    assert "signed the decision" in school


def test_a_lead_of_the_school_who_sits_on_a_panel_reads_nothing_inside_as_the_school(
    item, seated, as_, app
) -> None:
    """Neither with a declared interest nor after the meeting: the school's own way leads to the referral."""
    both = make_account(Role.DSL, setting=seated.school)
    assign(current_actor(), both, Role.PANEL_MEMBER, panel_id=seated.panel.id)
    accept_agreement_for(both)
    made = session().get_one(Referral, item.referral_id)
    with as_(seated.coordinator) as actor:
        drafted = actions.draft_decision(actor, item, made, place(seated, dissent="One member objects"))
    session().commit()
    browser = CheckingClient(app).sign_in(both)
    around = (f"/panels/items/{item.public_id}", f"/panels/decisions/{drafted.public_id}")
    for path in around:
        browser.get(path)
    with as_(both) as actor:
        declare_interest(actor, item, "own_school")
    session().commit()
    for path in around:
        browser.get(path, status=404)
    with as_(seated.chair) as actor:
        actions.sign_decision(actor, drafted, item, made)
    session().commit()
    for path in (*around, f"{around[1]}/pdf"):
        browser.get(path, status=404)
    with as_(seated.coordinator) as actor:
        actions.close_meeting(actor, session().get_one(PanelMeeting, item.meeting_id))
    session().commit()
    page = browser.get(f"/referrals/{made.public_id}")
    assert "Nearest school with a place." in page
    assert "One member objects" not in page
