"""Bars on a child: who is barred, and who could be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from foundation.access.lists import names_of
from foundation.access.models import Account, Bar
from foundation.store import session
from roll.same_child_core import joined_records


@dataclass(frozen=True)
class BarInForce:
    """A bar with the names of who is barred and who set it."""

    bar: Bar
    barred: str
    set_by: str


def bars_of(child_id: int) -> list[BarInForce]:
    """The bars in force on a child, whichever of its records they were set on; the latest first."""
    records = joined_records(session().connection(), child_id)
    statement = select(Bar).where(Bar.child_id.in_(records), Bar.lifted_at.is_(None)).order_by(Bar.id.desc())
    found = session().scalars(statement).all()
    names = names_of({bar.account_id for bar in found} | {bar.set_by for bar in found})
    return [BarInForce(bar, names.get(bar.account_id, ""), names.get(bar.set_by, "")) for bar in found]


def colleagues_not_barred(child_id: int) -> Sequence[Account]:
    """People with an account who are not barred from a child yet, by name."""
    records = joined_records(session().connection(), child_id)
    barred = select(Bar.account_id).where(Bar.child_id.in_(records), Bar.lifted_at.is_(None))
    return (
        session()
        .scalars(
            select(Account)
            .where(Account.state.in_(("active", "invited")), Account.id.not_in(barred))
            .order_by(Account.name, Account.id)
        )
        .all()
    )
