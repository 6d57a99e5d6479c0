"""From stored answers to what one reader may read: the only road to any output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from foundation.questions.asking import asked, problems_in, said
from foundation.questions.composites import Composite
from foundation.questions.conditions import Scope
from foundation.questions.declaration import Form, Section
from foundation.questions.question import (
    Answers,
    Fact,
    Given,
    Malformed,
    Path,
    Problem,
    Question,
    Reader,
    Said,
    Sight,
)
from foundation.questions.rows import Rows


@dataclass(frozen=True)
class Reading:
    """What one reader sees of one record's answers. Make it with `reading`, never by hand."""

    form: Form
    answers: Answers
    sight: Sight

    def said(self) -> tuple[tuple[Section, tuple[Said, ...]], ...]:
        """Section by section, each question and its words."""
        return tuple((s, said(s.questions, self.answers, self.sight, ())) for s in self.form.sections)

    def said_in(self, key: str) -> tuple[Said, ...]:
        """The questions of one section and their words."""
        return next((lines for section, lines in self.said() if section.key == key), ())

    def facts(self) -> tuple[Fact, ...]:
        """Everything countable."""
        return tuple(
            fact
            for question in self.form.questions
            for fact in question.facts(self.answers.get(question.key), self.sight.given)
        )

    def cells(self) -> tuple[Any, ...]:
        """One row of an export, as long as `headings(form)`; a leading = + - @ is neutralised."""
        return tuple(
            neutral(cell)
            for question in self.form.questions
            for cell in question.cells(self.answers.get(question.key), self.sight.given)
        )

    def rows(self, path: Path) -> Iterator[tuple[Any, ...]]:
        """The export rows of a repeating question at `path` ("*" for any part on the way)."""
        yield from _rows(self.form.questions, self.answers, path, self.sight.given, ())


def reading(
    form: Form,
    answers: Answers,
    reader: Reader,
    given: Given,
    *,
    editing: bool = False,
    hide: frozenset[Path] = frozenset(),
) -> Reading:
    """The answers without what is not asked, what the reader may not read and what is withheld.

    `editing` keeps withheld and no longer asked answers for the page on which they are changed; what the
    reader may not read is dropped there too. `hide` names what is withheld whatever these answers say: what
    another revision of them withholds.
    """
    seen = _seen(form.questions, answers, {}, reader, editing, (), hide)
    return Reading(form, seen.kept, Sight(given, frozenset(seen.shown), frozenset(seen.withheld)))


def may_read(question: Question, reader: Reader | None) -> bool:
    """May this reader read the question at all?"""
    return question.needs is None or reader is None or reader.may(question.needs)


class _Seen(NamedTuple):
    """Answers that are kept, and the paths shown and withheld."""

    kept: Answers
    shown: set[Path]
    withheld: set[Path]


def _seen(
    questions: Sequence[Question],
    answers: Answers,
    around: Scope,
    reader: Reader,
    editing: bool,
    path: Path,
    hide: frozenset[Path] = frozenset(),
) -> _Seen:
    seen = _Seen({}, set(), set())
    scopes = {question.key: scope for question, scope in asked(questions, answers, around)}
    for question in questions:
        here = (*path, question.key)
        if not may_read(question, reader) or not (editing or question.key in scopes):
            continue
        withheld = question.withheld_by and answers.get(question.withheld_by) == "yes"
        if (withheld or here in hide) and not editing:
            seen.withheld.add(here)
            continue
        seen.shown.add(here)
        value = answers.get(question.key)
        if isinstance(question, Composite):
            value = _seen_parts(
                question, value, scopes.get(question.key, around), reader, editing, here, seen, hide
            )
        if value is not None:
            seen.kept[question.key] = value
    return seen


def _seen_parts(
    question: Composite,
    value: Any,
    around: Scope,
    reader: Reader,
    editing: bool,
    here: Path,
    seen: _Seen,
    hide: frozenset[Path],
) -> Any:
    """The value with only what may be read in its parts; adds the paths inside to `seen`."""
    parts = {key: inner for _number, key, inner in question.shown(value)}
    if editing:
        parts |= question.parts(value)
    kept = {}
    for key, inner in parts.items():
        part = _seen(question.inner(key), inner, around, reader, editing, (*here, key), hide)
        kept[key] = part.kept
        seen.shown.update(part.shown)
        seen.withheld.update(part.withheld)
    return question.whole(kept)


def seen_by_editor(
    question: Question, value: Any, around: Scope, reader: Reader | None, path: Path
) -> tuple[Any, frozenset[Path]]:
    """One question's answer as its editor may see it, and the paths shown inside it."""
    alone = (replace(question, when=None, withheld_by=None),)
    seen = _seen(alone, {question.key: value}, around, reader or _Everything(), True, path[:-1])
    return seen.kept.get(question.key), frozenset(seen.shown)


def headings(form: Form) -> tuple[str, ...]:
    """The headings of the main sheet, from the declaration alone."""
    return tuple(heading for question in form.questions for heading in question.headings())


def sheets(form: Form) -> tuple[tuple[Path, str, tuple[str, ...]], ...]:
    """(path, title, headings) of a sheet for each repeating question; its rows are `Reading.rows(path)`."""
    return tuple(_sheets(form.questions, (), ()))


def _sheets(
    questions: Sequence[Question], path: Path, before: tuple[str, ...]
) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    for question in questions:
        here = (*path, question.key)
        if isinstance(question, Rows):
            inner = tuple(h for q in question.questions for h in q.headings())
            yield here, question.label, (*before, *inner)
            yield from _sheets(question.questions, (*here, "*"), (*before, question.label))
        elif isinstance(question, Composite):
            for part in question.fixed:
                yield from _sheets(question.inner(part.key), (*here, part.key), before)


def _rows(
    questions: Sequence[Question], answers: Answers, path: Path, given: Given, before: tuple[str, ...]
) -> Iterator[tuple[Any, ...]]:
    question = next((q for q in questions if q.key == path[0]), None)
    if not isinstance(question, Composite):
        return
    value = answers.get(path[0])
    if len(path) == 1:
        for _number, _key, inner in question.shown(value):
            cells = (c for q in question.inner("*") for c in q.cells(inner.get(q.key), given))
            yield (*before, *map(neutral, cells))
        return
    for number, key, inner in question.shown(value):
        if path[1] in ("*", key):
            title = (neutral(question.title(key, inner, given, number)),) if path[1] == "*" else ()
            yield from _rows(question.inner(key), inner, path[2:], given, (*before, *title))


def neutral(cell: Any) -> Any:
    """A cell that a spreadsheet does not run: text that starts like a formula gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip()[:1] in ("=", "+", "-", "@") else cell


def changes(before: Reading, after: Reading) -> tuple[str, ...]:
    """What changed between two readings by the same reader, in the form's own words."""
    given = after.sight.given
    return tuple(
        sentence
        for question in after.form.questions
        for sentence in question.changes(
            before.answers.get(question.key), after.answers.get(question.key), given
        )
    )


def problems(
    form: Form, answers: Answers, given: Given, malformed: Sequence[Malformed] = ()
) -> list[Problem]:
    """Everything missing or contradictory, in the order of the form: for task list, check page, desk,
    submit.
    """
    found = [*problems_in(form.questions, answers, {}, given)]
    live = reading(form, answers, _Everything(), given)
    found += [(path, words) for rule in form.rules for path, words in rule(live.answers, given.today)]
    asked_now = live.sight.shown | live.sight.withheld
    wrong = {m.path: m.words for m in malformed if m.path in asked_now}
    found = [*wrong.items(), *(pair for pair in found if pair[0] not in wrong)]
    of = {question.key: section.key for section in form.sections for question in section.questions}
    order = {question.key: number for number, question in enumerate(form.questions)}
    found.sort(key=lambda pair: order.get(pair[0][0] if pair[0] else "", len(order)))
    return [_problem(form, of.get(path[0], "") if path else "", path, words) for path, words in found]


class _Everything:
    """A reader for rules, which look at answers and put nothing out but their own words."""

    def may(self, _permission: Any, /) -> bool:
        return True


def _problem(form: Form, section: str, path: Path, words: str) -> Problem:
    page: Path = ()
    questions: Sequence[Question] = form.questions
    rest = path
    question: Question | None = None
    label = ""
    while rest:
        question = next((q for q in questions if q.key == rest[0]), None)
        if not isinstance(question, Composite) or len(rest) == 1:
            break
        fixed = next((part for part in question.fixed if part.key == rest[1]), None)
        label = label or (fixed.title if fixed else question.label)
        questions = question.inner(rest[1])
        rest = rest[2:]
        if not question.inline:
            page = path[: len(path) - len(rest)]
    inside = path[len(page) :]
    name = "-".join(inside)
    last = question.anchor(name) if question is not None and rest else name
    if not rest and isinstance(question, Composite) and question.inline:
        first = questions[0]
        last = first.anchor(f"{name}-{first.key}")
    label = label or (question.label if question is not None else form.title)
    return Problem(section, path, words, page, last, label)
