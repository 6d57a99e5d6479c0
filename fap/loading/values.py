"""Are these answers such as the form could have stored? Checked by typing them in again, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from foundation.questions import Answers, Form, Given, Integer, Question, Rows, new_row_id
from foundation.questions.composites import Composite
from foundation.questions.options import Tick
from foundation.questions.ticks import Files

Found = tuple[str, str]
"""(path of the key, what is wrong with it: never the value)."""


class _Typed:
    """What would stand in the inputs."""

    def __init__(self, typed: Mapping[str, Sequence[str]]) -> None:
        self.typed = typed

    def getlist(self, key: str, /) -> list[Any]:
        return list(self.typed.get(key, ()))

    def __contains__(self, key: object, /) -> bool:
        return key in self.typed


def checked_answers(form: Form, answers: Any, given: Given) -> tuple[Answers, list[Found]]:
    """The answers as they would be stored, and what cannot be taken."""
    if not isinstance(answers, Mapping):
        return {}, [("answers", "must be an object of answers by key")]
    wrong: list[Found] = []
    return _checked(form.questions, answers, given, "", wrong), wrong


def _checked(
    questions: Sequence[Question], answers: Mapping[str, Any], given: Given, where: str, wrong: list[Found]
) -> Answers:
    known = {question.key: question for question in questions}
    wrong += [(f"{where}{key}", "is no question of the form") for key in answers if key not in known]
    out: Answers = {}
    for key, question in known.items():
        if answers.get(key) is None or answers[key] in ("", [], {}):
            continue
        value = _value(question, answers[key], given, f"{where}{key}", wrong)
        if value is not None:
            out[key] = value
    return out


def _value(question: Question, value: Any, given: Given, where: str, wrong: list[Found]) -> Any:
    if isinstance(question, Files):
        wrong.append((where, "documents are not loaded: add them in the form"))
        return None
    if isinstance(question, Composite):
        return _parts(question, value, given, where, wrong)
    try:
        parsed = question.parse(_Typed(question.typed(_plain(question, value), "x")), "x", given)
    except (ValueError, TypeError, AttributeError, KeyError, ArithmeticError):
        wrong.append((where, f"is no answer of the kind {question.kind}"))
        return None
    if parsed.wrong:
        wrong.append((where, parsed.wrong))
    return parsed.value


def _plain(question: Question, value: Any) -> Any:
    """A spreadsheet's text for what is stored otherwise."""
    if isinstance(question, Tick) and isinstance(value, str):
        return value.casefold() in ("true", "yes", "1")
    if isinstance(question, Integer) and isinstance(value, str):
        return int(value)
    return value


def _parts(question: Composite, value: Any, given: Given, where: str, wrong: list[Found]) -> Any:
    if isinstance(question, Rows):
        return _rows(question, value, given, where, wrong)
    if not isinstance(value, Mapping):
        wrong.append((where, "must be an object with one entry for each part"))
        return None
    parts = {part.key for part in question.fixed}
    wrong += [(f"{where}/{key}", "is no part of this question") for key in value if key not in parts]
    return question.whole(
        {
            key: _checked(question.inner(key), inner, given, f"{where}/{key}/", wrong)
            for key, inner in value.items()
            if key in parts and _is_object(inner, f"{where}/{key}", wrong)
        }
    )


def _is_object(inner: Any, where: str, wrong: list[Found]) -> bool:
    if isinstance(inner, Mapping):
        return True
    wrong.append((where, "must be an object of answers by key"))
    return False


def _rows(question: Rows, value: Any, given: Given, where: str, wrong: list[Found]) -> Any:
    if not isinstance(value, list) or len(value) > question.most:
        wrong.append((where, f"must be a list of at most {question.most} entries"))
        return None
    rows = []
    for number, row in enumerate(_objects(value, where, wrong), 1):
        inner = {key: said for key, said in row.items() if key != "_id"}
        kept = _checked(question.questions, inner, given, f"{where}/{number}/", wrong)
        rows.append({"_id": str(row.get("_id") or new_row_id()), **kept})
    return rows or None


def _objects(value: list[Any], where: str, wrong: list[Found]) -> Iterator[Mapping[str, Any]]:
    for number, row in enumerate(value, 1):
        if _is_object(row, f"{where}/{number}", wrong):
            yield row
