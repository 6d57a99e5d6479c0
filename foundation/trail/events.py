"""Past-tense events: why something happened, and the only road by which a status changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar, TypeVar

from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import inspect
from sqlalchemy.orm import Session, object_session

from foundation.store.actor import current_actor
from foundation.store.session import session
from foundation.trail.writing_core import Line, write_lines

MOVED = "moved"


class IllegalMove(Exception):
    """A record's status does not allow what was to happen to it."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to a record. Subclass in the past tense.

    `words` is the sentence people read in the history; it may use the event's own fields.
    `children` are the row ids of the children it is about, where the subject alone does not say.
    """

    words: ClassVar[str] = ""
    kinds: ClassVar[dict[str, type[Event]]] = {}
    subject: Any
    children: tuple[int, ...] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Remember the class by its name, for reading the history back. Raises TypeError for a name twice."""
        super().__init_subclass__(**kwargs)
        known = Event.kinds.setdefault(cls.__name__, cls)
        if known.__module__ != cls.__module__:
            raise TypeError(f"{cls.__module__} and {known.__module__} both have an event {cls.__name__}")

    def data(self) -> dict[str, Any]:
        """The event's own fields."""
        own = [f.name for f in fields(self) if f.name not in {"subject", "children"}]
        return {name: getattr(self, name) for name in own}


Moves = Mapping[type[Event], tuple[Collection[str], str]]
E = TypeVar("E", bound=Event)
_subscribers: dict[type[Event], list[Callable[[Any], None]]] = {}


def subscribe(kind: type[E], hear: Callable[[E], None]) -> None:
    """Hear of every event of a kind, in its own transaction. Subscribing twice is once."""
    heard = _subscribers.setdefault(kind, [])
    if hear not in heard:
        heard.append(hear)


def unsubscribe_all() -> None:
    """Forget all subscriptions (tests)."""
    _subscribers.clear()


def record(event: E) -> E:
    """Write an event, move its subject's status as the table of moves says, tell the subscribers.

    Raises IllegalMove when the subject's status does not allow it.
    """
    record_all([event])
    return event


def record_all(events: Sequence[Event]) -> None:
    """Record many events, each of a record of its own, as `record` does one; all before any is told of."""
    if not events:
        return
    own = object_session(events[0].subject) or session()
    moving = [(type(event.subject), id(event.subject)) for event in events if _move(event)]
    own.info.setdefault(MOVED, set()).update(moving)
    own.flush()
    own.info[MOVED].difference_update(moving)
    lines = [
        Line(
            "event",
            type(event).__name__,
            event.subject.__tablename__,
            event.subject.id,
            event.children or about(event.subject),
            event.data(),
        )
        for event in events
    ]
    write_lines(own.connection(), current_actor(), lines)
    for event in events:
        _tell(event)


def _move(event: Event) -> bool:
    """Move the status of the subject, where the event does; whether it did."""
    subject = event.subject
    moves: Moves = getattr(type(subject), "MOVES", {})
    if type(event) not in moves:
        return False
    allowed, to = moves[type(event)]
    if subject.status not in allowed:
        raise IllegalMove(f"{type(event).__name__} is not possible from {subject.status}")
    subject.status = to
    return True


def _tell(event: Event) -> None:
    for kind, hearers in list(_subscribers.items()):
        if isinstance(event, kind):
            for hear in hearers:
                hear(event)


def about(subject: Any) -> tuple[int, ...]:
    """The children a mapped row is about, where it says so."""
    ids = getattr(subject, "child_ids", None)
    return tuple(ids()) if callable(ids) else ()


@sqlalchemy_event.listens_for(Session, "before_flush")
def _status_only_by_event(found: Session, _context: Any, _instances: Any) -> None:
    """A status that changes outside record() is a mistake, not a change."""
    moved = found.info.get(MOVED, set())
    for row in found.dirty:
        if not getattr(type(row), "MOVES", None) or (type(row), id(row)) in moved:
            continue
        if inspect(row).attrs.status.history.has_changes():
            raise IllegalMove(f"the status of a {type(row).__name__} changes only through record()")
