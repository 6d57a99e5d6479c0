"""A whole invented plan in which everything fits together: for tests and for the demonstration county."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from foundation.questions import Answers, Given, fill
from safetyplans.form import FORM

Texts = Callable[..., str | None]


def invented(
    given: Given,
    seed: int,
    *,
    full: float = 0.8,
    texts: Texts | None = None,
    known: Mapping[str, Any] | None = None,
) -> Answers:
    """Answers to the whole form; `known` ones stand, and dates and offences agree with each other."""
    more = {"texts": texts} if texts else {}
    made = fill(FORM, given, seed=seed, full=full, known=dict(known or {}), **more)
    if {"rape", "assault_by_penetration"} & set(made.get("possible_offence") or ()):
        made = fill(FORM, given, seed=seed, full=full, known={**(known or {}), "serious": "yes"}, **more)
    for key, last in (("conditions", "ends"), ("support_lines", "until_day")):
        if key in made:
            made[key] = [{k: v for k, v in row.items() if k != last} for row in made[key]]
    return made
