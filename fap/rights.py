"""Who may do an action, asked again where it is done; and who is told that something was done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from fap.models import Referral
from foundation.access.lists import accounts_with
from foundation.access.permissions import Permission, Role
from foundation.post.office import tell
from foundation.store import Actor, acting_as, session


class NotAllowed(PermissionError):
    """The actor's roles do not include this action."""


def demand(actor: Actor, *any_of: Permission) -> None:
    """Raise NotAllowed unless one of the permissions is held."""
    if not any(actor.may(permission) for permission in any_of):
        raise NotAllowed("your role does not include this")


@contextmanager
def out_of_sight(actor: Actor) -> Iterator[Actor]:
    """Write what a person's act sets off but the person may not read. The trail still names the person."""
    wide = replace(actor, system=True, purpose="what a person's act sets off")
    with acting_as(wide):
        yield wide
        session().flush()


def fresh(*rows: Any) -> None:
    """Read rows again and hold them: of two people at once the second sees what the first did."""
    for row in rows:
        session().refresh(row, with_for_update={"of": type(row)})


def reason_of(words: str | None) -> str:
    """A reason that says something. Raises ValueError."""
    reason = (words or "").strip()
    if len(reason) < 3:
        raise ValueError("Give a reason")
    return reason


def tell_school(referral: Referral, notice: str, key: str) -> None:
    """Tell the safeguarding leads of the school that there is something to read; the mail names nothing."""
    if referral.setting_id is None:
        return
    for account in accounts_with(Role.DSL, setting_id=referral.setting_id):
        tell(account.id, notice, f"/referrals/{referral.public_id}", f"{key}:{account.id}")


def tell_role(role: Role, notice: str, path: str, key: str, *, panel_id: int | None = None) -> None:
    """Tell everybody in a role; the mail names nothing."""
    for account in accounts_with(role, panel_id=panel_id):
        tell(account.id, notice, path, f"{key}:{account.id}")
