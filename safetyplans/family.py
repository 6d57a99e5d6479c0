"""What a family's copy holds: named question by question, so that a new one is left out.

The copy says what is done for this child. Judgements on the behaviour, what others saw or did, who else was
there and everything about another child are not in it by construction; the print check comes on top.
"""

from __future__ import annotations

from typing import Any

from foundation.questions import Answers, Section

_FOR_FAMILIES = """
    child_role author author_title written_on dsl deputy key_adult key_adult_cover copies
    reported_on own_words same_day medical
    wishes strengths trusted send health home friends online_life neighbourhood other_plans protective
    school_day
    premises transport_distance effect return_plan separation_review
    family_told education_effect private_life adjustments family_help
    support_lines consent_education therapy positive parents_support
    signal out_of_hours when_it_fails
    agreements review_on review_by triggers
"""
FOR_FAMILIES = frozenset(_FOR_FAMILIES.split())
"""Questions of a family's copy, by key."""

LEFT_OUT_INSIDE = {
    "school_day": frozenset({"risk", "apart", "not_relevant"}),
    "when_it_fails": frozenset({"now_held_by", "not_relevant"}),
}
"""Inside a question of the copy: what is left out of each of its rows."""

FAMILY = frozenset({"child", "parent"})


def family_answers(answers: Answers) -> Answers:
    """The answers that a family's copy may hold."""
    kept = {key: value for key, value in answers.items() if key in FOR_FAMILIES}
    for grid in LEFT_OUT_INSIDE.keys() & kept.keys():
        kept[grid] = {
            place: {key: value for key, value in said.items() if key not in LEFT_OUT_INSIDE[grid]}
            for place, said in kept[grid].items()
            if not said.get("not_relevant")
        }
    if "agreements" in kept:
        kept["agreements"] = [row for row in kept["agreements"] if row.get("who") in FAMILY]
    return kept


def family_lines(said: Any) -> list[tuple[Section, list[Any]]]:
    """The lines of a reading that are answered and belong into the copy, section by section."""
    found = []
    for section, lines in said:
        kept = [line for line in lines if line.path[0] in FOR_FAMILIES and (line.words or line.blocks)]
        if kept:
            found.append((section, kept))
    return found
