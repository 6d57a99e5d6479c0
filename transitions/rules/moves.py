"""One child moves: starts somewhere, leaves without a destination, comes back.

Moves are read from enrolments (what rolls say); whether a destination is known also from what is expected.
Source: transitions, the kinds `moved`, `left_no_destination` and `returned`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transitions.rules.findings import AsOf, Finding, Kind, move_key, of_whom
from transitions.rules.spans import DAY, OPEN_END, Span, spans_by_setting

if TYPE_CHECKING:
    from cases.separations_core import Live
    from roll.stays_core import Stay

AddSchoolDays = Callable[[int, dt.date, int], dt.date]
"""(setting id, day, school days) to the day that lies so many school days later, by that setting's
calendar.
"""


@dataclass(frozen=True)
class Watched:
    """A child who is watched, and why: as one of a separation's pair, or for a live plan where there is
    none.

    `force`: the days for which moves count, but for those in `unless` (a separation speaks for them).
    `own_setting_id`: the setting that wrote the plan, which knows it.
    """

    child_id: int
    force: Span
    other_child_id: int | None = None
    separation_id: int | None = None
    plan_id: int | None = None
    own_setting_id: int | None = None
    unless: tuple[Span, ...] = ()

    @property
    def whose(self) -> str:
        """How a key names the separation or plan."""
        return of_whom(self.separation_id, self.plan_id)


def moved(watched: Watched, stays: Collection[Stay], as_of: AsOf) -> list[Finding]:
    """Every start at a setting up to the day asked about, on a day that counts.

    A child who is still there raises however late the roll said so; a stay that is over raises only if it
    began after the previous sweep.
    """
    found: list[Finding] = []
    if not any(_counts(watched, stay.start, as_of) for stay in stays):
        return found
    for setting_id, there in _enrolled(stays).items():
        for span in there:
            if setting_id == watched.own_setting_id or not _counts(watched, span.first, as_of):
                continue
            found.append(_finding(Kind.MOVED, watched, setting_id, span.first, span, as_of))
    return found


def left_no_destination(
    watched: Watched, stays: Collection[Stay], as_of: AsOf, add_school_days: AddSchoolDays
) -> list[Finding]:
    """Every leaving after which no other stay is known in time (10 school days, unless decided
    otherwise); raised when those are over.

    A proposed place is no destination. An expected start that passed as long ago without an enrolment
    is none any more: the child did not arrive.
    """
    found: list[Finding] = []
    if not any(stay.leaving <= as_of.day and _counts(watched, stay.leaving, as_of) for stay in stays):
        return found
    for setting_id, there in _enrolled(stays).items():
        for span in there:
            if span.last == OPEN_END or not _counts(watched, span.last, as_of):
                continue
            if _went_on(stays, span.last, as_of):
                continue
            due = add_school_days(setting_id, span.last, as_of.clocks.find_a_place.on(span.last))
            known = [stay for stay in stays if _is_destination(stay, as_of, add_school_days)]
            if as_of.day <= due or any(stay.start <= due and stay.leaving > span.last for stay in known):
                continue
            later = [stay.start for stay in known if stay.start > due]
            nowhere = Span(due + DAY, min(later) - DAY if later else OPEN_END, span.stays)
            found.append(_finding(Kind.LEFT_NO_DESTINATION, watched, setting_id, span.last, nowhere, as_of))
    return found


def returned(
    live: Live, child_id: int, stays: Collection[Stay], together: Collection[Finding], as_of: AsOf
) -> tuple[list[Finding], dict[str, str]]:
    """Coming back to where the other child is, or to where the incident happened.

    Answers with the findings (they do not raise where an overlap says it already), and with key of the
    overlap to the line that is added to it. A start at the setting of the incident after the separation
    began is a return also where no earlier stay is on record: the party was there at the time.
    """
    other = live.child_b if child_id == live.child_a else live.child_a
    force = Span(live.from_date, live.until_date or OPEN_END)
    watched = Watched(child_id, force, other, separation_id=live.id)
    found: list[Finding] = []
    lines: dict[str, str] = {}
    if not any(_counts(watched, stay.start, as_of) for stay in stays):
        return found, lines
    for setting_id, there in _enrolled(stays).items():
        of_incident = setting_id in live.incident_setting_ids
        for earlier, span in zip([None, *there], there, strict=False):
            back = earlier is not None or (of_incident and span.first > live.from_date)
            if not back or not _counts(watched, span.first, as_of):
                continue
            overlap = next((f for f in together if _is_there(f, setting_id, span)), None)
            if overlap is not None:
                lines[overlap.key] = _line(span.first, of_incident)
            elif not of_incident:
                continue
            finding = _finding(Kind.RETURNED, watched, setting_id, span.first, span, as_of)
            found.append(finding if overlap is None else replace(finding, raises=False))
    return found, lines


def _line(day: dt.date, of_incident: bool) -> str:
    where = "where the incident happened" if of_incident else "where the child was before"
    return f"Came back on {day:%a} {day.day} {day:%b %Y} to the setting {where}"


def _is_there(finding: Finding, setting_id: int, span: Span) -> bool:
    last = finding.last or OPEN_END
    settings = (finding.setting_id, finding.other_setting_id)
    return setting_id in settings and finding.first is not None and span.touches(Span(finding.first, last))


def _enrolled(stays: Iterable[Stay]) -> dict[int, list[Span]]:
    return spans_by_setting(stay for stay in stays if not stay.expected)


def _counts(watched: Watched, day: dt.date, as_of: AsOf) -> bool:
    if day > as_of.day or not watched.force.has(day):
        return False
    return not any(span.has(day) for span in watched.unless)


def _went_on(stays: Iterable[Stay], left: dt.date, as_of: AsOf) -> bool:
    """Whether the child is enrolled somewhere within as many calendar days: no calendar is needed then."""
    soon = left + as_of.clocks.find_a_place.on(left) * DAY
    return any(not stay.expected and stay.start <= soon and stay.leaving > left for stay in stays)


def _is_destination(stay: Stay, as_of: AsOf, add_school_days: AddSchoolDays) -> bool:
    if not stay.expected:
        return True
    if stay.certainty != "accepted":
        return False
    days = as_of.clocks.find_a_place.on(stay.start)
    return as_of.day <= add_school_days(stay.setting_id, stay.start, days)


def _finding(
    kind: Kind, watched: Watched, setting_id: int, day: dt.date, holds: Span, as_of: AsOf
) -> Finding:
    return Finding(
        kind=kind,
        key=move_key(kind, watched.whose, watched.child_id, setting_id, day),
        raises=as_of.raises(holds.first, holds.last),
        child_id=watched.child_id,
        other_child_id=watched.other_child_id,
        setting_id=setting_id,
        separation_id=watched.separation_id,
        plan_id=watched.plan_id,
        day=day,
        past=as_of.is_past(holds.last),
        stays=holds.stays,
    )
