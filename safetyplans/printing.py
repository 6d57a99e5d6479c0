"""The documents of a plan. Every word goes through `reading()`; the family's copy is scanned first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from foundation.answers import answers_of
from foundation.paper import render_pdf
from foundation.questions import reading
from foundation.store import Actor, current_actor, now, session
from roll.lists import child_by_id
from safetyplans.form import FORM
from safetyplans.lists import others_of
from safetyplans.long_form import given
from safetyplans.models import SafetyPlan
from safetyplans.names import Found, Person, find_names
from safetyplans.names_core import people_on_roll
from safetyplans.showing import setting_name

NOT_FOR_FAMILIES = frozenset(
    {
        "other_children",
        "others_saw",
        "present",
        "possible_offence",
        "hackett",
        "hackett_reason",
        "tool",
        "exploitation",
        "other_victims",
        "images_where",
        "presenting",
        "predisposing",
        "precipitating",
        "perpetuating",
        "shared_classes",
        "other_assessments",
    }
)


def _version(plan: SafetyPlan) -> str:
    number = max((version.number for version in plan.versions), default=0)
    return f"version {number}" if number else "draft, not submitted"


def said(actor: Actor, plan: SafetyPlan) -> Any:
    """The plan's answers as this reader may read them."""
    return reading(FORM, answers_of(plan, FORM), actor, given(plan)).said()


def family_said(actor: Actor, plan: SafetyPlan) -> list[tuple[Any, list[Any]]]:
    """What a family's copy holds: the plan without what concerns other children or judgements on them."""
    kept = []
    for section, lines in said(actor, plan):
        left = [line for line in lines if line.path[0] not in NOT_FOR_FAMILIES]
        if left:
            kept.append((section, left))
    return kept


def _texts(lines: Iterable[Any], place: str) -> Iterator[tuple[str, str]]:
    for line in lines:
        here = f"{place}: {line.label}"
        if line.words:
            yield here, line.words
        for block in line.blocks:
            yield here, block.title
            yield from _texts(block.said, f"{here}, {block.title}")


def _people(plan: SafetyPlan) -> tuple[list[Person], Person]:
    """The other children as the school named them and as the roll knows them, and the plan's own child."""
    own = child_by_id(plan.child_id)
    named = others_of(plan)
    others = [_as_written(other.name, other.upn or "") for other in named]
    others += people_on_roll(session().connection(), {other.child_id for other in named})
    mine = Person(own.forename, own.surname, own.preferred_surname or "") if own else Person("", "")
    return others, mine


def _as_written(name: str, upn: str) -> Person:
    forename, _, surname = name.partition(" ")
    return Person(forename, surname, upn=upn)


def names_in_family_copy(plan: SafetyPlan, actor: Actor | None = None) -> list[Found]:
    """Every place in the family's copy that would give another child away; empty when it may be printed."""
    others, own = _people(plan)
    lines = family_said(actor or current_actor(), plan)
    texts = [found for section, kept in lines for found in _texts(kept, section.title)]
    return find_names(texts, others, own)


class NamesAnotherChild(ValueError):
    """The document would give another child away; the message names the places, never the name."""


def family_copy(actor: Actor, plan: SafetyPlan) -> bytes:
    """The PDF for the family of the plan's child. Raises NamesAnotherChild."""
    found = names_in_family_copy(plan, actor)
    if found:
        raise NamesAnotherChild("; ".join(f"{hit.place} ({hit.what})" for hit in found))
    return _pdf(actor, plan, "paper/plan_family.html", family_said(actor, plan))


def professional_copy(actor: Actor, plan: SafetyPlan) -> bytes:
    """The whole plan as a PDF for those who work with it."""
    return _pdf(actor, plan, "paper/plan.html", said(actor, plan))


def _pdf(actor: Actor, plan: SafetyPlan, template: str, lines: Any) -> bytes:
    child = child_by_id(plan.child_id)
    context = {"plan": plan, "child": child, "setting": setting_name(plan.setting_id), "lines": lines}
    return render_pdf(
        template,
        context,
        reference=plan.reference,
        version=_version(plan),
        printed_by=actor.name,
        printed_at=now(),
    )
