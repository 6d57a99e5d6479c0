"""The only writers of answers: saving a page, settling a comparison, freezing a version."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.answers.lists import (
    answers_in,
    answers_of,
    malformed_in,
    open_conflicts,
    section_row,
    versions_of,
)
from foundation.answers.models import AnswerConflict, AnswerRevision, AnswerSection, AnswerVersion
from foundation.questions import (
    Answers,
    Conflict,
    Draft,
    Form,
    Given,
    Malformed,
    Page,
    Reader,
    Section,
    draft,
    merge,
    page_at,
)
from foundation.questions.pages import put_value
from foundation.questions.question import Path, Posted
from foundation.store import Actor, now, session

ROW_ID = re.compile(r"r[0-9a-f]{10}")


class NoSuchPage(LookupError):
    """The page is not part of the form, or its row is gone."""


@dataclass(frozen=True)
class Saved:
    """What saving a page came to. With `conflicts`, theirs stands and mine waits to be compared."""

    revision: int
    saved_at: dt.datetime
    page: Page
    malformed: tuple[Malformed, ...]
    conflicts: tuple[Conflict, ...]


def save_page(
    actor: Actor,
    record: Any,
    form: Form,
    section: Section,
    path: Path,
    posted: Posted,
    revision: int,
    given: Given,
    reader: Reader | None = None,
) -> Saved:
    """Save what was posted from one page of a section.

    `revision` is the one the page was drawn from: what others saved since is merged. Parts that can be
    stored are stored, also beside malformed ones, which are kept as typed. Raises NoSuchPage.
    What the `reader` (the actor, unless the record has its own eyes) may not read is not written either.
    """
    lock(session(), record)
    kept = section_row(record, section.key)
    theirs = answers_in(form, kept)
    base = _answers_at_revision(record, form, section.key, revision, kept)
    got = _draft(section, path, posted, base, theirs, given, reader or actor)
    merged = merge(section, base, got.answers, theirs)
    malformed = _still_malformed(kept, got)
    before = kept.saved_by if kept is not None else actor.account_id
    row = _store(actor, record, form, section.key, kept, merged.answers, malformed)
    for conflict in merged.conflicts:
        _keep_conflict(actor, record, section.key, conflict, before)
    session().flush()
    at = row.saved_at if row is not None else now()
    return Saved(row.revision if row else 0, at, got.page, got.malformed, merged.conflicts)


def _draft(
    section: Section, path: Path, posted: Posted, base: Answers, theirs: Answers, given: Given, reader: Reader
) -> Draft:
    """Read the posted page; a row added in the meantime is known from their answers."""
    for known in (base, theirs):
        page = page_at(section, path, known, given)
        if page is not None:
            chosen = next(iter(posted.getlist("row_id")), "")
            if page.is_new and ROW_ID.fullmatch(str(chosen)):
                page = replace(page, path=(*page.path[:-1], str(chosen)))
            deeper = bool(next(iter(posted.getlist("go")), ""))
            return draft(page, posted, known, given, reader=reader, keep_empty=deeper)
    raise NoSuchPage("/".join(path))


def remove_row(
    actor: Actor, record: Any, form: Form, section: Section, path: Path, revision: int, given: Given
) -> Saved:
    """Take a row away. When somebody changed it since `revision` it stays, and is asked about."""
    lock(session(), record)
    kept = section_row(record, section.key)
    theirs = answers_in(form, kept)
    base = _answers_at_revision(record, form, section.key, revision, kept)
    page = page_at(section, path, base, given)
    if page is None or len(path) < 2 or page.owner is None or page.owner.fixed:
        raise NoSuchPage("/".join(path))
    merged = merge(section, base, put_value(section, base, path, None), theirs)
    malformed = [m for m in malformed_in(kept) if m.path[: len(path)] != path]
    before = kept.saved_by if kept is not None else actor.account_id
    row = _store(actor, record, form, section.key, kept, merged.answers, malformed)
    for conflict in merged.conflicts:
        _keep_conflict(actor, record, section.key, conflict, before)
    session().flush()
    return Saved(row.revision if row else 0, now(), page, (), merged.conflicts)


def lock(own: Session, record: Any) -> None:
    """Let nobody else save this record's answers until the end of the transaction."""
    own.scalars(
        select(type(record)).where(type(record).id == record.id).with_for_update(of=type(record))
    ).one()


def _answers_at_revision(
    record: Any, form: Form, section: str, revision: int, kept: AnswerSection | None
) -> Answers:
    if kept is not None and kept.revision == revision:
        return answers_in(form, kept)
    found = session().scalars(
        select(AnswerRevision).where(
            AnswerRevision.record_type == record.__tablename__,
            AnswerRevision.record_id == record.id,
            AnswerRevision.section == section,
            AnswerRevision.revision == revision,
        )
    )
    return answers_in(form, found.one_or_none())


def _still_malformed(kept: AnswerSection | None, got: Draft) -> list[Malformed]:
    """What is malformed now: as posted on this page, as kept elsewhere."""
    return [m for m in malformed_in(kept) if m.path not in got.held] + list(got.malformed)


def _store(
    actor: Actor,
    record: Any,
    form: Form,
    section: str,
    kept: AnswerSection | None,
    answers: Answers,
    malformed: Sequence[Malformed],
) -> AnswerSection | None:
    """Write the section and its revision, unless nothing changed."""
    typed = [asdict(m) | {"path": list(m.path)} for m in malformed]
    if kept is None:
        if not answers and not typed:
            return None
        kept = AnswerSection(
            record_type=record.__tablename__, record_id=record.id, section=section, revision=0, answers={}
        )
        session().add(kept)
    elif kept.answers == answers and kept.malformed == typed and kept.form_version == form.version:
        return kept
    kept.answers, kept.malformed = answers, typed
    kept.form_version, kept.revision = form.version, kept.revision + 1
    kept.saved_by, kept.saved_at = actor.account_id, now()
    session().add(
        AnswerRevision(
            record_type=kept.record_type,
            record_id=kept.record_id,
            section=section,
            form_version=form.version,
            revision=kept.revision,
            answers=answers,
            saved_by=actor.account_id,
            saved_at=kept.saved_at,
        )
    )
    return kept


def _keep_conflict(actor: Actor, record: Any, section: str, conflict: Conflict, against: int) -> None:
    """Keep both texts until somebody decides; the same question of the same person once."""
    path = "/".join(conflict.path)
    texts = {"base": conflict.base, "mine": conflict.mine, "theirs": conflict.theirs, "label": conflict.label}
    for known in open_conflicts(record, actor, section):
        if known.path == path:
            known.texts, known.at = texts, now()
            return
    session().add(
        AnswerConflict(
            record_type=record.__tablename__,
            record_id=record.id,
            section=section,
            path=path,
            texts=texts,
            by_account=actor.account_id,
            against_account=against,
            at=now(),
        )
    )


@dataclass(frozen=True)
class Decision:
    """What a person decided about one compared answer. `value` counts for "mine" and "both"."""

    conflict: AnswerConflict
    keep: str
    value: Any = None


def settle(
    actor: Actor, record: Any, form: Form, section: Section, decisions: Sequence[Decision]
) -> AnswerSection | None:
    """Write what was decided about answers that two people changed."""
    lock(session(), record)
    kept = section_row(record, section.key)
    answers = answers_in(form, kept)
    for decision in decisions:
        path = tuple(decision.conflict.path.split("/"))
        if decision.keep != "theirs":
            answers = put_value(section, answers, path, decision.value)
        elif len(path) % 2 == 0:
            answers = put_value(section, answers, path, decision.conflict.texts["theirs"])
        decision.conflict.settled_at = now()
    row = _store(actor, record, form, section.key, kept, answers, malformed_in(kept))
    session().flush()
    return row


def write_answers(actor: Actor, record: Any, form: Form, answers: Answers) -> None:
    """Write known answers into a record, section by section: prefilled, copied from an earlier version,
    invented.

    Answers to questions that are not named stay as they are; one named with None is taken away.
    """
    lock(session(), record)
    for section in form.sections:
        own = {q.key: answers[q.key] for q in section.questions if q.key in answers}
        if own:
            kept = section_row(record, section.key)
            whole = {**answers_in(form, kept), **own}
            said = {key: value for key, value in whole.items() if value is not None}
            _store(actor, record, form, section.key, kept, said, malformed_in(kept))
    session().flush()


def freeze(actor: Actor, record: Any, form: Form) -> int:
    """Keep all answers as they stand now as a version of their own; returns its number, from 1."""
    lock(session(), record)
    number = max((version.number for version in versions_of(record)), default=0) + 1
    session().add(
        AnswerVersion(
            record_type=record.__tablename__,
            record_id=record.id,
            number=number,
            form_version=form.version,
            answers=answers_of(record, form),
            frozen_by=actor.account_id,
            frozen_at=now(),
        )
    )
    session().flush()
    return number


def change_files(
    actor: Actor, record: Any, form: Form, section: Section, path: Path, files: Sequence[str]
) -> None:
    """Say which stored documents belong to a line of a checklist; `path` is the line's page."""
    lock(session(), record)
    kept = section_row(record, section.key)
    answers = put_value(section, answers_in(form, kept), (*path, "files"), list(files) or None)
    _store(actor, record, form, section.key, kept, answers, malformed_in(kept))
    session().flush()
