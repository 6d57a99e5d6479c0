"""Actions on cases, separations and contacts: they do it, and refuse the wrong role and the wrong row."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from cases import actions, lists
from cases.models import Case, Contact, Party, Separation
from cases.separations_core import children_in_unlinked_incidents, live
from foundation.access.permissions import Role
from foundation.store import acting_as, current_actor, session, today
from foundation.store.session import OutOfScopeError
from foundation.trail import IllegalMove, history
from tests.cases.conftest import actor_of

VICTIM, PERPETRATOR = "alleged_victim", "alleged_perpetrator"
MASH, OFFICER = Role.MASH_OFFICER, Role.SAFEGUARDING_OFFICER


@pytest.fixture
def pair(writable, new_child):
    return new_child("Amara", "Okonkwo"), new_child("Tomasz", "Lewandowski")


def opened(a, b, **values) -> Case:
    with acting_as(actor_of(MASH)) as actor:
        return actions.open_case(actor, parties=[(a.id, VICTIM, None), (b.id, PERPETRATOR, None)], **values)


def the_separations() -> list[Separation]:
    return list(session().scalars(select(Separation).order_by(Separation.id)))


def test_a_case_makes_its_separation_in_force_from_the_day_it_was_opened(pair):
    case = opened(*pair, opened_on=dt.date(2026, 9, 14))
    (made,) = the_separations()
    assert case.reference == "CASE-2026-000001"
    assert made.child_ids() == tuple(sorted(child.id for child in pair))
    assert (made.from_date, made.status, made.certainty) == (dt.date(2026, 9, 14), "in_force", "confirmed")
    assert made.review_on == today() + dt.timedelta(weeks=6)
    assert [line.words for line in history(case)] == ["opened the case"]


def test_a_second_case_of_the_pair_adds_a_basis_and_the_earlier_start(pair):
    first = opened(*pair, opened_on=dt.date(2026, 9, 14))
    second = opened(pair[1], pair[0], opened_on=dt.date(2025, 1, 6))
    (made,) = the_separations()
    assert [basis.case_id for basis in made.bases] == [first.id, second.id]
    assert made.from_date == dt.date(2025, 1, 6)


def test_a_second_case_on_a_joined_record_of_the_pair_adds_a_basis_too(pair, new_child):
    opened(*pair)
    joined = new_child("Amara", "Okonkwo-Hill")
    pair[0].merged_into_id = joined.id
    session().flush()
    second = opened(joined, pair[1])
    (made,) = the_separations()
    assert second.id in {basis.case_id for basis in made.bases}


def test_a_case_after_the_end_makes_a_new_separation(pair):
    opened(*pair)
    with acting_as(actor_of(OFFICER)) as actor:
        actions.end_separation(actor, the_separations()[0], "both moved to other counties")
    opened(*pair)
    assert [found.status for found in the_separations()] == ["ended", "in_force"]


def test_closing_a_case_ends_no_separation(pair):
    case = opened(*pair)
    with acting_as(actor_of(MASH)) as actor:
        actions.close_case(actor, case, "no further action by the police")
    assert case.status == "closed"
    assert [found.status for found in the_separations()] == ["in_force"]


def test_a_witness_added_later_is_kept_apart_from_nobody_and_a_victim_is(pair, new_child):
    case = opened(*pair)
    with acting_as(actor_of(MASH)) as actor:
        actions.add_party(actor, case, new_child().id, "witness")
        assert len(the_separations()) == 1
        actions.add_party(actor, case, new_child().id, VICTIM)
    assert len(the_separations()) == 2
    with acting_as(actor_of(MASH)) as actor, pytest.raises(ValueError, match="already"):
        actions.add_party(actor, case, pair[0].id, VICTIM)


def test_a_child_stands_once_in_a_case(pair):
    with acting_as(actor_of(MASH)) as actor, pytest.raises(ValueError, match="twice"):
        actions.open_case(actor, parties=[(pair[0].id, VICTIM, None), (pair[0].id, PERPETRATOR, None)])


@pytest.mark.parametrize("role", [Role.DSL, Role.ANALYST, Role.ADMINISTRATOR, Role.FAP_COORDINATOR])
def test_the_wrong_role_opens_nothing(pair, role):
    with acting_as(actor_of(role)) as actor, pytest.raises(actions.NotAllowed):
        actions.open_case(actor, parties=[(pair[0].id, VICTIM, None)])


def test_only_the_safeguarding_officer_ends_and_only_with_a_reason(pair):
    opened(*pair)
    (made,) = the_separations()
    with acting_as(actor_of(MASH)) as actor, pytest.raises(actions.NotAllowed):
        actions.end_separation(actor, made, "no further action")
    with acting_as(actor_of(OFFICER)) as actor:
        with pytest.raises(ValueError, match="reason"):
            actions.end_separation(actor, made, "  ")
        actions.end_separation(actor, made, "no longer needed, both children agree")
        with pytest.raises(IllegalMove):
            actions.end_separation(actor, made, "again")
    assert (made.status, made.ended_on) == ("ended", today())


def test_a_status_changes_by_no_other_road(pair):
    opened(*pair)
    (made,) = the_separations()
    made.status = "ended"
    with pytest.raises(IllegalMove):
        session().flush()
    session().rollback()


# Provisional separations ---------------------------------------------------------------------------


def test_a_school_starts_a_provisional_separation_it_cannot_read(pair):
    with acting_as(actor_of(Role.DSL)) as dsl:
        made = actions.provisional_separation(dsl, pair[0].id, pair[1].id, "SP-2026-000001", today())
        assert session().scalars(select(Separation)).all() == []
    assert (made.certainty, made.status) == ("reported", "in_force")
    assert current_actor().system


def test_the_same_plan_twice_is_one_separation_and_a_case_confirms_it(pair):
    for _ in range(2):
        with acting_as(actor_of(Role.DSL)) as dsl:
            actions.provisional_separation(dsl, pair[1].id, pair[0].id, "SP-2026-000001", today())
    (made,) = the_separations()
    assert [basis.plan_reference for basis in made.bases] == ["SP-2026-000001"]
    opened(*pair)
    assert the_separations() == [made]
    assert made.certainty == "confirmed"
    assert "confirmed it: CASE-2026-000001 was opened" in [line.words for line in history(made)]


def test_confirm_amend_and_review(pair):
    with acting_as(actor_of(Role.DSL)) as dsl:
        made = actions.provisional_separation(dsl, pair[0].id, pair[1].id, "SP-2026-000001", today())
        with pytest.raises(actions.NotAllowed):
            actions.confirm_separation(dsl, made, "we are sure")
    with acting_as(actor_of(MASH)) as actor:
        actions.confirm_separation(actor, made, "the social worker confirmed it")
        actions.amend_separation(actor, made, scope=["setting", "transport"], conditions=[], reason="bus")
        with pytest.raises(ValueError, match="after today"):
            actions.review_separation(actor, made, next_review=today(), outcome="goes on")
        actions.review_separation(actor, made, next_review=today() + dt.timedelta(days=30), outcome="goes on")
    assert (made.certainty, made.scope) == ("confirmed", ["setting", "transport"])
    assert made.review_on == today() + dt.timedelta(days=30)


# Contacts -----------------------------------------------------------------------------------------


def received(child, *others, reference="FAP-2026-000001") -> Contact:
    with acting_as(actor_of(Role.DSL)) as dsl:
        return actions.receive_contact(
            dsl,
            source_kind="referral",
            source_reference=reference,
            child_id=child.id,
            other_child_ids=[other.id for other in others],
        )


def test_the_same_referral_waits_once_and_adds_what_it_names_anew(pair, new_child):
    third = new_child()
    first = received(pair[0], pair[1])
    assert received(pair[0], pair[1], third) is first
    assert first.child_ids() == (pair[0].id, pair[1].id, third.id)
    assert lists.contacts_waiting() == [first]


def test_two_referrals_on_one_child_are_two_contacts(pair):
    assert received(pair[0]).reference != received(pair[0], reference="FAP-2026-000002").reference


def test_an_answered_contact_stays_answered_unless_a_new_child_is_named(pair):
    first = received(pair[0])
    with acting_as(actor_of(MASH)) as actor:
        actions.no_case_needed(actor, first, "the two were never alone")
    assert received(pair[0]) is first
    assert received(pair[0], pair[1]).status == "waiting"


def test_children_of_waiting_contacts_are_possible_until_somebody_answers(pair, new_child):
    other = new_child()
    contact = received(*pair)
    ids = {pair[0].id, pair[1].id, other.id}
    found = children_in_unlinked_incidents(session().connection(), ids)
    assert found == {pair[0].id, pair[1].id}
    with acting_as(actor_of(MASH)) as actor:
        actions.no_case_needed(actor, contact, "not abuse: an argument about football")
    assert children_in_unlinked_incidents(session().connection(), ids) == set()


def test_linking_asks_for_each_child_what_part_it_had(pair, new_child):
    case = opened(*pair)
    third, fourth = new_child(), new_child()
    contact = received(third, fourth, pair[0])
    with acting_as(actor_of(MASH)) as actor:
        with pytest.raises(ValueError, match="each child"):
            actions.link_contact(actor, contact, case, {third.id: VICTIM})
        with pytest.raises(ValueError, match="about must be part"):
            actions.link_contact(actor, contact, case, {third.id: "not_a_party", fourth.id: "witness"})
        actions.link_contact(actor, contact, case, {third.id: VICTIM, fourth.id: "not_a_party"})
    assert contact.status == "linked"
    assert set(case.child_ids()) == {pair[0].id, pair[1].id, third.id}
    assert len(the_separations()) == 2


def test_no_case_needs_a_reason_and_a_right(pair):
    contact = received(pair[0])
    with acting_as(actor_of(MASH)) as actor, pytest.raises(ValueError, match="reason"):
        actions.no_case_needed(actor, contact, "")
    with acting_as(actor_of(Role.DSL)) as actor, pytest.raises(actions.NotAllowed):
        actions.no_case_needed(actor, contact, "not ours")


# Walls --------------------------------------------------------------------------------------------


def test_a_bar_on_any_party_hides_the_whole(pair, new_child):
    witness = new_child()
    case = opened(*pair)
    with acting_as(actor_of(MASH)) as actor:
        actions.add_party(actor, case, witness.id, "witness")
        actions.link_contact(actor, received(pair[0]), case)
    session().commit()
    for barred in (pair[0].id, pair[1].id, witness.id):
        with acting_as(actor_of(OFFICER, barred=(barred,))):
            for model in (Case, Party, Separation, Contact):
                assert session().scalars(select(model)).all() == [], (model, barred)
    with acting_as(actor_of(OFFICER, barred=(new_child().id,))):
        assert session().scalars(select(Case)).all() == [case]
        assert len(session().scalars(select(Party)).all()) == 3


def test_a_bar_on_a_child_whom_a_contact_names_hides_the_contact(pair):
    received(*pair)
    with acting_as(actor_of(MASH, barred=(pair[1].id,))):
        assert lists.contacts_waiting() == []
    with acting_as(actor_of(MASH)):
        assert len(lists.contacts_waiting()) == 1


@pytest.mark.parametrize("role", [Role.DSL, Role.PANEL_CHAIR, Role.ANALYST, Role.ADMINISTRATOR])
def test_who_may_not_read_cases_sees_none(pair, role):
    opened(*pair)
    received(pair[0])
    with acting_as(actor_of(role)):
        for model in (Case, Party, Separation, Contact):
            assert session().scalars(select(model)).all() == []


def test_nobody_opens_a_case_with_a_child_they_are_barred_from(pair):
    with acting_as(actor_of(MASH, barred=(pair[0].id,))) as actor, pytest.raises(OutOfScopeError):
        actions.open_case(actor, parties=[(pair[0].id, VICTIM, None), (pair[1].id, PERPETRATOR, None)])
    session().rollback()


def test_a_pair_separated_on_a_basis_out_of_sight_gets_the_new_basis(pair, new_child):
    witness = new_child()
    first = opened(*pair)
    with acting_as(actor_of(MASH)) as actor:
        actions.add_party(actor, first, witness.id, "witness")
    session().commit()
    with acting_as(actor_of(MASH, barred=(witness.id,))) as actor:
        actions.open_case(actor, parties=[(pair[0].id, VICTIM, None), (pair[1].id, PERPETRATOR, None)])
    (made,) = the_separations()
    assert len(made.bases) == 2


# What detection reads ------------------------------------------------------------------------------


def test_live_says_from_when_until_when_and_on_what(pair, new_setting, new_child):
    school, park_school, other = new_setting(), new_setting(), new_child()
    with acting_as(actor_of(MASH)) as actor:
        case = actions.open_case(
            actor,
            parties=[
                (pair[0].id, VICTIM, school.id),
                (pair[1].id, PERPETRATOR, None),
                (other.id, "witness", None),
            ],
            incident=actions.IncidentValues(setting_id=park_school.id),
            opened_on=dt.date(2026, 9, 14),
            authority_reference="LCS 4711",
        )
    connection = session().connection()
    (found,) = live(connection, today())
    assert (found.child_a, found.child_b) == tuple(sorted((pair[0].id, pair[1].id)))
    assert {found.child_a: found.role_a, found.child_b: found.role_b} == {
        pair[0].id: VICTIM,
        pair[1].id: PERPETRATOR,
    }
    assert (found.from_date, found.until_date) == (dt.date(2026, 9, 14), None)
    assert found.case_reference == case.known_as == "LCS 4711"
    assert found.incident_setting_ids == {school.id, park_school.id}
    assert live(connection, today(), [other.id]) == []
    assert live(connection, today(), [pair[1].id]) == [found]


def test_an_ended_separation_is_live_only_before_its_end(pair):
    opened(*pair, opened_on=dt.date(2026, 9, 14))
    with acting_as(actor_of(OFFICER)) as actor:
        actions.end_separation(actor, the_separations()[0], "no longer needed")
    yesterday = today() - dt.timedelta(days=1)
    assert live(session().connection(), today()) == []
    assert [found.until_date for found in live(session().connection(), yesterday)] == [yesterday]


def test_a_separation_ended_on_its_first_day_was_never_live(pair):
    opened(*pair)
    with acting_as(actor_of(OFFICER)) as actor:
        actions.end_separation(actor, the_separations()[0], "opened by mistake")
    assert live(session().connection(), today() - dt.timedelta(days=9)) == []
