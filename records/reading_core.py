"""Reading the trail for the data protection officer: values only, without any payload.

A system read: the trail has no scope of its own, and its reader must see every look. Payloads (what changed,
what was searched) are never opened here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, RowMapping, func, select

from foundation.access.models import Account
from foundation.trail.models import TrailChild, TrailEntry, TrailSealed
from records.words import KINDS, SIGN_INS
from roll.models import Child

E, T, A, S, C = (found.__table__ for found in (TrailEntry, TrailChild, Account, TrailSealed, Child))
PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What the log is narrowed to. Instants are aware; `until` is exclusive."""

    account_id: int | None = None
    child_id: int | None = None
    kind: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None


@dataclass(frozen=True)
class Line:
    """One line of the log: when, whose account, what kind of look at which page, about which children.

    `children` are public ids. `who` is None for a line of nobody's (a refused sign-in has its account in
    `subject_name`).
    """

    at: dt.datetime
    who: str | None
    os_user: str
    kind: str
    name: str
    subject_type: str
    subject_name: str | None
    children: tuple[str, ...]


def looks(connection: Connection, wanted: Wanted, page: int = 1) -> tuple[list[Line], bool]:
    """One page of who looked at what, newest first, and whether there is more."""
    kinds = (wanted.kind,) if wanted.kind in KINDS else tuple(KINDS)
    return _lines(connection, [E.c.kind.in_(kinds), *_conditions(wanted)], page)


def sign_ins(
    connection: Connection, wanted: Wanted, names: Iterable[str], page: int = 1
) -> tuple[list[Line], bool]:
    """One page of sign-ins, refusals and changes of accounts, newest first, and whether there is more."""
    known = [name for name in names if name in SIGN_INS] or list(SIGN_INS)
    conditions = [E.c.kind == "event", E.c.subject_type == "account", E.c.name.in_(known)]
    if wanted.account_id is not None:
        conditions.append(E.c.subject_id == wanted.account_id)
    return _lines(connection, [*conditions, *_dates(wanted)], page)


def refusals_since(connection: Connection, since: dt.datetime) -> int:
    """How often somebody was refused at sign-in."""
    wanted = select(func.count(E.c.id)).where(
        E.c.kind == "event", E.c.name == "SignInRefused", E.c.at >= since
    )
    return int(connection.execute(wanted).scalar_one())


def not_sealed(connection: Connection) -> int:
    """How many lines no seal covers yet: a verification says nothing about them."""
    open_lines = select(func.count(E.c.id)).outerjoin(S, S.c.entry_id == E.c.id).where(S.c.entry_id.is_(None))
    return int(connection.execute(open_lines).scalar_one())


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions = _dates(wanted)
    if wanted.account_id is not None:
        conditions.append(E.c.actor_id == wanted.account_id)
    if wanted.child_id is not None:
        conditions.append(E.c.id.in_(select(T.c.entry_id).where(T.c.child_id == wanted.child_id)))
    return conditions


def _dates(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        conditions.append(E.c.at >= wanted.since)
    if wanted.until is not None:
        conditions.append(E.c.at < wanted.until)
    return conditions


def _lines(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], page: int
) -> tuple[list[Line], bool]:
    subject = A.alias("subject")
    statement = (
        select(
            E.c.at,
            A.c.name.label("who"),
            E.c.os_user,
            E.c.kind,
            E.c.name,
            E.c.subject_type,
            subject.c.name.label("subject_name"),
            E.c.children,
        )
        .outerjoin(A, A.c.id == E.c.actor_id)
        .outerjoin(subject, (E.c.subject_type == "account") & (subject.c.id == E.c.subject_id))
        .where(*conditions)
        .order_by(E.c.id.desc())
        .limit(PAGE + 1)
        .offset((max(1, page) - 1) * PAGE)
    )
    rows = list(connection.execute(statement).mappings())
    shown = rows[:PAGE]
    return _named(connection, shown), len(rows) > PAGE


def _named(connection: Connection, rows: Sequence[RowMapping]) -> list[Line]:
    """The rows as lines, every child by its public id."""
    numbers = {row["children"]: [int(part) for part in row["children"].split(",") if part] for row in rows}
    wanted = sorted({number for found in numbers.values() for number in found})
    public: dict[int, str] = {}
    for start in range(0, len(wanted), 400):
        part = wanted[start : start + 400]
        for child, key in connection.execute(select(C.c.id, C.c.public_id).where(C.c.id.in_(part))):
            public[child] = key
    lines = []
    for row in rows:
        children = tuple(public[number] for number in numbers[row["children"]] if number in public)
        values = {name: row[name] for name in row if name != "children"}
        lines.append(Line(**values, children=children))
    return lines
