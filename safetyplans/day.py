"""The school day of a plan: its strip of 23 boxes, and its rows with the gaps named (mock-up 06a)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from foundation.questions import Answers, Given, problems
from safetyplans.form import FORM
from safetyplans.form.school_day import GRID, OFTEN

GAPS = {
    "risk": "Gap: no risk said",
    "control": "Gap: no control",
    "adult": "Gap: no adult",
    "from_when": "Gap: not said from when",
    "checked": "Gap: not said how often",
}
OFTEN_WORDS = {option.code: option.label for option in OFTEN}
COLUMNS = ("Place or time", "Risk", "Control", "Responsible adult", "Checked")


@dataclass(frozen=True)
class SchoolDay:
    """`boxes` for the strip, `rows` for the table of what applies, `left_out` (title, reason), gaps."""

    boxes: list[dict[str, str]] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)

    @property
    def begun(self) -> bool:
        """Whether anything of the day was answered."""
        return any(box["state"] != "gap" for box in self.boxes) or len(self.gaps) < len(self.boxes)


def school_day(answers: Answers, given: Given) -> SchoolDay:
    """The school day in these answers."""
    missing: dict[str, set[str]] = {}
    for problem in problems(FORM, answers, given):
        if problem.path[0:1] == (GRID.key,) and len(problem.path) > 1:
            missing.setdefault(problem.path[1], set()).update(problem.path[2:3])
    said = answers.get(GRID.key) or {}
    day = SchoolDay()
    group = ""
    for place in GRID.rows:
        told = said.get(place.key, {})
        if told.get("not_relevant"):
            day.left_out.append((place.title, told["not_relevant"]))
            day.boxes.append({"label": place.title, "state": "not_relevant"})
            continue
        gap = place.key in missing
        day.boxes.append({"label": place.title, "state": "gap" if gap else "controlled"})
        if gap:
            day.gaps.append(place.title)
        if place.group != group:
            group = place.group
            day.rows.append({"group": group})
        day.rows.append(_row(place.title, told, missing.get(place.key, set())))
    return day


def _row(title: str, told: Answers, missing: set[str]) -> list[Any]:
    if not told:
        return [title, _gap("Not answered yet"), "", "", ""]
    checked = OFTEN_WORDS.get(told.get("checked") or "", "")
    shown = {"risk": told.get("risk"), "control": told.get("control"), "adult": told.get("adult")}
    cells: list[Any] = [title]
    for key, words in shown.items():
        cells.append(_gap(GAPS[key]) if key in missing else words or "")
    late = next((key for key in ("checked", "from_when") if key in missing), None)
    cells.append(_gap(GAPS[late], checked) if late else checked)
    return cells


def _gap(words: str, text: str = "") -> dict[str, str]:
    return {"text": text, "flag": "gap", "flag_words": words}
