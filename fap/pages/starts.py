"""The day for which schools are compared."""

from __future__ import annotations

import datetime as dt

from flask import request

from fap.models import Decision


def first_day(draft: Decision | None) -> dt.date | None:
    """The day in the address, else the draft's; None where neither is one."""
    try:
        return dt.date.fromisoformat(request.args["from"])
    except (KeyError, ValueError):
        return draft.start_date if draft else None
