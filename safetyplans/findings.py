"""Findings that hold for many plans: what would point at a case in their text, and the figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from cases.names import names_for_certain
from cases.names_core import people_on_roll
from foundation.store import session
from foundation.store.references import REFERENCE
from safetyplans.findings_core import children_of_plans, judged_points, settings_of_plans
from safetyplans.rubric import COMMENT_NEEDED, CRITERIA

FEWEST = 5
"""Fewer versions than these give no figures: one school could recognise another."""


def gives_away(text: str) -> list[str]:
    """What in a text points at a case: a reference, a school, a child of a plan. Never which one."""
    found = []
    if REFERENCE.search(text):
        found.append("the reference of a plan or a case")
    flat = text.casefold()
    connection = session().connection()
    if any(name.casefold() in flat for name in settings_of_plans(connection)):
        found.append("the name of a school")
    people = people_on_roll(connection, children_of_plans(connection))
    if names_for_certain([text], people):
        found.append("a name, initials or a UPN of a child who has a plan")
    return found


@dataclass(frozen=True)
class Figure:
    """How the judged versions stand on one criterion; `below` is how many lie below the top two levels."""

    criterion: str
    words: str
    judged: int
    below: int


def figures() -> list[Figure] | None:
    """For each criterion, over every version judged in the last year; None while there are too few."""
    levels: dict[str, Counter[bool]] = defaultdict(Counter)
    for criterion, level in judged_points(session().connection()):
        levels[criterion][level in COMMENT_NEEDED] += 1
    made = [Figure(key, words, levels[key].total(), levels[key][True]) for key, words in CRITERIA]
    return made if min(figure.judged for figure in made) >= FEWEST else None
