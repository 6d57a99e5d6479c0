"""A whole invented referral in which everything fits together: for tests and for the demonstration county."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from fap.form import FORM
from fap.form.days import school_days
from fap.form.nudging import KINDS, asked_of
from fap.form.rules import usual_year
from foundation.questions import Answers, Given, fill
from foundation.questions.question import Texts

DAY = dt.timedelta(days=1)
REQUIRED = ("pastoral_support_plan", "attendance_record", "school_report", "early_help", "behaviour_log")
MISSING = {"missing_because": "Asked for; it follows within the week."}
GROUPS = ("traveller", "young_carer", "school_refuser", "fsm", "eal", "kinship")
STATUSES = ("child_in_need", "cp_plan", "assessment", "previously_looked_after")
TOLD = {
    "nature": "Pushing and name-calling at break between two groups of pupils, seen by staff.",
    "response": "Each pupil was spoken to alone, and the form tutor checks in with those who saw it.",
}


def invented(
    given: Given,
    seed: int = 0,
    *,
    full: float = 0.8,
    texts: Texts = lambda _question, _rng: None,
    known: Answers | None = None,
) -> Answers:
    """Answers to the whole form without anything missing or contradictory. The same seed gives the same.

    `known` answers are taken as they are (a child of the roll, a certain flag).
    """
    rng = random.Random(seed)
    answers = fill(FORM, given, seed, full=full, texts=texts, known={**_ordinary(rng), **(known or {})})
    born = answers["date_of_birth"]
    if "date_of_birth" not in (known or {}):
        born = (given.today - DAY * rng.randint(11 * 366, 15 * 365)).isoformat()
    answers["date_of_birth"] = born
    answers["year_group"] = usual_year(dt.date.fromisoformat(born), given.today)
    answers.pop("out_of_year", None)
    _parents(answers)
    _dates(answers, given.today, rng)
    _needs(answers)
    answers |= {"attendance": "88", "authorised": "7", "unauthorised": "5"}
    papers = answers.get("documents") or {}
    wanted = (*REQUIRED, "iep") if answers.get("support_plan") == "yes" else REQUIRED
    for kind in wanted:
        papers.setdefault(kind, MISSING)
    answers["documents"] = papers
    _told(answers)
    return answers


def _ordinary(rng: random.Random) -> Answers:
    """What hangs together across sections: social care, groups, needs, the category."""
    status = rng.choice(STATUSES)
    return {
        "home_withheld": "no",
        "social_care": rng.choice(("yes", "no", "no")),
        "care_status": status,
        "protection_plan": "now" if status == "cp_plan" else rng.choice(("no", "no", "before")),
        "in_group": rng.choice(("yes", "no")),
        "groups": sorted(rng.sample(GROUPS, k=2), key=GROUPS.index),
        "sen_provision": rng.choice(("N", "K", "K")),
        "code_category": rng.choice("acdefghijkl"),
    }


def _needs(answers: Answers) -> None:
    """The second need differs from the first; there is no third."""
    answers.pop("sen_need_3", None)
    if answers.get("sen_need_2") == answers.get("sen_need"):
        answers.pop("sen_need_2", None)
    if "other_route_for" in answers:
        answers["other_route_for"] = "managed_move"


def _told(answers: Answers) -> None:
    """Where words suggest harm between children, what it was and what was done about it is said."""
    for kind in KINDS:
        for missing in asked_of(kind, answers):
            key = f"{kind}_not_applicable" if missing == "flag" else f"{kind}_{missing}"
            answers[key] = TOLD.get(missing, "An expression of the writer; nothing of the kind is known.")


def _parents(answers: Answers) -> None:
    rows = answers.get("parents") or []
    for number, row in enumerate(rows):
        row["primary"] = "yes" if number == 0 else "no"
    if len(rows) == 1:
        answers["one_parent_because"] = "The only person with parental responsibility."


def _dates(answers: Answers, today: dt.date, rng: random.Random) -> None:
    """Stretches that run forwards, one before the other."""
    end = today - DAY * 300
    for row in answers.get("previous_schools") or ():
        start = end - DAY * rng.randint(200, 700)
        row |= {"attended_from": start.isoformat(), "attended_to": end.isoformat()}
        end = start - DAY
    for key, prefix in (("suspensions", "suspension"), ("internal_exclusions", "internal")):
        for row in answers.get(key) or ():
            _short(row, prefix, today, rng)
    for row in answers.get("protection_plans") or ():
        row["plan_from"] = (today - DAY * 400).isoformat()
        if "plan_to" in row:
            row["plan_to"] = (today - DAY * 40).isoformat()
    for support in (answers.get("supports") or {}).values():
        if "used_until" in support:
            support["used_from"] = (today - DAY * 90).isoformat()
            support["used_until"] = (today - DAY * 10).isoformat()


def _short(row: dict[str, Any], prefix: str, today: dt.date, rng: random.Random) -> None:
    """A stretch of a few school days, with its length."""
    start = today - DAY * rng.randint(10, 200)
    while not school_days(start.isoformat(), start.isoformat()):
        start -= DAY
    end = start + DAY * rng.randint(0, 4)
    row[f"{prefix}_from"], row[f"{prefix}_reasons"] = start.isoformat(), row[f"{prefix}_reasons"][:3]
    if row.get(f"{prefix}_category") != "PERM":
        row[f"{prefix}_to"] = end.isoformat()
        row[f"{prefix}_days"] = str(school_days(start.isoformat(), end.isoformat()))
