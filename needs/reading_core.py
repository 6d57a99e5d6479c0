"""System reads for the needs matrix: records into values, and the read model into frames."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterator
from typing import Any

import pandas as pd
from sqlalchemy import Connection, and_, func, select

from fap.models import Referral, ReferralFlag
from foundation.answers.models import AnswerVersion
from foundation.store.clock import local
from foundation.store.reference_data import mapped
from foundation.trail.models import TrailEntry
from needs.gathering import FormValue, Surroundings, plan_value, referral_value
from needs.models import NeedsFact, NeedsForm
from roll.models import Child, Setting
from roll.stays_core import merged_children
from safetyplans.models import PlanVersion, SafetyPlan

R, F, A = Referral.__table__, ReferralFlag.__table__, AnswerVersion.__table__
P, V, C, S = SafetyPlan.__table__, PlanVersion.__table__, Child.__table__, Setting.__table__
N, X, T = NeedsForm.__table__, NeedsFact.__table__, TrailEntry.__table__
BATCH = 500


class _Row:
    """A row with a few more values, under one roof."""

    def __init__(self, row: Any, **more: Any) -> None:
        self.__dict__.update(row._mapping, **more)


def surroundings(connection: Connection, *, everybody: bool = False) -> Surroundings:
    """Settings, ward names and children; with `everybody` all children are read at once (a rebuild)."""
    settings = connection.execute(select(S.c.id, S.c.urn, S.c.type_code, S.c.ward_code, S.c.ward_name)).all()
    types = {row.id: (mapped("gias_type", row.type_code) or ("",))[0] for row in settings}
    names = {row.ward_code: row.ward_name for row in settings if row.ward_code and row.ward_name}
    spelt = {name.casefold(): name for name in sorted(names.values())}
    merged = merged_children(connection)
    columns = select(C.c.id, C.c.date_of_birth, C.c.sex, C.c.ward_code)
    known = {row.id: row for row in connection.execute(columns)} if everybody else {}

    def child(child_id: int) -> tuple[int, dt.date, str, str]:
        kept = merged.get(child_id, child_id)
        row = known.get(kept) or connection.execute(columns.where(C.c.id == kept)).one()
        return kept, row.date_of_birth, row.sex or "", row.ward_code or ""

    def ward(text: str) -> str:
        plain = " ".join(text.split())[:120]
        return names.get(plain) or spelt.get(plain.casefold()) or plain

    return Surroundings({row.urn: row.id for row in settings}, types, ward, child)


def referrals(
    connection: Connection, around: Surroundings, ids: Collection[int] | None = None
) -> Iterator[FormValue]:
    """Every submitted referral that was not withdrawn, as its last submitted version says it."""
    wanted = and_(R.c.version.is_not(None), R.c.submitted_at.is_not(None), R.c.status != "withdrawn")
    answers = and_(A.c.record_type == "referral", A.c.record_id == R.c.id, A.c.number == R.c.version)
    statement = (
        select(
            R.c.id,
            R.c.reference,
            R.c.version,
            R.c.child_id,
            R.c.setting_id,
            R.c.submitted_at,
            R.c.category,
            A.c.form_version,
            A.c.answers,
        )
        .join(A, answers)
        .where(wanted, R.c.reference.is_not(None), R.c.child_id.is_not(None))
        .order_by(R.c.id)
    )
    if ids is not None:
        statement = statement.where(R.c.id.in_(sorted(ids)))
    heard = _heard(connection, ids)
    for row in connection.execute(statement, execution_options={"yield_per": BATCH}):
        day = local(row.submitted_at).date()
        yield referral_value(_Row(row, submitted_on=day), heard.get(row.id, []), around)


def _heard(connection: Connection, ids: Collection[int] | None) -> dict[int, list[Any]]:
    statement = select(F.c.referral_id, F.c.flag, F.c.capacity, F.c.current).where(F.c.source == "panel")
    if ids is not None:
        statement = statement.where(F.c.referral_id.in_(sorted(ids)))
    found: dict[int, list[Any]] = {}
    for row in connection.execute(statement):
        found.setdefault(row.referral_id, []).append(row)
    return found


def plans(
    connection: Connection, around: Surroundings, plan_ids: Collection[int] | None = None
) -> Iterator[FormValue]:
    """Every submitted version of every safety plan."""
    statement = (
        select(
            V.c.id,
            P.c.reference,
            V.c.number,
            P.c.child_id,
            P.c.setting_id,
            V.c.submitted_at,
            V.c.form_version,
            V.c.answers,
        )
        .join(P, P.c.id == V.c.plan_id)
        .order_by(V.c.id)
    )
    if plan_ids is not None:
        statement = statement.where(P.c.id.in_(sorted(plan_ids)))
    for row in connection.execute(statement, execution_options={"yield_per": BATCH}):
        yield plan_value(_Row(row, submitted_on=local(row.submitted_at).date()), around)


def forms_of_child(connection: Connection, child_ids: Collection[int]) -> tuple[set[int], set[int]]:
    """Row ids of the referrals and of the plans of some children, also under a merged record."""
    wanted = set(child_ids)
    merged = merged_children(connection)
    wanted |= {merged[child] for child in child_ids if child in merged}
    wanted |= {child for child, into in merged.items() if into in wanted}
    ids = sorted(wanted)
    return (
        set(connection.scalars(select(R.c.id).where(R.c.child_id.in_(ids)))),
        set(connection.scalars(select(P.c.id).where(P.c.child_id.in_(ids)))),
    )


# The read model -------------------------------------------------------------------------------------

FORM_COLUMNS = [column.name for column in N.columns]
FACT_COLUMNS = [column.name for column in X.columns]


def frame_of(connection: Connection, table: Any, columns: list[str]) -> pd.DataFrame:
    """A whole table as a frame, in the order of its row ids."""
    rows = connection.execute(select(*[table.c[name] for name in columns]).order_by(table.c.id)).all()
    return pd.DataFrame([tuple(row) for row in rows], columns=columns)


def forms_frame(connection: Connection) -> pd.DataFrame:
    """Every counted form, with the name of its setting."""
    found = frame_of(connection, N, FORM_COLUMNS)
    names = setting_names(connection)
    found["setting"] = [names.get(number, "") for number in found["setting_id"]]
    return found


def facts_frame(connection: Connection) -> pd.DataFrame:
    """Every fact."""
    return frame_of(connection, X, FACT_COLUMNS)


def setting_names(connection: Connection) -> dict[int, str]:
    """Setting names by row id; two settings of one name are told apart by their URN."""
    rows = connection.execute(select(S.c.id, S.c.urn, S.c.name)).all()
    names = [row.name for row in rows]
    return {row.id: row.name if names.count(row.name) == 1 else f"{row.name} ({row.urn})" for row in rows}


def digest(connection: Connection) -> str:
    """SHA-256 over the natural keys and values of the read model; row ids and order do not matter."""
    children = {row.id: row.public_id for row in connection.execute(select(C.c.id, C.c.public_id))}
    urns = {row.id: row.urn for row in connection.execute(select(S.c.id, S.c.urn))}
    facts: dict[int, list[list[Any]]] = {}
    for row in connection.execute(select(X)):
        facts.setdefault(row.form_id, []).append([row._mapping[name] for name in FACT_COLUMNS[2:]])
    lines = []
    for row in connection.execute(select(N)):
        values = dict(row._mapping)
        own = sorted(facts.get(values.pop("id"), []), key=str)
        values.pop("record_id")
        values["child_id"], values["setting_id"] = children[row.child_id], urns.get(row.setting_id)
        values["submitted_on"] = row.submitted_on.isoformat()
        values["submitted_at"] = row.submitted_at.isoformat()
        lines.append(json.dumps([values, own], sort_keys=True, ensure_ascii=False))
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def last_form_at(connection: Connection) -> dt.datetime | None:
    """When the newest counted form was submitted."""
    found: dt.datetime | None = connection.scalar(select(N.c.submitted_at).order_by(N.c.submitted_at.desc()))
    return found


def looked_at(connection: Connection, account_id: int, page: str) -> dt.datetime | None:
    """When a person last opened a page that writes a line of the trail."""
    statement = select(T.c.at).where(T.c.actor_id == account_id, T.c.name == page, T.c.kind == "listing")
    found: dt.datetime | None = connection.scalar(statement.order_by(T.c.id.desc()).limit(1))
    return found


def forms_since(connection: Connection, moment: dt.datetime | None) -> int:
    """How many forms were submitted after a moment; all of them without one."""
    statement = select(func.count()).select_from(N)
    if moment is not None:
        statement = statement.where(N.c.submitted_at > moment)
    return connection.scalar(statement) or 0
