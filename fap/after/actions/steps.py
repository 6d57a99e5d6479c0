"""One step of a place: who may record it, and how it is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cases.names import find_names
from fap.given_away import A_FAMILY, given_away
from fap.models import Placement, PlacementStep, Referral
from fap.other_children import others_of
from fap.rights import NotAllowed, out_of_sight
from foundation.access.permissions import Permission
from foundation.store import Actor, now, session, today


@dataclass(frozen=True)
class Said:
    """What a step's form holds: the day, who did it, to whom, in what words."""

    on: dt.date
    words: str = ""
    who: str = ""
    to_whom: str = ""
    code: str | None = None
    told_on: dt.date | None = None
    due_on: dt.date | None = None


def is_team(actor: Actor) -> bool:
    """The fair access team, which records for everybody."""
    return actor.system or actor.may(Permission.RUN_FAIR_ACCESS)


def is_receiving(actor: Actor, placement: Placement) -> bool:
    """A safeguarding lead of the school to which the place was offered."""
    return actor.may(Permission.ANSWER_OFFERS) and placement.setting_id in actor.settings


def is_home(actor: Actor, placement: Placement) -> bool:
    """A safeguarding lead of the school that the child comes from."""
    return actor.may(Permission.ANSWER_OFFERS) and placement.home_setting_id in actor.settings


def demand_team(actor: Actor) -> None:
    """Raise NotAllowed unless the actor is of the fair access team."""
    if not is_team(actor):
        raise NotAllowed("the fair access team records this")


def demand_side(actor: Actor, placement: Placement, *, home: bool = False) -> None:
    """Raise NotAllowed unless the actor is of the team, or of the school on this side."""
    mine = is_home(actor, placement) if home else is_receiving(actor, placement)
    if not (is_team(actor) or mine):
        raise NotAllowed("the school records this, or the fair access team for it")


def not_ahead(day: dt.date, what: str = "The day") -> None:
    """Raise ValueError for a day that has not come yet."""
    if day > today():
        raise ValueError(f"{what} must be today or in the past")


def keep(actor: Actor, placement: Placement, kind: str, said: Said) -> PlacementStep:
    """Keep a step as it was said. Both schools read it: raises ValueError where the team names another child.

    A school is not told so: it could try names, and learn from whom the child is kept apart.
    """
    if is_team(actor):
        refuse_other_children(actor, placement, said.words)
    made = PlacementStep(
        placement_id=placement.id,
        kind=kind,
        happened_on=said.on,
        code=said.code,
        who=said.who.strip() or actor.name,
        to_whom=said.to_whom.strip() or None,
        words=said.words.strip() or None,
        told_on=said.told_on,
        due_on=said.due_on,
        recorded_by=actor.account_id,
        recorded_at=now(),
    )
    session().add(made)
    session().flush()
    return made


def referral_of(actor: Actor, placement: Placement) -> Referral:
    """The referral behind a place, also for a school that may not read it: for what its step sets off."""
    with out_of_sight(actor):
        return session().get_one(Referral, placement.referral_id)


def refuse_where_a_family_lives(actor: Actor, placement: Placement, text: str) -> None:
    """Raise ValueError where an offer says where a family lives, or how to reach it."""
    with out_of_sight(actor):
        found = given_away(referral_of(actor, placement), text, parent_key=None)
    if any(hit.what == A_FAMILY for hit in found):
        raise ValueError(f"The text says {A_FAMILY}. Say it without")


def refuse_other_children(actor: Actor, placement: Placement, text: str) -> None:
    """Raise ValueError where a text that a school reads would give another child away."""
    others, own = others_of(referral_of(actor, placement))
    kinds = ", ".join(sorted({hit.what for hit in find_names([("", text)], others, own) if hit.sure}))
    if kinds:
        raise ValueError(f"The text gives another child away ({kinds}). Say “another pupil” instead")
