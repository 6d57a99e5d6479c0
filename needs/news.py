"""What other rooms tell, and which rows are counted again because of it, before the same transaction ends.

Every event is heard. Which records it concerns is read off its subject: the record itself, or the referral,
plan, case or meeting that it belongs to. What several events of one transaction touch is counted once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import select
from sqlalchemy.orm import Session

from cases.meetings.models import Meeting
from cases.models import Case
from fap.models import Referral
from foundation.store import session
from foundation.trail import Event, subscribe
from needs import actions
from needs.surroundings_core import forms_of_child
from roll.events import IdentityDecided, IdentityTakenBack
from safetyplans.models import SafetyPlan
from transitions.models import Alert

WAITING = "needs_waiting"
OWN: dict[type[Any], str] = {
    Referral: "referral",
    SafetyPlan: "plan",
    Case: "case",
    Meeting: "meeting",
    Alert: "alert",
}
"""A record that is a form of its own -> its kind."""
BELONGS = {"referral_id": "referral", "plan_id": "plan", "case_id": "case", "meeting_id": "meeting"}
"""The column by which a record belongs to one -> the kind of that one."""
IDENTITY = (IdentityDecided, IdentityTakenBack)
PANELS = frozenset({"panel_meeting", "agenda_item"})
"""Tables whose `meeting_id` is a panel's meeting, not a child's."""


def hear(event: Event) -> None:
    """Remember what an event concerns until the transaction ends."""
    waiting: dict[str, set[int]] = session().info.setdefault(WAITING, {})
    touched = _of_children(event) if isinstance(event, IDENTITY) else _touched(event.subject)
    for kind, number in touched:
        waiting.setdefault(kind, set()).add(number)


def _of_children(event: Any) -> Iterator[tuple[str, int]]:
    """Two records became one child, or two again: every form of theirs."""
    children = event.children or event.subject.child_ids()
    for kind, ids in forms_of_child(session().connection(), children).items():
        yield from ((kind, number) for number in ids)


def _touched(subject: Any) -> Iterator[tuple[str, int]]:
    """The forms that a record is, or belongs to; a meeting also concerns its referral."""
    own = OWN.get(type(subject))
    if own:
        yield own, subject.id
    for column, kind in BELONGS.items():
        number = getattr(subject, column, None)
        if number is not None and not (column == "meeting_id" and subject.__tablename__ in PANELS):
            yield kind, number
    reference = getattr(subject, "referral_reference", None)
    if reference:
        table = Referral.__table__
        for number in (
            session().connection().scalars(select(table.c.id).where(table.c.reference == reference))
        ):
            yield "referral", number


def _count_before_commit(found: Session) -> None:
    """Count again what the events of this transaction touched."""
    if found.in_nested_transaction():
        return
    waiting = found.info.pop(WAITING, None)
    if waiting:
        found.flush()
        actions.count_again(found.connection(), waiting)


def _forget(found: Session) -> None:
    found.info.pop(WAITING, None)


def listen() -> None:
    """Subscribe; called once for each application."""
    subscribe(Event, hear)
    for moment, act in (("before_commit", _count_before_commit), ("after_rollback", _forget)):
        if not sqlalchemy_event.contains(Session, moment, act):
            sqlalchemy_event.listen(Session, moment, act)
