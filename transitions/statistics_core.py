"""System reads for the statistics of alerts: when each was first acknowledged. Values only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from foundation.store.clock import LONDON
from foundation.trail.models import TrailEntry

T = TrailEntry.__table__
AT_ONCE = 5000
ACKNOWLEDGING = ("AlertTaken", "SettingContacted", "AlertActioned")


def acknowledged_on(connection: Connection, alert_ids: Collection[int]) -> dict[int, dt.date]:
    """Alert id to the day on which somebody first acknowledged it; the others are left out."""
    found: dict[int, dt.date] = {}
    order = sorted(alert_ids)
    for begin in range(0, len(order), AT_ONCE):
        first = (
            select(T.c.subject_id, func.min(T.c.at).label("at"))
            .where(
                T.c.subject_type == "alert",
                T.c.name.in_(ACKNOWLEDGING),
                T.c.subject_id.in_(order[begin : begin + AT_ONCE]),
            )
            .group_by(T.c.subject_id)
        )
        for alert, at in connection.execute(first):
            found[alert] = at.astimezone(LONDON).date()
    return found
