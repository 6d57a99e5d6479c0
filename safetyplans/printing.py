"""The documents of a plan. Every word goes through `reading()`; the family's copy is scanned first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cases.names import Found, find_names
from foundation.answers import answers_of
from foundation.paper import render_pdf
from foundation.questions import Answers, Rows, reading
from foundation.store import Actor, current_actor, now
from roll.lists import child_by_id
from safetyplans.family import family_answers, family_lines
from safetyplans.form import FORM
from safetyplans.lists import latest_version, others_of
from safetyplans.long_form import given
from safetyplans.models import PlanVersion, SafetyPlan
from safetyplans.people import people_of
from safetyplans.showing import setting_name

TYPED_TITLES = frozenset(question.key for question in FORM.questions if isinstance(question, Rows))
"""Questions whose rows are called what somebody typed; every other title stands in the declaration."""


class NamesAnotherChild(ValueError):
    """The document would give another child away; the message names the places, never the name."""


def said(actor: Actor, plan: SafetyPlan) -> Any:
    """The plan's answers as this reader may read them."""
    return reading(FORM, answers_of(plan, FORM), actor, given(plan)).said()


def family_said(actor: Actor, plan: SafetyPlan) -> list[tuple[Any, list[Any]]]:
    """What a family's copy holds, as this reader may read it."""
    return family_lines(reading(FORM, family_answers(answers_of(plan, FORM)), actor, given(plan)).said())


def texts_of(lines: Iterable[tuple[Any, Iterable[Any]]]) -> Iterator[tuple[str, str]]:
    """(place, text) of everything that somebody wrote, with the names of section, question and row."""
    for section, said_lines in lines:
        yield from _texts(said_lines, section.title)


def _texts(lines: Iterable[Any], place: str) -> Iterator[tuple[str, str]]:
    for line in lines:
        here = f"{place}: {line.label}" if line.label != place else place
        if not line.blocks and line.words:
            yield here, line.words
        for number, block in enumerate(line.blocks, 1):
            if line.path[-1] in TYPED_TITLES:
                yield f"{here}, number {number}", block.title
                yield from _texts(block.said, f"{here}, number {number}")
            else:
                yield from _texts(block.said, f"{here}, {block.title}")


def names_in_family_copy(plan: SafetyPlan, actor: Actor | None = None) -> list[Found]:
    """Every place in the family's copy that would give another child away; empty when it may be printed."""
    others, own = people_of(plan)
    texts = [
        *texts_of(family_said(actor or current_actor(), plan)),
        ("Setting", setting_name(plan.setting_id)),
    ]
    return find_names(texts, others, own)


def family_copy(actor: Actor, plan: SafetyPlan) -> bytes:
    """The PDF for the family of the plan's child. Raises NamesAnotherChild."""
    found = [hit for hit in names_in_family_copy(plan, actor) if hit.sure]
    if found:
        raise NamesAnotherChild("; ".join(f"{hit.place} ({hit.what})" for hit in found))
    return _pdf(actor, plan, "paper/plan_family.html", family_said(actor, plan), _printed_by(actor, plan))


def _printed_by(actor: Actor, plan: SafetyPlan) -> str:
    """Who printed it; only the setting, where the person bears a name of another child."""
    others, own = people_of(plan)
    bears = find_names([("", actor.name)], others, own)
    return setting_name(plan.setting_id) if bears else actor.name


def professional_copy(actor: Actor, plan: SafetyPlan) -> bytes:
    """The whole plan as a PDF for those who work with it."""
    others_of(plan)
    return _pdf(actor, plan, "paper/plan.html", said(actor, plan), actor.name)


def _version(newest: PlanVersion | None, answers: Answers) -> str:
    """Which version was printed: one that was sent, or what has been written since."""
    if newest is None:
        return "1, not sent yet"
    return str(newest.number) if newest.answers == answers else f"{newest.number + 1}, not sent yet"


def _pdf(actor: Actor, plan: SafetyPlan, template: str, lines: Any, printed_by: str) -> bytes:
    child = child_by_id(plan.child_id)
    newest = latest_version(plan)
    context = {"plan": plan, "child": child, "setting": setting_name(plan.setting_id), "lines": lines}
    return render_pdf(
        template,
        context,
        reference=plan.reference,
        version=_version(newest, answers_of(plan, FORM)),
        printed_by=printed_by,
        printed_at=now(),
    )
