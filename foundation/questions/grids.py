"""Fixed rows, each with the same columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from foundation.questions.asking import filled
from foundation.questions.composites import Composite, Part
from foundation.questions.conditions import Answered, Condition, Not, Scope
from foundation.questions.question import (
    Answers,
    Drawn,
    Fact,
    Given,
    Making,
    Path,
    Question,
    Typed,
)
from foundation.questions.texts import LongText

NOT_RELEVANT = LongText(
    "not_relevant",
    "Not relevant because",
    rows=2,
    hint="Only when this row does not apply to this child. Leave empty otherwise.",
)


@dataclass(frozen=True)
class Grid(Composite):
    """Fixed rows, each with the same columns and what is asked in that row only.

    With `skippable`, a row can be answered by "not relevant because". `required` follows the title of a row
    that is empty; without it an empty row is no problem. `as_table` reads the rows back in a table, not in
    cards.
    """

    rows: tuple[Part, ...] = ()
    columns: tuple[Question, ...] = ()
    skippable: bool = True
    as_table: bool = False
    template = "grid"

    @property
    def fixed(self) -> tuple[Part, ...]:
        return self.rows

    def inner(self, part: str) -> tuple[Question, ...]:
        own = next((p.questions for p in self.rows if p.key == part), ())
        replaced = {question.key: question for question in own}
        columns = tuple(replaced.pop(question.key, question) for question in self.columns)
        asked_here = (*columns, *(q for q in own if q.key in replaced))
        if not self.skippable:
            return asked_here
        return (*(_unless_irrelevant(question) for question in asked_here), NOT_RELEVANT)

    def draw(self, name: str, typed: Typed, given: Given, error: str = "") -> Drawn:
        drawn = super().draw(name, typed, given, error)
        return replace(drawn, template="grid_table") if self.as_table and not self.inline else drawn

    def more(self, given: Given) -> Mapping[str, Any]:
        """The heading above the first row of each group, and those of the columns."""
        groups: dict[str, str] = {}
        last = ""
        for row in self.rows:
            if row.group and row.group != last:
                groups[row.key] = last = row.group
        return {"groups": groups, "columns": [(q.key, q.label) for q in self.columns if not q.needs]}

    def part_problems(
        self, part: str, answers: Answers, scope: Scope, given: Given
    ) -> Iterator[tuple[Path, str]]:
        row = next(p for p in self.rows if p.key == part)
        if answers:
            yield from super().part_problems(part, answers, scope, given)
        elif row.required or self.required:
            yield (), row.required or self.required

    def facts(self, value: Any, given: Given) -> tuple[Fact, ...]:
        parts = {k: a for k, a in self.parts(value).items() if not a.get("not_relevant")}
        return super().facts(parts, given)

    def part_example(self, part: Part, making: Making) -> Answers:
        if self.skippable and making.rng.random() < 0.15:
            return {"not_relevant": NOT_RELEVANT.example(making)}
        inner = self.inner(part.key)
        return filled(inner[:-1] if self.skippable else inner, making, {})


@dataclass(frozen=True)
class _AndRelevant(Condition):
    """The row is relevant and the question's own condition holds; it opens where its own condition opens."""

    own: Condition | None

    def holds(self, scope: Scope) -> bool:
        return Not(Answered("not_relevant")).holds(scope) and (self.own is None or self.own.holds(scope))

    def keys(self) -> frozenset[str]:
        return frozenset({"not_relevant"}) | (self.own.keys() if self.own else frozenset())

    def spec(self) -> dict[str, Any]:
        return self.own.spec() if self.own else {}

    def opens_under(self) -> tuple[str, str] | None:
        return self.own.opens_under() if self.own else None


def _unless_irrelevant(question: Question) -> Question:
    return replace(question, when=_AndRelevant(question.when))


@dataclass(frozen=True)
class InlineGrid(Grid):
    """A grid of short answers whose rows are all drawn on the section's page."""

    inline: ClassVar[bool] = True
    skippable: bool = False
    template = "parts"
