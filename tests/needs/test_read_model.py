"""The read model follows the records in the same transaction, and a rebuild finds it as it is."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from fap import actions as fap_actions
from foundation.access.lists import operator
from foundation.access.permissions import Role
from foundation.store import acting_as, now, session
from foundation.trail import record
from needs import actions, reading_core, writing_core
from needs.gathering import FactValue
from needs.models import NeedsFact, NeedsForm
from needs.surroundings_core import forms_of_child
from safetyplans.events import PlanSubmitted
from safetyplans.models import PlanVersion, SafetyPlan
from tests.cases.conftest import actor_of
from tests.fap.conftest import CSE, make_child, make_setting
from tests.needs.conftest import flag, form
from tests.tried import refused


def forms() -> list[NeedsForm]:
    session().expire_all()
    return list(session().scalars(select(NeedsForm).order_by(NeedsForm.reference, NeedsForm.version)))


def flags(form: NeedsForm) -> set[tuple[str, str]]:
    found = session().scalars(select(NeedsFact).where(NeedsFact.form_id == form.id, NeedsFact.name == "flag"))
    return {(fact.code, fact.source) for fact in found}


def digest() -> str:
    return reading_core.digest(session().connection())


@pytest.fixture
def submitted(make_referral) -> Any:
    return make_referral(
        "submitted", peer_flags=CSE, sex="F", year_group="8", ethnicity="AIND", home_ward="Eldon"
    )


def test_a_draft_is_not_counted_and_a_submitted_form_is_at_once(make_referral, people) -> None:
    make_referral("draft", peer_flags=CSE)
    assert forms() == []
    made = make_referral("submitted", peer_flags=CSE, ethnicity="AIND", home_ward="Eldon")
    (found,) = forms()
    assert (found.kind, found.record_id, found.reference, found.version) == (
        "referral",
        made.id,
        made.reference,
        1,
    )
    assert (found.setting_id, found.child_id) == (people.school.id, made.child_id)
    assert (found.ethnicity, found.ward, found.category) == ("AIND", "Eldon", "")
    assert flags(found) == {("cse", "form")}


def test_submitting_again_counts_the_last_version_only(submitted, people, as_) -> None:
    with as_(people.coordinator) as actor:
        fap_actions.return_for_information(actor, submitted, "The behaviour log is missing")
    with as_(people.dsl) as actor:
        fap_actions.submit_referral(actor, submitted)
    session().commit()
    assert [form.version for form in forms()] == [2]


def test_acceptance_brings_the_category_and_the_panel_its_own_flags(submitted, people, as_) -> None:
    with as_(people.coordinator) as actor:
        fap_actions.accept(actor, submitted, "f", "One application was refused.", refused())
        fap_actions.add_flag_heard(actor, submitted, "gangs", "affected", "Said by a member of the panel.")
    session().commit()
    (found,) = forms()
    assert found.category == "f"
    assert flags(found) == {("cse", "form"), ("gangs", "panel")}


def test_a_withdrawn_referral_is_not_counted(submitted, people, as_) -> None:
    with as_(people.dsl) as actor:
        fap_actions.withdraw_referral(actor, submitted, "The child moved away")
    session().commit()
    assert forms() == []
    assert session().scalars(select(NeedsFact)).all() == []


def test_every_version_of_a_plan_is_counted(people) -> None:
    child = make_child(people.school)
    usual = {"child_id": child.id, "setting_id": people.school.id, "started_by": people.dsl.id}
    plan = SafetyPlan(reference="SP-2026-000001", status="in_force", started_at=now(), **usual)
    session().add(plan)
    session().flush()
    answers = {"child_role": "alleged_victim", "possible_offence": ["sexual_assault"]}
    for number in (1, 2):
        sent = {"submitted_by": people.dsl.id, "submitted_at": now(), "answers": answers}
        session().add(PlanVersion(plan_id=plan.id, number=number, **sent))
        record(PlanSubmitted(subject=plan, number=number))
    session().commit()
    first, second = forms()
    assert [(form.kind, form.version, form.reference) for form in (first, second)] == [
        ("plan", 1, plan.reference),
        ("plan", 2, plan.reference),
    ]
    assert flags(second) == {("harmed_by_hsb", "plan")}


def test_a_rebuild_finds_what_the_news_had_counted(submitted, make_referral, people) -> None:
    other = make_child(people.school)
    make_referral("accepted", child=other, seed=3)
    before = digest()
    first = {form.id for form in forms()}
    with acting_as(operator()) as actor:
        count, after = actions.rebuild(actor)
        session().commit()
        assert actions.rebuild(actor) == (2, before)
    assert (count, after) == (2, before)
    assert len(forms()) == len(first) == 2


def test_the_digest_does_not_depend_on_row_ids_or_their_order(submitted, make_referral, people) -> None:
    make_referral("submitted", child=make_child(people.school), seed=4)
    before = digest()
    again = {"referral": [submitted.id]}
    actions.count_again(session().connection(), again)
    session().commit()
    assert digest() == before
    submitted.category = "g"
    session().flush()
    actions.count_again(session().connection(), again)
    assert digest() != before


def test_the_digest_is_the_same_on_every_database(db_session) -> None:
    """The same form gives the same digest on SQLite and on PostgreSQL (the test runs on both)."""
    school = make_setting("Aldermere School")
    school.urn = "299999"
    session().flush()
    child = make_child(None, public_id="invented-child-0000001")
    facts = (flag("cse"), flag("gangs", "both", responded=False), FactValue("domain", "home", known="yes"))
    values = [form(1, child.id, *facts, setting_id=school.id), form(2, child.id, version=2, kind="plan")]
    writing_core.write(session().connection(), values)
    assert digest() == "f3c5509751efcd8b6a551ae328c680a7aa63f9b7b96b76e84be4d2747c57aa73"


def test_a_merged_child_is_one_child(submitted, make_referral, people) -> None:
    other = make_child(people.school)
    make_referral("submitted", child=other, seed=5)
    assert len({form.child_id for form in forms()}) == 2
    other.merged_into_id = submitted.child_id
    session().flush()
    found = forms_of_child(session().connection(), [other.id])
    assert {kind: len(ids) for kind, ids in found.items() if ids} == {"referral": 2}
    actions.count_again(session().connection(), found)
    assert {form.child_id for form in forms()} == {submitted.child_id}


@pytest.mark.parametrize("role", [Role.ANALYST, Role.SAFEGUARDING_OFFICER, Role.DSL])
def test_nobody_but_the_system_reads_its_rows(submitted, role) -> None:
    session().expunge_all()
    with acting_as(actor_of(role)):
        assert session().scalars(select(NeedsForm)).all() == []
        assert session().scalars(select(NeedsFact)).all() == []
