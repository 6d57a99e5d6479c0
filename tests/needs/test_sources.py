"""Facts of each source, and that counting what changed finds what a rebuild finds."""

from __future__ import annotations

import datetime as dt
import json
import random
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from cases import actions as case_actions
from cases.kinds import KINDS
from cases.meetings import actions as meeting_actions
from fap import actions as fap_actions
from foundation.access.lists import operator
from foundation.answers.models import AnswerVersion
from foundation.store import acting_as, session, today
from needs import actions, reading_core
from needs.gathering import Beside, FactValue, Parts, Surroundings, meeting_value, party_value, plan_value
from needs.gathering.referral import capacity_of, left_behind
from needs.models import NeedsFact, NeedsForm
from safetyplans.actions import ask_for_plan
from tests.fap.conftest import CSE, INCIDENT, linked, make_child
from tests.needs.test_gathering import AROUND, referral

DAY = dt.date(2026, 3, 2)


def party(**parts: list[Any]) -> Any:
    row = SimpleNamespace(
        id=9, child_id=1, setting_id=7, role="alleged_perpetrator", case_id=4, reference="CASE-2026-000004",
        opened_on=DAY, status="open", closed_as=None,
    )  # fmt: skip
    return party_value(row, Parts({"roles": ["alleged_perpetrator", "alleged_victim"]} | parts), AROUND)


def entry(kind: str, state: str, **values: Any) -> SimpleNamespace:
    usual = {"child_id": 1, "agency": "", "happened_on": DAY, "done_on": None, "owner": "", "answers": {}}
    return SimpleNamespace(kind=kind, state=state, **(usual | values))


def facts_of(value: Any, name: str) -> list[FactValue]:
    return [fact for fact in value.facts if fact.name == name]


def test_a_child_of_a_case_with_what_happened_and_what_the_agencies_did() -> None:
    incident = SimpleNamespace(
        natures=["sexual_violence"], historic="historic", place="journey", hackett="abusive",
        relation="former_partner", grouped="group",
    )  # fmt: skip
    entries = [
        entry("police", "investigating"),
        entry("police", "nfa", happened_on=DAY + dt.timedelta(9)),
        entry("social_care", "s47_joint"),
        entry("social_care", "cin"),
        entry("assessment", "done"),
        entry("advice", "followed", agency="school", done_on=DAY),
        entry("strategy", "held"),
        entry("police", "charge", child_id=2),
    ]
    value = party(incidents=[incident], entries=entries)
    assert (value.kind, value.setting_type, value.outcome, value.year_group) == (
        "case",
        "mainstream",
        "open",
        "8",
    )
    assert facts_of(value, "flag") == [
        FactValue("flag", "displays_hsb", capacity="alleged", current="historic", source="case")
    ]
    got = {(fact.name, fact.code) for fact in value.facts}
    assert {
        ("nature", "sexual_violence"), ("where", "journey"), ("severity", "abusive"),
        ("relation", "former_partner"), ("grouped", "group"), ("alleged", "one"),
        ("police", "no_further_action"), ("care", "child_in_need"), ("enquiry", "joint"),
        ("assessment", "done"), ("meeting", "strategy"), ("role", "alleged_perpetrator"),
    } <= got  # fmt: skip
    assert ("police", "charged") not in got
    (advice,) = facts_of(value, "advice")
    assert (advice.code, advice.state, advice.ended) == ("school", "followed", DAY)


def test_a_referral_to_a_service_waits_from_its_day_and_belongs_to_somebody_or_nobody() -> None:
    asked = [
        entry(
            "referral",
            "sent",
            answers={"service": "Harmful sexual behaviour service", "sent_on": "2026-03-05"},
        ),
        entry(
            "referral",
            "first_contact",
            owner="R. Holloway",
            answers={"service": "CAMHS", "sent_on": "2026-03-05", "accepted_on": "2026-03-20"},
        ),
        entry("referral", "declined_parent", done_on=DAY, answers={"service": "A mentor"}),
    ]
    found = {fact.code: fact for fact in facts_of(party(entries=asked), "agency")}
    assert (found["hsb_service"].known, found["hsb_service"].ended) == ("unowned", None)
    assert (found["camhs"].began, found["camhs"].ended) == (dt.date(2026, 3, 5), dt.date(2026, 3, 20))
    assert (found["voluntary"].state, found["voluntary"].ended) == ("declined_parent", DAY)


def test_a_plan_with_its_place_level_police_and_services() -> None:
    rows = [
        {"_id": "r1", "agency": "camhs", "sent": "yes", "sent_on": "2026-03-02", "accepted_on": "2026-03-09"},
        {"_id": "r2", "agency": "chisva", "sent": "no", "not_sent": "Words."},
        {"_id": "r3", "agency": "police", "sent": "yes", "sent_on": "2026-03-02", "person": "DC Lane"},
    ]
    row = SimpleNamespace(
        id=3, reference="SP-2026-000003", number=1, form_version=1, child_id=1, setting_id=8,
        status="accepted", plan_status="in_force", submitted_on=dt.date(2026, 4, 1),
        submitted_at=dt.datetime(2026, 4, 1, tzinfo=dt.UTC),
        answers={
            "child_role": "alleged_victim", "possible_offence": ["harassment_online"],
            "hackett": "problematic", "place_kind": "journey", "police_outcome": "bail", "referrals": rows,
        },
    )  # fmt: skip
    value = plan_value(row, AROUND)
    got = {(fact.name, fact.code) for fact in value.facts}
    assert {
        ("nature", "sexual_harassment"), ("nature", "online"), ("severity", "problematic"),
        ("where", "journey"), ("police", "bail"),
    } <= got  # fmt: skip
    told = {fact.code: (fact.state, fact.known) for fact in facts_of(value, "agency")}
    assert told == {
        "camhs": ("accepted", "owned"), "violence_support": ("not_sent", ""), "police": ("sent", "owned")
    }  # fmt: skip
    row.status = "submitted"
    assert facts_of(plan_value(row, AROUND), "severity") == []


def test_a_referral_with_support_groups_exclusions_agencies_and_the_way_to_school() -> None:
    way = {
        "_id": "r1",
        "journey_from": "Home",
        "journey_to": "School",
        "mode": "bus",
        "journey_time": "morning",
    }
    value = referral(
        sen_provision="K", in_group="yes", groups=["fsm"], provision=["pru_respite"],
        supports={"counselling": {"ticked": True}},
        agencies={"yjs": {"ticked": True, "involvement": "current"}},
        suspensions=[{"_id": "r1", "suspension_category": "PERM", "suspension_reasons": ["SM"]}],
        context={"neighbourhood": {"known": "yes", "information": "Told.", "journey": [way]}},
        previous_schools=[{"_id": "r1", "left_after_incident": "yes"}],
    )  # fmt: skip
    got = {(fact.name, fact.code) for fact in value.facts}
    assert {
        ("group", "fsm"), ("asked", "pru_respite"), ("support", "counselling"), ("agency", "youth_justice"),
        ("exclusion", "PERM"), ("earlier_move", "after_incident"), ("where", "journey"),
    } <= got  # fmt: skip
    (place,) = facts_of(value, "place")
    assert (place.code, place.within, place.time, place.state) == ("bus", "journey", "morning", "bus")
    assert (value.sen, value.asked, value.said) == ("K", 12, 1)


def test_harm_on_both_sides_is_both_and_a_move_says_what_changed_in_the_place_left() -> None:
    def caps(*codes: str) -> str:
        return capacity_of([FactValue("flag", "cse", capacity=code) for code in codes])

    assert (caps("alleged", "experiences"), caps("affected", "alleged"), caps()) == ("both", "alleged", "")
    said = {"between_children": "yes", "place_left": "Nothing yet."}
    assert left_behind(SimpleNamespace(answers=said)) == "none"
    assert left_behind(SimpleNamespace(answers=said | {"place_left": "Staff at the gate."})) == "changed"
    assert left_behind(SimpleNamespace(answers={})) == "not_asked"
    assert Beside().meetings == ()


def test_a_table_of_a_meeting_counts_factors_that_no_action_answers() -> None:
    answers = {
        "school_risk": ["isolated"],
        "peer_risk_more": "Older friends",
        "severity": "violent",
        "together": "both",
    }
    table = [SimpleNamespace(answers=answers)]
    done = [SimpleNamespace(factors=["school.risk.isolated"])]
    row = SimpleNamespace(
        id=1, reference="MTG-1", kind="hsb_multi_agency", child_id=1, child_role="alleged_perpetrator",
        status="agreed", setting_id=None, on=DAY, at=dt.datetime(2026, 3, 2, tzinfo=dt.UTC),
    )  # fmt: skip
    value = meeting_value(row, Parts({"table": table, "actions": done}), AROUND)
    assert {(fact.code, fact.state) for fact in facts_of(value, "factor")} == {
        ("school", "answered"),
        ("peer", "open"),
    }
    assert [fact.code for fact in facts_of(value, "severity")] == ["violent"]
    assert [fact.code for fact in facts_of(value, "grouped")] == ["group"]
    assert "Older friends" not in repr(value)


def test_surroundings_are_callables() -> None:
    assert isinstance(AROUND, Surroundings)
    assert AROUND.setting_of("200001") == 7


# Counting what changed ------------------------------------------------------------------------------


def digest() -> str:
    return reading_core.digest(session().connection())


class World:
    """A school, its children, and things that can happen."""

    def __init__(self, people: Any, make_referral: Any, as_: Any, seed: int) -> None:
        self.people, self.make_referral, self.as_ = people, make_referral, as_
        self.rng = random.Random(seed)
        self.children = [make_child(people.school) for _ in range(4)]
        self.referrals: list[Any] = []
        self.cases: list[Any] = []
        self.seeds = 10

    def refer(self) -> None:
        self.seeds += 1
        child = self.children[len(self.referrals) % 4]
        more = {"peer_flags": CSE, **INCIDENT, "linked_children": linked(words="An older pupil")}
        state = self.rng.choice(("submitted", "accepted"))
        self.referrals.append(self.make_referral(state, child=child, seed=self.seeds, **more))

    def hear(self) -> None:
        for made in self.referrals[-1:]:
            with self.as_(self.people.coordinator) as actor:
                fap_actions.add_flag_heard(actor, made, "gangs", "affected", "Said by a member of the panel.")

    def withdraw(self) -> None:
        for made in self.referrals[:1]:
            if made.status == "submitted":
                with self.as_(self.people.coordinator) as actor:
                    fap_actions.withdraw_referral(actor, made, "The child moved away")

    def case(self) -> None:
        one, other = self.rng.sample(self.children, 2)
        school = self.people.school.id
        with acting_as(operator()) as actor:
            made = case_actions.open_case(
                actor,
                parties=[(one.id, "alleged_perpetrator", school), (other.id, "alleged_victim", school)],
                incident=case_actions.IncidentValues(natures=("sexual_violence",), place="journey"),
            )
        self.cases.append(made)

    def record(self) -> None:
        for case in self.cases[-1:]:
            child = case.parties[0].child_id
            values = self.rng.choice(
                [
                    ("police", {"outcome": "bail"}),
                    ("social_care", {"outcome": "s47_joint"}),
                    ("referral", {"service": "CAMHS", "reached": "sent", "sent_on": today()}),
                    ("advice", {"agency": "school", "includes": []}),
                ]
            )
            with acting_as(operator()) as actor:
                case_actions.add_entry(
                    actor, case, KINDS[values[0]], {"happened_on": today(), **values[1]}, child_id=child
                )

    def ask(self) -> None:
        for case in self.cases[-1:]:
            with acting_as(operator()) as actor:
                child = self.rng.choice(case.parties).child_id
                school = self.people.school.id
                ask_for_plan(actor, child_id=child, setting_id=school, due_on=today(), case_id=case.id)

    def meet(self) -> None:
        for case in self.cases[-1:]:
            with acting_as(operator()) as actor:
                child = case.parties[1].child_id
                meeting_actions.record_not_held(
                    actor, case, child_id=child, code="other", reason="Not needed now.", manager="S. Whitlock"
                )

    def close(self) -> None:
        for case in self.cases[:1]:
            if case.status == "open":
                with acting_as(operator()) as actor:
                    case_actions.close_case(actor, case, "done", "All is done.")


@pytest.mark.parametrize("seed", [1, 2])
def test_counting_what_changed_finds_what_a_rebuild_finds(people, make_referral, as_, seed) -> None:
    world = World(people, make_referral, as_, seed)
    world.refer()
    world.case()
    session().commit()
    for _ in range(8):
        step = world.rng.choice(
            (world.refer, world.hear, world.withdraw, world.case, world.record, world.ask, world.meet)
        )
        try:
            step()
        except ValueError:
            session().rollback()
            continue
        session().commit()
    counted = digest()
    assert {"case", "alert"} <= set(session().scalars(select(NeedsForm.kind)))
    with acting_as(operator()) as actor:
        assert actions.rebuild(actor)[1] == counted
        assert actions.rebuild(actor)[1] == counted


def texts_of(value: Any) -> set[str]:
    """Every longer text of some answers."""
    if isinstance(value, str):
        return {value} if " " in value else set()
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(texts_of, inner)) if inner else set()


def test_the_read_model_holds_no_word_and_no_name(people, make_referral, as_) -> None:
    child = make_child(people.school, forename="Quillon", surname="Zebrowska")
    made = make_referral("submitted", child=child, seed=5, peer_flags=CSE)
    place = {"_id": "r1", "place": "Zebrowska", "place_kind": "park", "area": "at Zebrowska’s"}
    assert "Zebrowska" not in repr(referral(context={"home": {"known": "yes", "places": [place]}}))
    world = World(people, make_referral, as_, 3)
    world.children = [child, world.children[0]]
    world.case()
    world.record()
    session().commit()
    answers = session().scalars(select(AnswerVersion).where(AnswerVersion.record_id == made.id)).one().answers
    answers = {key: value for key, value in answers.items() if key != "home_ward"}
    rows = [*session().execute(select(NeedsForm.__table__)), *session().execute(select(NeedsFact.__table__))]
    told = json.dumps([[str(value) for value in row] for row in rows], ensure_ascii=False)
    assert len(rows) > 20
    assert len(texts_of(answers)) > 20
    for text in {"Zebrowska", "Quillon", child.upn, "CAMHS", *texts_of(answers)}:
        assert text not in told
