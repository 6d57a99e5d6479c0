"""What happens to a place after the decision. Each is also a dated step of the placement."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class OfferMade(Event):
    """The receiving school was told which child it is to admit, and from when."""

    answer_due: str
    words = "offered the place to the school; its answer is due by {answer_due}"


@dataclass(frozen=True, kw_only=True)
class PlaceAccepted(Event):
    """The school admits the child."""

    words = "recorded that the school accepts"


@dataclass(frozen=True, kw_only=True)
class PlaceRefused(Event):
    """The school refuses, with its grounds."""

    grounds: str
    words = "recorded that the school refuses: {grounds}"


@dataclass(frozen=True, kw_only=True)
class NegotiationHeld(Event):
    """Somebody spoke with the school about its refusal."""

    outcome: str
    words = "recorded a negotiation with the school: {outcome}"


@dataclass(frozen=True, kw_only=True)
class DirectionSought(Event):
    """The direction route was begun."""

    route: str
    words = "began the direction route: {route}"


@dataclass(frozen=True, kw_only=True)
class DirectionGiven(Event):
    """The school was directed to admit."""

    words = "recorded that the school is directed to admit"


@dataclass(frozen=True, kw_only=True)
class DirectionNotGiven(Event):
    """The route ended without a direction, or the adjudicator decided for the school."""

    words = "recorded that no direction stands"


@dataclass(frozen=True, kw_only=True)
class StepRecorded(Event):
    """A step that does not change where the place stands."""

    step: str
    words = "recorded: {step}"


@dataclass(frozen=True, kw_only=True)
class FirstDayAttended(Event):
    """The child was in this school for the first time."""

    on: str
    words = "recorded the first day at this school, {on}"


@dataclass(frozen=True, kw_only=True)
class PlaceHeld(Event):
    """The place held: after the four-week check, or because a trial became permanent."""

    outcome: str
    words = "recorded that the place holds: {outcome}"


@dataclass(frozen=True, kw_only=True)
class PlaceEnded(Event):
    """The place did not hold, or never began."""

    reason: str
    words = "recorded that the place ended: {reason}"
