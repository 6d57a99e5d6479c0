"""Candidate schools side by side (mock-up 04): facts, never a score.

The order is not a ranking. The placement check stands first, because it can end the discussion; it is shown
as colour and word only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from statistics import median
from typing import Any

from fap.checking import check_place
from fap.form import FORM
from fap.form.rules import ORDER
from fap.models import Decision, Referral
from fap.shares_core import admitted_by_setting
from fap.words import COLOURS
from foundation.answers import answers_of
from foundation.store import session, today
from foundation.store.calendar import calendar_for
from roll.lists import open_settings, setting_by_id, setting_by_urn
from roll.models import Setting

MOST = 4
SPEAK = "Speak to the safeguarding officer"


def candidates(
    referral: Referral, start: dt.date | None, looked_at: Sequence[str], draft: Decision | None
) -> dict[str, Any]:
    """The schools to compare for a first day, each with its facts as they stand now."""
    start = start or calendar_for(None).next_school_day(today())
    settings = _settings(referral, looked_at, draft)
    pool = [row.id for row in open_settings() if row.phase_code in {"4", "7"}]
    counts = admitted_by_setting(session().connection(), {*pool, *(row.id for row in settings)}, today())
    values = [counts.get(setting_id, 0) for setting_id in pool]
    wish = _preferred(referral)
    columns: list[dict[str, Any]] = [
        {
            "setting": row,
            "check": _check(referral, row, start),
            "admitted": counts.get(row.id, 0),
            "ages": f"{row.low_age} to {row.high_age}" if row.low_age and row.high_age else "not known",
            "wish": "Preferred school" if wish == row.urn else "Not named",
        }
        for row in settings
    ]
    return {
        "columns": columns,
        "start": start,
        "middle": median(values) if values else 0,
        "top": max([*values, 1]),
        "unclear": any(column["check"]["result"] != "clear" for column in columns),
        "looked_at": [row.urn for row in settings],
        "settings": open_settings(),
    }


def _check(referral: Referral, setting: Setting, start: dt.date) -> dict[str, str]:
    result = check_place(referral, setting.id, start)
    return {"result": result, "words": COLOURS[result], "say": "" if result == "clear" else SPEAK}


def _settings(referral: Referral, looked_at: Sequence[str], draft: Decision | None) -> list[Setting]:
    """The drafted school, those somebody asks to look at, the preferred one, then others for the "
    "child's age.
    """
    wish = _preferred(referral)
    named = [
        setting_by_id(draft.setting_id) if draft else None,
        *(setting_by_urn(urn) for urn in looked_at[:MOST]),
        setting_by_urn(wish) if wish else None,
    ]
    age = _age(referral)
    fitting = [row for row in open_settings() if _fits(row, age) and row.id != referral.setting_id]
    found = {row.id: row for row in (*named, *fitting) if row is not None}
    return list(found.values())[:MOST]


def _fits(setting: Setting, age: int | None) -> bool:
    if age is None or setting.low_age is None or setting.high_age is None:
        return False
    return setting.low_age <= age < setting.high_age and setting.phase_code in {"2", "4", "7"}


def _age(referral: Referral) -> int | None:
    """The age at which a child of this year group starts the school year: reception is 4."""
    year = referral.year_group
    return ORDER.index(year) if year in ORDER else None


def _preferred(referral: Referral) -> str:
    answer = answers_of(referral, FORM).get("preferred_school") or {}
    return str(answer.get("code", ""))
