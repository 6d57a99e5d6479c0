"""Answers to long forms: kept per section with revisions, merged, and asked for page by page.

A room declares its form with `foundation.questions`, says with a `LongForm` who may write it and for which
record, and mounts it: task list, section pages, row pages, autosave, comparison of two texts, check page.
"""

from foundation.answers.actions import change_files, freeze, write_answers
from foundation.answers.lists import (
    Sentence,
    answers_of,
    changes_by_others,
    frozen_answers,
    history_of,
    problems_of,
    reading_of,
    saved_at,
    section_states,
)
from foundation.answers.long_form import LongForm

__all__ = [
    "LongForm",
    "Sentence",
    "answers_of",
    "change_files",
    "changes_by_others",
    "freeze",
    "frozen_answers",
    "history_of",
    "problems_of",
    "reading_of",
    "saved_at",
    "section_states",
    "write_answers",
]
