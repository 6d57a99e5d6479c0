"""What follows from a signed decision, until the place has held for four weeks or has broken down."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from fap.after.actions import Said, attend, check_place_after_four_weeks, end_place
from fap.after.actions.starting import source_of
from fap.events import FlagAddedAtPanel
from fap.lists import placement_of
from fap.models import Decision, Placement, Referral, ReferralFlag
from fap.rights import demand, out_of_sight, reason_of
from fap.words import FIXED_CAPACITY, FLAGS
from foundation.access.permissions import Permission
from foundation.store import Actor, session, today
from foundation.trail import record
from roll.actions import expect
from transitions.sweep import sweep


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
        home_setting_id=referral.setting_id,
        name=referral.name,
        reference=referral.reference,
        trial_until=decision.until,
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
        source=source_of(made.kind),
        source_reference=referral.reference or "",
    )
    sweep(actor, today(), [made.child_id])
    return made


def record_first_attendance(actor: Actor, referral: Referral, on: dt.date) -> Placement:
    """The child was in school for the first time; four weeks later somebody looks again.

    Raises NotAllowed, ValueError, IllegalMove.
    """
    found = _placed(referral)
    attend(actor, found, Said(on))
    return found


def close_after_check(actor: Actor, referral: Referral, outcome: str) -> None:
    """The place held. Raises NotAllowed, ValueError, IllegalMove."""
    check_place_after_four_weeks(actor, _placed(referral), Said(today(), outcome))


def record_break_down(
    actor: Actor, referral: Referral, reason: str, *, code: str = "other", learnt: str = ""
) -> None:
    """The place did not hold: the same referral is open again, and its 20 school days start anew.

    Raises NotAllowed, ValueError, IllegalMove.
    """
    end_place(actor, _placed(referral), Said(today(), reason, code=code), learnt)


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
