"""What is due in the open cases: awaited answers, unowned referrals, dates that come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from flask import url_for

from cases import showing
from cases.entry_lists import DATED, awaited, cases_by_id, entries_of_cases
from cases.entry_showing import EntryShown, newest_only, shown
from cases.models import CaseEntry
from foundation.access.work import Clock, Tag, WorkRow
from foundation.store import today

AHEAD = dt.timedelta(weeks=2)
KINDS_DUE = {
    "advice": "Advice that waits for its answer",
    "decision": "Decisions to look at again",
    "referral": "Referrals to services",
    "challenge": "Professional challenge",
    "partner_check": "Partner checks",
    "development": "Who is to be told of a change",
    "police": "Bail and court conditions",
    "support": "Support to look at again",
    "family_plan": "Contact with families",
    "strategy": "Strategy meetings planned",
    "assessment": "Assessments to be done",
}


def due_entries(kind: str = "", ahead: dt.timedelta = AHEAD) -> list[CaseEntry]:
    """Entries that are due within two weeks or overdue, the most overdue first; unowned referrals always.

    What has a date but no answer of its own (bail, support) counts only while it is the newest of its kind.
    """
    found = [entry for entry in awaited(today() + ahead) if not kind or entry.kind == kind]
    cases = entries_of_cases({entry.case_id for entry in found if entry.kind in DATED})
    newest = {one for entries in cases.values() for one in newest_only(entries)}
    return [entry for entry in found if entry.kind not in DATED or entry.id in newest]


def due_rows(kind: str = "", most: int | None = None) -> list[WorkRow]:
    """The same as rows of a work list."""
    entries = due_entries(kind)
    return rows_of(entries[:most] if most else entries)


def rows_of(entries: Sequence[CaseEntry]) -> list[WorkRow]:
    """Entries as rows: what is awaited, in which case, about whom, and the clock."""
    cases = cases_by_id({entry.case_id for entry in entries})
    named = showing.people([entry.child_id for entry in entries])
    rows = []
    for entry in entries:
        one, case = shown(entry), cases.get(entry.case_id)
        rows.append(
            WorkRow(
                one.title,
                url_for("cases.entry", entry=entry.public_id),
                f"Case {case.known_as}." if case else "",
                named.name(entry.child_id) if entry.child_id else "",
                one.clock or Clock("No date"),
                _tag(one),
            )
        )
    return rows


def _tag(one: EntryShown) -> Tag | None:
    if one.kind.key == "referral" and not one.entry.owner:
        return Tag("Unowned", "amber")
    if one.kind.key == "decision":
        return Tag("Look again", "amber")
    return one.tag
