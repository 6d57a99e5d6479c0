"""Which steps are possible for a place now, and whose they are."""

from __future__ import annotations

from fap.after.actions import is_home, is_receiving, is_team
from fap.models import Placement
from foundation.store import Actor

Steps = tuple[tuple[str, str], ...]
ADMITTING: Steps = (
    ("attended", "Record the first day in school"),
    ("admission", "Arrange the admission meeting"),
    ("admission_held", "The admission meeting was held"),
    ("start", "Agree another first day"),
    ("did_not_come", "The child did not come"),
)
TEAM: dict[str, Steps] = {
    "decided": (("offer", "Offer the place"), ("ended", "The place ended")),
    "offered": (("answer", "Record the school’s answer"), ("ended", "The place ended")),
    "accepted": (*ADMITTING, ("answer", "The school refuses after all"), ("ended", "The place ended")),
    "refused": (
        ("negotiation", "Record a talk with the school"),
        ("direction", "Begin the direction route"),
        ("ended", "The place ended"),
    ),
    "negotiating": (
        ("negotiation", "Record another talk"),
        ("direction", "Begin the direction route"),
        ("ended", "The place ended"),
    ),
    "directing": (
        ("directed", "The school is directed"),
        ("no_direction", "No direction stands"),
        ("ended", "The place ended"),
    ),
    "directed": (
        *ADMITTING,
        ("adjudicator", "The school turned to the adjudicator"),
        ("no_direction", "No direction stands"),
        ("ended", "The place ended"),
    ),
    "attending": (("check", "Record the four-week check"), ("ended", "The placement broke down")),
    "held": (("ended", "The placement broke down"),),
}
SCHOOL: dict[str, Steps] = {
    "offered": (("answer", "Answer the offer"),),
    "accepted": ADMITTING,
    "directed": ADMITTING,
}
HANDING_OVER = ("offered", "accepted", "directed", "attending")
TRIAL: Steps = (
    ("trial_review", "Record a review of the trial"),
    ("permanent", "The trial became permanent"),
    ("trial", "Change the dates of the trial"),
)


def possible(placement: Placement, actor: Actor, *, sent: bool) -> list[tuple[str, str]]:
    """(endpoint, words) of what the actor can record now, the main one first. `sent`: a handover was."""
    team, receiving, home = is_team(actor), is_receiving(actor, placement), is_home(actor, placement)
    found = list(
        TEAM.get(placement.status, ()) if team else SCHOOL.get(placement.status, ()) if receiving else ()
    )
    if placement.on_trial:
        found += _of_trial(placement, team=team, school=receiving or home)
    if placement.status in HANDING_OVER:
        found += [("handover", "Record the handover")] if team or home else []
        found += [("received", "Confirm the handover")] if sent and (team or receiving) else []
    order = {"ended": 2, "no_direction": 1}
    found.sort(key=lambda step: order.get(step[0], 0))
    return [(f"fap_after.{name}", words) for name, words in found]


def _of_trial(placement: Placement, *, team: bool, school: bool) -> Steps:
    steps: Steps = ()
    if team and placement.status == "attending":
        steps = TRIAL
    elif team and placement.status in ("offered", "accepted", "directed"):
        steps = (("trial", "Set the dates of the trial"),)
    if (team or school) and placement.status in ("offered", "accepted", "directed"):
        steps += (("agreement", "Record who agrees to the move"),)
    return steps
