"""Managed moves on trial: agreement of everybody, reviews, the end; and any place that ends.

While a trial lasts the child stays on the roll of the home school. A trial that breaks down leaves the child
there, and the same referral is open again.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fap.after.actions.starting import follow
from fap.after.actions.steps import (
    Said,
    demand_side,
    demand_team,
    is_home,
    keep,
    not_ahead,
    referral_of,
    refuse_other_children,
)
from fap.after.lists import expected_there
from fap.after.words import SIDES
from fap.clocks import due_after
from fap.events import PlacementBrokeDown, ReferralClosed
from fap.models import Placement
from fap.placement_events import PlaceEnded, PlaceHeld, StepRecorded
from fap.rights import fresh, out_of_sight, reason_of
from foundation.store import Actor, today
from foundation.store.clock import day_words
from foundation.store.reference_data import is_code, label
from foundation.trail import record
from roll.actions import withdraw_expectation
from transitions.sweep import sweep

ENDS = "placement_end"


def agree(actor: Actor, placement: Placement, side: str, yes: bool, said: Said) -> None:
    """One side agrees to the managed move, or does not. Each school says it for itself; the team for all.

    Raises NotAllowed, ValueError.
    """
    if placement.kind != "managed_move":
        raise ValueError("Only a managed move asks for agreement")
    if side not in SIDES:
        raise ValueError("Choose who agrees")
    demand_side(actor, placement, home=side != "receiving_school")
    if side == "parents" and is_home(actor, placement) and not said.who.strip():
        raise ValueError("Write down which parent or carer, and who asked them")
    not_ahead(said.on)
    if not yes:
        reason_of(said.words)
    keep(actor, placement, "agreement", replace(said, code=f"{'yes' if yes else 'no'}_{side}"))
    words = f"{SIDES[side]} {'agree' if yes else 'do not agree'}{'s' if yes and side != 'parents' else ''}"
    record(StepRecorded(subject=placement, step=words[0].lower() + words[1:]))


def review_trial(
    actor: Actor, placement: Placement, said: Said, *, next_on: dt.date | None, until: dt.date | None
) -> None:
    """A review with both schools and the family: how it goes, when the next one is, until when the trial
    lasts now. Raises NotAllowed, ValueError.
    """
    demand_team(actor)
    if not placement.on_trial or placement.status != "attending":
        raise ValueError("There is no trial under way")
    reason_of(said.words)
    not_ahead(said.on)
    if next_on is not None and next_on <= said.on:
        raise ValueError("The next review comes after this one")
    if until is not None and until < said.on:
        raise ValueError("The trial cannot end before this review")
    fresh(placement)
    placement.review_on = next_on
    if until is not None and until != placement.trial_until:
        placement.trial_until = until
        follow(actor, placement)
    keep(actor, placement, "trial_review", replace(said, due_on=next_on))
    record(StepRecorded(subject=placement, step="a review of the trial"))


def make_permanent(actor: Actor, placement: Placement, said: Said) -> None:
    """The trial became permanent: from `on` the child is on the roll of the new school for good.

    Raises NotAllowed, ValueError, IllegalMove.
    """
    demand_team(actor)
    words = reason_of(said.words)
    if placement.kind != "managed_move":
        raise ValueError("Only a managed move becomes permanent")
    fresh(placement)
    record(PlaceHeld(subject=placement, outcome="the trial became permanent"))
    placement.trial_until, placement.review_on, placement.outcome = None, None, words
    keep(actor, placement, "permanent", said)
    follow(actor, placement)
    with out_of_sight(actor) as wide:
        record(ReferralClosed(subject=referral_of(wide, placement), outcome=words))


def end_place(actor: Actor, placement: Placement, said: Said, learnt: str = "") -> None:
    """The place did not hold, or never began: the same referral is open again, and its 20 school days start
    anew. `code` says why, `learnt` what is learnt. Raises NotAllowed, ValueError, IllegalMove.
    """
    demand_team(actor)
    words = reason_of(said.words)
    if not is_code(ENDS, said.code or "", today()):
        raise ValueError("Choose why the place ended")
    not_ahead(said.on)
    refuse_other_children(actor, placement, learnt)
    fresh(placement)
    placement.broke_down_on, placement.outcome = said.on, words
    placement.ended_code, placement.learnt = said.code, learnt.strip() or None
    record(PlaceEnded(subject=placement, reason=label(ENDS, said.code or "").lower()))
    keep(actor, placement, "ended", said)
    with out_of_sight(actor) as wide:
        referral = referral_of(wide, placement)
        referral.accepted_on, referral.due_on = today(), due_after(today())
        record(PlacementBrokeDown(subject=referral, reason=words))
        for expected in expected_there(placement):
            withdraw_expectation(wide, expected, "the placement broke down")
        sweep(wide, today(), [placement.child_id])


def set_trial(actor: Actor, placement: Placement, *, until: dt.date | None, review_on: dt.date) -> None:
    """Set the first review of a trial and its last day. Raises NotAllowed, ValueError."""
    demand_team(actor)
    if not placement.on_trial:
        raise ValueError("Only a managed move on trial has a review")
    if until is not None and not placement.start_date < review_on <= until:
        raise ValueError("The review lies between the first and the last day of the trial")
    fresh(placement)
    placement.trial_until, placement.review_on = until, review_on
    follow(actor, placement)
    record(StepRecorded(subject=placement, step=f"the trial is reviewed on {day_words(review_on)}"))
