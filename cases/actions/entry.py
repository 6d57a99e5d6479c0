"""Writing, changing and ending the entries of a case; what a change of circumstances asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from cases.actions.rights import demand
from cases.decided import LOOK_AGAIN_AFTER
from cases.events import BasisChanged, EntriesMarked, EntryAdded, EntryChanged, EntryEnded
from cases.kinds import KINDS, Kind, Values
from cases.kinds.advice import BASES
from cases.kinds.reading import in_words, split, value_of
from cases.kinds.services import CHANGES_BASIS
from cases.models import Case, CaseEntry, Contact
from foundation import post
from foundation.access.permissions import Permission
from foundation.store import Actor, now, session, today
from foundation.store.calendar import calendar_for
from foundation.trail import record

CARE_ENDS = frozenset({"nfa", "closed"})


def add_entry(
    actor: Actor,
    case: Case,
    kind: Kind,
    values: Values,
    *,
    child_id: int | None = None,
    parent: CaseEntry | None = None,
) -> CaseEntry:
    """A new entry about one child of the case, or about the case. `values`: by field key, as read."""
    demand(actor, Permission.WRITE_CASES)
    _check_about(case, kind, child_id)
    columns, answers = split(kind.fields, values)
    made = CaseEntry(
        case_id=case.id,
        child_id=child_id,
        kind=kind.key,
        parent_id=parent.id if parent is not None else None,
        answers=answers,
        recorded_at=now(),
        recorded_by_id=actor.account_id or None,
        **{"happened_on": today(), "includes": [], **columns},
    )
    session().add(made)
    session().flush()
    record(EntryAdded(subject=case, what=kind.title, children=_children(made, case)))
    _what_follows(actor, case, made)
    return made


def change_entry(actor: Actor, entry: CaseEntry, values: Values) -> None:
    """Correct what was written first; the trail keeps what it said before."""
    demand(actor, Permission.WRITE_CASES)
    kind, case = KINDS[entry.kind], _case_of(entry)
    columns, answers = split(kind.fields, values)
    ended = {field.key for field in kind.ending}
    kept = {key: value for key, value in (entry.answers or {}).items() if key in {*ended, "before"}}
    if entry.done_on is not None and any(field.column == "state" for field in kind.ending):
        columns.pop("state", None)
    for name, value in columns.items():
        setattr(entry, name, value)
    entry.answers = {**answers, **kept}
    record(EntryChanged(subject=case, what=kind.title, children=_children(entry, case)))
    _what_follows(actor, case, entry)


def end_entry(actor: Actor, entry: CaseEntry, values: Values) -> None:
    """The answer in which an entry ends; one that leaves it open (not yet known) asks again later."""
    demand(actor, Permission.WRITE_CASES)
    kind, case = KINDS[entry.kind], _case_of(entry)
    if not kind.ending:
        raise ValueError("This entry has no answer of its own")
    columns, answers = split(kind.ending, values)
    again = values.get("due_again")
    for name, value in columns.items():
        setattr(entry, name, value)
    still_open = (columns.get("state") or "") in kind.still_open
    entry.done_on = None if still_open else (entry.done_on or today())
    if still_open and again:
        entry.due_on = again
    keys = {field.key for field in kind.ending}
    entry.answers = {key: v for key, v in (entry.answers or {}).items() if key not in keys} | answers
    outcome = kind.state_words(entry.state) if columns.get("state") else "answered"
    record(EntryEnded(subject=case, what=kind.title, outcome=outcome, children=_children(entry, case)))


def basis_changed(actor: Actor, case: Case, basis: str, words: str) -> Sequence[CaseEntry]:
    """Ask for every decision that relied on `basis` to be looked at again, and tell the case's owner.

    Rooms that know of such a change (a plan that ended) call this too.
    """
    demand(actor, Permission.WRITE_CASES)
    made = select(CaseEntry).where(CaseEntry.case_id == case.id, CaseEntry.kind == "decision")
    asked = [entry for entry in session().scalars(made) if basis in entry.includes]
    due = calendar_for(None).add(today(), LOOK_AGAIN_AFTER.value())
    for entry in asked:
        _keep_earlier_look(entry)
        entry.due_on, entry.done_on = due, None
    if asked:
        count = "a decision" if len(asked) == 1 else f"{len(asked)} decisions"
        record(BasisChanged(subject=case, what=count, basis=BASES[basis].lower(), change=words))
        _tell_owner(case, due)
    return asked


def mark_recorded(
    actor: Actor, case: Case, marked: Iterable[CaseEntry | Contact], on: dt.date, by: str
) -> int:
    """These entries and contacts stand in the authority's own system, written there on a day by somebody."""
    demand(actor, Permission.WRITE_CASES)
    if not by.strip():
        raise ValueError("Say who recorded them")
    chosen = [one for one in marked if one.case_id == case.id]
    for one in chosen:
        one.authority_on, one.authority_by = on, by.strip()[:120]
    if chosen:
        record(EntriesMarked(subject=case, count=len(chosen)))
    return len(chosen)


def _what_follows(actor: Actor, case: Case, entry: CaseEntry) -> None:
    """A change that decisions may have relied on."""
    words = KINDS[entry.kind].state_words(entry.state)
    if entry.kind == "development":
        basis_changed(actor, case, CHANGES_BASIS[entry.state], words)
    elif entry.kind == "police":
        basis_changed(actor, case, "police", f"police: {words}")
    elif entry.kind == "social_care" and entry.state in CARE_ENDS:
        basis_changed(actor, case, "agency", f"children’s social care: {words}")


def _keep_earlier_look(entry: CaseEntry) -> None:
    """What was found when the decision was looked at the time before stays readable."""
    kind = KINDS["decision"]
    if entry.done_on is None:
        return
    said = [in_words(field, value_of(entry, field)) for field in kind.ending]
    answers = dict(entry.answers or {})
    answers["before"] = [*answers.get("before", []), ". ".join(part for part in said if part)]
    for field in kind.ending:
        answers.pop(field.key, None)
    entry.answers = answers


def _tell_owner(case: Case, due: dt.date) -> None:
    if case.owner_id:
        post.tell(
            account_id=case.owner_id,
            notice="decision_to_reconsider",
            path=f"/cases/{case.reference}/decisions",
            key=f"case:{case.reference}:reconsider:{due.isoformat()}",
        )


def _check_about(case: Case, kind: Kind, child_id: int | None) -> None:
    if child_id is None and kind.about == "child":
        raise ValueError("Say which child it is about")
    if child_id is not None and (kind.about == "case" or child_id not in case.child_ids()):
        raise ValueError("This entry is not about that child")


def _case_of(entry: CaseEntry) -> Case:
    return session().scalars(select(Case).where(Case.id == entry.case_id)).one()


def _children(entry: CaseEntry, case: Case) -> tuple[int, ...]:
    return (entry.child_id,) if entry.child_id is not None else case.child_ids()
