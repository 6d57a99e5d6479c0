"""What the pages of a long form show: plain values for their templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foundation.answers.actions import Decision
from foundation.answers.lists import (
    COMPLETED,
    answers_in,
    answers_of,
    changes_by_others,
    history_of,
    malformed_in,
    open_conflicts,
    problems_of,
    reading_of,
    saved_at,
    section_row,
    section_states,
)
from foundation.answers.models import AnswerConflict, AnswerSection
from foundation.answers.record_form import RecordForm
from foundation.questions import (
    Answers,
    Grid,
    LongText,
    Page,
    Problem,
    Question,
    Reader,
    Rows,
    Said,
    Section,
    draw,
    new_row_id,
    page_at,
    reading,
)
from foundation.questions.composites import Composite
from foundation.questions.pages import scope_at
from foundation.questions.question import Path, Posted
from foundation.questions.texts import OneInput
from foundation.store import Actor
from foundation.store.clock import local

Shown = dict[str, Any]
HIDDEN = "(withheld: it stands only on the page where it is changed)"


def present(of: RecordForm, kept: AnswerSection | None) -> Answers:
    """The present answers of a saved section."""
    return answers_in(of.form, kept)


def _frame(of: RecordForm, record: Any) -> Shown:
    bar = [{"label": label, "value": value} for label, value in of.bar(record)]
    return {"of": of, "subject": record, "facts": bar[:4], "form": of.form}


def _at(instant: Any) -> str | None:
    return f"{local(instant):%H:%M}" if instant else None


def task_list(of: RecordForm, record: Any, actor: Actor) -> Shown:
    """The sections with their states, what colleagues changed, and where to go on."""
    found = problems_of(record, of)
    states = section_states(of.form, answers_of(record, of.form), found)
    following = next((s for s in states if s.state != COMPLETED), None)
    return _frame(of, record) | {
        "sections": states,
        "done": sum(state.state == COMPLETED for state in states),
        "missing": len(found),
        "next": following and (states.index(following) + 1, following),
        "saved": _at(saved_at(record)),
        "changes": changes_by_others(record, of, actor)[:5],
        "boxes": of.boxes(record),
        "to_compare": open_conflicts(record, actor),
    }


def page(
    of: RecordForm,
    record: Any,
    section: Section,
    path: Path,
    actor: Actor,
    error: str = "",
    refused: bool = False,
    show_missing: bool = False,
) -> Shown | None:
    """A section's page or the page of a row; None when there is no such page."""
    kept = section_row(record, section.key)
    given = of.given(record)
    everything = answers_of(record, of.form)
    answers = reading(of.form, everything, of.reader(actor, record), given, editing=True).answers
    at = page_at(section, path, answers, given)
    if at is None:
        return None
    malformed = [m for m in malformed_in(kept) if m.path[: len(path)] == path]
    found = [p for p in problems_of(record, of) if p.section == section.key]
    gaps = {p.path: p.words for p in found}
    missing = dict(gaps) if show_missing else {}
    if error:
        missing[(*path, "files")] = error
    around = scope_at(section.questions, everything, path, everything)
    groups = draw(
        at,
        answers,
        given,
        around=around,
        reader=of.reader(actor, record),
        malformed=malformed,
        missing=missing,
        gaps=gaps,
    )
    here = [p for p in found if p.page == path] if show_missing else []
    wrong = [
        {"text": m.words, "href": f"#{m.anchor}"} for m in malformed if _on(at, m.path) and m.path in gaps
    ]
    more = [{"text": error, "href": "#files"}] if error else []
    missing_lines = [{"text": p.words, "href": f"#{p.anchor}"} for p in here if p.anchor]
    number = of.form.sections.index(section) + 1
    at_path = "/".join(path)
    return _frame(of, record) | {
        "section": section,
        "page": at,
        "groups": groups,
        "number": number,
        "count": len(of.form.sections),
        "revision": kept.revision if kept else 0,
        "row_id": new_row_id() if at.is_new else None,
        "saved": _at(kept.saved_at) if kept else None,
        "autosave": of.address(record, "autosave", section=section.key, **({"at": at_path} if path else {})),
        "here": of.page_address(record, section.key, path),
        "return_to": of.page_address(record, section.key, path[:-2]) if path else of.address(record),
        "error_list": wrong + more + missing_lines if (refused or show_missing) else wrong,
        "upload": any(question.kind == "Files" for question in at.questions),
        "boxes": section.advice,
        "inset": of.inset(record, section.key, path) if of.inset else "",
        "lead": of.lead(record, section.key, path) if of.lead else None,
        "changes": [c for c in changes_by_others(record, of, actor) if c.section == section.title][:3],
        "to_compare": open_conflicts(record, actor, section.key),
        "is_row": isinstance(at.owner, Rows),
        "one": at.owner.one if isinstance(at.owner, Rows) else "",
    }


def _on(at: Page, path: Path) -> bool:
    """Does the question at this path stand on this very page (not on the page of a row in it)?"""
    inside = path[len(at.path) :]
    question = next((q for q in at.questions if q.key == inside[0]), None) if inside else None
    return question is not None and (len(inside) == 1 or getattr(question, "inline", False))


def next_address(of: RecordForm, record: Any, section: Section, path: Path, posted: Posted) -> str:
    """Where a person goes after saving: where the button says, else the next page of the form."""
    wish = next(iter(posted.getlist("go")), "")
    then = next(iter(posted.getlist("then")), "")
    if next(iter(posted.getlist("take_away")), "") or then == "stay":
        return of.page_address(record, section.key, path)
    if wish:
        parts = (*path, *str(wish).split("/")[len(path) :])
        if parts[-1] == "remove":
            return of.address(record, "remove", section=section.key, path="/".join(parts[:-1]))
        return of.page_address(record, section.key, parts)
    if then == "list":
        return of.address(record)
    if then == "another":
        return of.page_address(record, section.key, (*path[:-1], "new"))
    return _onward(of, record, section, path, back=then == "back")


def _onward(of: RecordForm, record: Any, section: Section, path: Path, back: bool) -> str:
    """The next row that still needs somebody, the page around a row, the next section, or the check page."""
    if path:
        following = None if back else _next_gap(of, record, section, path)
        return of.page_address(record, section.key, following or path[:-2])
    number = of.form.sections.index(section) + 1
    if number < len(of.form.sections):
        return of.page_address(record, of.form.sections[number].key)
    return of.address(record, "check")


def _next_gap(of: RecordForm, record: Any, section: Section, path: Path) -> Path | None:
    """After a grid's row: the next one in which something is missing."""
    kept = section_row(record, section.key)
    at = page_at(section, path, present(of, kept), of.given(record))
    if at is None or not isinstance(at.owner, Grid):
        return None
    keys = [part.key for part in at.owner.fixed]
    after = keys[keys.index(path[-1]) + 1 :]
    gaps = {p.page[-1] for p in problems_of(record, of) if p.page[:-1] == path[:-1] and p.page}
    return next(((*path[:-1], key) for key in after if key in gaps), None)


def check(of: RecordForm, record: Any, actor: Actor) -> Shown:
    """Everything that was answered, with what is missing and where to change it."""
    found = problems_of(record, of)
    seen = reading_of(record, of, of.reader(actor, record))
    sections = []
    for section, lines in seen.said():
        mine = [p for p in found if p.section == section.key]
        rows = [_check_row(of, record, section, line, mine) for line in lines]
        sections.append({"section": section, "rows": rows})
    return _frame(of, record) | {
        "sections": sections,
        "problems": [{"text": p.words, "href": _to_problem(of, record, p)} for p in found],
        "submit": of.outside(of.submit, record) if of.submit else None,
        "to_compare": open_conflicts(record, actor),
    }


def read(of: RecordForm, record: Any, reader: Reader) -> Shown:
    """Everything that was answered, as this reader may read it."""
    sections = [
        {"section": section, "lines": lines} for section, lines in reading_of(record, of, reader).said()
    ]
    return _frame(of, record) | {"sections": sections}


def changes(of: RecordForm, record: Any, reader: Reader) -> Shown:
    """Who changed what, as this reader may read it."""
    return _frame(of, record) | {"changes": history_of(record, of, reader)}


def _to_problem(of: RecordForm, record: Any, problem: Problem) -> str:
    if not problem.section:
        return of.address(record)
    anchor = {"_anchor": problem.anchor} if problem.anchor else {}
    return of.page_address(record, problem.section, problem.page, missing=1, **anchor)


def _check_row(of: RecordForm, record: Any, section: Section, line: Said, found: Sequence[Problem]) -> Shown:
    mine = [p for p in found if p.path[:1] == line.path]
    question = next(q for q in section.questions if q.key == line.path[0])
    anchor = question.anchor(question.key)
    href = of.page_address(record, section.key, _anchor=anchor)
    if mine:
        href = _to_problem(of, record, mine[0])
    return {"line": line, "problems": [p.words for p in mine], "href": href}


def removal(of: RecordForm, record: Any, section: Section, path: Path, actor: Actor) -> Shown | None:
    """The page that asks before a row is taken away; None when there is no such row."""
    kept = section_row(record, section.key)
    given = of.given(record)
    seen = reading(of.form, answers_of(record, of.form), of.reader(actor, record), given, editing=True)
    at = page_at(section, path, seen.answers, given)
    if at is None or at.is_new or not isinstance(at.owner, Rows):
        return None
    return _frame(of, record) | {
        "section": section,
        "page": at,
        "one": at.owner.one,
        "revision": kept.revision if kept else 0,
        "return_to": of.page_address(record, section.key, path[:-2]),
        "lines": _block(seen.said_in(section.key), path),
    }


def _block(lines: Sequence[Said], path: Path) -> tuple[Said, ...]:
    """The lines of the row at `path`."""
    for line in lines:
        for block in line.blocks:
            if block.path == path:
                return block.said
            if path[: len(block.path)] == block.path:
                return _block(block.said, path)
    return ()


def question_at(questions: Sequence[Question], path: Path) -> Question | None:
    """The question at a path, through rows, grids and flags."""
    question = next((q for q in questions if q.key == path[0]), None)
    if len(path) > 2 and isinstance(question, Composite):
        return question_at(question.inner(path[1]), path[2:])
    return question


def compare(
    of: RecordForm,
    record: Any,
    section: Section,
    waiting: Sequence[AnswerConflict],
    errors: Mapping[int, str] | None = None,
    posted: Mapping[str, Any] | None = None,
) -> Shown:
    """Both texts of each answer that two people changed."""
    from foundation.answers.lists import account_names

    names = account_names()
    given = of.given(record)
    errors = errors or {}
    items = []
    hidden = withheld_of(of, record)
    for conflict in waiting:
        path = tuple(conflict.path.split("/"))
        question = question_at(section.questions, path)
        is_row = len(path) % 2 == 0
        mine, theirs = (
            HIDDEN if path in hidden else _words(question, conflict.texts[side], is_row, given, path)
            for side in ("mine", "theirs")
        )
        name = f"keep-{conflict.id}"
        typed = (posted or {}).get(f"text-{conflict.id}")
        items.append(
            {
                "id": conflict.id,
                "name": name,
                "label": conflict.texts["label"],
                "who": names.get(conflict.against_account, "A colleague"),
                "mine": mine,
                "theirs": theirs,
                "both": typed if typed is not None else f"{theirs}\n\n{mine}".strip(),
                "can_join": not is_row and isinstance(question, LongText) and path not in hidden,
                "chosen": (posted or {}).get(name),
                "error": errors.get(conflict.id, ""),
            }
        )
    lines = [{"text": i["error"], "href": f"#{i['name']}"} for i in items if i["error"]]
    return _frame(of, record) | {"section": section, "items": items, "error_list": lines}


def withheld_of(of: RecordForm, record: Any) -> frozenset[Path]:
    """What the present answers withhold, whoever reads."""
    seen = reading(of.form, answers_of(record, of.form), _Anybody(), of.given(record))
    return seen.sight.withheld


class _Anybody:
    """A reader who may read everything that is not withheld."""

    def may(self, _permission: Any, /) -> bool:
        return True


def _words(question: Question | None, value: Any, is_row: bool, given: Any, path: Path) -> str:
    if value is None:
        return "(removed)" if is_row else "(no answer)"
    if is_row and isinstance(question, Composite):
        inner = question.inner(path[-1])
        return "; ".join(f"{q.label}: {q.words(value[q.key], given)}" for q in inner if q.key in value)
    return question.words(value, given) if question is not None else str(value)


def decided(
    of: RecordForm, record: Any, section: Section, conflict: AnswerConflict, posted: Mapping[str, Any]
) -> tuple[Decision | None, str]:
    """What a person decided about one answer, or why that cannot be done."""
    keep = posted.get(f"keep-{conflict.id}")
    label = conflict.texts["label"]
    if keep == "theirs":
        return Decision(conflict, "theirs"), ""
    if keep == "mine":
        return Decision(conflict, "mine", conflict.texts["mine"]), ""
    question = question_at(section.questions, tuple(conflict.path.split("/")))
    if keep == "both" and isinstance(question, OneInput):
        parsed = question.parse(_One(posted, f"text-{conflict.id}"), "text", of.given(record))
        if not parsed.wrong:
            return Decision(conflict, "both", parsed.value), ""
        return None, parsed.wrong
    return None, f"{label}: choose which text to keep"


class _One:
    """One posted text under the name "text"."""

    def __init__(self, posted: Mapping[str, Any], name: str) -> None:
        self.text = posted.get(name, "")

    def getlist(self, key: str, /) -> list[Any]:
        return [self.text] if key == "text" else []

    def __contains__(self, key: object, /) -> bool:
        return key == "text"
