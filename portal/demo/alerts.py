"""What officers and schools have done about alerts: a letter acknowledged, nothing shared, places named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import select

from foundation.store import acting_as, session
from portal.demo.cases import Pair
from portal.demo.county_file import County
from roll.actions import expect
from transitions.actions import alerts, disclosures
from transitions.models import Alert

OFFICER, LEAD = "safeguarding@marchland.example", "dsl@saltbeck.example"
WITHHELD = (
    "The provision knows the child and the plan; a letter would tell it about the other child's family."
)


def tell(county: County, pairs: Mapping[str, Pair]) -> None:
    """Told after the moves of this week."""
    acknowledged(county, pairs["same_setting"])
    withheld(county, pairs["same_site"])
    named_for_september(county, pairs["transfer"])
    session().commit()


def acknowledged(county: County, pair: Pair) -> None:
    """The receiving school read the letter about its new pupil; the plan of the old school came along."""
    alert = _moved(county, pair)
    officer, lead = county.actor(OFFICER), county.actor(LEAD)
    with acting_as(officer):
        alerts.take(officer, alert)
        letters = disclosures.draft_letters(
            officer, alert, mode="separate", purpose="plan_handover", legal_basis="public_task"
        )
        disclosures.release(officer, letters)
    with acting_as(lead):
        for letter in letters:
            if letter.setting_id in lead.settings:
                disclosures.open_letter(lead, letter)
                disclosures.acknowledge(lead, letter)


def withheld(county: County, pair: Pair) -> None:
    """The officer shares nothing for now, and says why."""
    officer = county.actor(OFFICER)
    with acting_as(officer):
        alert = _moved(county, pair)
        alerts.take(officer, alert)
        alerts.withhold(officer, alert, WITHHELD)


def named_for_september(county: County, pair: Pair) -> None:
    """Both families named the same secondary school first: there is time until the offers come."""
    year = county.day.year + (county.day.month >= 9)
    with acting_as(county.operator):
        for pupil in (pair.harmed, pair.alleged):
            expect(
                county.operator,
                child_id=county.child(pupil).id,
                setting_id=county.settings["900001"].id,
                start=dt.date(year, 9, 1),
                certainty="proposed",
                source="person",
                source_reference="named first",
            )


def _moved(county: County, pair: Pair) -> Alert:
    """The latest move of the child alleged to have caused harm."""
    with acting_as(county.operator):
        about = select(Alert).where(Alert.kind == "moved", Alert.child_id == county.child(pair.alleged).id)
        return session().scalars(about.order_by(Alert.day.desc()).limit(1)).one()
