"""Making, confirming, amending, reviewing and ending separations (transitions, "Words")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select

from cases.actions.rights import demand, out_of_sight, reason_of
from cases.decided import REVIEW_AFTER
from cases.events import (
    SeparationAmended,
    SeparationBasisAdded,
    SeparationConfirmed,
    SeparationEnded,
    SeparationMade,
    SeparationReviewed,
)
from cases.models import Case, Separation, SeparationBasis
from cases.pairs import ordered, pairs_to_separate
from cases.showing import day
from cases.words import OUTCOMES
from foundation.access.permissions import Permission
from foundation.store import Actor, session, today
from foundation.trail import record
from roll.same_child_core import joined_records

FIRST_SCOPE = ("setting", "site")


def review_after(day: dt.date) -> dt.date:
    """The next review of a separation that begins, or was reviewed, on a day."""
    return day + dt.timedelta(weeks=REVIEW_AFTER.value())


def separate_parties(actor: Actor, case: Case, from_date: dt.date) -> list[Separation]:
    """Each pair of the case that has to be kept apart has a separation with this case as a basis.

    Safe to repeat: a pair that is separated on this basis already is left as it is. A pair may be
    separated already on a basis that the actor must not see, so this is done out of the actor's sight.
    """
    pairs = pairs_to_separate((party.child_id, party.role) for party in case.parties)
    with out_of_sight(actor):
        return [_on_the_basis_of_a_case(case, pair, from_date) for pair in sorted(pairs)]


def provisional_separation(
    actor: Actor, child_a: int, child_b: int, plan_reference: str, from_date: dt.date
) -> Separation:
    """Start at once, certainty reported: a school saved the other child's identity in its own plan.

    A pair that is already separated gets the plan as a further basis and keeps its certainty.
    """
    demand(actor, Permission.WRITE_PLANS, Permission.WRITE_CASES)
    if child_a == child_b:
        raise ValueError("A separation needs two different children")
    with out_of_sight(actor):
        found = _in_force(child_a, child_b)
        if found is None:
            basis = SeparationBasis(plan_reference=plan_reference, added_on=today())
            return _make((child_a, child_b), from_date, "reported", basis, plan_reference)
        if plan_reference not in {basis.plan_reference for basis in found.bases}:
            found.bases.append(SeparationBasis(plan_reference=plan_reference, added_on=today()))
            found.from_date = min(found.from_date, from_date)
            record(SeparationBasisAdded(subject=found, basis=plan_reference))
        return found


def confirm_separation(actor: Actor, separation: Separation, reason: str) -> None:
    """An officer confirms what a school reported; the reason says on what."""
    demand(actor, Permission.WRITE_CASES)
    words = reason_of(reason)
    separation.certainty = "confirmed"
    record(SeparationConfirmed(subject=separation, reason=words))


def amend_separation(
    actor: Actor,
    separation: Separation,
    *,
    scope: Sequence[str],
    conditions: Sequence[dict[str, Any]],
    reason: str,
) -> None:
    """Change scope and conditions ({words, until}); neither changes what is detected."""
    demand(actor, Permission.WRITE_CASES)
    words = reason_of(reason)
    separation.scope, separation.conditions = list(scope), list(conditions)
    separation.condition_ends_on = next_end(separation.conditions, today())
    record(SeparationAmended(subject=separation, reason=words))


def next_end(conditions: Sequence[dict[str, Any]], day: dt.date) -> dt.date | None:
    """The next day, from `day` on, on which one of the conditions ends."""
    ends = [dt.date.fromisoformat(one["until"]) for one in conditions if one.get("until")]
    return min((end for end in ends if end >= day), default=None)


def review_separation(
    actor: Actor,
    separation: Separation,
    *,
    next_review: dt.date,
    outcome: str,
    allegation: str | None = None,
) -> None:
    """It goes on; the next review is on a day after today. `allegation`: what became of it by now, a code of
    `cases.words.OUTCOMES`; whatever it is, it ends nothing.
    """
    demand(actor, Permission.WRITE_CASES)
    if allegation is not None:
        separation.outcome = _known_outcome(allegation)
    words = reason_of(outcome)
    if next_review <= today():
        raise ValueError("The next review must be after today")
    separation.review_on = next_review
    record(SeparationReviewed(subject=separation, outcome=words, next_review=day(next_review)))


def end_separation(
    actor: Actor, separation: Separation, reason: str, *, allegation: str = "not_established"
) -> None:
    """End it today. Only the education safeguarding officer, and never without a reason: no outcome of
    the police or of a court does it by itself. What became of the allegation decides where it stays in sight.
    """
    demand(actor, Permission.END_SEPARATIONS)
    words = reason_of(reason)
    separation.outcome = _known_outcome(allegation)
    separation.ended_on, separation.ended_reason = today(), words
    record(SeparationEnded(subject=separation, reason=words))


def _known_outcome(code: str) -> str:
    if code not in OUTCOMES:
        raise ValueError("Choose what became of the allegation")
    return code


def _on_the_basis_of_a_case(case: Case, pair: tuple[int, int], from_date: dt.date) -> Separation:
    found = _in_force(*pair)
    if found is None:
        basis = SeparationBasis(case_id=case.id, added_on=today())
        return _make(pair, from_date, "confirmed", basis, case.known_as)
    if case.id in {basis.case_id for basis in found.bases}:
        return found
    found.bases.append(SeparationBasis(case_id=case.id, added_on=today()))
    found.from_date = min(found.from_date, from_date)
    record(SeparationBasisAdded(subject=found, basis=case.known_as))
    if found.certainty == "reported":
        found.certainty = "confirmed"
        record(SeparationConfirmed(subject=found, reason=f"{case.known_as} was opened"))
    return found


def _make(
    pair: tuple[int, int], from_date: dt.date, certainty: str, basis: SeparationBasis, words: str
) -> Separation:
    lower, higher = ordered(*pair)
    made = Separation(
        child_a_id=lower,
        child_b_id=higher,
        from_date=from_date,
        review_on=review_after(max(from_date, today())),
        scope=list(FIRST_SCOPE),
        conditions=[],
        certainty=certainty,
        bases=[basis],
    )
    session().add(made)
    session().flush()
    record(SeparationMade(subject=made, certainty=certainty, basis=words))
    return made


def _in_force(child_a: int, child_b: int) -> Separation | None:
    """The separation of a pair, also where it stands on a record that was joined to one of the two."""
    connection = session().connection()
    one, other = joined_records(connection, child_a), joined_records(connection, child_b)
    first, second = Separation.child_a_id, Separation.child_b_id
    pair = or_(first.in_(one) & second.in_(other), first.in_(other) & second.in_(one))
    statement = select(Separation).where(pair, Separation.status == "in_force").order_by(Separation.id)
    return session().scalars(statement).first()
