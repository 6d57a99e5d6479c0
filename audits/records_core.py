"""Reading what the facts are about, for many records at once: values, with one query for each kind of row.

Read below the scopes: figures and the draw are the same whoever asks. What a person may open is decided where
a record is shown. Nothing of a child but row ids leaves this module.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Select, select

from audits.facts import (
    AlertRow,
    AskedRow,
    ContactRow,
    EntryRow,
    MeetingRow,
    Record,
    SeparationRow,
)
from cases.decided import answer_due
from cases.meetings.models import Meeting
from cases.models import Case, CaseEntry, Contact, Party, Separation, SeparationBasis
from foundation.store import now, today
from safetyplans.models import PlanRequest, SafetyPlan
from transitions.models import Alert

C, P, K, E = Case.__table__.c, Party.__table__.c, Contact.__table__.c, CaseEntry.__table__.c
R, S, A = PlanRequest.__table__.c, SafetyPlan.__table__.c, Alert.__table__.c
M, X, B = Meeting.__table__.c, Separation.__table__.c, SeparationBasis.__table__.c


def _grouped(connection: Connection, statement: Select[Any]) -> dict[int, list[Any]]:
    """Rows by their first column."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(statement):
        found[row[0]].append(row)
    return found


def fresh() -> Record:
    """A record of this moment."""
    return Record(today(), now())


def case_records(connection: Connection, case_ids: Collection[int]) -> dict[int, Record]:
    """The record of each case, by row id."""
    wanted = sorted(case_ids)
    records: dict[int, Record] = {}
    for case, status in connection.execute(select(C.id, C.status).where(C.id.in_(wanted))):
        records[case] = fresh()
        records[case].status = status
    parties = _grouped(connection, select(P.case_id, P.child_id, P.role).where(P.case_id.in_(wanted)))
    contacts = _grouped(connection, _contacts().where(K.case_id.in_(wanted)))
    entries = _grouped(connection, _entries().where(E.case_id.in_(wanted)))
    alerts = _grouped(connection, _alerts_of_cases(wanted))
    separations = _grouped(
        connection,
        select(B.case_id, X.review_on, X.status)
        .join(X.id.table, B.separation_id == X.id)
        .where(B.case_id.in_(wanted)),
    )
    meetings = _grouped(
        connection,
        select(M.case_id, M.child_id, M.status).where(M.case_id.in_(wanted), M.kind == "strategy"),
    )
    asked = _grouped(connection, _requests().where(R.case_id.in_(wanted)))
    signed = _signed(connection, select(P.child_id).where(P.case_id.in_(wanted)))
    for case, record in records.items():
        record.parties = {row.child_id: row.role for row in parties[case]}
        record.contacts = [_contact(row) for row in contacts[case]]
        record.entries = [_entry(row) for row in entries[case]]
        record.alerts = [_alert(row) for row in alerts[case]]
        record.separations = [SeparationRow(row.review_on, row.status) for row in separations[case]]
        record.meetings = [MeetingRow(row.child_id, row.status) for row in meetings[case]]
        record.asked = [_asked(row, signed) for row in asked[case]]
        record.planned = set(record.parties) & signed.live
    return records


class Signed(dict[tuple[int, int], dt.date]):
    """When a plan was first in force, by child and setting; and the children with one in force now."""

    def __init__(self, rows: Iterable[Any]) -> None:
        """From rows of child, setting, day of signature, status."""
        super().__init__()
        self.live: set[int] = set()
        for child, setting, day, status in rows:
            key = (child, setting)
            self[key] = min(day, self.get(key, day))
            if status == "in_force":
                self.live.add(child)


def _signed(connection: Connection, children: Any) -> Signed:
    statement = select(S.child_id, S.setting_id, S.signed_on, S.status)
    return Signed(connection.execute(statement.where(S.child_id.in_(children), S.signed_on.is_not(None))))


def _requests() -> Select[Any]:
    return select(R.case_id, R.id, R.child_id, R.setting_id, R.asked_on, R.due_on, R.status)


def _asked(row: Any, signed: Signed) -> AskedRow:
    return AskedRow(
        row.child_id, row.asked_on, row.due_on, row.status, signed.get((row.child_id, row.setting_id))
    )


def _contacts() -> Select[Any]:
    return select(
        K.case_id, K.reference, K.agency, K.source_kind, K.received_at, K.answered_at, K.replied_at
    ).order_by(K.received_at)


def _contact(row: Any) -> ContactRow:
    agency = row.agency or {"referral": "School, fair access", "plan": "School, plan"}.get(
        row.source_kind, "Agency"
    )
    due = answer_due(row.received_at)
    return ContactRow(row.reference, agency, row.received_at, row.answered_at, row.replied_at, due)


def _entries() -> Select[Any]:
    return select(
        E.case_id, E.kind, E.child_id, E.state, E.due_on, E.done_on, E.owner, E.authority_on, E.answers
    ).order_by(E.id)


def _entry(row: Any) -> EntryRow:
    directly = bool((row.answers or {}).get("direct"))
    marked = row.authority_on is not None
    return EntryRow(row.kind, row.child_id, row.state, row.due_on, row.done_on, row.owner, marked, directly)


def _alerts_of_cases(case_ids: list[int]) -> Select[Any]:
    return (
        select(B.case_id, A.reference, A.status, A.due_on, A.escalated_at)
        .join(A.id.table, A.separation_id == B.separation_id)
        .where(B.case_id.in_(case_ids))
        .distinct()
    )


def _alert(row: Any) -> AlertRow:
    return AlertRow(row.reference, row.status, row.due_on, row.escalated_at is not None)


def asked_records(connection: Connection, public_ids: Collection[str]) -> dict[str, Record]:
    """The record of each plan that was asked for, by its public id."""
    statement = _requests().add_columns(R.public_id).where(R.public_id.in_(sorted(public_ids)))
    rows = connection.execute(statement).all()
    signed = _signed(connection, sorted({row.child_id for row in rows}))
    found = {}
    for row in rows:
        record = found[row.public_id] = fresh()
        record.asked = [_asked(row, signed)]
        record.planned = {row.child_id} & signed.live
    return found


def alert_records(connection: Connection, references: Collection[str]) -> dict[str, Record]:
    """The record of each alert, by its reference."""
    statement = select(A.reference, A.status, A.due_on, A.escalated_at).where(
        A.reference.in_(sorted(references))
    )
    found = {}
    for row in connection.execute(statement):
        record = found[row.reference] = fresh()
        record.alerts = [_alert(row)]
    return found


def contact_records(connection: Connection, references: Collection[str]) -> dict[str, Record]:
    """The record of each contact, by its reference."""
    found = {}
    for row in connection.execute(_contacts().where(K.reference.in_(sorted(references)))):
        record = found[row.reference] = fresh()
        record.contacts = [_contact(row)]
    return found
