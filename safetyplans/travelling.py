"""What travels of a plan when its child moves: what is known of this child and what is done for this child.

Safeguarding, "Who they are": the new school reads a plan only after handover or disclosure, and adapts a
copy. The first school's own account, its staff and its dates stay with it, and so does whoever else is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cases.names import Person, names_for_certain
from foundation.questions import Answers

_TRAVELS = """
    child_role other_assessments
    referrals police_outcome police_on police_advice support_goes_on has_conditions conditions
    wishes strengths trusted send health home friends online_life neighbourhood earlier other_plans
    presenting predisposing precipitating perpetuating protective may_be_victim account_changed
    risk_lines more_risks school_day serious burden harmed_agreed effect
    education_effect private_life characteristics adjustments weighed family_help
    support_lines consent_education therapy positive parents_support signal out_of_hours
    when_it_fails
"""
TRAVELS = frozenset(_TRAVELS.split())
"""Questions of a copy that a receiving school adapts, by key."""

STAYS_INSIDE = {
    "school_day": frozenset({"adult", "from_when", "where", "at_time"}),
    "conditions": frozenset({"checked_by"}),
    "when_it_fails": frozenset({"decides"}),
    "support_lines": frozenset({"by"}),
}
"""Inside a question of the copy: what the receiving school must say anew."""

LEFT_OUT = "Left out here: it named another child. Ask the Education MASH what you need to know."


def travelling_answers(answers: Answers, others: Iterable[Person], own: Person) -> Answers:
    """The answers of a copy; a text that names another child is left out, and says so."""
    people = list(others)
    return {
        key: _without_names(_without(value, STAYS_INSIDE.get(key, frozenset())), people, own)
        for key, value in answers.items()
        if key in TRAVELS
    }


def _without(value: Any, left: frozenset[str]) -> Any:
    if not left:
        return value
    if isinstance(value, list):
        return [{key: one for key, one in row.items() if key not in left} for row in value]
    return {part: {key: one for key, one in said.items() if key not in left} for part, said in value.items()}


def _without_names(value: Any, others: list[Person], own: Person) -> Any:
    if isinstance(value, dict):
        return {key: _without_names(one, others, own) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_names(one, others, own) for one in value]
    if isinstance(value, str) and names_for_certain([value], others, own):
        return LEFT_OUT
    return value
