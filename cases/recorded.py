"""A case as the rule of completeness reads it, gathered from the database: one case, or every open one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cases import lists, slots
from cases.completeness import Gap, Recorded, gaps_of_case, gaps_of_child
from cases.entry_lists import contacts_of_cases, entries_of, entries_of_cases, open_cases
from cases.models import Case
from foundation.store import today


@dataclass(frozen=True)
class CaseGaps:
    """What one case lacks: in the whole, and for each of its children (row id)."""

    case: Case
    whole: list[Gap]
    children: dict[int, list[Gap]]

    @property
    def count(self) -> int:
        """How many things are missing."""
        return len(self.whole) + sum(len(gaps) for gaps in self.children.values())

    @property
    def late(self) -> int:
        """How many of them are overdue."""
        every = [*self.whole, *(gap for gaps in self.children.values() for gap in gaps)]
        return sum(gap.late for gap in every)


def recorded_of(case: Case) -> Recorded:
    """One case with its entries and contacts."""
    met = slots.children_met([case.id])[case.id]
    return Recorded(case, entries_of(case), lists.contacts_of(case), met, today())


def gaps(recorded: Recorded) -> CaseGaps:
    """Everything that is missing in one case."""
    children = {party.child_id: gaps_of_child(recorded, party) for party in recorded.case.parties}
    return CaseGaps(recorded.case, gaps_of_case(recorded), children)


def gaps_of_open_cases() -> Sequence[CaseGaps]:
    """Every open case that lacks something, the one with most that is late first."""
    cases = open_cases()
    ids = [case.id for case in cases]
    entries, contacts, met = entries_of_cases(ids), contacts_of_cases(ids), slots.children_met(ids)
    found = [
        gaps(Recorded(case, entries[case.id], contacts[case.id], met[case.id], today())) for case in cases
    ]
    return sorted((one for one in found if one.count), key=lambda one: (-one.late, -one.count))
