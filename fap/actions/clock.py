"""The twenty school days: stopped and let go again with a reason, and how long each acceptance took."""

from __future__ import annotations

from sqlalchemy import select

from fap.clocks import paused_days
from fap.desk.events import ClockPaused, ClockResumed
from fap.models import DeskLook, Referral, ReferralAcceptance, ReferralPause
from fap.rights import demand, fresh, out_of_sight, reason_of
from fap.words import CLOCK_RUNS
from foundation.access.permissions import Permission
from foundation.store import Actor, now, session, today
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words
from foundation.trail import record


def pause_clock(actor: Actor, referral: Referral, reason: str, agreed_by: str = "") -> ReferralPause:
    """Stop the twenty school days from today on. Raises NotAllowed, ValueError."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    words = reason_of(reason)
    fresh(referral)
    if referral.status not in CLOCK_RUNS or referral.due_on is None:
        raise ValueError("No clock is running for this referral")
    if referral.paused_on is not None:
        raise ValueError("The clock stands still already")
    if referral.due_on < today():
        raise ValueError("The 20 school days are over: a pause does not bring them back")
    made = ReferralPause(
        referral_id=referral.id,
        began_on=today(),
        reason=words,
        agreed_by=agreed_by.strip() or None,
        began_by=actor.account_id,
    )
    session().add(made)
    referral.paused_on = made.began_on
    record(ClockPaused(subject=referral, reason=words))
    return made


def resume_clock(actor: Actor, referral: Referral, because: str) -> None:
    """Let the clock run again: the due day moves by the school days of the pause.

    Raises NotAllowed, ValueError.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    words = reason_of(because)
    fresh(referral)
    pause = open_pause(referral)
    if pause is None or referral.due_on is None:
        raise ValueError("The clock does not stand still")
    days = _end(actor, pause, words)
    referral.due_on, referral.paused_on = calendar_for(None).add(referral.due_on, days), None
    due = day_words(referral.due_on)
    record(ClockResumed(subject=referral, days=days, due_on=due, because=words))


def mark_desk_seen(actor: Actor) -> None:
    """The actor has seen what stands on the desk: what is sent in after this is new. Raises NotAllowed."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    known = session().scalars(select(DeskLook).where(DeskLook.account_id == actor.account_id)).one_or_none()
    if known is None:
        session().add(DeskLook(account_id=actor.account_id, looked_at=now()))
    else:
        known.looked_at = now()


def open_pause(referral: Referral) -> ReferralPause | None:
    """The pause in which a referral stands, if it does."""
    found = select(ReferralPause).where(
        ReferralPause.referral_id == referral.id, ReferralPause.ended_on.is_(None)
    )
    return session().scalars(found).first()


def note_acceptance(actor: Actor, referral: Referral, *, again: bool = False) -> None:
    """Remember that the days began (anew, when a placement broke down)."""
    assert referral.accepted_on is not None
    with out_of_sight(actor):
        session().add(
            ReferralAcceptance(
                referral_id=referral.id,
                accepted_on=referral.accepted_on,
                category=referral.category,
                again=again,
            )
        )


def note_allocation(actor: Actor, referral: Referral) -> None:
    """A place is decided: the days of this acceptance are counted, without those of its pauses."""
    with out_of_sight(actor) as wide:
        end_pause(wide, referral, "A place was decided.")
        found = session().scalars(
            select(ReferralAcceptance)
            .where(ReferralAcceptance.referral_id == referral.id, ReferralAcceptance.allocated_on.is_(None))
            .order_by(ReferralAcceptance.id.desc())
        )
        acceptance = found.first()
        if acceptance is None:
            return
        whole = calendar_for(None).between(acceptance.accepted_on, today())
        acceptance.allocated_on = today()
        acceptance.school_days = max(0, whole - _still_days(referral, acceptance))


def end_pause(actor: Actor, referral: Referral, because: str) -> None:
    """What ends the referral, or finds a place, ends its pause too; no due day is left to be moved."""
    with out_of_sight(actor):
        pause = open_pause(referral)
        if pause is not None:
            _end(actor, pause, because)
            referral.paused_on = None


def _end(actor: Actor, pause: ReferralPause, because: str) -> int:
    days = paused_days(pause.began_on, today())
    pause.ended_on, pause.school_days = today(), days
    pause.ended_by, pause.ended_because = actor.account_id, because
    return days


def _still_days(referral: Referral, acceptance: ReferralAcceptance) -> int:
    found = session().scalars(
        select(ReferralPause).where(
            ReferralPause.referral_id == referral.id, ReferralPause.began_on >= acceptance.accepted_on
        )
    )
    return sum(pause.school_days or 0 for pause in found)
