"""The placement check as this room uses it: a colour, never a reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from fap.models import Referral
from transitions import placement


def check_place(referral: Referral, setting_id: int | None, from_date: dt.date | None) -> str:
    """The colour of the placement check: clear, possible, linked_site or conflict.

    A child who is not on record yet cannot be checked, and a place without school or day is none.
    Raises ValueError.
    """
    if referral.child_id is None or setting_id is None or from_date is None:
        raise ValueError("Choose the school and the first day")
    return str(placement.check(referral.child_id, setting_id, from_date).result)


def check_places(referral: Referral, setting_ids: Collection[int], from_date: dt.date) -> dict[int, str]:
    """The colours for several schools at once, in a number of questions that does not grow.

    For a child who is not on record nothing can be said: possible.
    """
    if referral.child_id is None:
        return dict.fromkeys(setting_ids, placement.POSSIBLE)
    answers = placement.check_many(referral.child_id, setting_ids, from_date)
    return {setting: str(answer.result) for setting, answer in answers.items()}
