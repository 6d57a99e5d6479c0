"""The four kinds made of other questions: rows, grid, flags, documents.

Each is a mapping of *parts* (a row, a grid row, a flag, a document type), each with answers of its own, so
that everything they put out is one walk over the parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from foundation.questions.asking import filled, merged, problems_in, said
from foundation.questions.conditions import Scope
from foundation.questions.question import (
    Answers,
    Block,
    Conflict,
    Fact,
    Given,
    Making,
    Parsed,
    Path,
    Posted,
    Question,
    Said,
    Sight,
    Typed,
)


@dataclass(frozen=True)
class Part:
    """A fixed part: a row of a grid, a flag, a type of document.

    `questions` are asked in this part only; `details` is a definition or example that can be opened.
    """

    key: str
    title: str
    hint: str = ""
    questions: tuple[Question, ...] = ()
    details: str = ""
    required: str = ""
    group: str = ""


GridRow = Flag = Part


@dataclass(frozen=True)
class Composite(Question):
    """A question made of parts. `inline` parts are drawn on the same page, others have a page each."""

    inline: ClassVar[bool] = False

    @property
    def fixed(self) -> tuple[Part, ...]:
        """The parts that stand in the declaration; none for rows."""
        return ()

    def parts(self, value: Any) -> dict[str, Answers]:
        """The answers of each part, by the part's key."""
        return dict(value or {})

    def whole(self, parts: Mapping[str, Answers]) -> Any:
        """The stored value of these parts; None when nothing is answered."""
        return {key: answers for key, answers in parts.items() if answers} or None

    def inner(self, part: str) -> tuple[Question, ...]:
        """The questions of a part."""
        raise NotImplementedError

    def title(self, part: str, answers: Answers, given: Given, number: int = 0) -> str:
        """What a part is called."""
        return next((p.title for p in self.fixed if p.key == part), part)

    def shown(self, value: Any) -> Iterator[tuple[int, str, Answers]]:
        """The parts that are read: (number from 1, key, answers)."""
        parts = self.parts(value)
        for number, part in enumerate(self.fixed, 1):
            yield number, part.key, parts.get(part.key, {})

    def parse(self, posted: Posted, name: str, given: Given) -> Parsed:
        """A composite is never posted as such: its parts' questions are."""
        return Parsed()

    def typed(self, value: Any, name: str) -> Typed:
        return {}

    def words(self, value: Any, given: Given) -> str:
        titles = [self.title(key, answers, given, n) for n, key, answers in self.shown(value) if answers]
        return "; ".join(titles) or "None"

    def say(self, value: Any, sight: Sight, path: Path) -> Said:
        plain = super().say(value, sight, path)
        if plain.withheld:
            return plain
        blocks = tuple(
            Block(
                (*path, key),
                self.title(key, answers, sight.given, number),
                said(self.inner(key), answers, sight, (*path, key)),
            )
            for number, key, answers in self.shown(value)
        )
        return replace(plain, blocks=blocks)

    def headings(self) -> tuple[str, ...]:
        return tuple(
            f"{self.label}: {part.title}" + ("" if heading == part.title else f": {heading}")
            for part in self.fixed
            for question in self.inner(part.key)
            for heading in question.headings()
        )

    def cells(self, value: Any, given: Given) -> tuple[Any, ...]:
        parts = self.parts(value)
        return tuple(
            cell
            for part in self.fixed
            for question in self.inner(part.key)
            for cell in question.cells(parts.get(part.key, {}).get(question.key), given)
        )

    def facts(self, value: Any, given: Given) -> tuple[Fact, ...]:
        out: list[Fact] = []
        for _number, key, answers in self.shown(value):
            inside = tuple(
                fact
                for question in self.inner(key)
                for fact in question.facts(answers.get(question.key), given)
            )
            if not self.fact:
                out += inside
            elif answers:
                out.append(Fact(self.fact, key, inside))
        return tuple(out)

    def spec(self, given: Given) -> dict[str, Any]:
        parts = [
            {
                "key": p.key,
                "title": p.title,
                "hint": p.hint,
                "details": p.details,
                "questions": [q.spec(given) for q in self.inner(p.key)],
            }
            for p in self.fixed
        ]
        return super().spec(given) | {"parts": parts}

    def problems(self, value: Any, scope: Scope, given: Given) -> Iterator[tuple[Path, str]]:
        for number, key, answers in self.shown(value):
            title = self.title(key, answers, given, number)
            for path, words in self.part_problems(key, answers, scope, given):
                yield (key, *path), f"{title}: {words}"

    def part_problems(
        self, part: str, answers: Answers, scope: Scope, given: Given
    ) -> Iterator[tuple[Path, str]]:
        """What is missing or wrong in one part."""
        return problems_in(self.inner(part), answers, scope, given)

    def merge(self, base: Any, mine: Any, theirs: Any, path: Path) -> tuple[Any, tuple[Conflict, ...]]:
        old, own, other = self.parts(base), self.parts(mine), self.parts(theirs)
        out: dict[str, Answers] = {}
        conflicts: list[Conflict] = []
        for key in dict.fromkeys([*other, *own, *old]):
            answers, more = self.merge_part(key, old.get(key), own.get(key), other.get(key), path)
            conflicts += more
            if answers is not None:
                out[key] = answers
        return self.whole(out), tuple(conflicts)

    def merge_part(
        self, part: str, base: Answers | None, mine: Answers | None, theirs: Answers | None, path: Path
    ) -> tuple[Answers | None, tuple[Conflict, ...]]:
        """One part of three versions into one, question by question."""
        return merged(self.inner(part), base or {}, mine or {}, theirs or {}, (*path, part))

    def changes(self, before: Any, after: Any, given: Given, where: str = "") -> Iterator[str]:
        old, new = self.parts(before), self.parts(after)
        for number, key in enumerate(dict.fromkeys([*old, *new]), 1):
            title = self.title(key, new.get(key) or old.get(key) or {}, given, number)
            yield from self.part_changes(key, old.get(key), new.get(key), given, title, where)

    def part_changes(
        self, part: str, before: Answers | None, after: Answers | None, given: Given, title: str, where: str
    ) -> Iterator[str]:
        """What changed in one part."""
        place = f" in “{self.label}”{where}"
        for question in self.inner(part):
            inside = place if question.label == title else f" of “{title}”{place}"
            yield from question.changes(
                (before or {}).get(question.key), (after or {}).get(question.key), given, inside
            )

    def example(self, making: Making) -> Any:
        return self.whole({p.key: self.part_example(p, making) for p in self.fixed})

    def part_example(self, part: Part, making: Making) -> Answers:
        """Invented answers for one part."""
        return filled(self.inner(part.key), making, {})
