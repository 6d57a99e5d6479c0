"""The rows of the desk's tables as plain values, with what stands beside them, asked once for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from fap.clocks import SchoolDays
from fap.desk import beside_core, lists
from fap.desk.beside_core import OnAgenda, Watched
from fap.desk.finding_core import children_kept_apart
from fap.long_form import child_words
from fap.models import Referral, ReferralPause
from fap.showing import next_for, running_clock
from fap.words import STATES
from foundation.store import session, today
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words, local
from roll.lists import settings_by_id

Shown = dict[str, Any]
NO_SCHOOL = "No school"
OTHER_ROUTES: dict[str, tuple[str, str]] = {
    "ehc_plan": (
        "Child has an EHC plan.",
        "A place takes another route: ask the SEND team to amend the plan.",
    ),
    "looked_after": ("Child is looked after.", "A place takes another route: ordinary admission, at once."),
}
USED_FOR = {
    "managed_move": "a managed move",
    "respite": "respite",
    "information": "information for the panel",
}


@dataclass(frozen=True)
class Beside:
    """What stands beside several referrals."""

    settings: dict[int | None, str]
    items: dict[int, OnAgenda]
    pauses: dict[int, ReferralPause]
    flags: dict[int, int]
    times: dict[int, int]
    apart: set[int]
    tried: set[int]
    days: SchoolDays


def beside(found: Sequence[Referral], places: Collection[Watched] = ()) -> Beside:
    """Ask once for all of them."""
    ids = [row.id for row in found]
    children = {row.child_id for row in found if row.child_id}
    settings = {row.setting_id for row in found if row.setting_id}
    settings |= {place.setting_id for place in places}
    named: dict[int | None, str] = {None: NO_SCHOOL}
    named |= {key: setting.name for key, setting in settings_by_id(settings).items()}
    connection = session().connection()
    return Beside(
        settings=named,
        items=beside_core.agenda_of_each(connection, [r.id for r in found if r.status == "on_agenda"]),
        pauses=lists.pauses_by_referral([row.id for row in found if row.paused_on]),
        flags=beside_core.flags_of_each(connection, ids),
        times=lists.times_referred(children),
        apart=children_kept_apart(connection, children),
        tried=beside_core.tried_for(connection, [r.id for r in found if r.status == "submitted"]),
        days=SchoolDays(min((day for row in found for day in _days_of(row)), default=today())),
    )


def _days_of(row: Referral) -> list[dt.date]:
    sent = [local(row.submitted_at).date()] if row.submitted_at else []
    return sent + ([row.last_attended_on] if row.last_attended_on else [])


def open_row(row: Referral, near: Beside) -> Shown:
    """One row of the first table."""
    return {
        **_common(row, near),
        "clock": running_clock(row),
        "out": f"last in school {near.days.ago(row.last_attended_on)}" if row.last_attended_on else "",
        "state": ("Paused", "grey") if row.paused_on else STATES[row.status],
        "next": _next(row, near),
    }


def sent_row(row: Referral, near: Beside) -> Shown:
    """One row of the second table."""
    bold, rest = why_not_accepted(row, tried=row.id in near.tried)
    sent = local(row.submitted_at).date() if row.submitted_at else None
    return {
        **_common(row, near),
        "sent": sent,
        "ago": near.days.ago(sent) if sent else "",
        "bold": bold,
        "rest": rest,
    }


def _common(row: Referral, near: Beside) -> Shown:
    return {
        "referral": row,
        "child": child_words(row),
        "setting": near.settings[row.setting_id],
        "dangers": _dangers(row, near),
        "again": _again(near.times.get(row.child_id or 0, 0)),
    }


def _dangers(row: Referral, near: Beside) -> list[tuple[str, str]]:
    """(words, colour of the tag), the gravest first."""
    found = [("Unsafe to wait", "red")] if row.cannot_wait else []
    if row.child_id in near.apart:
        found.append(("Keep apart", "red_light"))
    flags = near.flags.get(row.id, 0)
    if flags:
        found.append((f"{flags} {'flag' if flags == 1 else 'flags'}", "amber"))
    return found


def _again(times: int) -> str:
    return f"Referred {times} times in 24 months" if times > 1 else ""


def _next(row: Referral, near: Beside) -> str:
    pause = near.pauses.get(row.id)
    if pause is not None:
        agreed = f" Agreed by {pause.agreed_by}." if pause.agreed_by else ""
        return f"Paused {day_words(pause.began_on)}: {pause.reason}{agreed}"
    item = near.items.get(row.id)
    if item is not None:
        return f"Item {item.number}, {day_words(item.meets_on)}."
    return next_for(row, None, None)


def why_not_accepted(row: Referral, *, tried: bool) -> tuple[str, str]:
    """(in bold, the rest): why a referral that was sent in is not accepted yet, from what is kept of it."""
    if row.status == "returned":
        still = f" Still missing: {row.incomplete}." if row.incomplete else ""
        return "Returned to the school.", f"{row.returned_reason or ''}{still}"
    if row.other_route:
        bold, rest = OTHER_ROUTES[row.other_route]
        used = f" The school asks for {USED_FOR[row.other_route_for]}." if row.other_route_for else ""
        return bold, rest + used
    if row.incomplete:
        number = row.incomplete
        lines = (row.incomplete_words or "").replace("\n", "; ")
        things = "1 required document is" if number == 1 else f"{number} required documents are"
        return f"{things} not there.", shorten(lines, 170, placeholder=" …")
    if not tried:
        return "New.", "Everything required is there. Not shown yet that ordinary admission was tried."
    return "New.", "Everything required is there."


def start_clock(placement: Watched) -> Shown:
    """The clock of a place that is decided and not begun, or of the four-week check."""
    calendar = calendar_for(None)
    if placement.first_attended_on is not None and placement.check_on is not None:
        late = placement.check_on < today()
        words = "Four-week check is due" if late else "Four-week check"
        state = "soon" if late else "normal"
        return {"words": words, "state": state, "detail": day_words(placement.check_on)}
    if placement.start_date <= today():
        days = calendar.between(placement.start_date, today())
        words = f"{days} school {'day' if days == 1 else 'days'} late" if days else "Starts today"
        return {"words": words, "state": "over" if days else "soon", "detail": "no first day yet"}
    return {
        "words": f"Starts in {calendar.words(placement.start_date).removesuffix(' left')}",
        "state": "normal",
        "detail": day_words(placement.start_date),
    }
