"""When the forms begin. A system read of one day."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, func, select

from needs.models import NeedsForm

N = NeedsForm.__table__


def first_form_on(connection: Connection) -> dt.date | None:
    """The day of the first counted form."""
    found: dt.date | None = connection.scalar(select(func.min(N.c.submitted_on)))
    return found
