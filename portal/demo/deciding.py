"""What a panel decides with: places of schools, advice of the officer, and a decision outside a meeting."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

from fap import actions
from fap.actions import DecisionValues
from fap.actions.school_places import load_places
from fap.advice import advice_for, is_to_be_asked
from fap.checking import check_place
from fap.models import Referral
from fap.words import PLACES as KINDS
from foundation.store import acting_as, session
from foundation.store.calendar import calendar_for
from foundation.store.clock import at
from portal.demo.county import PLACES
from portal.demo.county_file import County

COORDINATOR, CHAIR = "coordinator@marchland.example", "chair@marchland.example"
OFFICER = "safeguarding@marchland.example"
YEARS = ("R", *(str(year) for year in range(1, 14)))
TURNS = ("900005", "900004", "900005", "900003", "900005", "900002", "900004", "900001")
"""Which school is decided, one decision after the other; the same one takes more than its share."""
OLD = frozenset({"900003", "900014"})
"""Schools that have not sent figures for long."""


def places(county: County) -> None:
    """Places and children on roll, as schools sent them; two have not for long."""
    coordinator = county.actor(COORDINATOR)
    for urns, weeks in ((OLD, 11), ({place.urn for place in PLACES} - OLD, 2)):
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(("setting_urn", "year_group", "places", "on_roll"))
        for place in PLACES:
            if place.urn in urns and place.phase in {"2", "4"}:
                writer.writerows(_years(county, place.urn, place.low, place.high, place.share))
        with acting_as(coordinator), at(_ago(county, weeks)):
            load_places(coordinator, out.getvalue().encode(), "places.csv")
            session().commit()


def _years(county: County, urn: str, low: int, high: int, share: float) -> list[tuple[str, str, int, int]]:
    size = 30 * round(4 * share + 1)
    last = min(high, 16)
    return [
        (urn, YEARS[age - 4], size, size - county.rng.choice((-2, 0, 0, 1, 2, 3, 5, 8)))
        for age in range(low if low > 5 else 4, last)
    ]


def _ago(county: County, weeks: int) -> dt.datetime:
    return dt.datetime.combine(county.day - dt.timedelta(weeks=weeks), dt.time(9, 30), dt.UTC)


def school_of(county: County, referral: Referral) -> str:
    """The school whose turn it is, never the child's own."""
    urn = TURNS[referral.id % len(TURNS)]
    return "900005" if county.settings[urn].id == referral.setting_id else urn


def trial(county: County) -> dict[str, Any]:
    """What a managed move on trial says besides."""
    return {
        "review_on": soon(county, 20),
        "if_breaks_down": "The child goes back to the school before, with a meeting within a week.",
    }


def advised(county: County, referral: Referral, values: DecisionValues) -> DecisionValues:
    """The values, once the officer was asked where a decision waits for that."""
    if values.kind not in KINDS:
        return values
    result = check_place(referral, values.setting_id, values.start_date)
    known = advice_for(referral, values.setting_id, values.start_date)
    if known is None and is_to_be_asked(referral, result):
        coordinator, officer = county.actor(COORDINATOR), county.actor(OFFICER)
        with acting_as(coordinator):
            asked = actions.ask_advice(
                coordinator,
                referral,
                setting_id=values.setting_id,
                start_date=values.start_date,
                asked="May the child start there on this day, and what must be in place?",
            )
        with acting_as(officer):
            words = "With a named adult at the gate for the first four weeks."
            actions.give_advice(officer, asked, referral, answer="conditions", words=words)
    return values


def outside(county: County, referral: Referral, values: DecisionValues, when: dt.datetime) -> None:
    """One place that could not wait: the chair signed it, and the next meeting is to ratify it."""
    coordinator, chair = county.actor(COORDINATOR), county.actor(CHAIR)
    assert county.panel is not None
    why = "The child has been out of school since September and the family agrees to start on Monday."
    with at(when):
        with acting_as(coordinator):
            advised(county, referral, values)
            draft = actions.draft_outside(coordinator, referral, county.panel, values, why_not_wait=why)
        with acting_as(chair):
            actions.sign_outside(chair, draft, referral)
            session().commit()


def soon(county: County, days: int) -> dt.date:
    """A school day ahead."""
    return calendar_for(None).add(county.day, days)
