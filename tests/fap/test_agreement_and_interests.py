"""Papers open with the agreement of the year; a declared interest closes an item; a deputy signs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from fap import actions
from fap.actions.agreements import accept_agreement, write_agreement
from fap.actions.interests import declare_interest, withdraw_interest
from fap.models import AgendaItem, Decision, DeclaredInterest, Referral, ReferralFlag
from fap.need_to_know import Version, versions_of
from fap.panels.agreement import SUGGESTED, agreement_in_force
from foundation.access.actions import assign
from foundation.access.lists import actor_of
from foundation.access.permissions import Role
from foundation.store import current_actor, session, today
from foundation.trail import history
from tests.fap.conftest import CSE
from tests.people import accept_agreement_for, make_account


def rows(model: Any) -> list[Any]:
    return list(session().scalars(select(model).order_by(model.id)))


@pytest.fixture
def item(make_referral, meeting, people, as_) -> AgendaItem:
    """An item of a published agenda, with a flag."""
    make_referral("on_agenda", meeting=meeting, peer_flags=CSE, others_considered="yes")
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
    session().commit()
    return rows(AgendaItem)[0]


def open_to(as_: Any, account: Any) -> int:
    with as_(account):
        return sum(len(rows(found)) for found in (AgendaItem, Referral, ReferralFlag))


def test_nothing_opens_before_the_agreement_of_the_year_is_accepted(item, people, as_, clock) -> None:
    newcomer = make_account(Role.PANEL_MEMBER, panel_id=people.panel.id, agreed=False)
    assert open_to(as_, newcomer) == 0
    assert versions_of(actor_of(newcomer), [item])[item.id] == Version.HIDDEN
    text = agreement_in_force()
    with as_(people.dsl) as actor, pytest.raises(actions.NotAllowed):
        accept_agreement(actor, text)
    with as_(newcomer) as actor:
        assert accept_agreement(actor, text).id == accept_agreement(actor, text).id
    assert open_to(as_, newcomer) == open_to(as_, people.member) == 3
    clock.move_to(dt.date(2027, 9, 2))
    assert open_to(as_, newcomer) == open_to(as_, people.chair) == 0, "a new school year asks anew"


def test_a_new_text_shuts_the_papers_until_it_is_accepted(item, people, as_, clock) -> None:
    with as_(people.member) as actor, pytest.raises(actions.NotAllowed):
        write_agreement(actor, text=SUGGESTED, in_force_from=today())
    with as_(people.coordinator) as actor:
        for text, day in (("Too short", today()), (SUGGESTED, dt.date(2026, 11, 9))):
            with pytest.raises(ValueError):
                write_agreement(actor, text=text, in_force_from=day)
        first = agreement_in_force()
        made = write_agreement(actor, text=f"{SUGGESTED} More.", in_force_from=dt.date(2026, 11, 12))
        assert (made.version, agreement_in_force().id) == (2, first.id)
    assert open_to(as_, people.member) == 3
    clock.move_to(dt.date(2026, 11, 12))
    assert open_to(as_, people.member) == 0
    with as_(people.member) as actor:
        with pytest.raises(ValueError, match="Another text"):
            accept_agreement(actor, first)
        accept_agreement(actor, made)
    assert open_to(as_, people.member) == 3
    assert first.text == SUGGESTED, "earlier texts stay as they were"


def test_a_declared_interest_closes_the_item_everywhere(item, people, as_) -> None:
    referral = session().get_one(Referral, item.referral_id)
    with as_(people.coordinator) as actor:
        actions.draft_decision(
            actor, item, referral, actions.DecisionValues(kind="deferred", reasons="x yz", responsible="Us")
        )
    with as_(people.member) as actor:
        assert len(rows(Decision)) == 1
        with pytest.raises(ValueError, match="what the interest is"):
            declare_interest(actor, item, "love")
        with pytest.raises(actions.NotAllowed):
            declare_interest(actor, item, "relation", account_id=people.chair.id)
        made = declare_interest(actor, item, "relation")
    assert open_to(as_, people.member) == 0
    assert versions_of(actor_of(people.member), [item])[item.id] == Version.HIDDEN
    with as_(people.member) as actor:
        assert rows(Decision) == []
        assert [row.id for row in rows(DeclaredInterest)] == [made.id]
        with pytest.raises(actions.NotAllowed):
            withdraw_interest(actor, made, item, "I changed my mind")
    with as_(people.coordinator) as actor:
        with pytest.raises(ValueError, match="already"):
            declare_interest(actor, item, "other", account_id=people.member.id)
        with pytest.raises(ValueError, match="reason"):
            withdraw_interest(actor, made, item, "")
        withdraw_interest(actor, made, item, "It was another family of that name")
    assert open_to(as_, people.member) == 3
    assert [line.name for line in history(made)][:2] == ["InterestWithdrawn", "InterestDeclared"]


def test_the_interest_goes_with_the_referral_to_the_next_meeting(item, people, as_) -> None:
    with as_(people.member) as actor:
        declare_interest(actor, item, "other")
    referral = session().get_one(Referral, item.referral_id)
    with as_(people.coordinator) as actor:
        actions.close_meeting(actor, item.meeting)
        following = actions.plan_meeting(
            actor, people.panel, meets_on=dt.date(2026, 12, 10), deadline=dt.date(2026, 12, 1)
        )
        actions.put_on_agenda(actor, referral, following)
        actions.publish_meeting(actor, following)
    assert open_to(as_, people.member) == 0
    assert open_to(as_, people.chair) == 3


def test_a_school_s_own_way_stays_with_its_own_interest_and_not_with_a_relation(item, people, as_) -> None:
    """The lead who wrote the referral sits on the panel too."""
    assign(
        current_actor(), people.dsl, Role.PANEL_MEMBER, panel_id=people.panel.id, setting_id=people.school.id
    )
    accept_agreement_for(people.dsl)
    with as_(people.dsl) as actor:
        made = declare_interest(actor, item, "own_school")
    assert versions_of(actor_of(people.dsl), [item])[item.id] == Version.HIDDEN
    with as_(people.dsl):
        assert len(rows(Referral)) == 1, "the school still reads what it wrote"
    with as_(people.coordinator) as actor:
        withdraw_interest(actor, made, item, "Wrongly named")
        declare_interest(actor, item, "relation", account_id=people.dsl.id)
    assert open_to(as_, people.dsl) == 0


def test_where_the_chair_has_an_interest_a_deputy_signs(item, people, as_) -> None:
    deputy = make_account(Role.PANEL_CHAIR, panel_id=people.panel.id, name="O. Bassey")
    referral = session().get_one(Referral, item.referral_id)
    with as_(people.coordinator) as actor:
        values = actions.DecisionValues(kind="deferred", reasons="No answer", responsible="Us")
        draft = actions.draft_decision(actor, item, referral, values)
    with as_(people.chair) as actor:
        declare_interest(actor, item, "relation")
        with pytest.raises(actions.NotAllowed):
            actions.sign_decision(actor, draft, item, referral)
        with pytest.raises(actions.NotAllowed):
            actions.draft_decision(actor, item, referral, values)
    with as_(deputy) as actor:
        actions.sign_decision(actor, draft, item, referral)
    assert (item.outcome, draft.signed_by) == ("deferred", deputy.id)
