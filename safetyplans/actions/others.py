"""The other children of a plan: who they are, the separation that follows at once, and what is told of them.

Transitions, "Provisional separation": it starts when a school saves the other child's identity; detection
does not wait. Whatever the school corrects or takes out later ends nothing: it is recorded, and the
authority's officers are told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from cases.actions import provisional_separation, receive_contact
from cases.models import Case, Separation
from cases.pairs import kept_apart
from foundation.access.acting import tell_role
from foundation.access.permissions import Role
from foundation.answers import answers_of
from foundation.store import Actor, acting_as, now, session, today
from foundation.trail import record
from roll.actions import child_described_anew, child_named_on_form, widened
from safetyplans import events
from safetyplans.actions.rights import school_only
from safetyplans.form import FORM
from safetyplans.models import OtherChild, SafetyPlan

IDENTITY = ("surname", "forename", "date_of_birth", "role")
NO_CASE = "A school started a safety plan of its own accord."
NOT_IN_CASE = "A safety plan that was asked for names a child who is not part of the case."


def keep_others_in_view(actor: Actor, plan: SafetyPlan, *, typing: bool = False) -> None:
    """Make the other children of the plan's cover rows of their own, and separations at once.

    Called after every saving; saying the same again does nothing. While somebody is still `typing`, a new
    row without a UPN waits for the button: no roll knows a child by a name alone, so nothing could be
    detected by it, and half a name would make a record of nobody.
    """
    school_only(actor, plan.setting_id)
    answers = answers_of(plan, FORM)
    own_role = answers.get("child_role") or "not_clear"
    rows = {row["_id"]: row for row in answers.get("other_children") or ()}
    with acting_as(widened(actor)):
        held = {other.row_key: other for other in _others(plan) if other.gone_at is None}
        for key, row in rows.items():
            if not all(row.get(part) for part in IDENTITY) or (typing and not row.get("upn")):
                continue
            other = _named(actor, plan, row, held.get(key))
            if other is not None:
                _keep_apart(actor, plan, other, own_role)
        for key in held.keys() - rows.keys():
            _taken_out(plan, held[key])
        session().expire(plan, ["others"])


def _others(plan: SafetyPlan) -> list[OtherChild]:
    session().expire(plan, ["others"])
    return list(plan.others)


def _identity(row: Mapping[str, Any]) -> tuple[str, str, str, str | None]:
    return row["forename"], row["surname"], row["date_of_birth"], row.get("upn") or None


def _named(
    actor: Actor, plan: SafetyPlan, row: Mapping[str, Any], before: OtherChild | None
) -> OtherChild | None:
    """The kept row of a child named in the form; None for the plan's own child."""
    identity = _identity(row)
    if before is not None and (before.forename, before.surname, before.born, before.upn) == identity:
        before.role = row["role"]
        session().flush()
        return before
    child_id = _child_of(actor, identity, before)
    if child_id == plan.child_id:
        return None
    if before is not None and before.child_id == child_id:
        before.forename, before.surname, before.born, before.upn = identity
        before.role = row["role"]
        record(events.OtherChildCorrected(subject=plan, children=(plan.child_id, child_id)))
        return before
    if before is not None:
        _gone(before, "corrected")
        children = (plan.child_id, before.child_id, child_id)
        record(events.OtherChildCorrected(subject=plan, children=children))
        _tell_officers(before)
    return _new(actor, plan, row, child_id)


def _child_of(actor: Actor, identity: tuple[str, str, str, str | None], before: OtherChild | None) -> int:
    forename, surname, born, upn = identity
    day = dt.date.fromisoformat(born)
    if before is None:
        return child_named_on_form(actor, upn=upn, surname=surname, forename=forename, date_of_birth=day).id
    return child_described_anew(
        actor, before.child_id, upn=upn, surname=surname, forename=forename, date_of_birth=day
    ).id


def _new(actor: Actor, plan: SafetyPlan, row: Mapping[str, Any], child_id: int) -> OtherChild:
    """A row for a child newly named, or the earlier one of a child that was named before."""
    known = (found for found in _others(plan) if (found.row_key, found.child_id) == (row["_id"], child_id))
    other = next(known, None) or OtherChild(plan_id=plan.id, child_id=child_id, row_key=row["_id"])
    other.forename, other.surname, other.born, other.upn = _identity(row)
    other.role, other.gone_at, other.gone_why = row["role"], None, None
    session().add(other)
    session().flush()
    record(events.OtherChildNamed(subject=plan, children=(plan.child_id, child_id)))
    _report(actor, plan, [child_id])
    return other


def _keep_apart(actor: Actor, plan: SafetyPlan, other: OtherChild, own_role: str) -> None:
    """One provisional separation for each child named; one that an officer has ended is not made again."""
    if other.separation_id is not None or not kept_apart(own_role, other.role):
        return
    found = provisional_separation(actor, plan.child_id, other.child_id, plan.reference, today())
    other.separation_id = found.id
    session().flush()


def _taken_out(plan: SafetyPlan, other: OtherChild) -> None:
    """The school took a child out of the plan: the separation stays, and an officer looks at it."""
    _gone(other, "taken_out")
    record(events.OtherChildTakenOut(subject=plan, children=(plan.child_id, other.child_id)))
    _tell_officers(other)


def _gone(other: OtherChild, why: str) -> None:
    other.gone_at, other.gone_why = now(), why
    session().flush()


def _tell_officers(other: OtherChild) -> None:
    separation = session().get(Separation, other.separation_id) if other.separation_id else None
    if separation is not None and separation.status == "in_force":
        key = f"plan-names-{other.id}-{now():%Y%m%d%H%M%S}"
        page = f"/separations/{separation.public_id}"
        tell_role(Role.SAFEGUARDING_OFFICER, "plan_names_changed", page, key)


def tell_of_plan_without_case(actor: Actor, plan: SafetyPlan) -> None:
    """A plan that belongs to no case is a contact for the Education MASH, whoever it names."""
    if plan.case_id is None:
        present = [other.child_id for other in _others(plan) if other.gone_at is None]
        _report(actor, plan, present)


def _report(actor: Actor, plan: SafetyPlan, child_ids: list[int]) -> None:
    """Into the Education MASH queue: once for a plan without a case, and for whom the plan's case lacks."""
    with acting_as(widened(actor)):
        case = session().get(Case, plan.case_id) if plan.case_id is not None else None
    new = [child_id for child_id in child_ids if case is None or child_id not in case.child_ids()]
    if case is not None and not new:
        return
    receive_contact(
        actor,
        source_kind="plan",
        source_reference=plan.reference,
        child_id=plan.child_id,
        other_child_ids=new,
        setting_id=plan.setting_id,
        agency="school",
        summary=NO_CASE if case is None else NOT_IN_CASE,
    )
