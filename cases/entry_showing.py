"""Entries of a case as pages show them: title, coded answer, one line, clock, every answer in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cases.kinds import KINDS, Kind
from cases.kinds.declaration import AGENCIES, WORDS
from cases.kinds.reading import said
from cases.models import CaseEntry
from cases.showing import day, days_clock
from foundation.access.work import Clock, Tag

SOON = dt.timedelta(days=3)
LINE_LENGTH = 160
ALARMING = frozenset(
    {"not_followed", "not_known", "declined_parent", "worse", "not_held", "not_yet", "waiting"}
)


@dataclass
class EntryShown:
    """One entry, with those that belong to it (what somebody was told)."""

    entry: CaseEntry
    kind: Kind
    title: str
    tag: Tag | None
    line: str
    clock: Clock | None
    under: list[EntryShown] = field(default_factory=list)

    @property
    def may_end(self) -> bool:
        """Whether its answer is to come. A decision is asked again only when what it relied on changed."""
        waits = bool(self.kind.ending) and self.entry.done_on is None
        return waits and (self.kind.key != "decision" or self.entry.due_on is not None)


def shown(entry: CaseEntry) -> EntryShown:
    """One entry for a page."""
    kind = KINDS[entry.kind]
    words = kind.state_words(entry.state)
    tag = Tag(words, "amber" if entry.state in ALARMING else "grey") if words else None
    return EntryShown(entry, kind, _title(entry, kind), tag, _line(entry, kind), clock_of(entry))


def shown_all(entries: Iterable[CaseEntry]) -> list[EntryShown]:
    """Entries, newest first, with those that belong to another one below it."""
    made = {entry.id: shown(entry) for entry in entries}
    top: list[EntryShown] = []
    for one in made.values():
        parent = made.get(one.entry.parent_id or 0)
        (parent.under if parent is not None else top).append(one)
    return sorted(top, key=lambda one: (one.entry.happened_on, one.entry.id), reverse=True)


def clock_of(entry: CaseEntry) -> Clock | None:
    """Days until an entry's date, while it waits for its answer."""
    if entry.due_on is None or entry.done_on is not None:
        return None
    return days_clock(entry.due_on, day(entry.due_on), SOON.days)


def every_answer(entry: CaseEntry) -> list[dict[str, str]]:
    """All that was answered, for the page of one entry: question and answer."""
    kind = KINDS[entry.kind]
    asked = [field for field in kind.all_fields if field.column != "happened_on"]
    lines = [{"question": field.label, "answer": words} for field, words in said(entry, asked)]
    for number, words in enumerate((entry.answers or {}).get("before", []), 1):
        lines.append({"question": f"Looked at before ({number})", "answer": words})
    return lines


def newest_only(entries: Sequence[CaseEntry]) -> set[int]:
    """Ids of the entries that stand for today: of each kind and child the newest."""
    newest: dict[tuple[int, int | None, str], CaseEntry] = {}
    for entry in entries:
        newest[entry.case_id, entry.child_id, entry.kind] = entry
    return {entry.id for entry in newest.values()}


def _title(entry: CaseEntry, kind: Kind) -> str:
    """What it is, with whom: "Advice, School or college: Ms Grey"."""
    whom = ": ".join(part for part in (AGENCIES.get(entry.agency, ""), entry.owner or "") if part)
    called = (entry.answers or {}).get(kind.called, "") if kind.called else ""
    return ", ".join(part for part in (called or kind.title, whom) if part)


def _line(entry: CaseEntry, kind: Kind) -> str:
    """The day, and the first narrative answer cut to one line."""
    first = next((words for field, words in said(entry, kind.fields) if field.sort == WORDS), "")
    first = " ".join(first.split())
    cut = f"{first[:LINE_LENGTH].rsplit(' ', 1)[0]} …" if len(first) > LINE_LENGTH else first
    return f"{day(entry.happened_on)}. {cut}".strip()
