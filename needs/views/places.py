"""Places by name, from the referrals that the reader may read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from fap.models import ReferralPlace
from foundation.store import session
from roll.names import folded

JOURNEY = "journey"
"""Parts of the way to school are kept as "from A to B": no name of a place."""


@dataclass(frozen=True)
class PlaceNamed:
    """One place in one referral: a code that is the same for the same name, the name, the form's row id."""

    code: str
    name: str
    form_id: int


def places_named(forms: Mapping[int, int]) -> list[PlaceNamed]:
    """The places of referrals (row id -> row id of the counted form), told apart by their names alone."""
    found = []
    wanted = select(ReferralPlace).where(ReferralPlace.context != JOURNEY).order_by(ReferralPlace.id)
    for place in session().scalars(wanted):
        name = folded(place.name)
        if place.referral_id in forms and name:
            code = hashlib.sha256(name.encode()).hexdigest()[:12]
            found.append(PlaceNamed(code, place.name, forms[place.referral_id]))
    return found
