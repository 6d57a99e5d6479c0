"""Who sits on a panel on a day, and as what."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_, select

from foundation.access.models import Account, Assignment
from foundation.access.permissions import PANEL_ROLES, Role
from foundation.store import session, today

CHAIR, CORE, SCHOOL, GUEST = "chair", "core", "school", "guest"
CAPACITIES = {CHAIR: "Chair", CORE: "Core member", SCHOOL: "Member for a school", GUEST: "Guest"}


@dataclass(frozen=True)
class Member:
    """One member: `capacity` is chair, core or school; `setting_id` the first school they sit for."""

    account_id: int
    name: str
    job_title: str
    capacity: str
    setting_id: int | None = None


def members_of(panel_id: int, day: dt.date | None = None) -> list[Member]:
    """The members on a day: the chairs first, then core members, then those who sit for a school."""
    day = day or today()
    rows = session().execute(
        select(Account, Assignment)
        .join(Assignment, Assignment.account_id == Account.id)
        .where(
            Assignment.panel_id == panel_id,
            Assignment.role.in_(sorted(PANEL_ROLES)),
            Assignment.from_date <= day,
            or_(Assignment.until_date.is_(None), Assignment.until_date >= day),
            Account.state == "active",
        )
    )
    held: dict[int, tuple[Account, list[Assignment]]] = {}
    for account, assignment in rows:
        held.setdefault(account.id, (account, []))[1].append(assignment)
    found = [_member(account, assignments) for account, assignments in held.values()]
    order = (CHAIR, CORE, SCHOOL)
    return sorted(found, key=lambda one: (order.index(one.capacity), one.name))


def _member(account: Account, held: list[Assignment]) -> Member:
    schools = sorted(row.setting_id for row in held if row.setting_id is not None)
    if any(row.role == Role.PANEL_CHAIR for row in held):
        capacity = CHAIR
    else:
        capacity = CORE if any(row.setting_id is None for row in held) else SCHOOL
    sits_for = schools[0] if capacity == SCHOOL else None
    return Member(account.id, account.name, account.job_title, capacity, sits_for)
