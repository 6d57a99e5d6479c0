"""Children named without a number who may be on the roll, and a system of the authority with a key."""

from __future__ import annotations

import datetime as dt
from typing import Any

from foundation.access import keys
from foundation.store import acting_as
from portal.demo.children import Pupil
from portal.demo.county_file import County
from roll.actions import child_named_on_form

NAMED_AT = ("900001", "900003", "900002")


def tell(county: County) -> None:
    """Three questions of identity, each for another reason; and the admissions system."""
    pupils = [county.take(urn) for urn in NAMED_AT]
    with acting_as(county.operator):
        for pupil, changes in zip(pupils, _slips(pupils), strict=True):
            described = {
                "surname": pupil.surname,
                "forename": pupil.forename,
                "date_of_birth": pupil.date_of_birth,
                "postcode": pupil.postcode,
            }
            child_named_on_form(county.operator, upn=None, **{**described, **changes}, source="case")
        account = keys.make_system_account(county.operator, "Admissions")
        keys.make_key(
            county.operator,
            account,
            label="Check of in-year applications",
            scopes=[keys.PLACEMENT_CHECKS],
            expires_on=county.day + dt.timedelta(days=180),
        )


def _slips(pupils: list[Pupil]) -> list[dict[str, Any]]:
    """No address; a surname joined on; a slip in the birth date."""
    born = pupils[2].date_of_birth
    slip = born.replace(day=born.day + 1 if born.day % 10 < 8 and born.day < 28 else born.day - 1)
    return [{"postcode": None}, {"surname": f"{pupils[1].surname}-Larkin"}, {"date_of_birth": slip}]
