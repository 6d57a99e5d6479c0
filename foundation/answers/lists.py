"""Reading answers back: the present ones, what is missing, who changed what, frozen versions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import defer

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
from foundation.questions.question import Path
from foundation.store import Actor, session

if TYPE_CHECKING:
    from foundation.answers.record_form import RecordForm


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


def problems_of(record: Any, long_form: RecordForm) -> list[Problem]:
    """Everything missing, malformed or contradictory: for the desk and for submitting."""
    rows = section_rows(record)
    malformed = [m for row in rows for m in malformed_in(row)]
    return problems(long_form.form, answers_of(record, long_form.form), long_form.given(record), malformed)


def reading_of(record: Any, long_form: RecordForm, reader: Reader, version: int | None = None) -> Reading:
    """What this reader may read: the present answers, or those of a frozen version.

    What is withheld now is not read in an earlier version either.
    """
    form, given = long_form.form, long_form.given(record)
    present = reading(form, answers_of(record, form), reader, given)
    if version is None:
        return present
    answers = frozen_answers(record, form, version)
    return reading(form, answers, reader, given, hide=present.sight.withheld)


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

    account_id: int
    who: str
    when: dt.datetime
    section: str
    changes: tuple[str, ...]


def _revisions(record: Any) -> list[AnswerRevision]:
    """All revisions, oldest first; their answers are fetched only when looked at."""
    return list(
        session().scalars(
            select(AnswerRevision)
            .where(AnswerRevision.record_type == record.__tablename__, AnswerRevision.record_id == record.id)
            .order_by(AnswerRevision.id)
            .options(defer(AnswerRevision.answers))
        )
    )


def _sittings(revisions: Sequence[AnswerRevision]) -> list[tuple[AnswerRevision | None, AnswerRevision]]:
    """(the revision before, the last one) of each run of the same person in the same section.

    Saves less than half an hour apart are one run. In the order of the last saves.
    """
    runs: list[list[AnswerRevision | None]] = []
    latest: dict[str, list[AnswerRevision | None]] = {}
    for revision in revisions:
        run = latest.get(revision.section)
        last = run[1] if run else None
        near = last is not None and revision.saved_at - last.saved_at < dt.timedelta(minutes=30)
        if run and last and near and last.saved_by == revision.saved_by:
            run[1] = revision
        else:
            latest[revision.section] = [last, revision]
            runs.append(latest[revision.section])
    pairs = [(before, last) for before, last in runs if last is not None]
    return sorted(pairs, key=lambda pair: pair[1].id)


def account_names() -> dict[int, str]:
    """The name of every account."""
    return {account.id: account.name for account in session().scalars(select(Account))}


def history_of(
    record: Any, long_form: RecordForm, reader: Reader, *, unless_by: int | None = None
) -> list[Sentence]:
    """Who changed what, newest first; only what the reader may read.

    With `unless_by` (an account id): what others changed since that person last saved anything here.
    """
    form, given, names = long_form.form, long_form.given(record), account_names()
    revisions = _revisions(record)
    own = max((r.id for r in revisions if r.saved_by == unless_by), default=0) if unless_by else 0
    out = []
    told = [
        (before, last, section)
        for before, last in _sittings(revisions)
        if last.id > own and (section := form.section(last.section)) is not None
    ]
    pairs = [(answers_in(form, before), answers_in(form, last)) for before, last, _section in told]
    hide = _ever_withheld(form, [answers for pair in pairs for answers in pair], reader, given)
    for (_before, last, section), pair in zip(told, pairs, strict=True):
        old, new = (reading(form, answers, reader, given, hide=hide) for answers in pair)
        words = changes(old, new)
        if words:
            who = names.get(last.saved_by, "The system")
            out.append(Sentence(last.saved_by, who, last.saved_at, section.title, words))
    return out[::-1]


def _ever_withheld(form: Form, every: Sequence[Answers], reader: Reader, given: Given) -> frozenset[Path]:
    """The paths withheld in any of these answers: what was written before is not told afterwards."""
    found: set[Path] = set()
    for answers in every:
        found |= reading(form, answers, reader, given).sight.withheld
    return frozenset(found)


def changes_by_others(record: Any, long_form: RecordForm, actor: Actor) -> list[Sentence]:
    """What colleagues changed since this person last saved anything here, newest first."""
    reader = long_form.reader(actor, record)
    return history_of(record, long_form, reader, unless_by=actor.account_id)
