"""System reads of the records that count, one function for each kind of form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, select

from cases.meetings.models import Meeting, MeetingAction
from cases.models import Case, CaseEntry, Incident, Party
from fap.models import Decision, HeardAtPanel, Placement, Referral, ReferralFlag, SafetyAnswer
from foundation.answers.models import AnswerSection, AnswerVersion
from foundation.store.clock import local
from needs.gathering import (
    Beside,
    FormValue,
    Parts,
    Surroundings,
    alert_value,
    meeting_value,
    party_value,
    plan_value,
    referral_value,
)
from safetyplans.models import PlanRequest, PlanVersion, SafetyPlan
from transitions.models import Alert

R, A = Referral.__table__, AnswerVersion.__table__
P, V = SafetyPlan.__table__, PlanVersion.__table__
K, Y, M = Case.__table__, Party.__table__, Meeting.__table__
BATCH = 500
Ids = Collection[int] | None


class _Row:
    """A row with a few more values, under one roof."""

    def __init__(self, row: Any, **more: Any) -> None:
        self.__dict__.update(row._mapping, **more)


def _by(
    connection: Connection, table: Any, key: Any, ids: Ids, *where: Any, columns: tuple[str, ...]
) -> dict[Any, list[Any]]:
    """Rows of a table by one of its columns, in the order of their ids; all, or those of some keys."""
    statement = select(key.label("_key"), *(table.c[name] for name in columns)).where(*where)
    if ids is not None:
        statement = statement.where(key.in_(sorted(ids)))
    found: dict[Any, list[Any]] = {}
    for row in connection.execute(statement.order_by(table.c.id)):
        found.setdefault(row._key, []).append(row)
    return found


def referrals(connection: Connection, around: Surroundings, ids: Ids = None) -> Iterator[FormValue]:
    """Every submitted referral that was not withdrawn, as its last submitted version says it."""
    wanted = and_(R.c.version.is_not(None), R.c.submitted_at.is_not(None), R.c.status != "withdrawn")
    answers = and_(A.c.record_type == "referral", A.c.record_id == R.c.id, A.c.number == R.c.version)
    names = ("id", "reference", "version", "child_id", "setting_id", "submitted_at", "category", "status")
    statement = (
        select(*(R.c[name] for name in names), A.c.form_version, A.c.answers)
        .join(A, answers)
        .where(wanted, R.c.reference.is_not(None), R.c.child_id.is_not(None))
        .order_by(R.c.id)
    )
    if ids is not None:
        statement = statement.where(R.c.id.in_(sorted(ids)))
    beside = _beside(connection, ids)
    for row in connection.execute(statement, execution_options={"yield_per": BATCH}):
        day = local(row.submitted_at).date()
        yield referral_value(_Row(row, submitted_on=day), beside(row.id, row.reference), around)


def _beside(connection: Connection, ids: Ids) -> Callable[[int, str], Beside]:
    """What stands beside the forms, by the referral's row id."""
    flag = ReferralFlag.__table__
    decision, heard = Decision.__table__, HeardAtPanel.__table__
    safety, placement = SafetyAnswer.__table__, Placement.__table__
    flags = _by(
        connection,
        flag,
        flag.c.referral_id,
        ids,
        flag.c.source == "panel",
        columns=("flag", "capacity", "current"),
    )
    decided = _by(
        connection,
        decision,
        decision.c.referral_id,
        ids,
        decision.c.status == "signed",
        columns=("kind", "start_date"),
    )
    said = _by(connection, heard, heard.c.referral_id, ids, columns=("covered", "reason_matched"))
    answered = _by(connection, safety, safety.c.referral_id, ids, columns=("status", "answered_on"))
    placed = _by(connection, placement, placement.c.referral_id, ids, columns=("broke_down_on",))
    names = None
    if ids is not None:
        found = connection.scalars(select(R.c.reference).where(R.c.id.in_(sorted(ids))))
        names = [name for name in found if name]
    met = _by(
        connection,
        M,
        M.c.referral_reference,
        names,
        M.c.referral_reference.is_not(None),
        M.c.status != "cancelled",
        columns=("kind", "status"),
    )

    def of(referral_id: int, reference: str) -> Beside:
        return Beside(
            tuple(flags.get(referral_id, ())),
            tuple(decided.get(referral_id, ())),
            tuple(said.get(referral_id, ())),
            tuple(answered.get(referral_id, ())),
            tuple(met.get(reference, ())),
            tuple(placed.get(referral_id, ())),
        )

    return of


def plans(connection: Connection, around: Surroundings, plan_ids: Ids = None) -> Iterator[FormValue]:
    """Every submitted version of every safety plan."""
    names = ("id", "number", "submitted_at", "form_version", "answers", "status")
    statement = (
        select(
            *(V.c[name] for name in names),
            P.c.reference,
            P.c.child_id,
            P.c.setting_id,
            P.c.status.label("plan_status"),
        )
        .join(P, P.c.id == V.c.plan_id)
        .order_by(V.c.id)
    )
    if plan_ids is not None:
        statement = statement.where(P.c.id.in_(sorted(plan_ids)))
    for row in connection.execute(statement, execution_options={"yield_per": BATCH}):
        yield plan_value(_Row(row, submitted_on=local(row.submitted_at).date()), around)


def cases(connection: Connection, around: Surroundings, case_ids: Ids = None) -> Iterator[FormValue]:
    """Every child in every case."""
    statement = (
        select(Y.c.id, Y.c.child_id, Y.c.setting_id, Y.c.role, Y.c.case_id)
        .add_columns(K.c.reference, K.c.opened_on, K.c.status, K.c.closed_as)
        .join(K, K.c.id == Y.c.case_id)
        .order_by(Y.c.id)
    )
    if case_ids is not None:
        statement = statement.where(K.c.id.in_(sorted(case_ids)))
    parts = _case_parts(connection, case_ids)
    for row in connection.execute(statement, execution_options={"yield_per": BATCH}):
        yield party_value(row, parts(row.case_id), around)


ENTRIES = ("police", "social_care", "assessment", "advice", "referral", "strategy")


def _case_parts(connection: Connection, ids: Ids) -> Callable[[int], Parts]:
    incident, entry, asked = Incident.__table__, CaseEntry.__table__, PlanRequest.__table__
    incidents = _by(
        connection,
        incident,
        incident.c.case_id,
        ids,
        columns=("natures", "historic", "place", "hackett", "relation", "grouped"),
    )
    entries = _by(
        connection,
        entry,
        entry.c.case_id,
        ids,
        entry.c.kind.in_(ENTRIES),
        columns=("child_id", "kind", "state", "agency", "happened_on", "done_on", "owner", "answers"),
    )
    roles = _by(connection, Y, Y.c.case_id, ids, columns=("role",))
    sent = _by(connection, asked, asked.c.case_id, ids, columns=("child_id", "status", "asked_on"))
    written = _by(connection, P, P.c.case_id, ids, columns=("child_id", "status", "signed_on"))
    met = _by(connection, M, M.c.case_id, ids, columns=("child_id", "kind", "status"))

    def of(case_id: int) -> Parts:
        rows = {"incidents": incidents, "asked": sent, "plans": written, "meetings": met}
        made = {name: found.get(case_id, []) for name, found in rows.items()}
        own = sorted(entries.get(case_id, []), key=lambda row: row.happened_on)
        return Parts(made | {"entries": own, "roles": [row.role for row in roles.get(case_id, [])]})

    return of


def meetings(connection: Connection, around: Surroundings, ids: Ids = None) -> Iterator[FormValue]:
    """Every meeting that was not cancelled; the child's setting is that of the case or of the referral."""
    statement = (
        select(M.c.id, M.c.reference, M.c.kind, M.c.child_id, M.c.child_role, M.c.status, M.c.starts_at)
        .add_columns(R.c.setting_id.label("of_referral"), Y.c.setting_id.label("of_case"))
        .outerjoin(R, R.c.reference == M.c.referral_reference)
        .outerjoin(Y, and_(Y.c.case_id == M.c.case_id, Y.c.child_id == M.c.child_id))
        .where(M.c.status != "cancelled")
        .order_by(M.c.id)
    )
    if ids is not None:
        statement = statement.where(M.c.id.in_(sorted(ids)))
    section, action = AnswerSection.__table__, MeetingAction.__table__
    tables = _by(
        connection,
        section,
        section.c.record_id,
        ids,
        section.c.record_type == "child_meeting",
        columns=("answers",),
    )
    acted = _by(
        connection, action, action.c.meeting_id, ids, action.c.status != "withdrawn", columns=("factors",)
    )
    for row in connection.execute(statement, execution_options={"yield_per": BATCH}):
        own = {"table": tables.get(row.id, []), "actions": acted.get(row.id, [])}
        setting = row.of_case or row.of_referral
        on = local(row.starts_at).date()
        kept = Parts(own if row.status == "agreed" else {})
        yield meeting_value(_Row(row, setting_id=setting, on=on, at=row.starts_at), kept, around)


def alerts(connection: Connection, around: Surroundings, ids: Ids = None) -> Iterator[FormValue]:
    """Every alert."""
    table = Alert.__table__
    names = ("id", "reference", "kind", "status", "child_id", "setting_id", "raised_on", "raised_at")
    statement = select(*(table.c[name] for name in names)).order_by(table.c.id)
    if ids is not None:
        statement = statement.where(table.c.id.in_(sorted(ids)))
    for row in connection.execute(statement, execution_options={"yield_per": BATCH}):
        yield alert_value(_Row(row, on=row.raised_on, at=row.raised_at), around)


@dataclass(frozen=True)
class Source:
    """One kind of form: how it is read, and which column its rows hang on when some are read again."""

    kind: str
    read: Callable[[Connection, Surroundings, Ids], Iterator[FormValue]]
    rows_of: Callable[[Connection, Collection[int]], set[int]] | None = None


def _versions_of(connection: Connection, plan_ids: Collection[int]) -> set[int]:
    return set(connection.scalars(select(V.c.id).where(V.c.plan_id.in_(sorted(plan_ids)))))


def _parties_of(connection: Connection, case_ids: Collection[int]) -> set[int]:
    return set(connection.scalars(select(Y.c.id).where(Y.c.case_id.in_(sorted(case_ids)))))


SOURCES: dict[str, Source] = {
    source.kind: source
    for source in (
        Source("referral", referrals),
        Source("plan", plans, _versions_of),
        Source("case", cases, _parties_of),
        Source("meeting", meetings),
        Source("alert", alerts),
    )
}
"""Kind of form -> how it is read. The ids are those of referrals, plans, cases, meetings and alerts."""
