"""Flags with follow-up questions, and the checklist of documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from foundation.questions.asking import filled
from foundation.questions.composites import Composite, Part
from foundation.questions.conditions import Scope
from foundation.questions.options import Tick
from foundation.questions.question import (
    Answers,
    Conflict,
    Drawn,
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
from foundation.questions.texts import LongText

NONE = "none_of_these"


@dataclass(frozen=True)
class Flags(Composite):
    """Tick all that apply; each tick opens its own follow-up questions, which may differ.

    Stored as {flag: {"ticked": true, …}}; what was typed under a flag that is no longer ticked stays stored
    but is read by nobody. `none` is the label of "none of these"; with `required` one or the other must be
    ticked.
    """

    flags: tuple[Part, ...] = ()
    none: str = ""
    inline: ClassVar[bool] = True
    template = "flags"

    @property
    def fixed(self) -> tuple[Part, ...]:
        return (*self.flags, Part(NONE, self.none)) if self.none else self.flags

    def inner(self, part: str) -> tuple[Question, ...]:
        flag = next((p for p in self.fixed if p.key == part), Part(part, part))
        return (Tick("ticked", flag.title), *flag.questions)

    def shown(self, value: Any) -> Iterator[tuple[int, str, Answers]]:
        for number, key, answers in super().shown(value):
            if answers.get("ticked") is True:
                yield number, key, answers

    def say(self, value: Any, sight: Sight, path: Path) -> Said:
        plain = super().say(value, sight, path)
        blocks = tuple(replace(block, said=block.said[1:]) for block in plain.blocks)
        return replace(plain, blocks=blocks)

    def problems(self, value: Any, scope: Scope, given: Given) -> Iterator[tuple[Path, str]]:
        ticked = [key for _number, key, _answers in self.shown(value)]
        if not ticked and self.required:
            yield (), self.required
        if NONE in ticked and len(ticked) > 1:
            yield (), f"{self.label}: tick either “{self.none}” or the others"
        yield from super().problems(value, scope, given)

    def example(self, making: Making) -> Any:
        count = making.rng.randint(0, min(3, len(self.flags)))
        chosen = making.rng.sample(self.flags, k=count)
        if not chosen and self.none:
            return {NONE: {"ticked": True}}
        return {
            p.key: {"ticked": True, **filled(p.questions, making, {})} for p in self.flags if p in chosen
        } or None


@dataclass(frozen=True)
class Files(Question):
    """Ids of stored documents. Nothing is posted: an upload or a removal changes the list."""

    template = "files"

    def typed(self, value: Any, name: str) -> Typed:
        return {name: list(value)}

    def parse(self, posted: Posted, name: str, given: Given) -> Parsed:
        return Parsed()

    def words(self, value: Any, given: Given) -> str:
        return "; ".join(given.files.get(name, (name, ""))[0] for name in value)

    def more(self, given: Given) -> Mapping[str, Any]:
        return {"files": given.files}

    def merge(self, base: Any, mine: Any, theirs: Any, path: Path) -> tuple[Any, tuple[Conflict, ...]]:
        """Documents that either side added stay; those that either side took away go."""
        gone = set(base or ()) - (set(mine or ()) & set(theirs or ()))
        return [n for n in dict.fromkeys([*(theirs or ()), *(mine or ())]) if n not in gone] or None, ()

    def example(self, making: Making) -> Any:
        known = sorted(making.given.files)
        return [making.rng.choice(known)] if known else None


@dataclass(frozen=True)
class DocumentType(Part):
    """A line of a checklist. A required one needs a document or the reason why there is none."""

    must: bool = True


FILES = Files("files", "Documents")
MISSING = LongText("missing_because", "If there is none, why", rows=2)


@dataclass(frozen=True)
class Documents(Composite):
    """A checklist of documents. Stored as {type: {"files": [ids], "missing_because": text}}."""

    types: Sequence[DocumentType] = ()
    template = "documents"

    @property
    def fixed(self) -> tuple[Part, ...]:
        return tuple(self.types)

    def inner(self, part: str) -> tuple[Question, ...]:
        return (FILES, MISSING)

    def part_problems(
        self, part: str, answers: Answers, scope: Scope, given: Given
    ) -> Iterator[tuple[Path, str]]:
        line = next(t for t in self.types if t.key == part)
        if line.must and not answers:
            yield ("files",), line.required or "add the document, or say why there is none"

    def part_example(self, part: Part, making: Making) -> Answers:
        files = FILES.example(making)
        return {"files": files} if files else {"missing_because": "Asked for; expected within the week."}

    def draw(self, name: str, typed: Typed, given: Given, error: str = "") -> Drawn:
        drawn = super().draw(name, typed, given, error)
        return replace(drawn, more={"must": {t.key for t in self.types if t.must}})
