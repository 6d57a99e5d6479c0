"""A refusal, the talks about it, and the direction route: each a recorded step with its dated rule."""

from __future__ import annotations

from dataclasses import replace

from fap.after.actions.offering import release_child, tell_receiving
from fap.after.actions.steps import Said, demand_team, keep, not_ahead, refuse_other_children
from fap.after.lists import steps_of
from fap.after.rules import due
from fap.after.words import NEGOTIATED
from fap.models import Placement
from fap.placement_events import (
    DirectionGiven,
    DirectionNotGiven,
    DirectionSought,
    NegotiationHeld,
    PlaceAccepted,
    StepRecorded,
)
from fap.rights import fresh, reason_of
from foundation.store import Actor
from foundation.store.reference_data import is_code, label
from foundation.trail import record

ROUTES = "direction_route"
NEEDS_LAWYER = frozenset({"academy_2026", "academy_secretary_of_state"})
"""Which of the two is in force since the Act of 2026 is the authority's lawyer's to say."""


def negotiate(actor: Actor, placement: Placement, said: Said) -> None:
    """A talk with the school about its refusal: with whom, what was said, `code` its outcome.

    Raises NotAllowed, ValueError, IllegalMove.
    """
    demand_team(actor)
    if said.code not in NEGOTIATED:
        raise ValueError("Choose the outcome")
    reason_of(said.words)
    not_ahead(said.on)
    fresh(placement)
    record(NegotiationHeld(subject=placement, outcome=NEGOTIATED[said.code].lower()))
    keep(actor, placement, "negotiation", said)
    if said.code == "agreed":
        placement.answered_on = said.on
        keep(actor, placement, "accepted", replace(said, code=None))
        record(PlaceAccepted(subject=placement))
        release_child(actor, placement)


def seek_direction(actor: Actor, placement: Placement, said: Said) -> None:
    """Begin the direction route: `code` the route that holds on the day, `to_whom` it went, `who` confirmed
    that the route is in force. Raises NotAllowed, ValueError, IllegalMove.
    """
    demand_team(actor)
    if not is_code(ROUTES, said.code or "", said.on):
        raise ValueError("Choose a route that was in force on this day")
    if said.code in NEEDS_LAWYER and len(said.who.strip()) < 3:
        raise ValueError("Write down who confirmed that this route is in force")
    reason_of(said.words)
    reason_of(said.to_whom)
    not_ahead(said.on)
    fresh(placement)
    record(DirectionSought(subject=placement, route=label(ROUTES, said.code or "")))
    keep(actor, placement, "direction_sought", said)


def give_direction(actor: Actor, placement: Placement, said: Said) -> None:
    """The school is directed to admit; it may turn to the adjudicator within the time of the rule."""
    demand_team(actor)
    reason_of(said.words)
    refuse_other_children(actor, placement, said.words)
    not_ahead(said.on)
    fresh(placement)
    record(DirectionGiven(subject=placement))
    route = next((s.code for s in reversed(steps_of(placement)) if s.kind == "direction_sought"), None)
    keep(actor, placement, "direction_given", replace(said, code=route, due_on=due("adjudicator", said.on)))
    release_child(actor, placement)
    tell_receiving(placement, "place_offered", f"directed:{placement.public_id}:{said.on}")


def turn_to_adjudicator(actor: Actor, placement: Placement, said: Said) -> None:
    """The school turned to the Schools Adjudicator; until the determination the direction stands."""
    demand_team(actor)
    if placement.status != "directed":
        raise ValueError("The school has not been directed")
    reason_of(said.words)
    not_ahead(said.on)
    keep(actor, placement, "adjudicator", said)
    record(StepRecorded(subject=placement, step="the school turned to the Schools Adjudicator"))


def no_direction(actor: Actor, placement: Placement, said: Said) -> None:
    """The route ended without a direction, or the adjudicator decided for the school."""
    demand_team(actor)
    reason_of(said.words)
    not_ahead(said.on)
    fresh(placement)
    record(DirectionNotGiven(subject=placement))
    keep(actor, placement, "direction_not_given", said)
