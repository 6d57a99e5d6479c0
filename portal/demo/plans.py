"""Twenty safety plans in every state of their own life and of their quality assurance."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from foundation.access.lists import operator
from foundation.answers import problems_of, write_answers
from foundation.store import Actor, acting_as, session
from foundation.store.calendar import calendar_for
from foundation.store.clock import LONDON, at
from portal.demo import plan_details
from portal.demo.cases import Pair
from portal.demo.children import Pupil
from portal.demo.county_file import County, DemoRefused
from safetyplans import actions
from safetyplans.form import FORM
from safetyplans.form.invented import invented
from safetyplans.long_form import LONG_FORM, given
from safetyplans.models import PlanRequest, PlanVersion, SafetyPlan
from safetyplans.rubric import COMMENT_NEEDED, CRITERIA

MASH = "mash@marchland.example"
STATES = (
    "draft",
    "draft",
    "in_force",
    "in_force",
    "submitted",
    "submitted",
    "being_reviewed",
    "feedback_given",
    "feedback_given",
    "answered",
    "accepted",
    "accepted",
    "accepted",
    "ended",
)
SCHOOLS = ("900001", "900002", "900003", "900004", "900006")


def tell(county: County, pairs: dict[str, Pair]) -> None:
    """Plans asked for in cases, and plans that schools started by themselves."""
    number = 0
    asked = [
        ("same_setting", "harmed", "accepted"),
        ("same_setting", "alleged", "feedback_given"),
        ("moved", "alleged", "accepted"),
        ("left", "alleged", "in_force"),
        ("tonight", "harmed", "accepted"),
        ("tonight", "alleged", "submitted"),
    ]
    for name, side, state in asked:
        pair = pairs[name]
        pupil: Pupil = getattr(pair, side)
        role = "alleged_victim" if side == "harmed" else "alleged_perpetrator"
        request = _ask(county, pair, pupil, role, 8)
        if request is not None:
            _write(
                county, pupil, role, state, number, request, pair.alleged if side == "harmed" else pair.harmed
            )
        number += 1
        session().commit()
    for name in ("returned", "planned"):
        _ask(county, pairs[name], pairs[name].harmed, "alleged_victim", 2 if name == "planned" else -1)
    for index, state in enumerate(STATES):
        urn = SCHOOLS[index % len(SCHOOLS)]
        pupil = county.take(urn)
        other = county.take(urn) if index % 7 == 4 else None
        _write(county, pupil, "alleged_victim" if index % 2 else "witness", state, number, None, other)
        number += 1
        session().commit()
    _details(county)
    session().commit()


def _details(county: County) -> None:
    urns = {setting.id: urn for urn, setting in county.settings.items()}
    with acting_as(operator()):
        going_on = select(SafetyPlan).where(SafetyPlan.status == "in_force").order_by(SafetyPlan.id)
        live = session().scalars(going_on).all()
        plans = [(dsl, plan) for plan in live if (dsl := county.dsl_of(urns[plan.setting_id])) is not None]
    plan_details.tell(county, county.actor(MASH), plans)


def _ask(county: County, pair: Pair, pupil: Pupil, role: str, due_in: int) -> PlanRequest | None:
    mash = county.actor(MASH)
    calendar = calendar_for(None)
    due = calendar.add(county.day, due_in) if due_in > 0 else county.day - dt.timedelta(days=3)
    asked_on = dt.datetime.combine(county.day - dt.timedelta(days=60), dt.time(9, 30), tzinfo=LONDON)
    with acting_as(mash), at(asked_on):
        return actions.ask_for_plan(
            mash,
            child_id=county.child(pupil).id,
            setting_id=county.settings[pupil.urn].id,
            case_id=pair.case.id,
            child_role=role,
            due_on=due,
            note="Please write this plan with the child, and ring us if you are unsure of anything.",
        )


def _write(
    county: County,
    pupil: Pupil,
    role: str,
    state: str,
    number: int,
    request: PlanRequest | None,
    other: Pupil | None = None,
) -> None:
    dsl = county.dsl_of(pupil.urn)
    if dsl is None:
        return
    setting = county.settings[pupil.urn]
    written = county.day - dt.timedelta(days=14 + number)
    day = dt.datetime.combine(written, dt.time(15, 10), tzinfo=LONDON)
    with acting_as(dsl), at(day):
        plan = actions.start_plan(
            dsl, child_id=county.child(pupil).id, setting_id=setting.id, request=request, prefill={}
        )
        asked = request is not None
        write_answers(dsl, plan, FORM, _answers(county, plan, role, state, number, other, asked))
        session().flush()
        actions.keep_others_in_view(dsl, plan)
        version = _take_on(county, dsl, plan, state, number)
        session().flush()
        plan_details.hold_reviews(county, dsl, plan, number)
    if version is not None:
        with at(day + dt.timedelta(days=2)):
            _assure(county, plan, version, state)


def _answers(
    county: County, plan: SafetyPlan, role: str, state: str, number: int, other: Pupil | None, asked: bool
) -> dict[str, Any]:
    """A whole plan in which everything fits together; a draft lacks every fourth answer."""
    reported = county.day - dt.timedelta(days=15 + number)
    alone = other is None and not asked
    known = {
        "child_role": "witness" if alone else role,
        "may_be_victim": "unknown",
        "reported_on": reported.isoformat(),
        "incident_on": (reported - dt.timedelta(days=1)).isoformat(),
        "other_children": _others(other, role),
        "review_on": (county.day + dt.timedelta(days=1 + (number * 5) % 40)).isoformat(),
    }
    if asked:
        known |= {"possible_offence": ["sexual_assault"], "serious": "no"}
        known |= {"has_conditions": "no", "harmed_agreed": "yes"}
    made = invented(given(plan), 500 + number, full=0.6, texts=plan_details.plan_words, known=known)
    made = plan_details.settle_day(made, paired=asked)
    if state != "draft":
        return made
    return {key: value for index, (key, value) in enumerate(made.items()) if index % 4}


def _take_on(county: County, dsl: Actor, plan: SafetyPlan, state: str, number: int) -> PlanVersion | None:
    """Sign the plan and take it as far as the school does; the version that was sent, if one was."""
    if state == "draft":
        return None
    actions.sign_plan(dsl, plan)
    if number % 7 == 2:
        plan.review_on = county.day - dt.timedelta(days=3)
    if state == "in_force":
        return None
    if state == "ended":
        _end(county, dsl, plan)
        return None
    missing = problems_of(plan, LONG_FORM)
    if missing:
        raise DemoRefused(
            f"an invented plan lacks {missing[0].section}: {missing[0].path}: {missing[0].words}"
        )
    return actions.submit_plan(dsl, plan)


def _end(county: County, dsl: Actor, plan: SafetyPlan) -> None:
    why = "The child has moved to another county; the plan went with the child."
    stays = "The tutor of the new school knows whom to ring."
    proposed = actions.propose_end(dsl, plan, actions.Ending(why, stays, "The head of the school"))
    mash = county.actor(MASH)
    with acting_as(mash):
        actions.agree_end(mash, proposed, "The separation stays as it is.")


def _others(other: Pupil | None, role: str) -> list[dict[str, str]]:
    if other is None:
        return []
    return [
        {
            "_id": "r0000000001",
            "role": "alleged_victim" if role == "alleged_perpetrator" else "alleged_perpetrator",
            "forename": other.forename,
            "surname": other.surname,
            "date_of_birth": other.date_of_birth.isoformat(),
            "upn": other.upn,
            "at_this_setting": "yes",
        }
    ]


def _assure(county: County, plan: SafetyPlan, version: PlanVersion, state: str) -> None:
    mash = county.actor(MASH)
    dsl = county.dsl_of(next(urn for urn, s in county.settings.items() if s.id == plan.setting_id))
    if dsl is None:
        raise DemoRefused("nobody answers for the setting")
    if state == "submitted":
        return
    with acting_as(mash):
        if state == "being_reviewed":
            actions.begin_review(mash, version)
            return
        levels = {key: county.rng.choice(("good", "strong", "good", "emerging")) for key, _ in CRITERIA}
        levels["fair"] = "emerging"
        if state == "accepted":
            levels = {key: "good" for key, _ in CRITERIA}
        below = [key for key, level in levels.items() if level in COMMENT_NEEDED]
        notes = dict.fromkeys(below, "Please say who does this, from when, and how often it is checked.")
        actions.save_points(mash, version, levels, notes, "Clear and careful. A few controls lack an adult.")
        if state == "accepted":
            actions.accept(mash, version)
            return
        actions.give_feedback(mash, version)
    if state == "answered":
        with acting_as(dsl):
            points = [point.criterion for point in version.points]
            actions.answer_feedback(
                dsl, version, dict.fromkeys(points, "changed"), dict.fromkeys(points, "Done this morning.")
            )
