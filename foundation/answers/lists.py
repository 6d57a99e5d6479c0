"""Reading answers back: the present ones, what is missing, who changed what, frozen versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from foundation.access.models import Account
from foundation.answers.models import AnswerConflict, AnswerRevision, AnswerSection, AnswerVersion
from foundation.questions import (
    Answers,
    Form,
    Given,
    Malformed,
    Problem,
    Reader,
    Reading,
    changes,
    problems,
    reading,
)
from foundation.store import Actor, session

if TYPE_CHECKING:
    from foundation.answers.long_form import LongForm


def section_rows(record: Any) -> list[AnswerSection]:
    """The saved sections of a record."""
    return list(
        session().scalars(
            select(AnswerSection).where(
                AnswerSection.record_type == record.__tablename__, AnswerSection.record_id == record.id
            )
        )
    )


def section_row(record: Any, section: str) -> AnswerSection | None:
    """One saved section, fresh from the database; None before its first save."""
    return (
        session()
        .scalars(
            select(AnswerSection)
            .where(
                AnswerSection.record_type == record.__tablename__,
                AnswerSection.record_id == record.id,
                AnswerSection.section == section,
            )
            .execution_options(populate_existing=True)
        )
        .one_or_none()
    )


def answers_in(form: Form, row: AnswerSection | AnswerRevision | AnswerVersion | None) -> Answers:
    """The answers of a row, in the words of the form's present version."""
    return form.forward(dict(row.answers), row.form_version) if row is not None else {}


def malformed_in(row: AnswerSection | None) -> list[Malformed]:
    """What was typed and cannot be stored, as it was typed."""
    return [Malformed(**{**m, "path": tuple(m["path"])}) for m in (row.malformed if row is not None else ())]


def answers_of(record: Any, form: Form) -> Answers:
    """All present answers of a record, sections side by side."""
    out: Answers = {}
    for row in section_rows(record):
        out |= answers_in(form, row)
    return out


def problems_of(record: Any, long_form: LongForm) -> list[Problem]:
    """Everything missing, malformed or contradictory: for the desk and for submitting."""
    rows = section_rows(record)
    malformed = [m for row in rows for m in malformed_in(row)]
    return problems(long_form.form, answers_of(record, long_form.form), long_form.given(record), malformed)


def reading_of(record: Any, long_form: LongForm, reader: Reader, version: int | None = None) -> Reading:
    """What this reader may read: the present answers, or those of a frozen version."""
    form = long_form.form
    answers = answers_of(record, form) if version is None else frozen_answers(record, form, version)
    return reading(form, answers, reader, long_form.given(record))


def saved_at(record: Any) -> dt.datetime | None:
    """When anything was last saved."""
    return max((row.saved_at for row in section_rows(record)), default=None)


def open_conflicts(record: Any, actor: Actor, section: str | None = None) -> list[AnswerConflict]:
    """The answers this person still has to compare, oldest first."""
    statement = (
        select(AnswerConflict)
        .where(
            AnswerConflict.record_type == record.__tablename__,
            AnswerConflict.record_id == record.id,
            AnswerConflict.by_account == actor.account_id,
            AnswerConflict.settled_at.is_(None),
        )
        .order_by(AnswerConflict.id)
    )
    if section is not None:
        statement = statement.where(AnswerConflict.section == section)
    return list(session().scalars(statement))


def versions_of(record: Any) -> list[AnswerVersion]:
    """The frozen versions of a record, oldest first."""
    return list(
        session().scalars(
            select(AnswerVersion)
            .where(AnswerVersion.record_type == record.__tablename__, AnswerVersion.record_id == record.id)
            .order_by(AnswerVersion.number)
        )
    )


def frozen_answers(record: Any, form: Form, version: int) -> Answers:
    """The answers of one frozen version. Raises LookupError when there is none of that number."""
    found = next((v for v in versions_of(record) if v.number == version), None)
    if found is None:
        raise LookupError(f"no version {version}")
    return answers_in(form, found)


@dataclass(frozen=True)
class SectionState:
    """A line of the task list. `missing` are the labels of what is missing, the first of each question."""

    key: str
    title: str
    hint: str
    state: str
    missing: tuple[str, ...]


NOT_STARTED, IN_PROGRESS, COMPLETED = "Not started", "In progress", "Completed"


def section_states(form: Form, answers: Answers, found: Sequence[Problem]) -> list[SectionState]:
    """The state of every section, in the form's order."""
    out = []
    for section in form.sections:
        missing = tuple(dict.fromkeys(p.label for p in found if p.section == section.key))
        started = any(question.key in answers for question in section.questions)
        state = IN_PROGRESS if started and missing else COMPLETED if started or not missing else NOT_STARTED
        if not started and not missing:
            state = NOT_STARTED
        out.append(SectionState(section.key, section.title, section.hint, state, missing if started else ()))
    return out


@dataclass(frozen=True)
class Sentence:
    """What somebody changed in one sitting, in the form's own words."""

    who: str
    when: dt.datetime
    section: str
    changes: tuple[str, ...]


def _revisions(record: Any) -> list[AnswerRevision]:
    return list(
        session().scalars(
            select(AnswerRevision)
            .where(AnswerRevision.record_type == record.__tablename__, AnswerRevision.record_id == record.id)
            .order_by(AnswerRevision.id)
        )
    )


def _sittings(revisions: Sequence[AnswerRevision]) -> list[list[AnswerRevision]]:
    """Revisions in runs: the same person in the same section, less than half an hour apart."""
    runs: list[list[AnswerRevision]] = []
    open_runs: dict[str, list[AnswerRevision]] = {}
    for revision in revisions:
        run = open_runs.get(revision.section)
        near = run and revision.saved_at - run[-1].saved_at < dt.timedelta(minutes=30)
        if run and near and run[-1].saved_by == revision.saved_by:
            run.append(revision)
        else:
            open_runs[revision.section] = [revision]
            runs.append(open_runs[revision.section])
    return runs


def account_names() -> dict[int, str]:
    """The name of every account."""
    return {account.id: account.name for account in session().scalars(select(Account))}


def history_of(record: Any, long_form: LongForm, reader: Reader) -> list[Sentence]:
    """Who changed what, newest first; only what the reader may read."""
    form, given = long_form.form, long_form.given(record)
    names = account_names()
    before: dict[str, Answers] = {}
    out = []
    for run in _sittings(_revisions(record)):
        last = run[-1]
        section = form.section(last.section)
        old, new = before.get(last.section, {}), answers_in(form, last)
        before[last.section] = new
        words = changes(_read(form, old, reader, given), _read(form, new, reader, given))
        if words and section is not None:
            out.append(Sentence(names.get(last.saved_by, "The system"), last.saved_at, section.title, words))
    return out[::-1]


def _read(form: Form, answers: Answers, reader: Reader, given: Given) -> Reading:
    return reading(form, answers, reader, given)


def changes_by_others(record: Any, long_form: LongForm, actor: Actor) -> list[Sentence]:
    """What colleagues changed since this person last saved anything here, newest first."""
    own = [r.saved_at for r in _revisions(record) if r.saved_by == actor.account_id]
    since = max(own, default=None)
    return [
        line
        for line in history_of(record, long_form, actor)
        if line.who != actor.name and (since is None or line.when > since)
    ]
