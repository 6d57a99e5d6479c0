"""What stands beside referrals that were found already: plain values for their row ids, and no record.

A system read: whoever may see a referral may see the few values about it that stand in its row. Asked through
the scoped session each of these would look through every referral once more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from fap.models import AdmissionAttempt, AgendaItem, Decision, PanelMeeting, Placement, Referral, ReferralFlag
from fap.models.reach import on_agenda

A, M, D = AgendaItem.__table__.c, PanelMeeting.__table__.c, Decision.__table__.c
P, R = Placement.__table__.c, Referral.__table__.c
F, T = ReferralFlag.__table__.c, AdmissionAttempt.__table__.c


@dataclass(frozen=True)
class OnAgenda:
    """Where a referral stands on an agenda."""

    number: int
    meets_on: dt.date


@dataclass(frozen=True)
class Watched:
    """A place that was decided and is not finished."""

    id: int
    referral_id: int
    child_id: int
    setting_id: int
    start_date: dt.date
    first_attended_on: dt.date | None
    check_on: dt.date | None


def agenda_of_each(connection: Connection, ids: Collection[int]) -> dict[int, OnAgenda]:
    """Referral id -> its newest place on an agenda."""
    found = (
        select(A.referral_id, A.number, M.meets_on)
        .join_from(A.id.table, M.id.table, M.id == A.meeting_id)
        .where(A.referral_id.in_(sorted(ids)), on_agenda(A.outcome))
        .order_by(A.id)
    )
    rows = connection.execute(found) if ids else ()
    return {row.referral_id: OnAgenda(row.number, row.meets_on) for row in rows}


def flags_of_each(connection: Connection, ids: Collection[int]) -> dict[int, int]:
    """Referral id -> how many different flags it carries."""
    found = select(F.referral_id, func.count(F.flag.distinct())).where(F.referral_id.in_(sorted(ids)))
    rows = connection.execute(found.group_by(F.referral_id)) if ids else ()
    return {row[0]: row[1] for row in rows}


def tried_for(connection: Connection, ids: Collection[int]) -> set[int]:
    """Which of these referrals have an attempt at ordinary admission."""
    found = select(T.referral_id).distinct().where(T.referral_id.in_(sorted(ids)))
    return {row[0] for row in connection.execute(found)} if ids else set()


def watched(connection: Connection, limit: int) -> list[Watched]:
    """Places that stand and are not finished: those nobody has come to first, then the earliest start."""
    columns: tuple[Any, ...] = tuple(getattr(P, name) for name in Watched.__dataclass_fields__)
    found = (
        select(*columns)
        .join_from(P.id.table, R.id.table, R.id == P.referral_id)
        .where(R.status.in_(("decided", "placed")), P.broke_down_on.is_(None))
        .order_by(P.first_attended_on.is_not(None), P.start_date, P.id)
        .limit(limit)
    )
    return [Watched(*row) for row in connection.execute(found)]


def figures_of_agenda(connection: Connection, meeting_id: int) -> dict[str, int]:
    """How many items stand on an agenda, how many came late, have a decision, and are signed."""
    there = select(A.id, A.late).where(A.meeting_id == meeting_id, on_agenda(A.outcome)).subquery()
    newest = select(D.item_id, func.max(D.id).label("newest")).where(D.item_id.in_(select(there.c.id)))
    decided = newest.group_by(D.item_id).subquery()
    joined = (
        select(there.c.late, D.status)
        .join_from(there, decided, decided.c.item_id == there.c.id, isouter=True)
        .join(D.id.table, D.id == decided.c.newest, isouter=True)
    )
    rows = connection.execute(joined).all()
    return {
        "items": len(rows),
        "late": sum(bool(row.late) for row in rows),
        "drafted": sum(row.status is not None for row in rows),
        "signed": sum(row.status == "signed" for row in rows),
    }
