"""The documents of a plan. Every word goes through `reading()`; the family's copy is scanned first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from cases.names import find_names
from foundation.answers import answers_of
from foundation.paper import render_pdf
from foundation.questions import Answers, Rows, reading
from foundation.store import Actor, now
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


def professional_copy(actor: Actor, plan: SafetyPlan) -> bytes:
    """The whole plan as a PDF for those who work with it."""
    others_of(plan)
    return plan_pdf(plan, "paper/plan.html", {"lines": said(actor, plan)}, actor.name)


def printed_by(actor: Actor, plan: SafetyPlan) -> str:
    """Who printed it; only the setting, where the person bears a name of another child."""
    others, own = people_of(plan)
    bears = find_names([("", actor.name)], others, own)
    return setting_name(plan.setting_id) if bears else actor.name


def _version(newest: PlanVersion | None, answers: Answers) -> str:
    """Which version was printed: one that was sent, or what has been written since."""
    if newest is None:
        return "1, not sent yet"
    return str(newest.number) if newest.answers == answers else f"{newest.number + 1}, not sent yet"


def plan_pdf(plan: SafetyPlan, template: str, told: dict[str, Any], printed_by: str) -> bytes:
    """A document of a plan; `told` beside the plan, its child and its setting."""
    child = child_by_id(plan.child_id)
    childs_name = child.name if child else plan.named or ""
    newest = latest_version(plan)
    return render_pdf(
        template,
        {
            "plan": plan,
            "child": child,
            "childs_name": childs_name,
            "setting": setting_name(plan.setting_id),
            **told,
        },
        reference=plan.reference,
        version=_version(newest, answers_of(plan, FORM)),
        printed_by=printed_by,
        printed_at=now(),
    )
