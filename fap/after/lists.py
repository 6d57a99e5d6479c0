"""What is asked of places and their steps. The session narrows every answer to the asker."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from fap.models import Decision, Placement, PlacementStep, Referral
from fap.models.placement import OPEN
from foundation.store import Actor, session
from roll.models import ExpectedEnrolment
from transitions.models import Disclosure

UNDER_WAY = (*OPEN, "attending")


def steps_of(placement: Placement) -> list[PlacementStep]:
    """The steps of a place, the oldest first."""
    found = select(PlacementStep).where(PlacementStep.placement_id == placement.id)
    return list(session().scalars(found.order_by(PlacementStep.id)))


def steps_by_place(ids: Collection[int]) -> dict[int, list[PlacementStep]]:
    """Placement id -> its steps, the oldest first."""
    found = select(PlacementStep).where(PlacementStep.placement_id.in_(sorted(ids)))
    by_place: dict[int, list[PlacementStep]] = defaultdict(list)
    for step in session().scalars(found.order_by(PlacementStep.id)):
        by_place[step.placement_id].append(step)
    return by_place


def places_of(referral: Referral) -> list[Placement]:
    """Every place that was decided for a referral, the newest first."""
    found = select(Placement).where(Placement.referral_id == referral.id)
    return list(session().scalars(found.order_by(Placement.id.desc())))


def not_in_school_yet() -> list[Placement]:
    """Decided, and the child is not in this school yet; the earliest first day in front."""
    found = select(Placement).where(Placement.status.in_(OPEN))
    return list(session().scalars(found.order_by(Placement.start_date, Placement.id)))


def under_way() -> list[Placement]:
    """Neither holding nor ended: not in school yet, or before the four-week check."""
    found = select(Placement).where(Placement.status.in_(UNDER_WAY))
    return list(session().scalars(found.order_by(Placement.start_date, Placement.id)))


def offered_to(actor: Actor) -> list[Placement]:
    """What was offered to the actor's settings, the newest first."""
    if not actor.settings:
        return []
    mine = Placement.setting_id.in_(sorted(actor.settings))
    found = select(Placement).where(mine, Placement.offered_on.is_not(None))
    return list(session().scalars(found.order_by(Placement.id.desc()).limit(200)))


def decision_behind(placement: Placement) -> Decision | None:
    """The decision of a place, if the reader may see it."""
    return session().scalars(select(Decision).where(Decision.id == placement.decision_id)).one_or_none()


def decisions_by_id(ids: Collection[int]) -> list[Decision]:
    """Several decisions, as far as the reader may see them."""
    return list(session().scalars(select(Decision).where(Decision.id.in_(sorted(ids)))))


def referral_behind(placement: Placement) -> Referral | None:
    """The referral of a place, if the reader may see it."""
    return session().scalars(select(Referral).where(Referral.id == placement.referral_id)).one_or_none()


def steps_between(first: dt.date, last: dt.date, kinds: Collection[str]) -> list[PlacementStep]:
    """Steps of these kinds that happened from `first` to `last`, the oldest first."""
    found = select(PlacementStep).where(
        PlacementStep.kind.in_(sorted(kinds)), PlacementStep.happened_on.between(first, last)
    )
    return list(session().scalars(found.order_by(PlacementStep.happened_on, PlacementStep.id)))


def places_by_id(ids: Collection[int]) -> dict[int, Placement]:
    """Several places by row id."""
    found = session().scalars(select(Placement).where(Placement.id.in_(sorted(ids))))
    return {row.id: row for row in found}


def expected_there(placement: Placement) -> list[ExpectedEnrolment]:
    """The enrolments that are still expected because of this place."""
    found = select(ExpectedEnrolment).where(
        ExpectedEnrolment.child_id == placement.child_id,
        ExpectedEnrolment.setting_id == placement.setting_id,
        ExpectedEnrolment.source.in_(("panel", "managed_move")),
        ExpectedEnrolment.withdrawn_at.is_(None),
    )
    return list(session().scalars(found))


def told_about(placement: Placement) -> list[Disclosure]:
    """What the authority told the receiving school about the child, as far as the reader may see it."""
    found = select(Disclosure).where(
        Disclosure.child_id == placement.child_id,
        Disclosure.setting_id == placement.setting_id,
        Disclosure.released_at.is_not(None),
    )
    return list(session().scalars(found.order_by(Disclosure.id)))
