"""Reads for the search for a child: who is like a row in name and birth date, and what else is known of them.

System reads: an import and a form must see every child, whoever started them; what they find is shown to
nobody but the person who decides. One statement for all rows, each a seek on an index, so that the cost
follows the rows and not the county.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from sqlalchemy import Connection, exists, select, text

from roll import candidates, roll_state_core
from roll.candidates import Pool
from roll.identities import MOST_QUESTIONS, Doubt, Matching, Person
from roll.likeness import ASK_ROLL, Described, Other, likeness, near_birth
from roll.models import Child, ChildAlias
from roll.names import folded
from roll.roll_rows import EMPTY
from roll.roll_short_core import Short
from roll.stays_core import merged_children

C, A = Child.__table__, ChildAlias.__table__
AT_ONCE = 5000
_WANTED = {
    "sqlite": """
        WITH w AS MATERIALIZED (
            SELECT json_extract(value, '$[0]') AS n, json_extract(value, '$[1]') AS born,
                   json_extract(value, '$[2]') AS swapped, json_extract(value, '$[3]') AS surname,
                   json_extract(value, '$[4]') AS forename
            FROM json_each(:wanted))
        """,
    "postgresql": """
        WITH w AS MATERIALIZED (
            SELECT (value->>0)::int AS n, (value->>1)::date AS born, (value->>2)::date AS swapped,
                   value->>3 AS surname, value->>4 AS forename
            FROM json_array_elements(CAST(:wanted AS json)) AS value)
        """,
}
_LIKE = """
    SELECT w.n, c.id, c.date_of_birth FROM w CROSS JOIN child c
     WHERE c.date_of_birth IN (w.born, w.swapped)
       AND (c.surname_key IN (w.surname, w.forename) OR c.forename_key IN (w.surname, w.forename))
    UNION
    SELECT w.n, c.id, c.date_of_birth FROM w CROSS JOIN child c
     WHERE c.surname_key IN (w.surname, w.forename) AND c.forename_key IN (w.surname, w.forename)
    """


def decide(
    connection: Connection,
    left: Sequence[Person],
    setting_of: Mapping[str, int],
    matching: Matching,
    short: Short | None = None,
) -> None:
    """Link, ask or make everybody whom no number led home.

    `short`: only some lines of the file were read; children in the others are on the roll tonight too.
    """
    pool = _pool(connection, [person.best for person in left], matching.vanished if left else ())
    elsewhere = short.on_roll(connection, pool.known.values()) - set(matching.claimed) if short else set()
    matching.claimed.update(dict.fromkeys(elsewhere, Person([], EMPTY)))
    candidates.decide(left, pool, setting_of, partial(with_twins, connection), matching)
    for child in elsewhere:
        del matching.claimed[child]


def may_be(connection: Connection, row: Described, but: int) -> list[Doubt]:
    """Children on record whom a person has to compare with one who was named without a number."""
    pool = _pool(connection, [row], ())
    found = []
    for child in pool.beside[0]:
        known = pool.known[child]
        like = likeness(row, known, pool.other_of(child, ()))
        if child != but and known.merged_into_id is None and like.score >= ASK_ROLL:
            found.append(Doubt(child, like.reasons, like.score, like.named))
    return sorted(found, key=lambda doubt: (-(doubt.score or 0), doubt.child))[:MOST_QUESTIONS]


def with_twins(connection: Connection, child_ids: Collection[int]) -> set[int]:
    """Which of these have a twin on record: another child of the same surname, born on the same day."""
    columns = (C.c.id, C.c.surname_key, C.c.forename_key, C.c.date_of_birth)
    near = C.alias()
    twin = (
        (near.c.surname_key == C.c.surname_key)
        & (near.c.date_of_birth == C.c.date_of_birth)
        & (near.c.forename_key != C.c.forename_key)
        & near.c.merged_into_id.is_(None)
    )
    statement = select(*columns).where(exists().where(twin).correlate(C))
    return {row.id for row in roll_state_core.portions(connection, statement, C.c.id, sorted(child_ids))}


def like_in_name(connection: Connection, rows: Sequence[Described]) -> list[list[int]]:
    """For each row, the children of a like name and birth date.

    Born on the day (or with day and month changed places) and of one name the same, or of the same two names
    and born on a day that may be a slip.
    """
    found: list[set[int]] = [set() for _ in rows]
    statement = text(" ".join((_WANTED[connection.dialect.name], _LIKE)))
    for begin in range(0, len(rows), AT_ONCE):
        part = [_wanted(begin + n, row) for n, row in enumerate(rows[begin : begin + AT_ONCE])]
        for n, child, born in connection.execute(statement, {"wanted": json.dumps(part)}):
            day = dt.date.fromisoformat(born) if isinstance(born, str) else born
            if near_birth(rows[n].date_of_birth, day):
                found[n].add(child)
    return [sorted(children) for children in found]


def _wanted(n: int, row: Described) -> tuple[int, str, str, str, str]:
    day = row.date_of_birth
    swapped = day.replace(month=day.day, day=day.month) if day.day <= 12 else day
    return n, day.isoformat(), swapped.isoformat(), folded(row.surname), folded(row.forename)


def _pool(connection: Connection, rows: Sequence[Described], vanished: Collection[int]) -> Pool:
    """Who may be one of these rows: those who vanished tonight, and whoever is like a row on record."""
    beside = like_in_name(connection, rows)
    wanted = set(vanished).union(*beside)
    into = merged_children(connection) if wanted else {}
    known = {
        child: found._replace(merged_into_id=into.get(child))
        for child, found in roll_state_core.known_children(connection, wanted).items()
    }
    return Pool(known, beside, _other_names(connection, known), roll_state_core.places_of(connection, known))


def _other_names(connection: Connection, child_ids: Collection[int]) -> dict[int, Other]:
    """Names by which children were known before or are known besides, folded."""
    surnames: dict[int, set[str]] = defaultdict(set)
    forenames: dict[int, set[str]] = defaultdict(set)
    former = select(A.c.child_id, A.c.surname, A.c.forename).where(A.c.kind == "name")
    for child, surname, forename in roll_state_core.portions(
        connection, former, A.c.child_id, sorted(child_ids)
    ):
        surnames[child].add(folded(surname or ""))
        forenames[child].add(folded(forename or ""))
    known_as = select(C.c.id, C.c.known_as).where(C.c.known_as.is_not(None))
    for child, name in roll_state_core.portions(connection, known_as, C.c.id, sorted(child_ids)):
        forenames[child].add(folded(name))
    return {
        child: Other(frozenset(surnames[child]), frozenset(forenames[child]))
        for child in {*surnames, *forenames}
    }
