"""Who may do an action, asked again where it is done: the page is the first lock, not the only one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from foundation.access.permissions import Permission
from foundation.store import Actor, acting_as


class NotAllowed(PermissionError):
    """The actor's roles do not include this action."""


def demand(actor: Actor, *any_of: Permission) -> None:
    """Raise NotAllowed unless one of the permissions is held."""
    if not any(actor.may(permission) for permission in any_of):
        raise NotAllowed(f"{actor.name} may not do this")


@contextmanager
def out_of_sight(actor: Actor) -> Iterator[Actor]:
    """Write what the person sets off but may not read, such as a school's report to the Education MASH.

    The trail names the person; only the scope is the system's.
    """
    with acting_as(replace(actor, system=True, purpose="what a person's act sets off")) as system:
        yield system


def reason_of(words: str) -> str:
    """A reason that says something. Raises ValueError."""
    reason = (words or "").strip()
    if len(reason) < 3:
        raise ValueError("Give a reason")
    return reason
