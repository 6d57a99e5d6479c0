"""The only writers of restorative work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from cases.names import names_for_certain
from fap.lists import decisions_of
from fap.models import Referral, RestorativeChoice, RestorativeWork
from fap.other_children import others_of
from fap.reading import writes
from fap.restorative.words import CHOICES, WHO
from fap.restorative_events import (
    RestorativeAgreed,
    RestorativeBegun,
    RestorativeChanged,
    RestorativeChosen,
    RestorativeConsidered,
    RestorativeDone,
    RestorativeNotSuitable,
    RestorativeStopped,
)
from fap.rights import NotAllowed, fresh, reason_of
from foundation.access.permissions import Permission
from foundation.store import Actor, now, session, today
from foundation.trail import record


@dataclass(frozen=True)
class WorkValues:
    """What is written about the work. `advice`: who advised, and what, where it is sexual."""

    purpose: str
    suitability: str
    stop_rule: str
    led_by: str
    sexual: bool = False
    advice: str = ""


def may_write(actor: Actor, referral: Referral) -> bool:
    """The fair access team, and the school that referred."""
    return actor.system or actor.may(Permission.RUN_FAIR_ACCESS) or writes(actor, referral)


def demand_writer(actor: Actor, referral: Referral) -> None:
    """Raise NotAllowed unless the actor is of the team or of the school that referred."""
    if not may_write(actor, referral):
        raise NotAllowed("the school that referred, or the fair access team, records this")


def consider(actor: Actor, referral: Referral, values: WorkValues) -> RestorativeWork:
    """Record that it is considered. Raises NotAllowed, ValueError."""
    demand_writer(actor, referral)
    _whole(referral, values)
    if referral.child_id is None:
        raise ValueError("Send the referral first")
    made = RestorativeWork(
        referral_id=referral.id,
        child_id=referral.child_id,
        started_by=actor.account_id,
        started_at=now(),
        **{one.name: _kept(getattr(values, one.name)) for one in fields(values)},
    )
    session().add(made)
    session().flush()
    record(RestorativeConsidered(subject=made))
    return made


def change(actor: Actor, work: RestorativeWork, referral: Referral, values: WorkValues) -> None:
    """Change what is written, while it is only considered. Raises NotAllowed, ValueError."""
    demand_writer(actor, referral)
    _whole(referral, values)
    fresh(work)
    if work.status != "considered":
        raise ValueError("It is agreed already, or over")
    for one in fields(values):
        setattr(work, one.name, _kept(getattr(values, one.name)))
    record(RestorativeChanged(subject=work))


def record_choice(
    actor: Actor,
    work: RestorativeWork,
    referral: Referral,
    *,
    who: str,
    choice: str,
    asked_on: dt.date,
    asked_by: str,
    words: str = "",
) -> None:
    """What a child said when it was asked alone. A no at any time stops what is agreed or under way."""
    demand_writer(actor, referral)
    if who not in WHO or choice not in CHOICES:
        raise ValueError("Say who was asked, and what the child wants")
    if asked_on > today():
        raise ValueError("The day must be today or in the past")
    _names_nobody(referral, words)
    fresh(work)
    if not work.is_open:
        raise ValueError("It is over")
    work.choices.append(
        RestorativeChoice(
            work_id=work.id,
            who=who,
            choice=choice,
            asked_on=asked_on,
            asked_by=reason_of(asked_by),
            words=words.strip() or None,
            recorded_by=actor.account_id,
            recorded_at=now(),
        )
    )
    session().flush()
    record(RestorativeChosen(subject=work, who=WHO[who], choice=CHOICES[choice].lower()))
    if choice != "yes" and work.status in ("agreed", "under_way"):
        work.ended_on = today()
        record(RestorativeStopped(subject=work))


def missing_for_agreement(work: RestorativeWork, referral: Referral) -> list[str]:
    """Why it cannot be agreed yet, in words."""
    last = {row.who: row.choice for row in work.choices}
    found = [f"{words} has not said yes" for who, words in WHO.items() if last.get(who) != "yes"]
    if work.sexual and not work.advice:
        found.append("what happened was sexual, and no specialist has advised")
    if any("restorative" in (row.conditions or "").casefold() for row in decisions_of(referral)):
        found.append("a decision makes it a condition of the place, which it never is")
    return found


def agree_work(actor: Actor, work: RestorativeWork, referral: Referral) -> None:
    """It is agreed. Raises NotAllowed, ValueError with what is missing, IllegalMove."""
    demand_writer(actor, referral)
    fresh(work)
    missing = missing_for_agreement(work, referral)
    if missing:
        raise ValueError(f"Not yet: {'; '.join(missing)}")
    record(RestorativeAgreed(subject=work))


def begin_work(actor: Actor, work: RestorativeWork, referral: Referral) -> None:
    """It began. Raises NotAllowed, IllegalMove."""
    demand_writer(actor, referral)
    fresh(work)
    record(RestorativeBegun(subject=work))


def end_work(actor: Actor, work: RestorativeWork, referral: Referral, how: str, outcome: str) -> None:
    """It is done, stopped, or not suitable: what came of it, for each child and for the group.

    Raises NotAllowed, ValueError, IllegalMove.
    """
    demand_writer(actor, referral)
    events = {"done": RestorativeDone, "stopped": RestorativeStopped, "not_suitable": RestorativeNotSuitable}
    if how not in events:
        raise ValueError("Choose how it ended")
    words = reason_of(outcome)
    _names_nobody(referral, words)
    fresh(work)
    record(events[how](subject=work))
    work.outcome, work.ended_on = words, today()


def _whole(referral: Referral, values: WorkValues) -> None:
    for text in (values.purpose, values.suitability, values.stop_rule, values.led_by):
        reason_of(text)
    _names_nobody(referral, values.purpose, values.suitability, values.stop_rule, values.advice)


def _names_nobody(referral: Referral, *texts: str) -> None:
    others, own = others_of(referral)
    if names_for_certain(texts, others, own):
        raise ValueError("The text names another child. Say “the other child” instead")


def _kept(value: object) -> object:
    return value.strip() or None if isinstance(value, str) else value
