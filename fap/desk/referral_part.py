"""What the page of a referral shows of eligibility, its clocks and earlier referrals of the child."""

from __future__ import annotations

from typing import Any

from fap.clocks import clock_rules
from fap.desk import lists
from fap.desk.eligible import attempt_shown, route
from fap.lists import earlier_referrals
from fap.models import Referral, ReferralPause
from fap.words import STATES
from foundation.access.lists import names_of
from foundation.store.clock import day_words
from foundation.store.reference_data import codes
from roll.lists import settings_by_id

Shown = dict[str, Any]


def referral_part(referral: Referral) -> Shown:
    """Attempts, the other route, pauses, the rules of the clocks, earlier referrals, and standing advice."""
    return {
        "attempts": [attempt_shown(row) for row in lists.attempts_of(referral)],
        "route": route(referral),
        "pauses": _pauses(referral),
        "clock_rules": clock_rules(),
        "seen_before": seen_before(referral),
        "advice": advice(referral),
        "not_there": (referral.incomplete_words or "").split("\n") if referral.status == "submitted" else [],
    }


def seen_before(referral: Referral) -> list[Shown]:
    """Other referrals of the child in the last 24 months, each with what was decided then."""
    found = earlier_referrals(referral)
    decided = lists.decided_before(found)
    settings = settings_by_id({row.setting_id for row in decided.values() if row.setting_id})
    lines = []
    for row in found:
        decision = decided.get(row.id)
        words = STATES[row.status][0].lower()
        if decision is not None:
            where = f", {settings[decision.setting_id].name}" if decision.setting_id else ""
            words = f"decided: {decision.kind_words.lower()}{where}"
        elif row.ended_reason:
            words = f"{words}: {row.ended_reason}"
        lines.append({"referral": row, "words": words})
    return lines


def advice(referral: Referral) -> Shown | None:
    """Why it is no fair access case, and the standing advice of the list, beside the coordinator's words."""
    known = codes("not_eligible_because").get(referral.ended_code or "")
    return {"because": known.label, "advice": known.hint} if known else None


def _pauses(referral: Referral) -> list[str]:
    found = lists.pauses_of(referral)
    names = names_of({row.began_by for row in found})
    return [_pause(row, names.get(row.began_by, "")) for row in found]


def _pause(row: ReferralPause, who: str) -> str:
    agreed = f" Agreed by {row.agreed_by}." if row.agreed_by else ""
    began = f"From {day_words(row.began_on)} ({who}): {row.reason}{agreed}"
    if row.ended_on is None:
        return f"{began} It stands still now."
    days = "1 school day" if row.school_days == 1 else f"{row.school_days or 0} school days"
    return f"{began} Until {day_words(row.ended_on)}, {days}: {row.ended_because or ''}"
