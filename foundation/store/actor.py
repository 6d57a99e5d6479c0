"""Who is acting: a plain value, set once for each request, command or job."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field


class NoActorError(RuntimeError):
    """A record was asked for while nobody was known to be asking."""


@dataclass(frozen=True)
class Actor:
    """An account as it acts now: what it may do, and for which settings and panels.

    `settings` and `panels` hold row ids; `barred` holds the ids of children whose
    records this person must never see (safeguarding: the bar is stronger than any role).
    `seats`: (panel, setting) where the person sits on a panel for a school and reads in full only what
    concerns it; on the other `panels` they are core members. `chairs`: the panels they chair.
    """

    account_id: int
    name: str
    permissions: frozenset[str] = frozenset()
    settings: frozenset[int] = frozenset()
    panels: frozenset[int] = frozenset()
    seats: frozenset[tuple[int, int]] = frozenset()
    chairs: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()
    system: bool = False
    os_user: str = ""
    purpose: str = field(default="", compare=False)

    def may(self, permission: str) -> bool:
        """Whether any assignment in force grants the permission; the system may do all."""
        return self.system or permission in self.permissions

    @property
    def core_panels(self) -> frozenset[int]:
        """The panels on which the person does not sit for a school only."""
        return self.panels - {panel for panel, _ in self.seats}


_actor: ContextVar[Actor | None] = ContextVar("actor", default=None)


def set_actor(actor: Actor | None) -> None:
    """Name who acts from here on; None forgets."""
    _actor.set(actor)


def current_actor() -> Actor:
    """Who acts. Raises NoActorError when nobody was named."""
    actor = _actor.get()
    if actor is None:
        raise NoActorError("nobody is known to be asking; set_actor() first")
    return actor


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Act as somebody for the length of a block, then as before."""
    token = _actor.set(actor)
    try:
        yield actor
    finally:
        _actor.reset(token)
