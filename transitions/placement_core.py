"""System reads for the placement check: both halves through indexes, values only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from cases.separations_core import Live, children_in_unlinked_incidents, live
from roll.models import Child, Setting
from roll.stays_core import Stay, stays
from transitions.rules.identities import Undecided
from transitions.rules.overlaps import in_force
from transitions.rules.spans import Span, spans
from transitions.sweep_core import open_questions

C, S = Child.__table__, Setting.__table__


@dataclass(frozen=True)
class Place:
    """A setting and those that share a site with it: row id to name."""

    id: int
    name: str
    linked: dict[int, str]

    def name_of(self, setting_id: int) -> str:
        """The name of the setting or of one on its site."""
        return self.name if setting_id == self.id else self.linked[setting_id]


@dataclass(frozen=True)
class Meeting:
    """The other child of a live separation at the place, on days from the date asked about on."""

    live: Live
    other: int
    setting_id: int
    first: dt.date


def place(connection: Connection, setting_id: int) -> Place:
    """The setting and its site. Raises LookupError."""
    found = connection.execute(select(S.c.name, S.c.site_group_id).where(S.c.id == setting_id)).one_or_none()
    if found is None:
        raise LookupError("no such setting")
    linked: dict[int, str] = {}
    if found.site_group_id is not None:
        near = select(S.c.id, S.c.name).where(S.c.site_group_id == found.site_group_id, S.c.id != setting_id)
        linked = {row.id: row.name for row in connection.execute(near)}
    return Place(setting_id, found.name, linked)


def records_of(connection: Connection, child_id: int) -> tuple[int, set[int]]:
    """The record that stands for a child, and all records merged into it (itself included)."""
    standing, seen = child_id, {child_id}
    while True:
        into = connection.execute(select(C.c.merged_into_id).where(C.c.id == standing)).scalar_one_or_none()
        if into is None or into in seen:
            break
        standing = into
        seen.add(into)
    fresh = {standing}
    known = set(seen)
    while fresh:
        rows = connection.execute(select(C.c.id).where(C.c.merged_into_id.in_(sorted(fresh)))).scalars()
        fresh = set(rows) - known
        known |= fresh
    return standing, known


def meetings(
    connection: Connection, records: Collection[int], where: Place, from_date: dt.date, as_of: dt.date
) -> list[Meeting]:
    """The first half: the child's separations; the second: where their other children are or will be."""
    pairs = [(pair, _other(connection, pair, records)) for pair in live(connection, as_of, records)]
    there = stays(connection, {other for _, other in pairs}) if pairs else []
    found = [
        Meeting(pair, other, setting_id, first)
        for pair, other in pairs
        for setting_id, first in _days_there(there, other, where, from_date, in_force(pair))
    ]
    return sorted(found, key=lambda met: (met.setting_id != where.id, met.first, met.live.id))


def doubtful_meetings(
    connection: Connection, records: Collection[int], where: Place, from_date: dt.date, as_of: dt.date
) -> list[Meeting]:
    """What would be a meeting if a record that may be one of the children were it (nobody has decided)."""
    found: list[Meeting] = []
    for question in open_questions(connection, records):
        twin = _partner(question, records)
        found += [
            met
            for met in meetings(connection, records_of(connection, twin)[1], where, from_date, as_of)
            if met.other not in records
        ]
    for pair in live(connection, as_of, records):
        _, others = records_of(connection, _other(connection, pair, records))
        rows = {_partner(question, others) for question in open_questions(connection, others)} - set(records)
        there = stays(connection, rows) if rows else []
        for row in sorted(rows):
            found += [
                Meeting(pair, row, setting_id, first)
                for setting_id, first in _days_there(there, row, where, from_date, in_force(pair))
            ]
    return found


def unlinked(connection: Connection, records: Collection[int]) -> bool:
    """Whether the child stands in an incident that the Education MASH has not answered."""
    return bool(children_in_unlinked_incidents(connection, records))


def _days_there(
    found: list[Stay], child: int, where: Place, from_date: dt.date, force: Span
) -> list[tuple[int, dt.date]]:
    """(setting, first day) of a child's stays at the place or its site, from the date on, while it holds."""
    answer = []
    for setting_id in (where.id, *where.linked):
        own = [stay for stay in found if (stay.child_id, stay.setting_id) == (child, setting_id)]
        for span in spans(own):
            cut = span.common(force)
            if cut is not None and cut.last >= from_date:
                answer.append((setting_id, max(cut.first, from_date)))
    return answer


def _other(connection: Connection, pair: Live, records: Collection[int]) -> int:
    other = pair.child_b if pair.child_a in records else pair.child_a
    return records_of(connection, other)[0]


def _partner(question: Undecided, records: Collection[int]) -> int:
    return question.candidate_id if question.child_id in records else question.child_id
