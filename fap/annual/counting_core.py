"""Counts of one school year: a system read that answers with numbers alone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from fap.models import Placement, Referral, ReferralAcceptance, ReferralFlag
from fap.words import ABOUT_OTHERS
from foundation.store.clock import LONDON

R, P = Referral.__table__.c, Placement.__table__.c
A, F = ReferralAcceptance.__table__.c, ReferralFlag.__table__.c


@dataclass(frozen=True)
class Span:
    """A school year, from 1 September to 31 August, or to today while it lasts."""

    first: dt.date
    last: dt.date

    def holds(self, day: ColumnElement[dt.date]) -> ColumnElement[bool]:
        """That a date lies in it."""
        return and_(day >= self.first, day <= self.last)

    def holds_instant(self, at: ColumnElement[dt.datetime]) -> ColumnElement[bool]:
        """That an instant lies in it, by the days of England."""
        began = dt.datetime.combine(self.first, dt.time(), LONDON)
        over = dt.datetime.combine(self.last + dt.timedelta(days=1), dt.time(), LONDON)
        return and_(at >= began.astimezone(dt.UTC), at < over.astimezone(dt.UTC))


def first_year(connection: Connection) -> dt.datetime | None:
    """When the first referral was sent in."""
    return connection.execute(select(func.min(R.submitted_at))).scalar_one_or_none()


def referrals(connection: Connection, span: Span) -> int:
    """How many were sent in."""
    return _one(connection, select(func.count()).where(_sent(span)))


def peer_on_peer(connection: Connection, span: Span) -> int:
    """How many of these carry a flag that something happened between children."""
    flag = exists().where(F.referral_id == R.id, F.flag.in_(sorted(ABOUT_OTHERS)))
    return _one(connection, select(func.count()).where(_sent(span), flag))


def ended_without(connection: Connection, span: Span) -> dict[tuple[str, str], int]:
    """(not_eligible or withdrawn, the reason's code or "") -> how many of these."""
    rows = connection.execute(
        select(R.status, R.ended_code, func.count())
        .where(_sent(span), R.status.in_(("not_eligible", "withdrawn")))
        .group_by(R.status, R.ended_code)
    )
    found: Counter[tuple[str, str]] = Counter()
    for status, code, number in rows:
        found[status, code or ""] += number
    return found


def accepted(connection: Connection, span: Span) -> dict[tuple[str, bool], int]:
    """(category, again after a breakdown) -> acceptances."""
    rows = connection.execute(
        select(A.category, A.again, func.count())
        .where(span.holds(A.accepted_on))
        .group_by(A.category, A.again)
    )
    found: Counter[tuple[str, bool]] = Counter()
    for category, again, number in rows:
        found[category or "", bool(again)] += number
    return found


def days_to_allocate(connection: Connection, span: Span) -> list[int]:
    """School days of each place that was allocated in the year, pauses left out, the shortest first."""
    found = select(A.school_days).where(span.holds(A.allocated_on), A.school_days.is_not(None))
    return sorted(row[0] for row in connection.execute(found))


def not_allocated(connection: Connection, span: Span) -> int:
    """Accepted in the year, with no place allocated so far and still open."""
    still = R.status.in_(("accepted", "on_agenda", "deferred"))
    joined = select(func.count()).select_from(A.id.table.join(R.id.table, R.id == A.referral_id))
    return _one(connection, joined.where(span.holds(A.accepted_on), A.allocated_on.is_(None), still))


def admitted(connection: Connection, span: Span) -> dict[tuple[int, str], int]:
    """(setting id, kind of decision) -> children whose first day in school lies in the year."""
    rows = connection.execute(
        select(P.setting_id, P.kind, func.count())
        .where(span.holds(P.first_attended_on))
        .group_by(P.setting_id, P.kind)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def broke_down(connection: Connection, span: Span) -> int:
    """Places that ended in the year before they held, after the child had come."""
    ended = and_(span.holds(P.broke_down_on), P.first_attended_on.is_not(None))
    return _one(connection, select(func.count()).where(ended))


def _sent(span: Span) -> ColumnElement[bool]:
    return and_(span.holds_instant(R.submitted_at), R.status != "draft")


def _one(connection: Connection, found: Select[Any]) -> int:
    return int(connection.execute(found).scalar_one())
