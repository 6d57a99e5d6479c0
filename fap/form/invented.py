"""A whole invented referral in which everything fits together: for tests and for the demonstration county."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from fap.form import FORM
from fap.form.rules import usual_year
from foundation.questions import Answers, Given, fill
from foundation.questions.question import Texts

DAY = dt.timedelta(days=1)


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
    answers = fill(FORM, given, seed, full=full, texts=texts, known=known)
    born = answers["date_of_birth"]
    if "date_of_birth" not in (known or {}):
        born = (given.today - DAY * rng.randint(11 * 366, 15 * 365)).isoformat()
    answers["date_of_birth"] = born
    answers["year_group"] = usual_year(dt.date.fromisoformat(born), given.today)
    answers.pop("out_of_year", None)
    _parents(answers)
    _dates(answers, given.today, rng)
    answers |= {"attendance": "88", "authorised": "7", "unauthorised": "5"}
    missing = {"missing_because": "Asked for; it follows within the week."}
    papers = answers.get("documents") or {}
    for kind in (
        "pastoral_support_plan",
        "attendance_record",
        "school_report",
        "early_help",
        "behaviour_log",
    ):
        papers.setdefault(kind, missing)
    return answers | {"documents": papers}


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


def _short(row: dict[str, Any], prefix: str, today: dt.date, rng: random.Random) -> None:
    start = today - DAY * rng.randint(10, 200)
    days = rng.randint(1, 5)
    row |= {
        f"{prefix}_from": start.isoformat(),
        f"{prefix}_to": (start + DAY * (days - 1)).isoformat(),
        f"{prefix}_days": str(days),
        f"{prefix}_reasons": row[f"{prefix}_reasons"][:3],
    }
