"""From a page to what its template draws: questions, options, errors, and what opens under an option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from foundation.questions.asking import asked
from foundation.questions.composites import Composite
from foundation.questions.conditions import Scope
from foundation.questions.options import _Choosing
from foundation.questions.pages import Page, answers_at
from foundation.questions.question import (
    Answers,
    Drawn,
    Given,
    Item,
    Malformed,
    Path,
    Question,
    Reader,
    Sight,
)
from foundation.questions.reading import may_read, seen_by_editor


@dataclass(frozen=True)
class DrawnGroup:
    """Questions under a heading."""

    title: str
    hint: str
    drawn: tuple[Drawn, ...]


@dataclass(frozen=True)
class _Pen:
    """What drawing one page needs everywhere."""

    given: Given
    reader: Reader | None
    wrong: Mapping[Path, Malformed]
    missing: Mapping[Path, str]
    gaps: Mapping[Path, str]
    page: Path
    title: str


def draw(
    page: Page,
    answers: Answers,
    given: Given,
    *,
    around: Scope | None = None,
    reader: Reader | None = None,
    malformed: Sequence[Malformed] = (),
    missing: Mapping[Path, str] | None = None,
    gaps: Mapping[Path, str] | None = None,
) -> tuple[DrawnGroup, ...]:
    """A page ready for its template.

    `answers` are the section's; `around` the form's. `missing` maps paths to problems
    shown as errors at the question, `gaps` to those shown at rows that have a page of their own.
    """
    wrong = {m.path: m for m in malformed}
    pen = _Pen(given, reader, wrong, missing or {}, gaps or {}, page.path, page.title)
    here = answers_at(page.section.questions, answers, page.path)
    drawn = {d.name: d for d in _draw(page.questions, here, around or {}, (), pen)}
    return tuple(
        DrawnGroup(group.title, group.hint, mine)
        for group in page.groups
        if (mine := tuple(drawn[q.key] for q in group.questions if q.key in drawn))
    )


def _draw(
    questions: Sequence[Question], answers: Answers, around: Scope, path: Path, pen: _Pen
) -> tuple[Drawn, ...]:
    """Draw questions; those that depend on one option of a question beside them open under it."""
    holding = {question.key: scope for question, scope in asked(questions, answers, around)}
    own = {question.key: question for question in questions}
    out: dict[str, Drawn] = {}
    under: dict[tuple[str, str], list[Drawn]] = {}
    drawable = {q.key for q in questions if may_read(q, pen.reader) and _offered(q, own, holding)}
    for question in questions:
        if question.key not in drawable:
            continue
        drawn = _one(question, answers, holding.get(question.key, around), path, pen)
        opener = _opener(question, own, pen.given)
        if opener and opener[0] in drawable:
            under.setdefault(opener, []).append(drawn)
        else:
            out[question.key] = _with_condition(drawn, question, own, pen)
    for key in reversed([*own]):
        mine = {value: tuple(drawn) for (opener_key, value), drawn in under.items() if opener_key == key}
        if mine:
            _open(key, mine, out, under)
    return tuple(out.values())


def _open(
    key: str,
    mine: Mapping[str, tuple[Drawn, ...]],
    out: dict[str, Drawn],
    under: dict[tuple[str, str], list[Drawn]],
) -> None:
    """Put questions under the options of the question `key`, which may itself lie under another."""
    for drawn in [*out.values(), *(d for many in under.values() for d in many)]:
        if drawn.name.rsplit("-", 1)[-1] != key:
            continue
        items = tuple(replace(item, inner=mine.get(item.value, ())) for item in drawn.items)
        opened = replace(drawn, items=items)
        if key in out:
            out[key] = opened
        for many in under.values():
            many[:] = [opened if d.name == drawn.name else d for d in many]


def _opener(question: Question, own: Mapping[str, Question], given: Given) -> tuple[str, str] | None:
    """(question, option) of the page under which a question opens."""
    found = question.when.opens_under() if question.when else None
    chosen = own.get(found[0]) if found else None
    if found is None or not isinstance(chosen, _Choosing):
        return None
    return found if found[1] in {option.code for option in chosen.options(given)} else None


def _offered(question: Question, own: Mapping[str, Question], holding: Mapping[str, Scope]) -> bool:
    """Drawn when asked now, or when something else on the page decides (then it may be asked after all)."""
    if question.key in holding or question.when is None:
        return True
    return any(key in own for key in sorted(question.when.keys()))


@dataclass(frozen=True)
class _Called:
    """Names of the questions of one page and of their options."""

    own: Mapping[str, Question]
    given: Given

    def question(self, key: str, /) -> str:
        return self.own[key].label

    def option(self, key: str, code: Any, /) -> str:
        question = self.own[key]
        return question.label_of(str(code), self.given) if isinstance(question, _Choosing) else str(code)


def _with_condition(drawn: Drawn, question: Question, own: Mapping[str, Question], pen: _Pen) -> Drawn:
    """Say in the hint when a question counts, where no option of the page opens it."""
    if question.when is None or not question.when.keys() or not question.when.keys() <= own.keys():
        return drawn
    words = question.when.said(_Called(own, pen.given))
    return replace(drawn, hint=f"Only if {words}. {drawn.hint}".strip()) if words else drawn


def _one(question: Question, answers: Answers, scope: Scope, path: Path, pen: _Pen) -> Drawn:
    here = (*path, question.key)
    name = "-".join(here)
    value = answers.get(question.key)
    full = (*pen.page, *here)
    if isinstance(question, Composite):
        return _composite(question, value, scope, here, pen)
    wrong = pen.wrong.get(full)
    typed = wrong.typed if wrong else {} if value is None else question.typed(value, name)
    return question.draw(name, typed, pen.given, wrong.words if wrong else pen.missing.get(full, ""))


def _composite(question: Composite, value: object, scope: Scope, here: Path, pen: _Pen) -> Drawn:
    full = (*pen.page, *here)
    plain = question.draw("-".join(here), {}, pen.given, pen.missing.get(full, ""))
    parts = question.parts(value)
    if not question.inline:
        kept, shown = seen_by_editor(question, value, scope, pen.reader, full)
        said = question.say(kept, Sight(pen.given, shown), full)
        more = {**plain.more, **_gaps(question, full, pen), "count": len(parts)}
        return replace(plain, blocks=said.blocks, more=more)
    items = tuple(
        Item(
            part.key,
            part.title,
            part.hint,
            parts.get(part.key, {}).get("ticked") is True,
            _draw(question.inner(part.key), parts.get(part.key, {}), scope, (*here, part.key), pen),
            part.details,
        )
        for part in question.fixed
    )
    return replace(plain, items=items)


def _gaps(question: Composite, full: Path, pen: _Pen) -> dict[str, Any]:
    """What is missing in each part: in words, and at which of its questions."""
    inside = {path[len(full) :]: words for path, words in pen.gaps.items() if path[: len(full)] == full}
    parts: dict[str, str] = {}
    cells: dict[str, dict[str, str]] = {}
    for path, words in inside.items():
        if path:
            parts.setdefault(path[0], words)
            cells.setdefault(path[0], {}).update(dict.fromkeys(path[1:2], words))
    return {
        "path": "/".join(full),
        "gaps": parts,
        "cell_gaps": cells,
        "quiet": question.label == pen.title,
    }
