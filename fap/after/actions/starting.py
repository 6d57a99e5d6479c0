"""From the school's yes to the first day and beyond: meeting, handover, attendance, the four-week check."""

from __future__ import annotations

from dataclasses import replace

from fap.after.actions.offering import tell_receiving, tell_team
from fap.after.actions.steps import Said, demand_side, demand_team, keep, not_ahead, referral_of
from fap.after.lists import steps_of
from fap.after.rules import due
from fap.after.words import HANDED_OVER, SIDES
from fap.events import ChildPlaced, ReferralClosed
from fap.models import Placement
from fap.models.placement import OPEN
from fap.placement_events import FirstDayAttended, PlaceHeld, StepRecorded
from fap.rights import fresh, out_of_sight, reason_of
from foundation.store import Actor, today
from foundation.store.clock import day_words
from foundation.trail import record
from roll.actions import expect
from transitions.sweep import sweep

ADMITTING = ("accepted", "directed")


def plan_admission(actor: Actor, placement: Placement, said: Said) -> None:
    """Arrange the admission meeting; `on` is its day. Raises NotAllowed, ValueError."""
    demand_side(actor, placement)
    if placement.status not in ADMITTING:
        raise ValueError("First the school accepts the child, or is directed to admit")
    fresh(placement)
    placement.admission_on = said.on
    keep(actor, placement, "admission_planned", said)
    record(StepRecorded(subject=placement, step="the admission meeting is arranged"))


def hold_admission(actor: Actor, placement: Placement, said: Said) -> None:
    """The admission meeting was held; `words` say what was agreed with the family. Raises as above."""
    demand_side(actor, placement)
    not_ahead(said.on, "The day of the meeting")
    reason_of(said.words)
    fresh(placement)
    placement.admission_on = said.on
    keep(actor, placement, "admission_held", said)
    record(StepRecorded(subject=placement, step="the admission meeting was held"))


def change_start(actor: Actor, placement: Placement, said: Said) -> None:
    """Agree another first day, with the reason; the expected enrolment and the sweep follow at once."""
    demand_side(actor, placement)
    if placement.status not in OPEN:
        raise ValueError("The child is in school already, or the place has ended")
    reason_of(said.words)
    fresh(placement)
    placement.start_date = said.on
    keep(actor, placement, "start_changed", said)
    record(StepRecorded(subject=placement, step=f"the first day is now {day_words(said.on)}"))
    follow(actor, placement)


def follow(actor: Actor, placement: Placement) -> None:
    """The expected enrolment says what the place says now, and what it means for others is looked at."""
    with out_of_sight(actor) as wide:
        expect(
            wide,
            child_id=placement.child_id,
            setting_id=placement.setting_id,
            start=placement.start_date,
            until=placement.trial_until,
            certainty="accepted",
            source=source_of(placement.kind),
            source_reference=referral_of(wide, placement).reference or "",
        )
        sweep(wide, today(), [placement.child_id])


def source_of(kind: str) -> str:
    """How the expected enrolment calls where it comes from."""
    return "managed_move" if kind == "managed_move" else "panel"


def child_did_not_come(actor: Actor, placement: Placement, said: Said) -> None:
    """The agreed day passed without the child: what was done about it."""
    demand_side(actor, placement)
    not_ahead(said.on)
    reason_of(said.words)
    keep(actor, placement, "did_not_come", said)
    record(StepRecorded(subject=placement, step="the child did not come, and what was done"))
    tell_team(placement, "place_not_begun", f"absent:{placement.public_id}:{said.on}")


def hand_over(actor: Actor, placement: Placement, what: list[str], said: Said) -> None:
    """The home school's safeguarding lead hands over to the receiving one; `what` of HANDED_OVER."""
    demand_side(actor, placement, home=True)
    if not what or not set(what) <= set(HANDED_OVER):
        raise ValueError("Say what is handed over")
    not_ahead(said.on)
    keep(actor, placement, "handover_sent", replace(said, code=" ".join(what)))
    record(StepRecorded(subject=placement, step="the handover was sent"))
    if placement.offered_on:
        tell_receiving(placement, "handover_waiting", f"handover:{placement.public_id}:{said.on}")


def receive_handover(actor: Actor, placement: Placement, said: Said) -> None:
    """The receiving safeguarding lead confirms it. Raises ValueError before anything was sent."""
    demand_side(actor, placement)
    not_ahead(said.on)
    sent = [step.happened_on for step in steps_of(placement) if step.kind == "handover_sent"]
    if not sent:
        raise ValueError("Nothing has been handed over yet")
    if said.on < min(sent):
        raise ValueError("The receipt comes after the handover")
    keep(actor, placement, "handover_received", said)
    record(StepRecorded(subject=placement, step="the handover was received"))
    tell_team(placement, "handover_received", f"handed-over:{placement.public_id}:{said.on}")


def attend(actor: Actor, placement: Placement, said: Said) -> None:
    """The child was there for the first time; the check comes four weeks later.

    A managed move on trial begins only when both schools and the parents have agreed.
    """
    demand_side(actor, placement)
    not_ahead(said.on, "The first day")
    if placement.kind == "managed_move" and (missing := not_agreed(placement)):
        raise ValueError(f"A trial begins when all have agreed. Not yet: {', '.join(missing).lower()}")
    fresh(placement)
    placement.first_attended_on, placement.check_on = said.on, due("check", said.on)
    record(FirstDayAttended(subject=placement, on=day_words(said.on)))
    keep(actor, placement, "attended", replace(said, due_on=placement.check_on))
    with out_of_sight(actor) as wide:
        referral = referral_of(wide, placement)
        if referral.status == "decided":
            record(ChildPlaced(subject=referral, on=day_words(said.on)))
    tell_team(placement, "place_begun", f"begun:{placement.public_id}")


def not_agreed(placement: Placement) -> list[str]:
    """Who has not agreed to a managed move yet, in words; the last word of each side counts."""
    last = dict(
        (step.code or "").split("_", 1)[::-1] for step in steps_of(placement) if step.kind == "agreement"
    )
    return [words for side, words in SIDES.items() if last.get(side) != "yes"]


def check_place_after_four_weeks(actor: Actor, placement: Placement, said: Said) -> None:
    """Four weeks on: the place holds, and the referral is closed. A trial goes on to its own end.

    Raises NotAllowed, ValueError, IllegalMove.
    """
    demand_team(actor)
    words = reason_of(said.words)
    not_ahead(said.on)
    fresh(placement)
    if placement.kind == "managed_move":
        if placement.status != "attending":
            raise ValueError("The child has not begun there")
        record(StepRecorded(subject=placement, step="the four-week check; the trial goes on"))
    else:
        record(PlaceHeld(subject=placement, outcome=words))
        record(ReferralClosed(subject=referral_of(actor, placement), outcome=words))
    placement.checked_on, placement.outcome = said.on, words
    keep(actor, placement, "check", said)
