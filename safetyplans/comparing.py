"""Two versions of a plan side by side in words: every answer that differs, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from foundation.questions import changes, reading
from foundation.store import Actor
from safetyplans.form import FORM
from safetyplans.lists import plan_of
from safetyplans.long_form import given
from safetyplans.models import PlanVersion

NOTHING = "Not answered"


@dataclass(frozen=True)
class Compared:
    """`sentences`: what changed, to be read out; `sections`: (title, rows of question, before, after)."""

    sentences: tuple[str, ...]
    sections: list[tuple[str, list[list[str]]]]


def compare(before: PlanVersion, after: PlanVersion, actor: Actor) -> Compared:
    """What changed from one version to another, as far as the reader may read it."""
    known = given(plan_of(after))
    old, new = (
        reading(FORM, FORM.forward(one.answers, one.form_version), actor, known) for one in (before, after)
    )
    sections = []
    for (section, first), (_section, second) in zip(old.said(), new.said(), strict=True):
        rows = _differing(dict(_leaves(first)), dict(_leaves(second)))
        if rows:
            sections.append((section.title, rows))
    return Compared(changes(old, new), sections)


def _leaves(lines: Iterable[Any], place: str = "", path: tuple[str, ...] = ()) -> Iterable[Any]:
    """((path, label with its place), words) of every line that holds no further lines."""
    for line in lines:
        label = f"{place}: {line.label}" if place else line.label
        if line.blocks:
            for block in line.blocks:
                yield from _leaves(block.said, block.title)
        elif line.words:
            yield (line.path, label), line.words


def _differing(old: dict[Any, str], new: dict[Any, str]) -> list[list[str]]:
    labels = dict([*old, *new])
    before, after = ({path: words for (path, _label), words in one.items()} for one in (old, new))
    return [
        [label, before.get(path, NOTHING), after.get(path, NOTHING)]
        for path, label in labels.items()
        if before.get(path) != after.get(path)
    ]
