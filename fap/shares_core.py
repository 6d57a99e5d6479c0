"""How many children each setting took under the protocol: a system read that answers with numbers alone.

A panel compares all schools (School Admissions Code, fair access: no school takes a disproportionate share),
also those whose referrals its members may not read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from fap.models import Placement

A_YEAR = dt.timedelta(days=365)


def admitted_by_setting(
    connection: Connection, setting_ids: Collection[int], as_of: dt.date
) -> dict[int, int]:
    """Setting id -> children placed there under the protocol in the twelve months before `as_of`."""
    table = Placement.__table__.c
    found = connection.execute(
        select(table.setting_id, func.count())
        .where(
            table.setting_id.in_(sorted(setting_ids)),
            table.start_date > as_of - A_YEAR,
            table.start_date <= as_of,
            table.broke_down_on.is_(None),
        )
        .group_by(table.setting_id)
    )
    return {row.setting_id: row[1] for row in found}
