"""What officers do in an audit. A closed audit changes no more."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import select

from audits import events, population_core
from audits.beside import computed
from audits.facts import Fact, figures_of
from audits.lists import audit_by_id
from audits.models import Audit, AuditAction, AuditFeedback, AuditItem, AuditItemChild
from audits.names import gives_away
from audits.periods import Period
from audits.questions import LEVELS, OVERALL, QUESTIONS, THEMES
from audits.sampling import Candidate, by_stratum, draw
from cases.actions.rights import demand, reason_of
from foundation.access.lists import accounts_with, operator
from foundation.access.permissions import Permission, Role
from foundation.post.office import tell
from foundation.store import Actor, acting_as, now, session, today
from foundation.trail import record

SIZE = 12
Marks = dict[str, dict[str, str]]


class NotYet(ValueError):
    """The audit cannot be closed; the message says what is left."""


def open_audit(actor: Actor, period: Period, *, theme: str = "", seed: str = "", size: int = SIZE) -> Audit:
    """Count the population, draw the sample and remember how. Raises ValueError.

    A quarterly check draws nothing: the system's own facts of every case are its questionnaire.
    """
    demand(actor, Permission.AUDIT)
    if period.kind == "thematic" and theme not in THEMES:
        raise ValueError("Choose a theme")
    if period.first > today():
        raise ValueError("Choose a period that has begun")
    same = select(Audit.id).where(
        Audit.kind == period.kind, Audit.first == period.first, Audit.theme == theme
    )
    if session().scalars(same).first() is not None:
        raise ValueError("This audit is open already, or was closed")
    seed = seed.strip() or secrets.token_hex(4)
    found = population_core.population(session().connection(), period.first, period.last, theme)
    drawn = [] if period.kind == "quarterly" else draw(found, seed, size)
    audit = Audit(
        kind=period.kind,
        first=period.first,
        last=period.last,
        theme=theme,
        seed=seed,
        opened_at=now(),
        opened_by_id=actor.account_id or None,
        due_on=period.due_on,
        population={"size": len(found), "strata": by_stratum(found, drawn)},
    )
    session().add(audit)
    session().flush()
    for position, one in enumerate(drawn, 1):
        _put_in(audit, position, one.second, one.candidate)
    record(events.AuditOpened(subject=audit, seed=seed, population=len(found), drawn=len(drawn)))
    return audit


def _put_in(audit: Audit, position: int, second: bool, found: Candidate) -> None:
    item = AuditItem(
        audit_id=audit.id,
        position=position,
        subject=found.subject,
        subject_reference=found.reference,
        known_as=found.known_as,
        setting_id=found.setting_id,
        stratum=found.stratum,
        always=found.always,
        handlers=list(found.handlers),
        second=second,
    )
    session().add(item)
    session().flush()
    for child in sorted(set(found.children)):
        session().add(AuditItemChild(item_id=item.id, child_id=child))
    session().flush()


def save_marks(actor: Actor, item: AuditItem, marks: Marks, disputes: dict[str, str]) -> None:
    """Keep what was judged so far. Raises ValueError for a name or a colleague’s record."""
    _may_mark(actor, item)
    if item.status != "open":
        raise ValueError("This record is judged; take it up again first")
    if item.judged_by_id not in (None, actor.account_id or None):
        raise ValueError("A colleague is judging this record")
    _no_names(item, [*(one["why"] for one in marks.values()), *disputes.values()])
    item.judgements = {key: marks[key] for key in QUESTIONS if key in marks}
    item.disputes = {key: words for key, words in disputes.items() if words}
    item.judged_by_id = actor.account_id or None


def finish_marks(actor: Actor, item: AuditItem, facts: list[Fact]) -> None:
    """Every question has a level and a reason; the facts are kept as they stood. Raises ValueError."""
    _may_mark(actor, item)
    _whole(item.judgements or {})
    item.facts = [
        {"key": f.key, "answer": f.answer, "tone": f.tone, "evidence": f.evidence, "where": f.where}
        for f in facts
    ]
    item.judged_at = now()
    record(events.JudgementsGiven(subject=item))


def mark_again(actor: Actor, item: AuditItem, marks: Marks) -> None:
    """The second mark of another officer, who has not seen the first. Raises ValueError."""
    _may_mark(actor, item)
    if not item.second or item.status != "judged" or item.second_at is not None:
        raise ValueError("This record waits for no second mark")
    if actor.account_id == item.judged_by_id:
        raise ValueError("Somebody else gives the second mark")
    _no_names(item, [one["why"] for one in marks.values()])
    _whole(marks)
    item.second_marks, item.second_by_id, item.second_at = marks, actor.account_id or None, now()
    record(events.SecondMarkGiven(subject=item))


def moderate(actor: Actor, item: AuditItem, marks: Marks) -> None:
    """Where two marks differ, one is agreed, with its reason. Raises ValueError."""
    _may_mark(actor, item)
    differ = differing(item)
    if not differ or item.moderated is not None:
        raise ValueError("There is nothing to agree")
    _no_names(item, [one["why"] for one in marks.values()])
    _whole(marks, differ)
    item.moderated = {key: marks[key] for key in differ}
    record(events.MarksModerated(subject=item))


def differing(item: AuditItem) -> list[str]:
    """The questions on which the two marks differ."""
    first, second = item.judgements or {}, item.second_marks or {}
    return [
        key for key in QUESTIONS if key in second and first.get(key, {}).get("level") != second[key]["level"]
    ]


def take_up_again(actor: Actor, item: AuditItem, reason: str) -> None:
    """Judge a record anew before the audit is closed; second marks are given anew too."""
    _may_mark(actor, item)
    item.facts = item.second_marks = item.moderated = None
    item.judged_at = item.second_at = item.second_by_id = None
    record(events.RecordReopened(subject=item, reason=reason_of(reason)))


def declare_conflict(actor: Actor, item: AuditItem, reason: str) -> None:
    """Judge a record one worked on, because nobody else can: it stands in the report. Raises ValueError."""
    demand(actor, Permission.AUDIT)
    _is_open(audit_by_id(item.audit_id))
    _no_names(item, [reason])
    item.conflict = reason_of(reason)
    record(events.ConflictDeclared(subject=item, reason=item.conflict))


def in_conflict(actor: Actor, item: AuditItem) -> bool:
    """Whether the actor worked on the record and has not said why they judge it all the same."""
    return actor.account_id in (item.handlers or []) and item.conflict is None


def agree_action(
    actor: Actor, audit: Audit, *, words: str, owner: str, due_on: dt.date, item: AuditItem | None = None
) -> AuditAction:
    """An action with an owner and a day. Raises ValueError."""
    demand(actor, Permission.AUDIT)
    _is_open(audit)
    _no_names_of(audit, [words])
    made = AuditAction(
        audit_id=audit.id,
        item_id=item.id if item else None,
        words=reason_of(words),
        owner=owner,
        due_on=due_on,
    )
    session().add(made)
    session().flush()
    record(events.AuditActionAgreed(subject=made))
    return made


def finish_action(actor: Actor, action: AuditAction, outcome: str) -> None:
    """It was done, with what came of it; actions go on after their audit is closed."""
    demand(actor, Permission.AUDIT)
    if action.done_on is not None:
        raise ValueError("This action is done already")
    _no_names_of(audit_by_id(action.audit_id), [outcome])
    action.outcome, action.done_on = reason_of(outcome), today()
    record(events.ActionFinished(subject=action))


def send_feedback(actor: Actor, audit: Audit, setting_id: int, words: str) -> AuditFeedback:
    """Tell one school what was found about its own practice; nobody else reads it. Raises ValueError."""
    demand(actor, Permission.AUDIT)
    _no_names_of(audit, [words])
    made = AuditFeedback(
        audit_id=audit.id,
        setting_id=setting_id,
        words=reason_of(words),
        sent_at=now(),
        sent_by_id=actor.account_id or None,
    )
    session().add(made)
    session().flush()
    record(events.FeedbackSent(subject=made))
    for account in accounts_with(Role.DSL, setting_id=setting_id):
        tell(account.id, "audit_finding", "/audits/findings", f"audit:{made.public_id}:{account.id}")
    return made


def read_feedback(actor: Actor, feedback: AuditFeedback) -> None:
    """The school says that it has read it."""
    if feedback.setting_id not in actor.settings or feedback.read_at is not None:
        raise ValueError("There is nothing to confirm")
    feedback.read_at, feedback.read_by_id = now(), actor.account_id or None
    record(events.FeedbackRead(subject=feedback))


def write_findings(actor: Actor, audit: Audit, words: str) -> None:
    """What every school may learn from; no case in it. Sent when the audit is closed. Raises ValueError."""
    demand(actor, Permission.AUDIT)
    _is_open(audit)
    _no_names_of(audit, [words])
    audit.findings = words.strip() or None


def left_to_do(audit: Audit) -> list[str]:
    """What has to be done before the audit can be closed, as sentences.

    Of every record of the sample: one that a bar hides from this officer is somebody else's to judge.
    """
    with acting_as(operator()):
        items = session().scalars(select(AuditItem).where(AuditItem.audit_id == audit.id)).all()
    counts = {
        "to judge": sum(item.status == "open" for item in items),
        "to mark a second time": sum(
            item.second and item.status == "judged" and item.second_at is None for item in items
        ),
        "with marks to agree": sum(bool(differing(item)) and item.moderated is None for item in items),
    }
    return [f"{n} {'record' if n == 1 else 'records'} {words}" for words, n in counts.items() if n]


def close_audit(actor: Actor, audit: Audit, *, without_second: str = "") -> None:
    """Freeze it, with its figures, and share the findings. Raises ValueError, and NotYet.

    `without_second`: why no second officer could mark a tenth; it is kept in the population's record.
    """
    demand(actor, Permission.AUDIT)
    _is_open(audit)
    left = [one for one in left_to_do(audit) if not (without_second.strip() and "second time" in one)]
    if left:
        raise NotYet("; ".join(left))
    _no_names_of(audit, [without_second])
    records = population_core.records_of(session().connection(), audit.first, audit.last, audit.theme)
    audit.figures, audit.beside = figures_of(records), computed(audit)
    audit.closed_at, audit.closed_by_id = now(), actor.account_id or None
    if without_second.strip():
        audit.population = {**audit.population, "without_second": without_second.strip()}
    if audit.findings:
        audit.findings_sent_at = now()
        for account in accounts_with(Role.DSL):
            tell(account.id, "audit_finding", "/audits/findings", f"findings:{audit.public_id}:{account.id}")
    record(events.AuditClosed(subject=audit))


def _is_open(audit: Audit) -> None:
    if audit.status != "open":
        raise ValueError("This audit is closed; nothing in it changes")


def _may_mark(actor: Actor, item: AuditItem) -> None:
    demand(actor, Permission.AUDIT)
    _is_open(audit_by_id(item.audit_id))
    if in_conflict(actor, item):
        raise ValueError("You worked on this record. Somebody else judges it, or you say why nobody else can")


def _whole(marks: Marks, questions: list[str] | None = None) -> None:
    for key in questions or QUESTIONS:
        found = marks.get(key, {})
        name = "overall" if key == OVERALL else QUESTIONS[key][0].rstrip("?")
        if found.get("level") not in LEVELS:
            raise ValueError(f"Choose a level: {name}")
        if not found.get("why", "").strip():
            raise ValueError(f"Give a reason: {name}")


def _no_names(item: AuditItem, texts: list[str]) -> None:
    children = session().scalars(select(AuditItemChild.child_id).where(AuditItemChild.item_id == item.id))
    _refuse(gives_away(texts, children.all()))


def _no_names_of(audit: Audit, texts: list[str]) -> None:
    items = select(AuditItem.id).where(AuditItem.audit_id == audit.id)
    children = session().scalars(select(AuditItemChild.child_id).where(AuditItemChild.item_id.in_(items)))
    _refuse(gives_away(texts, children.all()))


def _refuse(found: list[str]) -> None:
    if found:
        raise ValueError(f"Write no name here: this holds {' and '.join(found)}. It may go into the report")
