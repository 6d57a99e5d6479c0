"""The lines of a plan that a review decides on: keep, change or end. Pure."""

from __future__ import annotations

from typing import Any

from foundation.questions import Answers
from safetyplans.form.risks import RISKS
from safetyplans.form.school_day import GRID

DECISIONS = {"keep": "Keep", "change": "Change", "end": "End"}
CHANGES = frozenset({"change", "end"})
_PLACES = {row.key: row.title for row in GRID.rows}
_RISKS = {part.key: part.title for part in RISKS.questions[0].fixed}  # type: ignore[attr-defined]


def review_lines(answers: Answers) -> list[dict[str, str]]:
    """(path, group, title, words) of every line that is in the plan, in the plan's own order."""
    found = [
        *_fixed(answers, "risk_lines", "Needs and risks", _RISKS, "control"),
        *_rows(answers, "more_risks", "Needs and risks", "name", "control"),
        *_fixed(answers, "school_day", "The school day", _PLACES, "control"),
        *_rows(answers, "shared_classes", "Separation", "class_name", "why"),
        *_rows(answers, "conditions", "Bail and court conditions", "exact", "checked_by"),
        *_rows(answers, "support_lines", "Support", "what", "by"),
    ]
    return [line for line in found if line["title"]]


def _line(key: str, part: str, group: str, title: str, words: Any) -> dict[str, str]:
    return {"path": f"{key}-{part}", "group": group, "title": title, "words": str(words or "")}


def _fixed(
    answers: Answers, key: str, group: str, titles: dict[str, str], words: str
) -> list[dict[str, str]]:
    said = answers.get(key) or {}
    return [
        _line(key, part, group, title, said[part].get(words))
        for part, title in titles.items()
        if said.get(part) and not said[part].get("not_relevant")
    ]


def _rows(answers: Answers, key: str, group: str, title: str, words: str) -> list[dict[str, str]]:
    return [
        _line(key, row["_id"], group, row.get(title) or "", row.get(words)) for row in answers.get(key) or ()
    ]
