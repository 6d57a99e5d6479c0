"""What must hold across the sections: every code that is used was given to somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from foundation.questions import Answers
from foundation.questions.question import Path

USED_IN = ("contexts", "engagement", "outcomes", "safeguarded")


def known_codes(answers: Answers, _today: dt.date) -> Iterator[tuple[Path, str]]:
    """A young person's code in any list stands among the young people featured."""
    known = {row.get("code") for row in answers.get("young_people") or ()}
    for key in USED_IN:
        for row in answers.get(key) or ():
            if row.get("person") and row["person"] not in known:
                yield (key, row["_id"], "person"), f"no young person has the code {row['person']}"


def own_code(answers: Answers, _today: dt.date) -> Iterator[tuple[Path, str]]:
    """Each young person has a code of their own."""
    seen: set[str] = set()
    for row in answers.get("young_people") or ():
        code = row.get("code")
        if code in seen:
            yield ("young_people", row["_id"], "code"), f"the code {code} stands there twice"
        seen.add(code or "")


RULES = (known_codes, own_code)
