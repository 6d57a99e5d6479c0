"""What the desk shows: two tables, the next panel, decided and not in school yet, whose turn."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from statistics import median
from typing import Any

from fap import lists as room
from fap.clocks import clock_rules
from fap.desk import beside_core, filters, lists
from fap.desk.beside_core import Watched
from fap.desk.filters import Wanted
from fap.desk.rows import Beside, beside, open_row, sent_row, start_clock
from fap.models import Referral
from fap.shares_core import admitted_by_setting
from fap.words import CLOCK_RUNS, FLAGS, STATES
from foundation.store import session, today
from foundation.store.reference_data import choices
from roll.lists import open_settings
from roll.stays_core import merged_children, stays

Shown = dict[str, Any]
WATCHED = 6


def desk_picture(wanted: Wanted) -> Shown:
    """Everything on the desk for one view of it. As many questions at ten referrals as at ten thousand."""
    looked = lists.looked_at()
    first = lists.open_table(wanted, looked) if wanted.state not in ("submitted", "returned") else None
    sent = lists.sent_table(wanted, looked) if wanted.waits else None
    watched = beside_core.watched(session().connection(), WATCHED)
    shown = [*(first.rows if first else ()), *(sent.rows if sent else ())]
    near = beside(shown, watched)
    return {
        "running": [open_row(row, near) for row in first.rows] if first else [],
        "first": first,
        "waiting": [sent_row(row, near) for row in sent.rows] if sent else [],
        "sent": sent,
        "counts": lists.counts(looked),
        "looked": looked,
        "next_panel": _next_panel(),
        "decided": _decided(watched, near),
        "unfinished": lists.unfinished(),
        "shares": whose_turn(),
        "day": today(),
        "wanted": wanted,
        "sorts": filters.SORTS,
        "rules": clock_rules(),
        "title": _title(wanted),
        **_choices(),
    }


def search_picture(words: str) -> Shown:
    """What a search found, the newest first, with the words that were searched for."""
    found = lists.searched(words)
    near = beside(found)
    return {
        "rows": [open_row(row, near) for row in found],
        "words": words,
        "most": len(found) == lists.SEARCHED,
    }


def _title(wanted: Wanted) -> str:
    if wanted.state == filters.OPEN:
        return "Open referrals"
    if wanted.state == filters.EVERYTHING:
        return "All referrals"
    return f"Referrals: {STATES[wanted.state][0].lower()}"


def _choices() -> dict[str, list[Shown]]:
    """What each filter offers."""
    dangers = {filters.WAIT: "Unsafe to wait", filters.APART: "Must be kept apart", **FLAGS}
    years = {choice.code: choice.label for choice in choices("year_group")}
    settings = {str(row.id): row.name for row in lists.referring_settings()}
    categories = {choice.code: f"({choice.code}) {choice.label}" for choice in choices("fap_category")}
    return {
        "state_options": _options("All open", {**_states(), filters.EVERYTHING: "All of them"}),
        "year_options": _options("All", years),
        "setting_options": _options("All schools", {**settings, "none": "No school"}),
        "panel_options": _options("All panels", {row.public_id: row.name for row in room.panels()}),
        "danger_options": _options("All", dangers),
        "category_options": _options("All", categories),
        "clock_options": _options("All", filters.CLOCKS),
        "sort_options": [{"value": key, "text": words} for key, (words, _rule) in filters.SORTS.items()],
    }


def _states() -> dict[str, str]:
    first = ("submitted", "returned", *CLOCK_RUNS)
    return {key: STATES[key][0] for key in (*first, *(k for k in STATES if k not in (*first, "draft")))}


def _options(everything: str, named: Mapping[str, str]) -> list[Shown]:
    return [{"value": "", "text": everything}, *({"value": k, "text": v} for k, v in named.items())]


def _next_panel() -> Shown | None:
    meeting = room.next_meeting()
    if meeting is None:
        return None
    figures = beside_core.figures_of_agenda(session().connection(), meeting.id)
    return {"meeting": meeting, **figures}


def _decided(watched: Collection[Watched], near: Beside) -> list[Shown]:
    """Places to watch whose referral the reader sees, with whether the school's roll has the child."""
    found = room.referrals_by_id([place.referral_id for place in watched])
    enrolled = on_roll(watched)
    return [
        _watched(place, found[place.referral_id], near, place.id in enrolled)
        for place in watched
        if place.referral_id in found
    ]


def on_roll(places: Collection[Watched]) -> set[int]:
    """Of these places those whose school has the child on its roll today."""
    connection = session().connection()
    merged = merged_children(connection)
    there = {
        (stay.child_id, stay.setting_id)
        for stay in stays(connection, sorted({place.child_id for place in places}))
        if not stay.expected and stay.start <= today() <= stay.leaving
    }
    return {p.id for p in places if (merged.get(p.child_id, p.child_id), p.setting_id) in there}


def _watched(place: Watched, referral: Referral, near: Beside, enrolled: bool) -> Shown:
    on_it = "On the roll." if enrolled else "Not on the roll yet."
    return {
        "referral": referral,
        "clock": start_clock(place),
        "line": f"{near.settings[place.setting_id]}. {on_it}",
    }


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
