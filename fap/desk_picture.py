"""What the desk shows: two tables, the next panel, decided and not in school yet, whose turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from fap import lists
from fap.clocks import school_days_ago
from fap.long_form import child_words
from fap.models import Referral
from fap.shares_core import admitted_by_setting
from fap.showing import next_for, overdue_start, running_clock, settings_named, why_not_accepted
from fap.words import CLOCK_RUNS, STATES
from foundation.store import session, today
from foundation.store.clock import local
from roll.lists import open_settings, settings_by_id

Shown = dict[str, Any]


def desk_picture(wanted: Mapping[str, str]) -> Shown:
    """Everything on the desk; `wanted` are the filters of the address (state, year, setting)."""
    running = lists.clock_running()
    waiting = lists.not_accepted_yet()
    shown = [row for row in running if _fits(row, wanted)]
    rows = _running_rows(shown)
    all_rows = [running_clock(row) for row in running]
    return {
        "running": rows,
        "running_of": len(running),
        "waiting": _waiting_rows([row for row in waiting if _fits(row, wanted, states=False)]),
        "over": sum(clock.state == "over" for clock in all_rows if clock),
        "soon": sum(clock.state == "soon" for clock in all_rows if clock),
        "not_accepted": len(waiting),
        "meeting": lists.next_meeting(),
        "next_panel": _next_panel(),
        "decided": _decided_rows(),
        "shares": whose_turn(),
        "day": today(),
        "wanted": wanted,
        "state_options": _options("All open", {key: STATES[key][0] for key in CLOCK_RUNS}),
        "year_options": _options("All", {year: f"Year {year}" for year in _years(running, waiting)}),
        "setting_options": _options("All schools", _setting_options(running, waiting)),
    }


def _fits(row: Referral, wanted: Mapping[str, str], states: bool = True) -> bool:
    state, year, setting = (wanted.get(key, "") for key in ("state", "year", "setting"))
    return (
        (not states or not state or row.status == state)
        and (not year or row.year_group == year)
        and (not setting or str(row.setting_id or "none") == setting)
    )


def _options(everything: str, named: Mapping[str, str]) -> list[Shown]:
    return [{"value": "", "text": everything}, *({"value": k, "text": v} for k, v in named.items())]


def _years(*several: Sequence[Referral]) -> list[str]:
    found = {row.year_group for rows in several for row in rows if row.year_group}
    return sorted(found, key=lambda year: (not year.isdigit(), int(year) if year.isdigit() else 0, year))


def _setting_options(*several: Sequence[Referral]) -> dict[str, str]:
    rows = [row for rows in several for row in rows]
    named = settings_named(rows)
    used = {row.setting_id for row in rows}
    return {str(key or "none"): named[key] for key in sorted(used, key=lambda key: named[key])}


def _running_rows(found: Sequence[Referral]) -> list[Shown]:
    named = settings_named(found)
    items = lists.items_of_referrals([row.id for row in found])
    return [
        {
            "referral": row,
            "child": child_words(row),
            "setting": named[row.setting_id],
            "clock": running_clock(row),
            "state": STATES[row.status],
            "next": next_for(row, items.get(row.id), None),
        }
        for row in found
    ]


def _waiting_rows(found: Sequence[Referral]) -> list[Shown]:
    named = settings_named(found)
    rows = []
    for row in found:
        bold, rest = why_not_accepted(row)
        sent = local(row.submitted_at).date() if row.submitted_at else None
        rows.append(
            {
                "referral": row,
                "child": child_words(row),
                "setting": named[row.setting_id],
                "sent": sent,
                "ago": school_days_ago(sent) if sent else "",
                "bold": bold,
                "rest": rest,
            }
        )
    return rows


def _next_panel() -> Shown | None:
    meeting = lists.next_meeting()
    if meeting is None:
        return None
    items = lists.agenda_of(meeting)
    late = sum(item.late for item in items)
    decided = lists.decisions_by_item(items)
    return {
        "meeting": meeting,
        "items": len(items),
        "late": late,
        "drafted": len(decided),
        "signed": sum(row.status == "signed" for row in decided.values()),
    }


def _decided_rows() -> list[Shown]:
    found = lists.referrals_in(("decided", "placed"))
    places = lists.placements_by_referral([row.id for row in found])
    settings = settings_by_id({place.setting_id for place in places.values()})
    return [
        {
            "referral": row,
            "setting": settings[places[row.id].setting_id].name,
            "clock": overdue_start(places[row.id]),
            "state": STATES[row.status][0],
        }
        for row in found
        if row.id in places
    ]


def whose_turn() -> Shown:
    """Children admitted under the protocol in 12 months, school by school, with the middle of all.

    Rolls do not say how many pupils a school has beyond those we know of, so numbers of children are shown.
    """
    settings = [row for row in open_settings() if row.phase_code in {"4", "7"}]
    counts = admitted_by_setting(session().connection(), [row.id for row in settings], today())
    rows = [{"name": row.name, "value": counts.get(row.id, 0)} for row in settings]
    rows = [{**row, "words": str(row["value"])} for row in rows]
    rows.sort(key=lambda row: (row["value"], row["name"]))
    values = [int(str(row["value"])) for row in rows]
    return {"rows": rows[:12], "middle": median(values) if values else 0, "total": sum(values)}
