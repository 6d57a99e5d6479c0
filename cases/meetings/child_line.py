"""What cases, separations and meetings put on a child's page and time line. No other child is named there."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from sqlalchemy import select

from cases.lists import cases_of_children
from cases.meetings import lists, rows
from cases.meetings.words import kind_words
from cases.models import Case, Separation
from cases.words import CASE_STATES, ROLES_SHORT
from foundation.access.permissions import Permission
from foundation.access.work import Tag, WorkRow
from foundation.store import current_actor, session
from foundation.store.clock import local
from roll.child_page import OnLine, Part
from roll.models import Child
from roll.same_child_core import joined_records


def on_line(child: Child) -> Iterator[OnLine]:
    """Cases as bars, separations as bands, meetings as points: as far as the reader may see them."""
    if current_actor().may(Permission.READ_CASES):
        for case in cases_of_children([child.id]):
            yield OnLine("bar", f"Case {case.known_as}", case.opened_on, case.closed_on, _part(case, child))
        own = joined_records(session().connection(), child.id)
        pair = Separation.child_a_id.in_(own) | Separation.child_b_id.in_(own)
        for separation in session().scalars(select(Separation).where(pair)):
            label = "Kept apart from another child"
            yield OnLine("separation", label, separation.from_date, separation.ended_on)
    if current_actor().may(Permission.READ_MEETINGS):
        for meeting in lists.meetings_of_child(child.id):
            if meeting.status != "cancelled":
                day = local(meeting.starts_at).date()
                yield OnLine("point", kind_words(meeting.kind), day, note=meeting.reference)


def _part(case: Case, child: Child) -> str:
    own = joined_records(session().connection(), child.id)
    return next((ROLES_SHORT[party.role] for party in case.parties if party.child_id in own), "")


def cases_of(child: Child) -> Part | None:
    """The cases in which the child is a party."""
    if not current_actor().may(Permission.READ_CASES):
        return None
    found = [
        WorkRow(
            f"Case {case.known_as}",
            url_for("cases.case", case=case.reference),
            f"{_part(case, child).capitalize()}.",
            tag=Tag(CASE_STATES[case.status], "accent" if case.status == "open" else "grey"),
        )
        for case in cases_of_children([child.id])
    ]
    return Part("Cases", found, "This child is a party to no case.", order=20) if found else None


def meetings_of(child: Child) -> Part | None:
    """The meetings about the child that the reader may see."""
    if not current_actor().may(Permission.READ_MEETINGS):
        return None
    found = rows.meeting_rows(lists.meetings_of_child(child.id))
    return Part("Meetings", found, order=30) if found else None


OFFERS = (cases_of, meetings_of)
