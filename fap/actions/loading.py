"""Loading past referrals, all of a file or nothing, and writing referrals out again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from fap.actions.following import follow_answers
from fap.actions.referral import child_of_answers, start_referral, submit_referral
from fap.events import ReferralLoaded, ReferralSubmitted
from fap.form import FORM
from fap.given import given
from fap.loading import Record, Reject, Unreadable, checked_answers, read_records
from fap.long_form import LONG_FORM, follow_name
from fap.models import Referral
from fap.reading import ReferralReader
from fap.rights import demand
from foundation.access.permissions import Permission
from foundation.answers import freeze, reading_of, write_answers
from foundation.questions import Answers
from foundation.store import Actor, next_reference, session, today
from foundation.store.clock import LONDON
from foundation.trail import record
from roll.lists import setting_by_urn, settings_by_id

STATES = ("draft", "submitted", "closed")
NEEDED = ("surname", "forename", "date_of_birth")


@dataclass
class Loaded:
    """What became of a file: with a single reject nothing is loaded. `known`: referrals loaded before."""

    loaded: int = 0
    known: int = 0
    rejects: list[Reject] = field(default_factory=list)


@dataclass(frozen=True)
class Ready:
    """A record that can be loaded."""

    line: int
    reference: str
    status: str
    setting_id: int | None
    started: dt.date
    submitted: dt.date | None
    paper: dt.date | None
    answers: Answers


def load_referrals(actor: Actor, data: bytes, file_name: str) -> Loaded:
    """Load the referrals of a file. Raises NotAllowed."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    try:
        records, rejects = read_records(data, file_name)
    except Unreadable as wrong:
        return Loaded(rejects=[Reject(0, "", str(wrong))])
    outcome = Loaded(rejects=rejects)
    ready = [one for record_ in records if (one := _ready(record_, outcome.rejects))]
    outcome.rejects.sort(key=lambda reject: reject.line)
    if outcome.rejects:
        return outcome
    for one in ready:
        if one.reference and _known(one.reference):
            outcome.known += 1
            continue
        try:
            with session().begin_nested():
                _load(actor, one)
        except ValueError as refused:
            outcome.rejects.append(Reject(one.line, "", str(refused)))
        outcome.loaded += 1
    return outcome


def _known(reference: str) -> bool:
    return session().scalars(select(Referral.id).where(Referral.reference == reference)).first() is not None


def _ready(found: Record, rejects: list[Reject]) -> Ready | None:
    """The record with its keys understood; what is wrong is added to the rejects."""
    before = len(rejects)
    answers, wrong = checked_answers(FORM, found.answers, given())
    rejects += [Reject(found.line, key, reason) for key, reason in wrong]
    status = str(found.said["status"] or "closed")
    if status not in STATES:
        rejects.append(Reject(found.line, "status", f"must be one of {', '.join(STATES)}"))
    if status != "draft":
        rejects += [
            Reject(found.line, f"answers/{key}", "is needed to know the child")
            for key in NEEDED
            if key not in answers
        ]
    days = {key: _day(found, key, rejects) for key in ("started_on", "submitted_on", "paper_on")}
    if status != "draft" and days["submitted_on"] is None:
        rejects.append(Reject(found.line, "submitted_on", "is needed: the day on which it was sent"))
    urn = str(found.said["setting_urn"] or "")
    setting = setting_by_urn(urn) if urn else None
    if urn and setting is None:
        rejects.append(Reject(found.line, "setting_urn", "no setting has this URN"))
    if len(rejects) > before:
        return None
    started = days["started_on"] or days["submitted_on"] or today()
    reference = str(found.said["reference"] or "")[:20]
    return Ready(
        found.line,
        reference,
        status,
        setting.id if setting else None,
        started,
        days["submitted_on"],
        days["paper_on"],
        answers,
    )


def _day(found: Record, key: str, rejects: list[Reject]) -> dt.date | None:
    text = str(found.said[key] or "")
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text[:10])
    except ValueError:
        rejects.append(Reject(found.line, key, "must be a day like 2025-11-03"))
        return None
    if day > today():
        rejects.append(Reject(found.line, key, "lies in the future"))
    return day


def _load(actor: Actor, one: Ready) -> Referral:
    """One referral: a draft, one that is sent like any other, or one that is over and kept as it was."""
    made = start_referral(actor, setting_id=one.setting_id, origin="file")
    write_answers(actor, made, FORM, one.answers)
    made.started_at = _noon(one.started)
    made.paper_on = one.paper
    follow_name(made)
    if one.status == "submitted":
        made.reference = one.reference or None
        submit_referral(actor, made)
    elif one.status == "closed":
        _close(actor, made, one)
    if one.submitted and one.status != "draft":
        made.submitted_at = _noon(one.submitted)
    session().flush()
    return made


def _close(actor: Actor, made: Referral, one: Ready) -> None:
    """A referral that is over: its answers are frozen with what may be missing; nobody is asked or told."""
    assert one.submitted is not None
    made.version = freeze(actor, made, FORM)
    made.reference = one.reference or next_reference(session(), "FAP", one.submitted.year)
    made.submitted_by, made.submitted_at = actor.account_id, _noon(one.submitted)
    made.child_id = child_of_answers(actor, one.answers)
    record(ReferralSubmitted(subject=made, version=made.version))
    follow_answers(actor, made, one.answers, tell=False)
    record(ReferralLoaded(subject=made))


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), LONDON).astimezone(dt.UTC)


def exported(actor: Actor) -> Iterator[dict[str, Any]]:
    """Every referral that the actor may read, with what is withheld or not theirs to read left out."""
    found = list(session().scalars(select(Referral).order_by(Referral.id)))
    settings = settings_by_id({row.setting_id for row in found if row.setting_id})
    for row in found:
        seen = reading_of(row, LONG_FORM, ReferralReader(actor, row), row.version)
        status = row.status if row.status in STATES else "closed" if row.version else "draft"
        yield {
            "reference": row.reference,
            "status": status,
            "setting_urn": settings[row.setting_id].urn if row.setting_id else None,
            "started_on": row.started_at.astimezone(LONDON).date().isoformat(),
            "submitted_on": row.submitted_at.astimezone(LONDON).date().isoformat()
            if row.submitted_at
            else None,
            "paper_on": row.paper_on.isoformat() if row.paper_on else None,
            "answers": _without_files(seen.answers),
        }


def children_referred() -> set[int]:
    """The children whose referrals the actor may read: whom an export is about."""
    return {child for row in session().scalars(select(Referral)) for child in row.child_ids()}


def _without_files(answers: Answers) -> Answers:
    """Documents stay where they are: of the checklist only the reasons why one is missing go out."""
    papers = {
        kind: {key: value for key, value in said.items() if key != "files"}
        for kind, said in (answers.get("documents") or {}).items()
    }
    kept = {kind: said for kind, said in papers.items() if said}
    rest = {key: value for key, value in answers.items() if key != "documents"}
    return rest | ({"documents": kept} if kept else {})
