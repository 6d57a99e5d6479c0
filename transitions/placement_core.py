"""System reads for the placement check: both halves through indexes, values only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, func, not_, or_, select, union

from cases.models import Separation
from cases.separations_core import Live, children_in_unlinked_incidents, live
from roll import continuing_core
from roll.models import Child, Setting
from roll.stays_core import Stay, merged_children, settings_of, stays
from transitions.rules.identities import Undecided
from transitions.rules.overlaps import in_force
from transitions.rules.spans import Span, spans
from transitions.sweep_core import open_questions

Pair = tuple[Live, int]  # a separation, and the other child of it
S, C, APART = Setting.__table__, Child.__table__, Separation.__table__
IN_FORCE = APART.c.status == "in_force"
NEAR = S.alias()
SITE = (
    select(NEAR.c.id, NEAR.c.name)
    .join(S, (NEAR.c.id == S.c.id) | (NEAR.c.site_group_id == S.c.site_group_id))
    .where(S.c.id == bindparam("setting"))
)
"""A setting and those of its site group; written once, because writing it takes longer than asking it."""


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


@dataclass(frozen=True)
class Asked:
    """A child at a place from a date: everything that is read once for it.

    `records`: all row ids that stand for the child. `pairs`: its separations with the other child of each,
    by the record that stands for it. `questions`: undecided identities of the child or of one of the
    others.
    """

    records: frozenset[int]
    where: Place
    from_date: dt.date
    as_of: dt.date
    merged: dict[int, int]
    pairs: list[Pair]
    questions: list[Undecided]

    def records_of(self, child_id: int) -> frozenset[int]:
        """All row ids that stand for a child."""
        standing = self.merged.get(child_id, child_id)
        return frozenset({standing, *(child for child, into in self.merged.items() if into == standing)})


def read(connection: Connection, child_id: int, setting_id: int, from_date: dt.date, as_of: dt.date) -> Asked:
    """Look everything up. Raises LookupError for a setting that does not exist."""
    where, merged = _place(connection, setting_id), merged_children(connection)
    blank = Asked(frozenset(), where, from_date, as_of, merged, [], [])
    records = blank.records_of(child_id)
    pairs = _pairs(connection, as_of, records, merged)
    named = set(records).union(*(blank.records_of(other) for _, other in pairs))
    return replace(blank, records=records, pairs=pairs, questions=open_questions(connection, named))


def meetings(connection: Connection, asked: Asked) -> list[Meeting]:
    """Where the other children of the separations are or will be: at the place, or on its site."""
    return meet(asked, asked.pairs, stays_of_others(connection, asked.pairs))


def doubtful_meetings(connection: Connection, asked: Asked) -> list[Meeting]:
    """What would be a meeting if a record that may be one of the children were it (nobody has decided)."""
    pairs = doubtful_pairs(connection, asked)
    return meet(asked, pairs, stays_of_others(connection, pairs))


def doubtful_pairs(connection: Connection, asked: Asked) -> list[Pair]:
    """Separations that would be the child's, or another child's, if undecided records were one child."""
    twins = set[int]()
    found: list[Pair] = []
    for question in asked.questions:
        one, other = question.child_id, question.candidate_id
        if one in asked.records or other in asked.records:
            twins |= asked.records_of(other if one in asked.records else one)
            continue
        for live_pair, known in asked.pairs:
            ids = asked.records_of(known)
            if one in ids or other in ids:
                row = other if one in ids else one
                found.append((live_pair, asked.merged.get(row, row)))
    theirs = _pairs(connection, asked.as_of, twins, asked.merged) if twins else []
    return [*(pair for pair in theirs if pair[1] not in asked.records), *found]


def unnumbered_pairs(connection: Connection, asked: Asked) -> list[Pair]:
    """Separations of children who have no lasting number on record, with the other child of each."""
    apart = union(select(APART.c.child_a_id).where(IN_FORCE), select(APART.c.child_b_id).where(IN_FORCE))
    into = select(C.c.merged_into_id).where(C.c.id.in_(apart), C.c.merged_into_id.is_not(None))
    nameless = or_(C.c.upn.is_(None), not_(func.substr(C.c.upn, 13, 1).between("0", "9")))
    of_one = select(C.c.id).where(or_(C.c.id.in_(apart), C.c.id.in_(into)), nameless)
    standing = connection.execute(of_one.where(C.c.merged_into_id.is_(None))).scalars().all()
    ids = {record for child in standing for record in asked.records_of(child)}
    found = live(connection, asked.as_of, ids) if ids else []
    ends = [
        (one, end, other)
        for one in found
        for end, other in ((one.child_a, one.child_b), (one.child_b, one.child_a))
    ]
    return [(one, asked.merged.get(other, other)) for one, end, other in ends if end in ids]


def unlinked(connection: Connection, asked: Asked) -> bool:
    """Whether the child stands in an incident that the Education MASH has not answered."""
    return bool(children_in_unlinked_incidents(connection, asked.records))


def every_place(connection: Connection, setting_ids: Collection[int]) -> dict[int, Place]:
    """Many settings, each with those that share its site, in a number of questions that does not grow."""
    chains, known = continuing_core.chains(connection), settings_of(connection)
    sites: dict[int, dict[int, str]] = {}
    for found in known.values():
        if found.site_group_id is not None:
            sites.setdefault(found.site_group_id, {})[chains.of(found.id)] = found.name
    made = {}
    for setting in setting_ids:
        linked = {}
        for member in chains.members((setting,)):
            linked.update(sites.get(known[member].site_group_id or 0, {}))
        linked.pop(chains.of(setting), None)
        made[setting] = Place(chains.of(setting), known[setting].name, linked)
    return made


def _place(connection: Connection, setting_id: int) -> Place:
    """The setting and its site, in one question; under each URN that the place has or had."""
    chains = continuing_core.chains(connection)
    place, found = chains.of(setting_id), {}
    for known in sorted(chains.members((setting_id,))):
        found.update({row.id: row.name for row in connection.execute(SITE, {"setting": known})})
    if setting_id not in found:
        raise LookupError("no such setting")
    names = {chains.of(row): name for row, name in sorted(found.items())}
    return Place(place, names.pop(place), names)


def _pairs(
    connection: Connection, as_of: dt.date, records: Collection[int], merged: dict[int, int]
) -> list[Pair]:
    found = []
    for pair in live(connection, as_of, records):
        other = pair.child_b if pair.child_a in records else pair.child_a
        found.append((pair, merged.get(other, other)))
    return found


def stays_of_others(connection: Connection, pairs: Collection[Pair]) -> list[Stay]:
    """Where the other children of these separations are or will be."""
    return stays(connection, {other for _, other in pairs}) if pairs else []


def meet(asked: Asked, pairs: Collection[Pair], there: list[Stay]) -> list[Meeting]:
    """The meetings of these separations at the place or on its site, those at the place itself first."""
    found = [
        Meeting(pair, other, setting_id, first)
        for pair, other in pairs
        for setting_id, first in _days_there(there, other, asked, in_force(pair))
    ]
    return sorted(found, key=lambda met: (met.setting_id != asked.where.id, met.first, met.live.id))


def _days_there(found: list[Stay], child: int, asked: Asked, force: Span) -> list[tuple[int, dt.date]]:
    """(setting, first day) of a child's stays at the place or its site, from the date on, while it holds."""
    answer = []
    for setting_id in (asked.where.id, *asked.where.linked):
        own = [stay for stay in found if (stay.child_id, stay.setting_id) == (child, setting_id)]
        for span in spans(own):
            cut = span.common(force)
            if cut is not None and cut.last >= asked.from_date:
                answer.append((setting_id, max(cut.first, asked.from_date)))
    return answer
