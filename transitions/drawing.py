"""Where the children of an alert are, as values for the time line (templates/components/timeline.html)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from cases.models import Case, Separation
from cases.separations_core import live
from cases.showing import People
from cases.words import ROLES_SHORT
from foundation.store import session, today
from foundation.store.clock import day_words
from roll.lists import places_by_id
from roll.same_child_core import joined_records
from roll.stays_core import Stay, settings_of, stays
from safetyplans.models import SafetyPlan
from transitions.evidence import RunFiles, origin_of
from transitions.models import Alert
from transitions.rules.findings import AsOf, Finding
from transitions.rules.overlaps import overlaps
from transitions.rules.spans import spans_by_setting
from transitions.sweep_core import run_files

BEFORE = dt.timedelta(days=45)


def picture(
    alert: Alert, separation: Separation | None, case: Case | None, plans: Sequence[SafetyPlan], named: People
) -> dict[str, Any]:
    """The time line of an alert: see `time_line`. The alert is visible to the reader, so its children are."""
    return time_line(alert.child_ids(), [alert.day], separation, case, plans, named)


def of_separation(
    separation: Separation, case: Case | None, plans: Sequence[SafetyPlan], named: People
) -> dict[str, Any]:
    """The time line of the two children of a separation that the reader may see."""
    return time_line(separation.child_ids(), [], separation, case, plans, named)


def of_one_child(child: int, day: dt.date, plans: Sequence[SafetyPlan], named: People) -> dict[str, Any]:
    """One lane, without overlaps and separations: what may be printed for one child."""
    return time_line((child,), [day], None, None, plans, named)


def time_line(
    children: Sequence[int],
    days: Sequence[dt.date],
    separation: Separation | None,
    case: Case | None,
    plans: Sequence[SafetyPlan],
    named: People,
) -> dict[str, Any]:
    """Lanes, overlaps while the separation holds (earlier ones too: history explains), separations, plans.

    `days`: what must lie in the picture besides today. Whoever asks has been allowed to see these children:
    no bar is passed by looking at their stays.
    """
    connection = session().connection()
    there = stays(connection, children)
    known = places_by_id({stay.setting_id for stay in there})
    places = {setting: found.name for setting, found in known.items()}
    roles = {party.child_id: ROLES_SHORT[party.role] for party in case.parties} if case else {}
    start = _start(days, separation)
    files = run_files(connection, {stay.run_id for stay in there if stay.run_id is not None})
    return {
        "today": today(),
        "start": start,
        "lanes": [
            {
                "name": named.name(child),
                "note": roles.get(child, ""),
                "bars": _bars(child, there, places, start, files),
                "plans": _plans(child, plans, start),
            }
            for child in children
        ],
        "overlaps": [_together(found, places) for found in _overlaps(separation, there, start)],
        "separations": _separations(separation),
    }


def _start(days: Sequence[dt.date], separation: Separation | None) -> dt.date:
    begin = [*days, today()]
    if separation is not None:
        begin.append(separation.from_date)
    return min(begin) - BEFORE


def _bars(
    child: int, there: Sequence[Stay], places: dict[int, str], start: dt.date, files: RunFiles
) -> list[dict[str, Any]]:
    own = spans_by_setting(stay for stay in there if stay.child_id == child)
    return [
        {
            "label": places[setting] + (", expected" if all(stay.expected for stay in span.stays) else ""),
            "from": span.first,
            "until": span.known_end,
            "note": "; ".join(dict.fromkeys(origin_of(stay, files) for stay in span.stays)),
        }
        for setting, found in own.items()
        for span in found
        if span.last >= start
    ]


def _plans(child: int, plans: Sequence[SafetyPlan], start: dt.date) -> list[dict[str, Any]]:
    own = joined_records(session().connection(), child)
    return [
        {"label": f"Plan {plan.reference}", "from": plan.signed_on, "until": plan.ended_on}
        for plan in plans
        if plan.child_id in own and plan.signed_on and (plan.ended_on is None or plan.ended_on >= start)
    ]


def _overlaps(separation: Separation | None, there: Sequence[Stay], start: dt.date) -> list[Finding]:
    if separation is None:
        return []
    connection = session().connection()
    pairs = live(connection, separation.from_date, separation.child_ids())
    pair = next((found for found in pairs if found.id == separation.id), None)
    if pair is None:
        return []
    groups = {found.id: found.site_group_id for found in settings_of(connection).values()}
    a = [stay for stay in there if stay.child_id == pair.child_a]
    b = [stay for stay in there if stay.child_id == pair.child_b]
    found = overlaps(pair, a, b, groups, AsOf(today()))
    return [one for one in found if one.last is None or one.last >= start]


def _together(found: Finding, places: dict[int, str]) -> dict[str, Any]:
    where = " and ".join(places[s] for s in (found.setting_id, found.other_setting_id) if s is not None)
    note = "no end known" if found.last is None else f"until {day_words(found.last)}"
    label = f"Together at {where}" if found.day <= today() else f"Will be together at {where}"
    return {"from": found.day, "until": found.last, "label": label, "note": note}


def _separations(separation: Separation | None) -> list[dict[str, Any]]:
    if separation is None:
        return []
    until = separation.ended_on - dt.timedelta(days=1) if separation.ended_on else None
    return [{"label": "In force", "from": separation.from_date, "until": until}]
