"""Short forms of this room, made of the same kinds of question as the long one.

A short form is one section that is read, checked and drawn at once; nothing is kept until all of it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fap.given import SettingsFinder
from foundation.questions import (
    Answers,
    DrawnGroup,
    Form,
    Given,
    Group,
    Malformed,
    Problem,
    Question,
    Section,
    draft,
    draw,
    page_at,
    problems,
)
from foundation.questions.question import Posted
from foundation.store import today
from foundation.store.reference_data import choices, label


@dataclass(frozen=True)
class Asked:
    """A short form as it was filled in: what was answered, what is wrong, and how it is drawn."""

    answers: Answers
    groups: tuple[DrawnGroup, ...]
    error_list: list[dict[str, str]] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether everything is answered and nothing contradicts."""
        return not self.error_list


def _given(questions: tuple[Question, ...]) -> Given:
    named = {question.set_name for question in questions} - {""}
    sets = {name: [(choice.code, choice.label) for choice in choices(name)] for name in named}
    return Given(today=today(), sets=sets, lookups={"settings": SettingsFinder()}, old_label=label)


def _form(contents: tuple[Question | Group, ...]) -> Form:
    return Form("short", "Short form", 1, (Section("all", "All", contents),))


def blank(contents: tuple[Question | Group, ...], answers: Answers | None = None) -> Asked:
    """The form before anything is posted, with what is known already."""
    form = _form(contents)
    known = {key: value for key, value in (answers or {}).items() if value is not None}
    return Asked(known, _drawn(form, known, _given(form.questions)))


def read(
    contents: tuple[Question | Group, ...], posted: Posted, more: Mapping[str, str] | None = None
) -> Asked:
    """The form as posted. `more` adds words to a question by its key (what an action refused)."""
    form = _form(contents)
    given = _given(form.questions)
    page = page_at(form.sections[0], (), {}, given)
    assert page is not None
    got = draft(page, posted, {}, given)
    found = problems(form, got.answers, given, got.malformed)
    found += [_said(form, key, words) for key, words in (more or {}).items()]
    drawn = _drawn(form, got.answers, given, got.malformed, {p.path: p.words for p in found})
    lines = [{"text": p.words, "href": f"#{p.anchor}"} for p in found]
    return Asked(got.answers, drawn, lines)


def _said(form: Form, key: str, words: str) -> Problem:
    question = next(q for q in form.questions if q.key == key)
    return Problem("all", (key,), words, (), question.anchor(key))


def _drawn(
    form: Form,
    answers: Answers,
    given: Given,
    malformed: tuple[Malformed, ...] = (),
    missing: Mapping[Any, str] | None = None,
) -> tuple[DrawnGroup, ...]:
    page = page_at(form.sections[0], (), answers, given)
    assert page is not None
    return draw(page, answers, given, around=answers, malformed=malformed, missing=missing)
