"""Who may do an action, asked again where it is done: the page is the first lock, not the only one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from foundation.access.lists import accounts_with
from foundation.access.permissions import Permission, Role
from foundation.post.office import tell
from foundation.store import Actor, acting_as, session

SHORTEST_REASON = 3


class NotAllowed(PermissionError):
    """The actor's roles do not include this action."""


def demand(actor: Actor, *any_of: Permission) -> None:
    """Raise NotAllowed unless one of the permissions is held."""
    if not any(actor.may(permission) for permission in any_of):
        raise NotAllowed("your role does not include this")


@contextmanager
def out_of_sight(actor: Actor) -> Iterator[Actor]:
    """Write what a person's act sets off but the person may not read, such as a report to the authority.

    The trail names the person; only the scope is the system's. What was written is flushed before it ends.
    """
    wide = replace(actor, system=True, purpose="what a person's act sets off")
    with acting_as(wide):
        yield wide
        session().flush()


def reason_of(words: str | None) -> str:
    """A reason that says something. Raises ValueError."""
    reason = (words or "").strip()
    if len(reason) < SHORTEST_REASON:
        raise ValueError("Give a reason")
    return reason


def tell_role(role: Role, notice: str, path: str, key: str, *, panel_id: int | None = None) -> None:
    """Tell everybody in a role; the mail names nothing."""
    for account in accounts_with(role, panel_id=panel_id):
        tell(account.id, notice, path, f"{key}:{account.id}")


def tell_setting(setting_id: int, notice: str, path: str, key: str) -> None:
    """Tell the safeguarding leads of a setting; the mail names nothing."""
    for account in accounts_with(Role.DSL, setting_id=setting_id):
        tell(account.id, notice, path, f"{key}:{account.id}")
