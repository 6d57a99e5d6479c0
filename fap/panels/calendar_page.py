"""What the page shows on which a year of meetings is planned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from fap.models import Panel, PanelMeeting
from fap.panels.agreement import year_words
from fap.panels.year import EVERY, WEEKDAYS, days_by_pattern, ends_of_year
from foundation.store import session, today
from foundation.store.calendar import calendar_for
from foundation.store.clock import academic_year


def year_picture(panel: Panel, chosen: Mapping[str, str]) -> dict[str, Any]:
    """The pattern as it was chosen, and the days that it names; those without school cannot be ticked."""
    first, last = ends_of_year(today())
    pattern = {
        "every": chosen.get("every") if chosen.get("every") in EVERY else "2",
        "weekday": chosen.get("weekday") if chosen.get("weekday") in WEEKDAYS else "1",
        "first": chosen.get("first") or max(first, today()).isoformat(),
        "last": chosen.get("last") or last.isoformat(),
    }
    shown: dict[str, Any] = {
        "panel": panel,
        "pattern": pattern,
        "every": EVERY,
        "weekdays": WEEKDAYS,
        "days": [],
        "error_list": [],
        "year": year_words(academic_year(first)),
        "source": calendar_for(None).source,
        "asked": "every" in chosen,
    }
    if shown["asked"]:
        try:
            shown["days"] = _days(panel, pattern)
        except ValueError as refused:
            shown["error_list"].append({"text": _words(refused), "href": "#first"})
    return shown


def _words(refused: ValueError) -> str:
    return "Enter both days like 2026-09-01" if "isoformat" in str(refused) else str(refused)


def _days(panel: Panel, pattern: Mapping[str, Any]) -> list[dict[str, Any]]:
    first, last = (dt.date.fromisoformat(str(pattern[name]).strip()) for name in ("first", "last"))
    found = days_by_pattern(
        pattern["every"], int(pattern["weekday"]), first, last, calendar_for(None), panel.deadline_days
    )
    taken = set(
        session().scalars(select(PanelMeeting.meets_on).where(PanelMeeting.panel_id == panel.id)).all()
    )
    return [
        {
            "day": one.day,
            "papers_close": one.papers_close,
            "why_not": _why_not(one.day in taken, one.is_school_day),
        }
        for one in found
    ]


def _why_not(taken: bool, school: bool) -> str:
    if taken:
        return "Planned already"
    return "" if school else "Not a school day: left out"
