"""What is known when a referral is started: from the roll, and from whoever starts it."""

from __future__ import annotations

from typing import Any

from fap.form.rules import usual_year
from foundation.access.lists import account_by_id
from foundation.questions import Answers, postcode
from foundation.store import Actor, today
from foundation.store.reference_data import is_code
from roll.lists import setting_by_id
from roll.models import Child

FROM_ROLL = (
    "Name, date of birth, unique pupil number, sex, postcode and school were filled in from the roll. "
    "Check them: the form keeps what you write, and never changes the roll."
)


def known_answers(actor: Actor, child: Child | None, setting_id: int | None) -> Answers:
    """Answers by question key; what is not known is left out."""
    account = account_by_id(actor.account_id)
    found: dict[str, Any] = {
        "referred_by": actor.name[:200] if account else None,
        "referrer_email": account.email if account and "@" in account.email else None,
        "referrer_phone": account.telephone or None if account else None,
        "completed_on": today().isoformat(),
    }
    setting = setting_by_id(setting_id)
    if setting is not None:
        found["current_provision"] = {"code": setting.urn}
    if child is not None:
        found |= _of_child(child)
    return {key: value for key, value in found.items() if value}


def _of_child(child: Child) -> dict[str, Any]:
    return {
        "surname": child.surname[:100],
        "forename": child.forename[:100],
        "known_as": child.known_as,
        "upn": child.upn,
        "date_of_birth": child.date_of_birth.isoformat(),
        "year_group": usual_year(child.date_of_birth, today()),
        "sex": child.sex if child.sex and is_code("sex", child.sex) else None,
        "home_postcode": postcode(child.postcode) if child.postcode else None,
    }
