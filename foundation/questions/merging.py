"""Three versions of a section into one."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.questions.asking import merged
from foundation.questions.declaration import Form, Section
from foundation.questions.question import Answers, Conflict


@dataclass(frozen=True)
class Merged:
    """Both sides' changes together. For each conflict `answers` holds theirs and the conflict keeps mine."""

    answers: Answers
    conflicts: tuple[Conflict, ...]


def merge(form: Form | Section, base: Answers, mine: Answers, theirs: Answers) -> Merged:
    """Merge two changes of `base`: per question, per row and cell, per grid cell, per follow-up of a flag.

    Nothing typed is lost: each side's text stands in the answers or in a conflict.
    """
    return Merged(*merged(form.questions, base, mine, theirs))
