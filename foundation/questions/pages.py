"""The pages of a section: its own, and one for each row or grid row; reading what is posted from them.

A page is named by the path to its answers: () is the section's own page, ("parents", "r1f…") a row's. The
last part "new" is a row that does not exist yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from wtforms import Form as WTForm

from foundation.questions.composites import Composite
from foundation.questions.conditions import Scope
from foundation.questions.declaration import Group, Section
from foundation.questions.fields import QuestionField, form_class
from foundation.questions.question import Answers, Given, Malformed, Path, Posted, Question, Reader
from foundation.questions.reading import may_read
from foundation.questions.rows import Rows, new_row_id
from foundation.questions.ticks import Files

NEW = "new"


@dataclass(frozen=True)
class Page:
    """One page of a section: its questions, and where their answers lie in the section's answers."""

    section: Section
    path: Path
    title: str
    groups: tuple[Group, ...]
    owner: Composite | None = None
    hint: str = ""
    details: str = ""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the page, in order."""
        return tuple(question for group in self.groups for question in group.questions)

    @property
    def is_new(self) -> bool:
        """Is this the page of a row that does not exist yet?"""
        return self.path[-1:] == (NEW,)


@dataclass(frozen=True)
class Draft:
    """The section's answers with what was posted in them, and what could not be stored.

    `held` are the paths of the questions the posted page held.
    """

    answers: Answers
    malformed: tuple[Malformed, ...]
    page: Page
    held: frozenset[Path] = frozenset()


def page_at(section: Section, path: Path, answers: Answers, given: Given) -> Page | None:
    """The page at this path; None when the declaration or the answers know no such place."""
    page = Page(section, (), section.title, section.groups, hint=section.hint)
    here: Answers = answers
    for step in range(0, len(path), 2):
        question = next((q for q in page.questions if q.key == path[step]), None)
        if step + 1 >= len(path) or not isinstance(question, Composite) or question.inline:
            return None
        part = path[step + 1]
        parts = question.parts(here.get(question.key))
        if not _known(question, part, parts) or (part == NEW and step + 2 < len(path)):
            return None
        here = parts.get(part, {})
        page = _inner_page(page, question, part, here, parts, given)
    return page


def _known(question: Composite, part: str, parts: dict[str, Answers]) -> bool:
    if isinstance(question, Rows):
        return part in parts or (part == NEW and len(parts) < question.most)
    return any(fixed.key == part for fixed in question.fixed)


def _inner_page(
    page: Page, question: Composite, part: str, here: Answers, parts: dict[str, Answers], given: Given
) -> Page:
    fixed = next((p for p in question.fixed if p.key == part), None)
    number = [*parts].index(part) + 1 if part in parts else len(parts) + 1
    if isinstance(question, Rows):
        title = f"Add {_a(question.one)}" if part == NEW else f"{question.one.capitalize()} {number}"
    else:
        title = question.title(part, here, given, number)
    return Page(
        page.section,
        (*page.path, question.key, part),
        title,
        (Group("", question.inner(part)),),
        question,
        fixed.hint if fixed else question.hint,
        fixed.details if fixed else "",
    )


def _a(noun: str) -> str:
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def answers_at(questions: Sequence[Question], answers: Answers, path: Path) -> Answers:
    """The answers of the page at `path`; empty when there are none."""
    if not path:
        return answers
    question = next((q for q in questions if q.key == path[0]), None)
    if not isinstance(question, Composite):
        return {}
    inner = question.parts(answers.get(path[0])).get(path[1], {})
    return answers_at(question.inner(path[1]), inner, path[2:])


def put_at(questions: Sequence[Question], answers: Answers, path: Path, inner: Answers | None) -> Answers:
    """The answers with those of the page at `path` replaced; None takes the part away."""
    if not path:
        return inner or {}
    question = next(q for q in questions if q.key == path[0])
    assert isinstance(question, Composite)
    parts = question.parts(answers.get(path[0]))
    if inner is None and len(path) == 2:
        parts.pop(path[1], None)
    else:
        parts[path[1]] = put_at(question.inner(path[1]), parts.get(path[1], {}), path[2:], inner)
    value = question.whole(parts)
    rest = {key: old for key, old in answers.items() if key != path[0]}
    return rest if value is None else {**rest, path[0]: value}


def simple(
    questions: Sequence[Question], path: Path = (), reader: Reader | None = None
) -> Iterator[tuple[Path, Question]]:
    """The questions with inputs on one page, with their paths in it: inline parts are gone into,
    others left out.
    """
    for question in questions:
        if not may_read(question, reader):
            continue
        if not isinstance(question, Composite):
            if not isinstance(question, Files):
                yield (*path, question.key), question
        elif question.inline:
            for part in question.fixed:
                yield from simple(question.inner(part.key), (*path, question.key, part.key), reader)


def draft(
    page: Page,
    posted: Posted,
    stored: Answers,
    given: Given,
    *,
    reader: Reader | None = None,
    base: type[WTForm] = WTForm,
    keep_empty: bool = False,
) -> Draft:
    """Put what was posted from a page into the section's answers.

    Only questions the reader may read, and that the posted page held (an input of theirs, or their name among
    "asked"), are touched. What cannot be stored leaves the stored answer as it was and comes back in
    `malformed`; what is missing is no matter of a draft.
    A new row in which nothing was typed is added only with `keep_empty`.
    """
    if page.is_new:
        page = replace(page, path=(*page.path[:-1], new_row_id()))
    questions = dict(simple(page.questions, (), reader))
    shown = set(posted.getlist("asked"))
    held = {
        path: q
        for path, q in questions.items()
        if "-".join(path) in shown or any(name in posted for name in q.names("-".join(path)))
    }
    form = form_class(held.items(), given, base)(formdata=cast("Any", posted))
    answers = answers_at(page.section.questions, stored, page.path)
    held_paths = frozenset((*page.path, *path) for path in held)
    malformed: list[Malformed] = []
    for path, question in held.items():
        field = cast("QuestionField", form["-".join(path)])
        if field.parsed.wrong:
            name = "-".join(path)
            malformed.append(
                Malformed(
                    (*page.path, *path),
                    question.label,
                    field.parsed.wrong,
                    question.anchor(name),
                    field.typed,
                )
            )
        else:
            answers = _put_value(page.questions, answers, path, field.data)
    before = answers_at(page.section.questions, stored, page.path)
    if page.path and not (answers or before or malformed or keep_empty):
        return Draft(stored, (), page, held_paths)
    return Draft(
        put_at(page.section.questions, stored, page.path, answers), tuple(malformed), page, held_paths
    )


def _put_value(questions: Sequence[Question], answers: Answers, path: Path, value: object) -> Answers:
    """The answers with one value inside them replaced; None takes it away."""
    if len(path) > 1:
        return put_at(
            questions,
            answers,
            path[:-1],
            _put_value((), answers_at(questions, answers, path[:-1]), path[-1:], value),
        )
    rest = {key: old for key, old in answers.items() if key != path[0]}
    return rest if value is None else {**answers, path[0]: value}


def put_value(section: Section, answers: Answers, path: Path, value: object) -> Answers:
    """The section's answers with the value at `path` replaced; an even path is a whole row."""
    if len(path) % 2 == 0:
        return put_at(section.questions, answers, path, value if isinstance(value, dict) else None)
    return _put_value(section.questions, answers, path, value)


def scope_at(questions: Sequence[Question], answers: Answers, path: Path, around: Scope) -> Scope:
    """The scope around the page at `path`: the form's answers, then those of every page on the way."""
    scope = dict(around) | answers
    if not path:
        return dict(around)
    question = next((q for q in questions if q.key == path[0]), None)
    if not isinstance(question, Composite):
        return scope
    inner = question.parts(answers.get(path[0])).get(path[1], {})
    return scope_at(question.inner(path[1]), inner, path[2:], scope)
