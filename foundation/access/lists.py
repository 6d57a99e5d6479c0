"""Reading accounts, assignments and bars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from flask import current_app
from sqlalchemy import or_, select

from foundation.access.models import Account, Assignment, Bar
from foundation.access.permissions import ROLES, SETTING_ROLES, Permission, Role
from foundation.store import Actor, session, today

OPERATOR = "operator"
SAME_CHILD = "same_child"  # asked of the application: children to every record that may stand for one of them


def account_by_email(email: str) -> Account | None:
    """The account with this address, in any spelling of case."""
    return session().scalars(select(Account).where(Account.email == email.strip().casefold())).one_or_none()


def account_by_id(account_id: int) -> Account | None:
    """An account by its row id."""
    return session().get(Account, account_id)


def names_of(account_ids: set[int]) -> dict[int, str]:
    """Row id to name, for histories."""
    found = session().scalars(select(Account).where(Account.id.in_(account_ids)))
    return {account.id: account.name for account in found}


_REACH: dict[str, Callable[[frozenset[int]], frozenset[int]]] = {}


def settings_reach(name: str, reach: Callable[[frozenset[int]], frozenset[int]]) -> None:
    """Let an assignment at a setting hold at others too: where one setting goes on what another was."""
    _REACH[name] = reach


def _reached(settings: frozenset[int]) -> frozenset[int]:
    for reach in _REACH.values():
        settings = reach(settings) if settings else settings
    return settings


def assignments_in_force(account_id: int, day: dt.date | None = None) -> list[Assignment]:
    """The assignments of an account that hold on a day."""
    day = day or today()
    return list(
        session().scalars(
            select(Assignment).where(
                Assignment.account_id == account_id,
                Assignment.from_date <= day,
                or_(Assignment.until_date.is_(None), Assignment.until_date >= day),
            )
        )
    )


def accounts_with(role: Role, *, setting_id: int | None = None, panel_id: int | None = None) -> list[Account]:
    """The active accounts that hold a role now, within a scope if one is named."""
    day = today()
    statement = (
        select(Account)
        .join(Assignment)
        .where(
            Account.state == "active",
            Assignment.role == role,
            Assignment.from_date <= day,
            or_(Assignment.until_date.is_(None), Assignment.until_date >= day),
        )
        .distinct()
        .order_by(Account.id)
    )
    if setting_id is not None:
        statement = statement.where(Assignment.setting_id.in_(_reached(frozenset({setting_id}))))
    if panel_id is not None:
        statement = statement.where(Assignment.panel_id == panel_id)
    return list(session().scalars(statement))


def actor_of(account: Account) -> Actor:
    """An account as it acts today: the union over its assignments, and its bars."""
    held = assignments_in_force(account.id)
    permissions: set[Permission] = set()
    for assignment in held:
        permissions |= ROLES[Role(assignment.role)]
    bars = session().scalars(select(Bar).where(Bar.account_id == account.id, Bar.lifted_at.is_(None)))
    barred = frozenset(bar.child_id for bar in bars)
    return Actor(
        account_id=account.id,
        name=account.name,
        permissions=frozenset(permissions),
        settings=_reached(
            frozenset(a.setting_id for a in held if a.setting_id is not None and a.role in SETTING_ROLES)
        ),
        panels=frozenset(a.panel_id for a in held if a.panel_id is not None),
        seats=_seats(held),
        chairs=frozenset(a.panel_id for a in held if a.panel_id and a.role == Role.PANEL_CHAIR),
        barred=current_app.extensions[SAME_CHILD](barred) if barred else barred,
        roles=frozenset(a.role for a in held),
    )


def _seats(held: list[Assignment]) -> frozenset[tuple[int, int]]:
    """Where somebody sits for a school alone. A chair, or who also sits without a school, is core there."""
    on_panels = [a for a in held if a.panel_id is not None]
    core = {a.panel_id for a in on_panels if a.setting_id is None or a.role == Role.PANEL_CHAIR}
    return frozenset(
        (a.panel_id, setting)
        for a in on_panels
        if a.panel_id is not None and a.panel_id not in core and a.setting_id is not None
        for setting in _reached(frozenset({a.setting_id}))
    )


def operator() -> Actor:
    """The system account: what commands, jobs and imports act as."""
    import getpass

    account = session().scalars(select(Account).where(Account.email == OPERATOR)).one_or_none()
    try:
        os_user = getpass.getuser()
    except (KeyError, OSError):
        os_user = "unknown"
    return Actor(account_id=account.id if account else 0, name="operator", system=True, os_user=os_user)
