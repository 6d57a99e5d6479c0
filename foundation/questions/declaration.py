"""A form: sections of questions, the rules across them, and the way from its earlier versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from foundation.questions.composites import Composite
from foundation.questions.question import KEY, RESERVED, Answers, Given, Path, Question
from foundation.questions.rows import Rows

Rule = Callable[[Answers, date], Iterable[tuple[Path, str]]]
"""(asked answers of the whole form, today) -> (path, words) of what is contradictory."""


@dataclass(frozen=True)
class Group:
    """Questions under a heading of their own on a section's page."""

    title: str
    questions: tuple[Question, ...]
    hint: str = ""


@dataclass(frozen=True)
class Section:
    """One page of a form and one unit of saving. `advice` is (title, text) for the margin."""

    key: str
    title: str
    contents: tuple[Question | Group, ...]
    hint: str = ""
    part: str = ""
    advice: tuple[tuple[str, str], ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions of the section, in order."""
        return tuple(
            q for item in self.contents for q in (item.questions if isinstance(item, Group) else (item,))
        )

    @property
    def groups(self) -> tuple[Group, ...]:
        """The contents as groups; questions that stand alone are a group without a title."""
        return tuple(item if isinstance(item, Group) else Group("", (item,)) for item in self.contents)


class Undeclarable(ValueError):
    """The declaration contradicts itself: the words say where."""


@dataclass(frozen=True)
class Form:
    """A long form. Keys are for ever: `earlier[n]` maps answers of version n to version n + 1.

    Question keys are unique in the form; answers of all sections stand side by side in one mapping.
    """

    key: str
    title: str
    version: int
    sections: tuple[Section, ...]
    rules: tuple[Rule, ...] = ()
    earlier: Mapping[int, Callable[[Answers], Answers]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_keys([section.key for section in self.sections], self.key)
        check_questions(self.questions, frozenset(), self.key)
        missing = [n for n in range(1, self.version) if n not in self.earlier]
        if missing:
            raise Undeclarable(f"{self.key}: no way forward from version {missing[0]}")

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions of the form, in order."""
        return tuple(question for section in self.sections for question in section.questions)

    def section(self, key: str) -> Section | None:
        """The section of this key."""
        return next((section for section in self.sections if section.key == key), None)

    def forward(self, answers: Answers, version: int) -> Answers:
        """Answers given to an earlier version as answers to this one."""
        for step in range(version, self.version):
            answers = self.earlier[step](dict(answers))
        return answers


def check_keys(keys: Sequence[str], where: str) -> None:
    """Refuse keys that are doubled, reserved or unfit for names in a page."""
    for key in keys:
        if not KEY.fullmatch(key) or key in RESERVED or keys.count(key) > 1:
            raise Undeclarable(f"{where}: the key {key!r} is doubled, reserved or not lower_case")


def parts_of(question: Question) -> Iterator[tuple[str, tuple[Question, ...]]]:
    """(part key, questions) of a composite; rows have one part, called "*"."""
    if isinstance(question, Rows):
        yield "*", question.questions
    elif isinstance(question, Composite):
        for part in question.fixed:
            yield part.key, question.inner(part.key)


def check_questions(questions: Sequence[Question], around: frozenset[str], where: str) -> None:
    """Refuse doubled keys, and conditions on questions that do not exist."""
    own = [question.key for question in questions]
    check_keys([key for key in own if key not in ("ticked", "not_relevant")], where)
    known = around | frozenset(own)
    for question in questions:
        needed = (question.when.keys() if question.when else frozenset()) | (
            {question.withheld_by} if question.withheld_by else set()
        )
        if needed - known - {"not_relevant"}:
            raise Undeclarable(f"{where}/{question.key}: depends on unknown {sorted(needed - known)}")
        for part, inner in parts_of(question):
            if part != "*" and not KEY.fullmatch(part):
                raise Undeclarable(f"{where}/{question.key}: the key {part!r} is not lower_case")
            check_questions(inner, known, f"{where}/{question.key}/{part}")


def every_question(questions: Iterable[Question], path: Path = ()) -> Iterator[tuple[Path, Question]]:
    """All questions with their paths, those inside others too; a row's place in the path is "*"."""
    for question in questions:
        yield (*path, question.key), question
        for part, inner in parts_of(question):
            yield from every_question(inner, (*path, question.key, part))


def golden(form: Form) -> list[str]:
    """One line per question: path, kind, set, version since when; what a golden file holds."""
    return [
        f"{'/'.join(path)} {question.kind} {question.set_name or '-'} {question.since}"
        for path, question in every_question(form.questions)
    ]


def unmapped(form: Form, kept: Sequence[str]) -> list[str]:
    """The lines of an older golden file that changed or went although no version maps them forward.

    A line may only change its kind or set, or go, together with a new `version` of the form and its mapping
    in `earlier`; the changed question's `since` is then the new version.
    """
    now = {line.split(" ")[0]: line for line in golden(form)}
    oldest = max((int(line.rsplit(" ", 1)[1]) for line in kept), default=1)
    changed = [line for line in kept if now.get(line.split(" ")[0]) != line]
    return [
        line
        for line in changed
        if form.version <= oldest or _since(now.get(line.split(" ")[0])) not in (None, form.version)
    ]


def _since(line: str | None) -> int | None:
    return int(line.rsplit(" ", 1)[1]) if line else None


def describe(form: Form, given: Given) -> dict[str, Any]:
    """The whole form as JSON: every page, question, key, kind, label, hint, choices or set, condition."""
    return {
        "key": form.key,
        "title": form.title,
        "version": form.version,
        "sections": [
            {
                "key": s.key,
                "title": s.title,
                "hint": s.hint,
                "part": s.part,
                "questions": [question.spec(given) for question in s.questions],
            }
            for s in form.sections
        ],
    }
