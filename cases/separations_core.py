"""System reads of separations for detection: values, never mapped objects.

The sweep and the placement check must see every separation whoever asks, so they read through Core;
what a person is told of the result is decided by their own room (transitions, "Who sees what").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, Select, or_, select

from cases.models import Case, Contact, ContactChild, Incident, Party, Separation, SeparationBasis

S, B, C = Separation.__table__, SeparationBasis.__table__, Case.__table__
P, N, K, M = Party.__table__, Incident.__table__, Contact.__table__, ContactChild.__table__
DAY = dt.timedelta(days=1)
CHUNK = 400


@dataclass(frozen=True)
class Live:
    """A separation as detection reads it.

    In force from `from_date` to `until_date`, both inclusive (None: no end). `child_a` < `child_b` are row
    ids. `case_reference` is the oldest case among its bases, by the authority's own number where there is
    one; None when only a plan stands behind it. Roles are those of that case, `not_clear` without a case.
    `incident_setting_ids`: where the incidents happened and where the two were at the time, all bases.
    """

    id: int
    public_id: str
    child_a: int
    child_b: int
    from_date: dt.date
    until_date: dt.date | None
    certainty: str
    case_reference: str | None
    role_a: str
    role_b: str
    incident_setting_ids: frozenset[int]


def live(connection: Connection, as_of: dt.date, child_ids: Collection[int] | None = None) -> list[Live]:
    """Separations that had not ended by `as_of`, in order of id; those that begin later are included,
    for a planned overlap may lie after their start. `child_ids` narrows to pairs with one of them.
    """
    rows = [row for part in _parts(child_ids) for row in connection.execute(_wanted(as_of, part)).mappings()]
    found = sorted({row["id"]: row for row in rows}.values(), key=lambda row: row["id"])
    cases = _cases_of(connection, [row["id"] for row in found])
    known = {case for of_one in cases.values() for case, _ in of_one}
    parties, settings = _parties(connection, known), _incident_settings(connection, known)
    return [_value(row, cases.get(row["id"], []), parties, settings) for row in found]


def children_in_unlinked_incidents(connection: Connection, child_ids: Collection[int]) -> set[int]:
    """Which of these children stand in a contact that nobody has answered yet (transitions, "Words":
    until it is answered the placement check says possible, never clear).
    """
    found: set[int] = set()
    for part in _chunks(sorted(set(child_ids))):
        waiting = K.c.status == "waiting"
        about = select(K.c.child_id).where(waiting, K.c.child_id.in_(part))
        found.update(connection.execute(about).scalars())
        named = select(M.c.child_id).join(K, K.c.id == M.c.contact_id).where(waiting, M.c.child_id.in_(part))
        found.update(connection.execute(named).scalars())
    return found


def _wanted(as_of: dt.date, child_ids: list[int] | None) -> Select[tuple[object, ...]]:
    pair = (S.c.child_a_id, S.c.child_b_id)
    columns = (S.c.id, S.c.public_id, *pair, S.c.from_date, S.c.ended_on, S.c.certainty)
    not_over = or_(S.c.ended_on.is_(None), (S.c.ended_on > as_of) & (S.c.ended_on > S.c.from_date))
    statement: Select[tuple[object, ...]] = select(*columns).where(not_over)
    if child_ids is not None:
        statement = statement.where(or_(S.c.child_a_id.in_(child_ids), S.c.child_b_id.in_(child_ids)))
    return statement


def _parts(child_ids: Collection[int] | None) -> Iterator[list[int] | None]:
    """The children in lists short enough for one statement; None for everybody."""
    if child_ids is None:
        yield None
    else:
        yield from _chunks(sorted(set(child_ids)))


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]


def _cases_of(connection: Connection, separation_ids: list[int]) -> dict[int, list[tuple[int, str]]]:
    """Separation id to its cases (row id, reference), the oldest basis first."""
    found: dict[int, list[tuple[int, str]]] = {}
    for part in _chunks(separation_ids):
        rows = connection.execute(
            select(B.c.separation_id, C.c.id, C.c.authority_reference, C.c.reference)
            .join(C, C.c.id == B.c.case_id)
            .where(B.c.separation_id.in_(part))
            .order_by(B.c.id)
        )
        for separation_id, case_id, theirs, ours in rows:
            found.setdefault(separation_id, []).append((case_id, theirs or ours))
    return found


def _parties(connection: Connection, case_ids: set[int]) -> dict[int, dict[int, tuple[str, int | None]]]:
    """Case id to child id to (role, setting at the time)."""
    found: dict[int, dict[int, tuple[str, int | None]]] = {}
    for part in _chunks(sorted(case_ids)):
        columns = (P.c.case_id, P.c.child_id, P.c.role, P.c.setting_id)
        for case_id, child_id, role, setting_id in connection.execute(
            select(*columns).where(P.c.case_id.in_(part))
        ):
            found.setdefault(case_id, {})[child_id] = (role, setting_id)
    return found


def _incident_settings(connection: Connection, case_ids: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for part in _chunks(sorted(case_ids)):
        wanted = select(N.c.case_id, N.c.setting_id).where(N.c.case_id.in_(part), N.c.setting_id.is_not(None))
        for case_id, setting_id in connection.execute(wanted):
            found.setdefault(case_id, set()).add(setting_id)
    return found


def _value(
    row: RowMapping,
    cases: list[tuple[int, str]],
    parties: dict[int, dict[int, tuple[str, int | None]]],
    settings: dict[int, set[int]],
) -> Live:
    pair = (row["child_a_id"], row["child_b_id"])
    places = {place for case_id, _ in cases for place in settings.get(case_id, ())}
    for case_id, _ in cases:
        at_the_time = (parties.get(case_id, {}).get(child, ("", None))[1] for child in pair)
        places.update(place for place in at_the_time if place is not None)
    first = parties.get(cases[0][0], {}) if cases else {}
    roles = [first.get(child, ("not_clear", None))[0] for child in pair]
    return Live(
        id=row["id"],
        public_id=row["public_id"],
        child_a=pair[0],
        child_b=pair[1],
        from_date=row["from_date"],
        until_date=row["ended_on"] - DAY if row["ended_on"] else None,
        certainty=row["certainty"],
        case_reference=cases[0][1] if cases else None,
        role_a=roles[0],
        role_b=roles[1],
        incident_setting_ids=frozenset(places),
    )
