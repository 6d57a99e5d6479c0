"""The people the log can be narrowed to, and the child behind a number that was posted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from foundation.access.models import Account
from foundation.access.permissions import Permission
from foundation.store import Actor, acting_as, current_actor, session
from roll.lists import own_child_by_upn
from roll.models import Child


def accounts() -> Sequence[Account]:
    """Everybody with an account, the system's included, by name."""
    return session().scalars(select(Account).order_by(Account.name, Account.id)).all()


def child_by_upn(upn: str) -> Child | None:
    """The child with exactly this UPN, for its row id and public id alone: the page shows nothing else of it.
    Loading it writes the look into the trail, and a bar holds here as anywhere.
    """
    with acting_as(_for_one_child()):
        return own_child_by_upn(upn)


def child_by_key(public_id: str) -> Child | None:
    """The child with this public id; see `child_by_upn`."""
    with acting_as(_for_one_child()):
        return session().scalars(select(Child).where(Child.public_id == public_id)).one_or_none()


def _for_one_child() -> Actor:
    actor = current_actor()
    return replace(actor, permissions=actor.permissions | {Permission.ALL_CHILDREN})
