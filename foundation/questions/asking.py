"""Walking a list of questions with its answers: what is asked, and the same work done for each."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from foundation.questions.conditions import Scope
from foundation.questions.question import Answers, Conflict, Given, Making, Path, Question, Said, Sight


def scope_of(questions: Iterable[Question], answers: Answers, around: Scope) -> ChainMap[str, Any]:
    """The answers of these questions in front of those around them; an unanswered key hides the outer one."""
    return ChainMap({q.key: answers.get(q.key) for q in questions}, dict(around))


def asked(questions: Sequence[Question], answers: Answers, around: Scope) -> Iterator[tuple[Question, Scope]]:
    """The questions whose condition holds, each with its scope.

    The answer to a question that is not asked is kept in store but counts for nothing, also not for the
    conditions of later questions.
    """
    scope = scope_of(questions, answers, around)
    for question in questions:
        if question.when is None or question.when.holds(scope):
            yield question, scope
        else:
            scope[question.key] = None


def problems_in(
    questions: Sequence[Question], answers: Answers, around: Scope, given: Given
) -> Iterator[tuple[Path, str]]:
    """(path, words) of everything missing or wrong in these answers."""
    for question, scope in asked(questions, answers, around):
        for path, words in question.problems(answers.get(question.key), scope, given):
            yield (question.key, *path), words


def merged(
    questions: Sequence[Question], base: Answers, mine: Answers, theirs: Answers, path: Path = ()
) -> tuple[Answers, tuple[Conflict, ...]]:
    """Three versions of the same answers into one, question by question."""
    declared = {question.key for question in questions}
    out = {key: value for key, value in theirs.items() if key not in declared}
    conflicts: list[Conflict] = []
    for question in questions:
        key = question.key
        value, more = question.merge(base.get(key), mine.get(key), theirs.get(key), (*path, key))
        conflicts += more
        if value is not None:
            out[key] = value
    return out, tuple(conflicts)


def said(questions: Sequence[Question], answers: Answers, sight: Sight, path: Path) -> tuple[Said, ...]:
    """The questions that are shown and their answers as people read them."""
    return tuple(
        question.say(answers.get(question.key), sight, (*path, question.key))
        for question in questions
        if (*path, question.key) in sight.shown or (*path, question.key) in sight.withheld
    )


def filled(
    questions: Sequence[Question],
    making: Making,
    around: Scope,
    full: float = 0.8,
    known: Answers | None = None,
) -> Answers:
    """Invented answers to these questions; optional ones are answered with the probability `full`.

    What is `known` stands (None: stays unanswered), and the rest agrees with it.
    """
    known = known or {}
    answers: Answers = {}
    for question in questions:
        scope = scope_of(questions, {**known, **answers}, around)
        if question.key in known:
            value = known[question.key]
        elif question.when is not None and not question.when.holds(scope):
            value = None
        else:
            wanted = bool(question.required) or making.rng.random() < full
            value = question.example(making) if wanted else None
        if value is not None:
            answers[question.key] = value
    return answers
