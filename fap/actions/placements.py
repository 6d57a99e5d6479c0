"""What follows from a signed decision, until the place has held for four weeks or has broken down."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from fap.clocks import due_after
from fap.events import ChildPlaced, FlagAddedAtPanel, PlacementBrokeDown, ReferralClosed
from fap.lists import placement_of
from fap.models import Decision, Placement, Referral, ReferralFlag
from fap.rights import demand, out_of_sight, reason_of
from fap.words import FIXED_CAPACITY, FLAGS
from foundation.access.permissions import Permission
from foundation.store import Actor, session, today
from foundation.store.clock import day_words
from foundation.trail import record
from roll.actions import expect, withdraw_expectation
from roll.models import ExpectedEnrolment
from transitions.sweep import sweep

FOUR_WEEKS = dt.timedelta(weeks=4)


def place_child(actor: Actor, decision: Decision, referral: Referral) -> Placement:
    """Note the place, expect the child there, and look at once at what that means for others."""
    assert referral.child_id is not None
    assert decision.setting_id is not None
    assert decision.start_date is not None
    made = Placement(
        referral_id=referral.id,
        decision_id=decision.id,
        child_id=referral.child_id,
        setting_id=decision.setting_id,
        kind=decision.kind,
        start_date=decision.start_date,
    )
    session().add(made)
    session().flush()
    expect(
        actor,
        child_id=made.child_id,
        setting_id=made.setting_id,
        start=made.start_date,
        until=decision.until,
        certainty="accepted",
        source="panel",
        source_reference=referral.reference or "",
    )
    sweep(actor, today(), [made.child_id])
    return made


def record_first_attendance(actor: Actor, referral: Referral, on: dt.date) -> Placement:
    """The child was in school for the first time; four weeks later somebody looks again.

    Raises NotAllowed, ValueError, IllegalMove.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    found = _placed(referral)
    if on > today():
        raise ValueError("The first day must be today or in the past")
    found.first_attended_on, found.check_on = on, on + FOUR_WEEKS
    record(ChildPlaced(subject=referral, on=day_words(on)))
    return found


def close_after_check(actor: Actor, referral: Referral, outcome: str) -> None:
    """The place held. Raises NotAllowed, ValueError, IllegalMove."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    words = reason_of(outcome)
    found = _placed(referral)
    found.checked_on, found.outcome = today(), words
    record(ReferralClosed(subject=referral, outcome=words))


def record_break_down(actor: Actor, referral: Referral, reason: str) -> None:
    """The place did not hold: the same referral is open again, and its 20 school days start anew.

    Raises NotAllowed, ValueError, IllegalMove.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    words = reason_of(reason)
    found = _placed(referral)
    found.broke_down_on, found.outcome = today(), words
    referral.accepted_on, referral.due_on = today(), due_after(today())
    record(PlacementBrokeDown(subject=referral, reason=words))
    with out_of_sight(actor) as wide:
        for expected in _expected(found, referral):
            withdraw_expectation(wide, expected, "the placement broke down")
        sweep(wide, today(), [found.child_id])


def add_flag_heard(actor: Actor, referral: Referral, flag: str, capacity: str | None, words: str) -> None:
    """Keep what was said at the panel and is not on the form (source: panel), beside the school's answers.

    Raises NotAllowed, ValueError.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS, Permission.SIGN_DECISIONS)
    if flag not in FLAGS:
        raise ValueError("Choose what was said")
    said = reason_of(words)
    with out_of_sight(actor):
        known = session().scalars(
            select(ReferralFlag).where(
                ReferralFlag.referral_id == referral.id,
                ReferralFlag.flag == flag,
                ReferralFlag.source == "panel",
            )
        )
        row = known.one_or_none() or ReferralFlag(
            referral_id=referral.id,
            flag=flag,
            source="panel",
            noted_on=today(),
            noted_by=actor.account_id,
        )
        row.capacity, row.words = FIXED_CAPACITY.get(flag) or capacity, said
        session().add(row)
        record(FlagAddedAtPanel(subject=referral, flag=FLAGS[flag]))


def _placed(referral: Referral) -> Placement:
    found = placement_of(referral)
    if found is None:
        raise ValueError("No place has been decided for this referral")
    return found


def _expected(placement: Placement, referral: Referral) -> list[ExpectedEnrolment]:
    return list(
        session().scalars(
            select(ExpectedEnrolment).where(
                ExpectedEnrolment.child_id == placement.child_id,
                ExpectedEnrolment.setting_id == placement.setting_id,
                ExpectedEnrolment.source == "panel",
                ExpectedEnrolment.source_reference == (referral.reference or ""),
                ExpectedEnrolment.withdrawn_at.is_(None),
            )
        )
    )
