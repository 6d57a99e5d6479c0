"""Past-tense events: why something happened, and the only road by which a status changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, TypeVar

from sqlalchemy import event as sqlalchemy_event
from sqlalchemy import inspect
from sqlalchemy.orm import Session, object_session

from foundation.store.actor import current_actor
from foundation.store.session import session
from foundation.trail.writing_core import write_line

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
        """Remember the class by its name, for reading the history back."""
        super().__init_subclass__(**kwargs)
        Event.kinds[cls.__name__] = cls

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
    subject = event.subject
    own = object_session(subject) or session()
    moves: Moves = getattr(type(subject), "MOVES", {})
    if type(event) in moves:
        allowed, to = moves[type(event)]
        if subject.status not in allowed:
            raise IllegalMove(f"{type(event).__name__} is not possible from {subject.status}")
        own.info.setdefault(MOVED, set()).add((type(subject), id(subject)))
        subject.status = to
    own.flush()
    own.info.get(MOVED, set()).discard((type(subject), id(subject)))
    write_line(
        own.connection(),
        current_actor(),
        kind="event",
        name=type(event).__name__,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        children=event.children or about(subject),
        payload=event.data(),
    )
    for kind, hearers in list(_subscribers.items()):
        if isinstance(event, kind):
            for hear in hearers:
                hear(event)
    return event


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
