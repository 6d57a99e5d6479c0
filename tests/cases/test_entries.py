"""What is recorded in a case: advice with its answer, decisions looked at again, each child alone."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from cases import actions
from cases.completeness import Recorded, gaps_at_closure, gaps_of_case, gaps_of_child, untold
from cases.kinds import CASE_SECTIONS, CHILD_SECTIONS, KINDS
from cases.kinds.incident import INCIDENT
from cases.models import Case, CaseEntry
from cases.recorded import gaps, recorded_of
from foundation.access.permissions import Role
from foundation.post.models import OutboxMessage
from foundation.store import acting_as, now, session, today
from safetyplans.events import PlanEnded
from safetyplans.models import SafetyPlan
from safetyplans.news import look_at_decisions_again
from tests.cases.conftest import actor_of
from tests.people import make_account

MASH = Role.MASH_OFFICER
ADVICE = {
    "what": "Write a risk assessment.",
    "agency": "school",
    "owner": "Ms Grey",
    "by_whom": "D. Osei",
    "guidance": "KCSIE part five",
    "includes": ["risk_assessment"],
}
DECISION = {
    "decision": "continue",
    "what": "The case goes on.",
    "relied_on": ["police", "parent"],
    "considered": "The school’s contact.",
    "together": "School, police",
}


@pytest.fixture
def two(writable, new_child, new_setting):
    new_setting("Ridgemoor School")
    return new_child("Amara", "Okonkwo"), new_child("Tomasz", "Lewandowski")


@pytest.fixture
def opened(two) -> Case:
    owner = make_account(MASH, name="D. Osei")
    with acting_as(actor_of(MASH, account_id=owner.id)) as actor:
        parties = [(two[0].id, "alleged_victim", None), (two[1].id, "alleged_perpetrator", None)]
        incident = actions.IncidentValues(natures=("sexual_violence",), words="Said to be in school.")
        found = actions.open_case(actor, parties=parties, incident=incident)
    session().commit()
    return found


def put(case: Case, kind: str, child=None, **values) -> CaseEntry:
    """An entry as an officer records it today."""
    with acting_as(actor_of(MASH)) as actor:
        given = {"happened_on": today(), **values}
        return actions.add_entry(actor, case, KINDS[kind], given, child_id=child.id if child else None)


def keys(case: Case, child) -> set[str]:
    """What the case lacks for a child."""
    return {gap.key for gap in gaps(recorded_of(case)).children[child.id]}


def test_every_kind_stands_on_a_page_and_its_columns_are_columns():
    shown = {kind for _, _, kinds in (*CHILD_SECTIONS, *CASE_SECTIONS) for kind in kinds}
    assert shown | {"told"} == set(KINDS)
    for kind in KINDS.values():
        for field in kind.all_fields:
            assert not field.column or hasattr(CaseEntry, field.column), (kind.key, field.key)
            if field.needed_if:
                earlier = next(one for one in kind.all_fields if one.key == field.needed_if[0])
                assert set(field.needed_if[1]) <= set(earlier.options), (kind.key, field.key)
        states = [field for field in kind.all_fields if field.column == "state"]
        assert all(len(code) <= 30 for field in states for code in field.options)
    assert {field.column for field in INCIDENT.fields if field.column} <= set(
        dir(Case.incidents.mapper.class_)
    )


def test_a_case_without_anything_names_what_the_reviews_found_missing(opened, two):
    lacks = keys(opened, two[1])
    wanted = {
        "advice",
        "strategy",
        "assessment",
        "voice",
        "parents",
        "support",
        "history",
        "contexts",
        "workers",
    }
    assert wanted <= lacks
    whole = {gap.key for gap in gaps_of_case(recorded_of(opened))}
    assert whole == {"incident", "decision", "partner_check", "oversight"}


def test_advice_ends_in_an_answer_and_is_overdue_until_then(opened, two, clock):
    advice = put(opened, "advice", two[0], **ADVICE, due_on=today() + dt.timedelta(days=2))
    assert "advice_answer" not in keys(opened, two[0])
    clock.forward(days=3)
    assert "advice_answer" in keys(opened, two[0])
    with acting_as(actor_of(MASH)) as actor:
        actions.end_entry(actor, advice, {"followed": "not_known"})
        assert advice.done_on is None
        assert "advice_answer" in keys(opened, two[0])
        actions.end_entry(
            actor,
            advice,
            {"followed": "partly", "because": "No teacher.", "done_on": today(), "evidence": "said"},
        )
    assert advice.state == "partly"
    assert "advice_answer" not in keys(opened, two[0])


def test_advice_on_the_page_with_its_answer(opened, two, signed_in):
    client = signed_in(MASH)
    client.get(f"/cases/{opened.reference}/children/{two[0].public_id}")
    client.click("Add advice")
    assert "Answer: “What was advised”" in client.submit("Save", {"agency": "school"}, status=422).errors
    due = today() + dt.timedelta(days=4)
    date = {"due_on-day": due.day, "due_on-month": due.month, "due_on-year": due.year}
    page = client.submit("Save", {**ADVICE, **{key: str(value) for key, value in date.items()}})
    assert page.h1 == "One child in the case"
    client.click("Advice, School or college: Ms Grey")
    client.click("Was the advice followed?")
    page = client.submit("Save", {"followed": "not_followed"}, status=422)
    assert page.errors == [
        "Answer: “Because”",
        "Answer: “Confirmed with”",
        "Enter the date: “Confirmed on”",
        "Choose an answer: “On what evidence”",
    ]
    day = today()
    done = {"done_on-day": str(day.day), "done_on-month": str(day.month), "done_on-year": str(day.year)}
    fields = {"followed": "followed", "with_whom": "Ms Grey", "evidence": "document", **done}
    page = client.submit("Save", fields)
    assert "Followed" in page
    assert session().scalars(select(CaseEntry)).one().done_on == day


def test_a_police_investigation_is_no_reason_and_needs_a_manager(opened, two, signed_in):
    client = signed_in(MASH)
    client.get(f"/cases/{opened.reference}/children/{two[0].public_id}/record/strategy")
    fields = {"considered": "not_held", "not_held": ["police"], "because": "They asked us to wait."}
    page = client.submit("Save", fields, status=422)
    assert "A police investigation is no sufficient reason" in page.errors[0]
    client.submit("Save", {**fields, "owner": "S. Whitlock"})
    assert "strategy" not in keys(opened, two[0])
    assert "strategy" in keys(opened, two[1]), "each child has its own"


def test_a_decision_is_asked_for_again_when_what_it_relied_on_changes(opened, two):
    decision = put(opened, "decision", **DECISION)
    other = put(opened, "decision", **{**DECISION, "relied_on": ["relationship"]})
    put(opened, "police", two[1], outcome="nfa")
    assert decision.due_on is not None
    assert decision.done_on is None
    assert other.due_on is None
    assert {gap.key for gap in gaps_of_case(recorded_of(opened))} >= {"reconsider"}
    told = (
        session().scalars(select(OutboxMessage).where(OutboxMessage.notice == "decision_to_reconsider")).one()
    )
    assert told.account_id == opened.owner_id
    with acting_as(actor_of(MASH)) as actor:
        looked = {
            "stands": "changed",
            "stands_because": "No enquiry any more.",
            "stands_by": "All",
            "done_on": today(),
        }
        actions.end_entry(actor, decision, looked)
    assert "reconsider" not in {gap.key for gap in gaps_of_case(recorded_of(opened))}
    put(opened, "police", two[1], outcome="charge")
    assert decision.done_on is None
    assert "No enquiry any more." in decision.answers["before"][0], "what was found before stays"


def test_police_that_end_without_anybody_acting_are_shown(opened, two):
    put(opened, "police", two[1], outcome="nfa")
    assert "police_ended" in keys(opened, two[1])
    more = {
        "what": "Ended.",
        "new_referral": "no",
        "new_referral_words": "No.",
        "support": "Goes on.",
        "owner": "A",
    }
    put(opened, "development", change="police_ended", due_on=today(), **more)
    assert "police_ended" not in keys(opened, two[1])


def test_level_four_with_no_further_action_asks_for_challenge(opened, two):
    put(opened, "level", two[0], level="4", agency="police", because="Harm.")
    put(opened, "social_care", two[0], outcome="nfa", because="A parent protects.")
    assert "challenge" in keys(opened, two[0])
    step = {
        "step": "lead",
        "agency": "social_care",
        "owner": "P. Imrie",
        "what": "We disagree.",
        "due_on": today(),
    }
    put(opened, "challenge", two[0], **step)
    assert "challenge" not in keys(opened, two[0])


def test_a_child_never_seen_alone_a_shared_worker_and_an_unowned_referral_show(opened, two):
    put(opened, "voice", two[0], alone="no", owner="A", words="“Yes.”", direct="None")
    assert "alone" in keys(opened, two[0])
    for child in two:
        put(opened, "circumstances", child, owner="P. Imrie", home_authority="M", household="no")
    assert "shared_worker" in keys(opened, two[1])
    service = {
        "service": "Advice",
        "reached": "to_send",
        "due_on": today(),
        "explained": "yes",
        "supports": "K",
    }
    put(opened, "referral", two[0], **service, owner="", told_key_worker="no")
    assert "referral_owner" in keys(opened, two[0])


def test_whoever_works_with_the_child_is_told_of_each_outcome(opened, two, clock):
    worker = put(opened, "worker", two[0], part="gp", owner="Dr Hale")
    assert [one.id for one in untold(recorded_of(opened), two[0].id)] == [worker.id]
    clock.forward(hours=1)
    with acting_as(actor_of(MASH)) as actor:
        said = {"happened_on": today(), "what": "The plan", "by_whom": "D. Osei", "received": "yes"}
        actions.add_entry(actor, opened, KINDS["told"], said, child_id=two[0].id, parent=worker)
    assert untold(recorded_of(opened), two[0].id) == []
    clock.forward(hours=1)
    put(opened, "social_care", two[0], outcome="cin")
    assert [one.id for one in untold(recorded_of(opened), two[0].id)] == [worker.id]


def test_a_witness_needs_to_be_heard_and_supported(opened, new_child):
    with acting_as(actor_of(MASH)) as actor:
        third = actions.add_party(actor, opened, new_child().id, "witness")
    lacks = {gap.key for gap in gaps_of_child(recorded_of(opened), third)}
    assert lacks == {"voice", "support"}


def test_an_entry_is_about_a_child_of_its_case(opened, new_child):
    with acting_as(actor_of(MASH)) as actor, pytest.raises(ValueError, match="not about that child"):
        actions.add_entry(actor, opened, KINDS["voice"], {"happened_on": today()}, child_id=new_child().id)
    with acting_as(actor_of(Role.DSL)) as actor, pytest.raises(actions.NotAllowed):
        actions.add_entry(actor, opened, KINDS["decision"], {"happened_on": today()})


def test_closing_shows_what_is_missing_and_needs_a_manager(opened, two, signed_in):
    client = signed_in(MASH)
    client.get(f"/cases/{opened.reference}/state")
    page = client.submit("Close the case", {"closed_as": "not_abuse", "reason": "It was a game."}, status=422)
    assert "Details and reasons for closing are missing for 2 children" in page
    assert "The contexts at closure are missing for 2 children" in page
    assert page.errors == ["Enter the manager’s name", "Enter why it is closed all the same"]
    client.submit("Close the case", {"manager": "S. Whitlock", "because": "Moved to another county."})
    session().expire_all()
    assert session().scalars(select(Case)).one().status == "closed"
    page = client.get(f"/cases/{opened.reference}")
    assert "S. Whitlock: Moved to another county." in page
    client.get(f"/cases/{opened.reference}/state")
    client.submit("Open the case again", {"reason": "New information."})
    session().expire_all()
    assert session().scalars(select(Case)).one().closed_on is None


def test_contexts_at_closure_and_oversight_are_asked_for(opened, two):
    recorded = Recorded(opened, [])
    assert gaps_at_closure(recorded, "done") == [
        "No management oversight at closure",
        "The contexts at closure are missing for 2 children",
    ]


def test_an_incident_is_described_whole_with_reasons(opened, signed_in):
    client = signed_in(MASH)
    client.get(f"/cases/{opened.reference}")
    client.click("Describe it whole Sexual violence, not known")
    page = client.submit("Save the description", status=422)
    assert "Choose an answer: “Consent”" in page.errors
    fields = {
        "historic": "historic",
        "kcsie": ["sexual_assault"],
        "technology": "no",
        "grouped": "group",
        "weapons": "no",
        "relation": "friend",
        "consent": "not_known",
        "consent_because": "Not asked yet.",
        "power": "evidence",
        "power_because": "Two years older.",
        "exploitation": "none",
        "exploitation_because": "Asked directly.",
        "hackett": "abusive",
        "brook": "not_used",
    }
    assert client.submit("Save the description", fields, status=422).errors == [
        "Answer: “Hackett continuum: the reason”"
    ]
    page = client.submit("Save the description", {**fields, "hackett_because": "Pressure over weeks."})
    assert "Change the description" in page
    assert "incident" not in {gap.key for gap in gaps_of_case(recorded_of(opened))}


def test_marked_as_recorded_in_the_authoritys_system(opened, two, signed_in):
    entry = put(opened, "level", two[0], level="3", agency="school", because="Support.")
    session().commit()
    client = signed_in(MASH)
    client.get(f"/cases/{opened.reference}/recorded")
    page = client.submit("Mark as recorded", {"entries": [entry.public_id], "by": "B. Clerk"})
    assert "Everything is recorded there." in page
    session().expire_all()
    kept = session().scalars(select(CaseEntry)).one()
    assert kept.authority_on == today()
    assert kept.authority_by == "B. Clerk"


def test_a_plan_that_ends_asks_for_what_relied_on_it(opened, two, new_setting):
    """A school ends its plan; whoever ends it may not read the case, and the case still asks."""
    decision = put(opened, "decision", **{**DECISION, "relied_on": ["school_plan"]})
    plan = SafetyPlan(
        reference="SP-2026-000001",
        started_by=opened.owner_id,
        started_at=now(),
        child_id=two[0].id,
        setting_id=new_setting().id,
        case_id=opened.id,
        status="in_force",
    )
    session().add(plan)
    session().flush()
    with acting_as(actor_of(Role.DSL)):
        look_at_decisions_again(PlanEnded(subject=plan, reason="All reviewed."))
    assert decision.due_on is not None
    assert decision.done_on is None
