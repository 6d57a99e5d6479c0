"""The population of an audit: what it could look at in a period, with what decides the draw.

Source: safeguarding, "The monthly audit": peer-on-peer cases opened, open or closed in the month; plans
asked for or due; alerts; Fair Access referrals flagged and not linked. Read below the scopes, so that the
draw is the same whoever opens the audit; a record is shown only to those who may see it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, select

from audits import records_core
from audits.facts import Record, advice_answered, alerts_in_time, letters_in_time
from audits.sampling import Candidate
from cases.models import Case, CaseEntry, Contact, ContactChild, Incident, Party, Separation, SeparationBasis
from fap.models import Decision, Referral
from foundation.store.reference_data import label
from roll.models import Setting
from safetyplans.models import PlanRequest
from transitions.models import Alert

C, P, H, K = Case.__table__.c, Party.__table__.c, Incident.__table__.c, Contact.__table__.c
E, N, R, A = CaseEntry.__table__.c, ContactChild.__table__.c, PlanRequest.__table__.c, Alert.__table__.c
X, B = Separation.__table__.c, SeparationBasis.__table__.c
D, F, S = Decision.__table__.c, Referral.__table__.c, Setting.__table__.c

SEVERE = frozenset({"abusive", "violent"})
SEVERE_NATURES = frozenset({"sexual_violence", "exploitation"})
SEXUAL = frozenset({"sexual_violence", "sexual_harassment", "sexual_other", "sexual"})


def population(connection: Connection, first: dt.date, last: dt.date, theme: str = "") -> list[Candidate]:
    """Every record of the period; of one theme where one is named (then cases alone)."""
    found = _cases(connection, first, last, theme)
    if not theme:
        found += _asked(connection, first, last) + _alerts(connection, first, last)
        found += _contacts(connection, last)
    return found


def case_ids(connection: Connection, first: dt.date, last: dt.date) -> list[int]:
    """Cases that were opened, open or closed in the period."""
    statement = select(C.id).where(C.opened_on <= last, (C.closed_on.is_(None)) | (C.closed_on >= first))
    return sorted(connection.execute(statement).scalars())


def records_of(connection: Connection, first: dt.date, last: dt.date, theme: str = "") -> list[Record]:
    """The records of everything in the period, for its figures."""
    named: dict[str, list[str]] = defaultdict(list)
    for one in population(connection, first, last, theme):
        named[one.subject].append(one.reference)
    cases = select(C.id).where(C.reference.in_(named["case"]))
    return [
        *records_core.case_records(connection, connection.execute(cases).scalars().all()).values(),
        *records_core.asked_records(connection, named["asked"]).values(),
        *records_core.alert_records(connection, named["alert"]).values(),
        *records_core.contact_records(connection, named["contact"]).values(),
    ]


def record_of(connection: Connection, subject: str, reference: str) -> Record:
    """The record behind one line of a sample; an empty one where it is gone."""
    if subject == "case":
        case = connection.execute(select(C.id).where(C.reference == reference)).scalar()
        return records_core.case_records(connection, [case] if case else []).get(
            case or 0, records_core.fresh()
        )
    read = {
        "asked": records_core.asked_records,
        "alert": records_core.alert_records,
        "contact": records_core.contact_records,
    }
    return read[subject](connection, [reference]).get(reference, records_core.fresh())


def _phases(connection: Connection) -> dict[int | None, str]:
    """The phase of every setting in words, by row id."""
    rows = connection.execute(select(S.id, S.phase_code, S.type_name))
    return {
        setting: (label("gias_phase", code) if code and code != "0" else kind) or "Another setting"
        for setting, code, kind in rows
    }


def _many(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


def _cases(connection: Connection, first: dt.date, last: dt.date, theme: str) -> list[Candidate]:
    ids = case_ids(connection, first, last)
    records = records_core.case_records(connection, ids)
    rows = connection.execute(
        select(C.id, C.reference, C.authority_reference, C.opened_on, C.closed_on, C.owner_id).where(
            C.id.in_(ids)
        )
    ).all()
    parties = _many(
        connection.execute(select(P.case_id, P.child_id, P.role, P.setting_id).where(P.case_id.in_(ids)))
    )
    incidents = _many(
        connection.execute(
            select(H.case_id, H.natures, H.hackett, H.place, H.technology, H.grouped).where(
                H.case_id.in_(ids)
            )
        )
    )
    handlers, overridden, phases = _handlers(connection, ids), _overridden(connection), _phases(connection)
    made = []
    for row in rows:
        children = tuple(party.child_id for party in parties[row.id])
        if theme and not _of_theme(theme, incidents[row.id], records[row.id]):
            continue
        setting = _setting(parties[row.id])
        made.append(
            Candidate(
                subject="case",
                reference=row.reference,
                known_as=row.authority_reference or row.reference,
                children=children,
                setting_id=setting,
                phase=phases.get(setting, "No setting named"),
                stage=_stage(row, first, last),
                severity=_severity(incidents[row.id]),
                always=_always(records[row.id], bool(overridden & set(children))),
                handlers=tuple(sorted({*handlers[row.id], *([row.owner_id] if row.owner_id else [])})),
            )
        )
    return made


def _setting(parties: list[Any]) -> int | None:
    """Where the child alleged to have been harmed was; else where anybody was."""
    ordered = sorted(parties, key=lambda party: party.role not in {"alleged_victim", "both"})
    return next((party.setting_id for party in ordered if party.setting_id), None)


def _stage(row: Any, first: dt.date, last: dt.date) -> str:
    if row.closed_on is not None and row.closed_on <= last:
        return "closed"
    return "new" if row.opened_on >= first else "open"


def _severity(incidents: list[Any]) -> str:
    severe = any(i.hackett in SEVERE or SEVERE_NATURES & set(i.natures or ()) for i in incidents)
    return "severe" if severe else "less severe"


def _of_theme(theme: str, incidents: list[Any], record: Record) -> bool:
    """Whether a case belongs to a theme (audits.questions.THEMES)."""
    if theme == "together":
        return bool(record.alerts)
    tests: dict[str, Callable[[Any], bool]] = {
        "sexual": lambda i: bool(SEXUAL & set(i.natures or ())),
        "online": lambda i: i.place == "online" or i.technology == "yes",
        "outside": lambda i: i.place not in {"in_school", "not_known", ""},
        "group": lambda i: i.grouped == "group",
    }
    return any(tests[theme](incident) for incident in incidents)


def _always(record: Record, overridden: bool = False) -> str:
    """Why a record is in whatever is drawn: the first reason that holds; empty for an ordinary one."""
    alerts, letters, advice = alerts_in_time(record), letters_in_time(record), advice_answered(record)
    reasons = {
        "override": overridden,
        "plan_overdue": any(a.overdue_on(record.today) for a in record.asked),
        "alert_late": alerts.reached < alerts.of,
        "advice_overdue": advice.overdue,
        "letter_late": letters.reached < letters.of,
    }
    return next((name for name, holds in reasons.items() if holds), "")


def _handlers(connection: Connection, ids: list[int]) -> dict[int, set[int]]:
    """Accounts that wrote in a case or answered one of its contacts."""
    found: dict[int, set[int]] = defaultdict(set)
    wrote = select(E.case_id, E.recorded_by_id).where(E.case_id.in_(ids), E.recorded_by_id.is_not(None))
    answered = select(K.case_id, K.answered_by_id).where(K.case_id.in_(ids), K.answered_by_id.is_not(None))
    for case, account in (*connection.execute(wrote), *connection.execute(answered)):
        found[case].add(account)
    return found


def _overridden(connection: Connection) -> set[int]:
    """Children who were placed although the placement check was not clear."""
    statement = (
        select(F.child_id)
        .join(F.id.table, D.referral_id == F.id)
        .where(D.override_reason.is_not(None), D.status == "signed")
    )
    return set(connection.execute(statement).scalars())


def _asked(connection: Connection, first: dt.date, last: dt.date) -> list[Candidate]:
    """Plans that were asked for or due in the period, outside any case."""
    statement = select(R.id, R.public_id, R.child_id, R.setting_id, R.asked_by, R.status).where(
        R.case_id.is_(None), R.asked_on <= last, R.due_on >= first
    )
    rows = connection.execute(statement).all()
    records = records_core.asked_records(connection, [row.public_id for row in rows])
    phases = _phases(connection)
    return [
        Candidate(
            "asked",
            row.public_id,
            f"Plan asked for {number}",
            (row.child_id,),
            row.setting_id,
            phases.get(row.setting_id, ""),
            "plan asked for",
            "",
            _always(records[row.public_id]),
            (row.asked_by,),
        )
        for number, row in enumerate(sorted(rows, key=lambda row: int(row.id)), 1)
    ]


def _alerts(connection: Connection, first: dt.date, last: dt.date) -> list[Candidate]:
    """Alerts of the period that belong to no case: about a plan alone, or a separation a school reported."""
    behind = select(B.separation_id).where(B.case_id.is_not(None))
    statement = select(A.id, A.reference, A.child_id, A.other_child_id, A.setting_id, A.assigned_to_id).where(
        A.raised_on >= first, A.raised_on <= last, A.separation_id.is_(None) | A.separation_id.not_in(behind)
    )
    rows = connection.execute(statement).all()
    records, phases = records_core.alert_records(connection, [r.reference for r in rows]), _phases(connection)
    return [
        Candidate(
            "alert",
            row.reference,
            row.reference,
            tuple(child for child in (row.child_id, row.other_child_id) if child),
            row.setting_id,
            phases.get(row.setting_id, ""),
            "alert",
            "",
            _always(records[row.reference]),
            (row.assigned_to_id,) if row.assigned_to_id else (),
        )
        for row in rows
    ]


def _contacts(connection: Connection, last: dt.date) -> list[Candidate]:
    """Flagged referrals and plans that nobody has linked to a case or answered."""
    end = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), dt.UTC)
    statement = select(K.id, K.reference, K.child_id, K.setting_id, K.source_kind).where(
        K.status == "waiting", K.received_at < end
    )
    rows = connection.execute(statement).all()
    named = _many(
        connection.execute(
            select(N.contact_id, N.child_id).where(
                N.contact_id.in_([row.id for row in rows]), N.child_id.is_not(None)
            )
        )
    )
    records, phases = (
        records_core.contact_records(connection, [r.reference for r in rows]),
        _phases(connection),
    )
    return [
        Candidate(
            "contact",
            row.reference,
            row.reference,
            (row.child_id, *(other.child_id for other in named[row.id])),
            row.setting_id,
            phases.get(row.setting_id, ""),
            "not linked",
            "",
            _always(records[row.reference]),
        )
        for row in rows
    ]
