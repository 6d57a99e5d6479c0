"""What was tried in ordinary admission before a referral was accepted."""

from __future__ import annotations

import datetime as dt

from fap.actions import Attempt
from foundation.store.calendar import calendar_for
from portal.demo.county_file import County

ASKED = ("900002", "900003", "900004", "900005")


def tried(county: County, asked: dt.date) -> Attempt:
    """One school that refused; most told the authority in time, some did not."""
    calendar = calendar_for(None)
    answered = calendar.add(asked, 4)
    return Attempt(
        answer="refused",
        asked_on=asked,
        answered_on=answered,
        told_on=calendar.add(answered, county.rng.choice((1, 1, 2, 2, 4))),
        setting_id=county.settings[county.rng.choice(ASKED)].id,
        words="No place in the year group; the letter is with the admissions team.",
    )
