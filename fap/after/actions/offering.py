"""The offer to the receiving school, and its answer."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fap.after.actions.steps import (
    Said,
    demand_side,
    demand_team,
    keep,
    not_ahead,
    refuse_other_children,
    refuse_where_a_family_lives,
)
from fap.after.lists import expected_there
from fap.after.rules import due
from fap.models import Placement, Referral
from fap.placement_events import OfferMade, PlaceAccepted, PlaceRefused
from fap.rights import fresh, out_of_sight, reason_of, tell_role
from foundation.access.lists import accounts_with
from foundation.access.permissions import Role
from foundation.post.office import tell
from foundation.store import Actor, session, today
from foundation.store.clock import day_words
from foundation.store.reference_data import is_code, label
from foundation.trail import record
from roll.actions import release_expectation

GROUNDS = "refusal_ground"


def make_offer(
    actor: Actor,
    placement: Placement,
    referral: Referral,
    *,
    words: str,
    name: str,
    on: dt.date | None = None,
) -> None:
    """Tell the receiving school which child it is to admit, from when, with what support.

    `words` name no other child. Raises NotAllowed, ValueError, IllegalMove.
    """
    demand_team(actor)
    text = reason_of(words)
    refuse_other_children(actor, placement, text)
    refuse_where_a_family_lives(actor, placement, text)
    fresh(placement)
    day = on or today()
    not_ahead(day, "The day of the offer")
    placement.offered_on = day
    placement.answer_due_on = due("answer", day, placement.setting_id)
    placement.offer, placement.name, placement.reference = text, name, referral.reference
    placement.home_setting_id = placement.home_setting_id or referral.setting_id
    record(OfferMade(subject=placement, answer_due=day_words(placement.answer_due_on)))
    keep(actor, placement, "offer", Said(day, text, due_on=placement.answer_due_on))
    tell_receiving(placement, "place_offered", f"offered:{placement.public_id}")


def accept_place(actor: Actor, placement: Placement, said: Said) -> None:
    """The school admits the child; from now on it sees the child's record. Raises as the others."""
    demand_side(actor, placement)
    not_ahead(said.on)
    fresh(placement)
    placement.answered_on = said.on
    record(PlaceAccepted(subject=placement))
    keep(actor, placement, "accepted", said)
    release_child(actor, placement)
    tell_team(placement, "place_answered", f"answered:{placement.public_id}:{said.on}:yes")


def refuse_place(actor: Actor, placement: Placement, said: Said) -> None:
    """The school refuses: `code` is the ground, `words` the reasons, `on` the day on which it refused.

    The team hears of it today; later than the rule allows is kept and counted. Raises as the others.
    """
    demand_side(actor, placement)
    if not is_code(GROUNDS, said.code or "", today()):
        raise ValueError("Choose the ground")
    words = reason_of(said.words)
    not_ahead(said.on, "The day on which the school refused")
    told = said.told_on or today()
    if told < said.on:
        raise ValueError("The authority cannot hear of it before the school refuses")
    refuse_other_children(actor, placement, words)
    fresh(placement)
    placement.answered_on = said.on
    tell_by = due("tell_refusal", said.on, placement.setting_id)
    record(PlaceRefused(subject=placement, grounds=label(GROUNDS, said.code or "").lower()))
    keep(actor, placement, "refused", replace(said, words=words, told_on=told, due_on=tell_by))
    tell_team(placement, "place_answered", f"answered:{placement.public_id}:{said.on}:no")


def release_child(actor: Actor, placement: Placement) -> None:
    """From acceptance or direction on, the receiving school sees the child whom it expects."""
    with out_of_sight(actor) as wide:
        for found in expected_there(placement):
            if found.released_at is None:
                release_expectation(wide, found)
        session().flush()


def tell_receiving(placement: Placement, notice: str, key: str) -> None:
    """Tell the safeguarding leads of the receiving school; the mail names nothing."""
    for account in accounts_with(Role.DSL, setting_id=placement.setting_id):
        tell(account.id, notice, f"/places/{placement.public_id}", f"{key}:{account.id}")


def tell_team(placement: Placement, notice: str, key: str) -> None:
    """Tell the coordinators; the mail names nothing."""
    tell_role(Role.FAP_COORDINATOR, notice, f"/places/{placement.public_id}", key)
