"""The list behind a figure, as rows for a page: who it is about, why it stands there, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select

from cases.showing import People
from foundation.store import session
from foundation.store.clock import day_words
from transitions.assurance.figures import FIGURES, SUMS
from transitions.assurance.reading_core import AlertThen, LetterThen
from transitions.assurance.standing import Move, Pair
from transitions.assurance.statement import Row, Statement
from transitions.lists import people_at
from transitions.models import Alert
from transitions.words import KINDS


@dataclass(frozen=True)
class Line:
    """One row: `about` (names), `where`, `why`, and a link with its words."""

    about: str
    where: str
    why: str
    link: str
    href: str


def rows_of(found: Statement, figure: str) -> list[Line]:
    """As many lines as the figure says. Raises KeyError for a figure there is not."""
    rows = found.rows(figure)
    named = people_at(_children(rows), _settings(rows))
    references = _references(rows)
    return [_line(row, named, references, whole=figure in SUMS) for row in rows]


def _line(row: Row, named: People, references: dict[int, str], *, whole: bool) -> Line:
    """`whole`: the list holds several standings, so that each line says its own."""
    standing = FIGURES[row.standing].words if whole and isinstance(row, Pair | Move) else ""
    if isinstance(row, Pair):
        return _pair(row, named, standing)
    if isinstance(row, Move):
        alert = next((references[found] for found in row.alert_ids if found in references), None)
        why = ". ".join(part for part in (f"Began {day_words(row.day)}", standing) if part)
        place = named.place(row.setting_id)
        return Line(named.name(row.child_id), place, why, *_to_alert(alert))
    about, where = named.name(row.child_id), named.place(row.setting_id)
    if isinstance(row, LetterThen):
        why = f"Letter released {day_words(row.released_on)}, not acknowledged"
        return Line(about, where, why, *_to_alert(references.get(row.alert_id)))
    why = f"{KINDS[row.kind]}, since {day_words(row.since)}, not acknowledged"
    return Line(about, where, why, *_to_alert(references.get(row.id)))


def _pair(row: Pair, named: People, standing: str) -> Line:
    a, b = row.child_ids
    place = " and ".join(named.place(found) for found in row.settings)
    unsure = "" if row.live.certainty == "confirmed" else "Reported by a school, not confirmed"
    since = f"In force since {day_words(row.live.from_date)}"
    why = ". ".join(part for part in (standing, row.note, since, unsure) if part)
    href = url_for("cases.separation", separation=row.live.public_id)
    return Line(f"{named.name(a)} and {named.name(b)}", place, why, "Open the separation", href)


def _to_alert(reference: str | None) -> tuple[str, str]:
    if reference is None:
        return "", ""
    return f"Open alert {reference}", url_for("transitions.alert", alert=reference)


def _children(rows: Sequence[Row]) -> set[int]:
    return {child for row in rows for child in (row.child_ids if isinstance(row, Pair) else (row.child_id,))}


def _settings(rows: Sequence[Row]) -> set[int]:
    return {place for row in rows for place in (row.settings if isinstance(row, Pair) else (row.setting_id,))}


def _references(rows: Sequence[Row]) -> dict[int, str]:
    """Alert id to reference, as far as the reader may see them."""
    wanted: set[int] = set()
    for row in rows:
        if isinstance(row, Move):
            wanted.update(row.alert_ids)
        elif isinstance(row, LetterThen):
            wanted.add(row.alert_id)
        elif isinstance(row, AlertThen):
            wanted.add(row.id)
    found = session().execute(select(Alert.id, Alert.reference).where(Alert.id.in_(sorted(wanted))))
    return {row.id: row.reference for row in found}
