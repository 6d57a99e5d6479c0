"""What the contextual table says: its cells, factors without an intervention, what changed since the last.

Pure: answers in, values out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from cases.meetings.table_form import COLUMNS, FACTORS, TITLES
from foundation.questions import Answers
from roll.names import folded

Label = Callable[[str], str]
NEEDING = ("vulnerability", "risk")
"""Columns whose factors call for an intervention; resilience is what interventions build on."""
JOIN = "."


@dataclass(frozen=True)
class Factor:
    """One factor in one context. `key` is the same in the next meeting; written ones are told by words."""

    key: str
    context: str
    column: str
    words: str

    @property
    def place(self) -> str:
        """Where it stands: context and column."""
        return f"{TITLES[self.context]}, {COLUMNS[self.column].lower()}"


@dataclass(frozen=True)
class Cell:
    """One cell of the table: the factors chosen, and words."""

    factors: tuple[Factor, ...]
    words: str

    @property
    def text(self) -> str:
        """Everything in it, a line each."""
        return "\n".join([*(factor.words for factor in self.factors), *([self.words] if self.words else [])])


def factors(answers: Answers, label: Label) -> list[Factor]:
    """Every factor of the table, context by context."""
    return [
        one for context in TITLES for column in FACTORS for one in _factors(answers, context, column, label)
    ]


def _factors(answers: Answers, context: str, column: str, label: Label) -> Iterator[Factor]:
    for code in answers.get(f"{context}_{column}") or ():
        yield Factor(JOIN.join((context, column, code)), context, column, label(code))
    written: dict[str, str] = {}
    for line in str(answers.get(f"{context}_{column}_more") or "").splitlines():
        if line.strip():
            written.setdefault(folded(line)[:60], line.strip())
    for fold, words in written.items():
        yield Factor(JOIN.join((context, column, f"w-{fold}")), context, column, words)


def cells(answers: Answers, label: Label) -> dict[str, dict[str, Cell]]:
    """The whole table: context -> column -> cell, with the summary as a row of its own."""
    table = {
        context: {
            column: Cell(
                tuple(_factors(answers, context, column, label)) if column in FACTORS else (),
                "" if column in FACTORS else str(answers.get(f"{context}_{column}") or ""),
            )
            for column in COLUMNS
        }
        for context in TITLES
    }
    table["summary"] = {column: Cell((), str(answers.get(f"summary_{column}") or "")) for column in COLUMNS}
    return table


def without_intervention(found: Iterable[Factor], answered: Collection[str]) -> list[Factor]:
    """Risk and vulnerability factors that no action answers (Appendix L, section 7)."""
    return [one for one in found if one.column in NEEDING and one.key not in answered]


@dataclass(frozen=True)
class Comparison:
    """What shifted between two meetings."""

    new: tuple[Factor, ...]
    gone: tuple[Factor, ...]
    stayed: int
    cells: tuple[str, ...]

    @property
    def words(self) -> str:
        """As one sentence."""
        parts = [
            f"{len(self.new)} new" if self.new else "",
            f"{len(self.gone)} no longer seen" if self.gone else "",
            f"{self.stayed} as before" if self.stayed else "",
        ]
        said = ", ".join(part for part in parts if part)
        return f"Factors: {said or 'none in either table'}."


def compare(before: Answers, after: Answers, label: Label) -> Comparison:
    """The table of a meeting against that of the meeting before."""
    old = {one.key: one for one in factors(before, label)}
    new = {one.key: one for one in factors(after, label)}
    changed = []
    for context, title in TITLES.items():
        for column, words in COLUMNS.items():
            if column in FACTORS:
                continue
            was, now = (str(answers.get(f"{context}_{column}") or "") for answers in (before, after))
            if was != now:
                how = "is new" if not was else "was cleared" if not now else "was rewritten"
                changed.append(f"{title}: {words.lower()} {how}.")
    return Comparison(
        tuple(one for key, one in new.items() if key not in old),
        tuple(one for key, one in old.items() if key not in new),
        len(set(old) & set(new)),
        tuple(changed),
    )


SMALLEST = 5
"""Figures below this are not told outside (needs matrix, suppression)."""


def trends(tables: Iterable[Answers]) -> list[tuple[str, str, str, int]]:
    """(context, column, code, meetings) over many tables: chosen codes only, for written ones could name."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for answers in tables:
        for context in TITLES:
            for column in FACTORS:
                for code in set(answers.get(f"{context}_{column}") or ()):
                    counted[context, column, code] += 1
    return [(*key, number) for key, number in counted.most_common() if number >= SMALLEST]
