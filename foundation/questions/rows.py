"""Repeating entries, an own page for each."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from foundation.questions.asking import filled
from foundation.questions.composites import Composite
from foundation.questions.conditions import Scope
from foundation.questions.question import (
    Answers,
    Conflict,
    Given,
    Making,
    Path,
    Question,
)


def new_row_id() -> str:
    """A random, stable id for a row: fit for paths, names and ids."""
    return "r" + secrets.token_hex(5)


@dataclass(frozen=True)
class Rows(Composite):
    """Repeating entries, one page each. `one` is what an entry is called; `title_of` the questions that
    name it.

    Stored as [{"_id": "r…", key: value …}]; `least` entries are needed, more than `most` are refused.
    """

    questions: tuple[Question, ...] = ()
    one: str = "entry"
    title_of: tuple[str, ...] = ()
    least: int = 0
    most: int = 60
    template = "rows"

    def parts(self, value: Any) -> dict[str, Answers]:
        return {row["_id"]: {k: v for k, v in row.items() if k != "_id"} for row in value or ()}

    def whole(self, parts: Mapping[str, Answers]) -> Any:
        return [{"_id": key, **answers} for key, answers in parts.items()] or None

    def inner(self, part: str) -> tuple[Question, ...]:
        return self.questions

    def shown(self, value: Any) -> Iterator[tuple[int, str, Answers]]:
        for number, (key, answers) in enumerate(self.parts(value).items(), 1):
            yield number, key, answers

    def title(self, part: str, answers: Answers, given: Given, number: int = 0) -> str:
        """The words of `title_of`, never of a question that only some may read."""
        named = [q for q in self.questions if q.key in (self.title_of or (self.questions[0].key,))]
        open_to_all = [
            q
            for q in named
            if not q.needs
            and q.key in answers
            and not (q.withheld_by and answers.get(q.withheld_by) == "yes")
        ]
        words = " ".join(q.words(answers[q.key], given) for q in open_to_all)
        return words[:80] or f"{self.one.capitalize()} {number or ''}".strip()

    def headings(self) -> tuple[str, ...]:
        return (f"{self.label}: number",)

    def cells(self, value: Any, given: Given) -> tuple[Any, ...]:
        return (len(value or ()),)

    def spec(self, given: Given) -> dict[str, Any]:
        out = super().spec(given)
        out.pop("parts")
        return out | {
            "one": self.one,
            "least": self.least,
            "questions": [q.spec(given) for q in self.questions],
        }

    def problems(self, value: Any, scope: Scope, given: Given) -> Iterator[tuple[Path, str]]:
        count = len(value or ())
        if count < self.least or (self.required and not count):
            yield (), self.required or f"{self.label}: at least {self.least} needed, {count} given"
        yield from super().problems(value, scope, given)

    def merge_part(
        self, part: str, base: Answers | None, mine: Answers | None, theirs: Answers | None, path: Path
    ) -> tuple[Answers | None, tuple[Conflict, ...]]:
        """A removed row that the other side changed is kept, and asked about."""
        if base is None or (mine is not None and theirs is not None):
            return super().merge_part(part, base, mine, theirs, path)
        kept = mine if mine is not None else theirs
        if kept is None or kept == base:
            return None, ()
        return kept, (Conflict((*path, part), f"{self.label}: {self.one}", base, mine, theirs),)

    def part_changes(
        self, part: str, before: Answers | None, after: Answers | None, given: Given, title: str, where: str
    ) -> Iterator[str]:
        if before is None:
            yield f"added {title} to “{self.label}”{where}"
        elif after is None:
            yield f"removed {title} from “{self.label}”{where}"
        else:
            yield from super().part_changes(part, before, after, given, title, where)

    def more(self, given: Given) -> Mapping[str, Any]:
        return {"one": self.one, "most": self.most}

    def example(self, making: Making) -> Any:
        count = max(self.least, making.rng.randint(1, 2))
        return self.whole(
            {f"r{making.rng.getrandbits(40):010x}": filled(self.questions, making, {}) for _ in range(count)}
        )
