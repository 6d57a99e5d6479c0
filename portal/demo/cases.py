"""Twelve cases, and the pairs of children whose moves the alerts are about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from cases.actions import IncidentValues, letter_sent, no_case_needed, open_case, write_letter
from cases.lists import contacts_waiting
from cases.models import Case
from foundation.store import Actor, acting_as, session
from foundation.store.clock import at
from foundation.store.reference_data import choices
from portal.demo import children
from portal.demo.children import Pupil
from portal.demo.county_file import County, apply_roll
from roll.actions import expect
from transitions.actions import alerts as alert_actions
from transitions.actions import disclosures
from transitions.lists import open_alerts

VICTIM, ALLEGED, BOTH, UNCLEAR, WITNESS = (
    "alleged_victim",
    "alleged_perpetrator",
    "both",
    "not_clear",
    "witness",
)


STILL_WAITING = 9
NO_CASE = "Checked with the school and social care: known, and not about another child."


@dataclass
class Pair:
    """Two children of a case, where each was when it happened."""

    case: Case
    harmed: Pupil
    alleged: Pupil


def open_pair(
    county: County,
    harmed_urn: str,
    alleged_urn: str,
    days_ago: int,
    *,
    roles: tuple[str, str] = (VICTIM, ALLEGED),
    natures: tuple[str, ...] = ("sexual_violence",),
    place: str = "in_school",
    ages: tuple[int, int] = (11, 15),
    witness: bool = False,
) -> Pair:
    """A case of two children (and a witness), opened some days ago by the safeguarding officer."""
    harmed, alleged = county.take(harmed_urn, ages=ages), county.take(alleged_urn, ages=ages)
    day = county.day - dt.timedelta(days=days_ago)
    parties = [
        (county.child(harmed).id, roles[0], county.settings[harmed_urn].id),
        (county.child(alleged).id, roles[1], county.settings[alleged_urn].id),
    ]
    if witness:
        other = county.take(harmed_urn, ages=ages)
        parties.append((county.child(other).id, WITNESS, county.settings[harmed_urn].id))
    incident = IncidentValues(
        happened_from=day - dt.timedelta(days=2),
        place=place,
        setting_id=county.settings[harmed_urn].id,
        natures=natures,
        words="Reported by a member of staff. The accounts of both children were taken separately.",
    )
    case = open_case(
        county.actor("safeguarding@marchland.example"),
        parties=parties,
        incident=incident,
        opened_on=day,
        how_known="Police notification",
    )
    return Pair(case, harmed, alleged)


def tell(county: County) -> dict[str, Pair]:
    """Open every case; the names of the pairs say what their moves will do."""
    with acting_as(county.actor("safeguarding@marchland.example")):
        pairs = {
            "same_setting": open_pair(county, "900001", "900002", 200, witness=True),
            "tonight": open_pair(county, "900003", "900004", 90),
            "same_site": open_pair(county, "900006", "900003", 150),
            "planned": open_pair(county, "900001", "900005", 60, natures=("sexual_harassment",)),
            "left": open_pair(county, "900002", "900004", 110, place="journey"),
            "moved": open_pair(county, "900004", "900001", 130, natures=("physical", "coercive_control")),
            "transfer": open_pair(county, "900010", "900011", 40, ages=(10, 10), natures=("sexual_other",)),
            "returned": open_pair(county, "900003", "900005", 170, roles=(BOTH, BOTH)),
            "calm": open_pair(county, "900005", "900002", 220, roles=(VICTIM, UNCLEAR)),
            "online": open_pair(
                county, "900002", "900005", 25, place="online", natures=("sexual_harassment",)
            ),
            "community": open_pair(county, "900004", "900003", 300, place="community", natures=("physical",)),
            "sixth_form": open_pair(county, "900008", "900002", 80, ages=(14, 18)),
        }
    session().commit()
    return pairs


def move(county: County, pupil: Pupil, urn: str, days_ago: int, status: str = "C") -> None:
    """Write a move into the county's roll; it counts when the roll is applied."""
    on = county.day - dt.timedelta(days=days_ago)
    place = county.pupils.index(pupil)
    county.pupils[place : place + 1] = children.moved(pupil, urn, on, status)


def moves(county: County, pairs: dict[str, Pair]) -> None:
    """The moves since then, in a second roll file, and what is expected to come."""
    move(county, pairs["same_setting"].alleged, "900001", 0, "G")
    move(county, pairs["same_site"].alleged, "900007", 6)
    move(county, pairs["moved"].alleged, "900005", 12)
    left = pairs["left"].alleged
    county.pupils[county.pupils.index(left)] = replace(left, leaving=county.day - dt.timedelta(days=28))
    _gone_and_back(county, pairs["returned"].alleged)
    uncertain = pairs["online"].harmed
    county.pupils.append(
        replace(
            uncertain,
            upn="",
            former_upn="",
            urn="900003",
            start=county.day - dt.timedelta(days=3),
            status="C",
        )
    )
    planned = pairs["planned"].alleged
    with acting_as(county.operator):
        expect(
            county.operator,
            child_id=county.child(planned).id,
            setting_id=county.settings["900001"].id,
            start=county.day + dt.timedelta(days=21),
            certainty="accepted",
            source="managed_move",
            source_reference="managed move",
        )
        apply_roll(county, "roll-this-week.csv")
    session().commit()


def answer(county: County, pairs: dict[str, Pair]) -> None:
    """What people have done since: old contacts answered, older alerts taken, spoken about, closed.

    The moves of two pairs stay as they are: `portal.demo.alerts` goes on with them.
    """
    mash, officer = county.actor("mash@marchland.example"), county.actor("safeguarding@marchland.example")
    with acting_as(mash):
        waiting = list(contacts_waiting())
        for contact in waiting[: max(0, len(waiting) - STILL_WAITING)]:
            with at(contact.received_at + dt.timedelta(hours=23)):
                no_case_needed(mash, contact, NO_CASE)
                write_letter(mash, contact, "Thank you for telling us. No case is opened, for it is known.")
                letter_sent(mash, contact, how="system", to=contact.agency or "The referrer")
    with acting_as(officer):
        kept = {county.child(pairs[name].alleged).id for name in ("same_setting", "same_site")}
        older = [alert for alert in open_alerts() if alert.kind in {"moved", "returned"}]
        older = [alert for alert in older if alert.child_id not in kept]
        for number, alert in enumerate(older[:6]):
            alert_actions.take(officer, alert)
            if number > 1:
                alert_actions.contacted(
                    officer, alert, whom="The safeguarding lead", arranged="Both sit apart."
                )
            if number > 2:
                alert_actions.record_action(officer, alert, "arrangement_agreed", "Agreed with the school.")
            if number > 3:
                alert_actions.close(officer, alert)
        _letters(officer)
        session().commit()


def _letters(officer: Actor) -> None:
    """Two letters of the first red alert, released to its setting and not yet read."""
    red = [alert for alert in open_alerts() if alert.kind == "same_setting" and len(alert.child_ids()) == 2]
    for alert in red[:1]:
        alert_actions.take(officer, alert)
        letters = disclosures.draft_letters(
            officer,
            alert,
            mode="separate",
            purpose=choices("disclosure_purpose")[0].code,
            legal_basis=choices("legal_basis")[0].code,
        )
        disclosures.release(officer, letters)


def _gone_and_back(county: County, pupil: Pupil) -> None:
    """Left for the PRU in the summer, and came back to the first school last week."""
    day = county.day
    place = county.pupils.index(pupil)
    away = day - dt.timedelta(days=120)
    back = day - dt.timedelta(days=5)
    county.pupils[place : place + 1] = [
        replace(pupil, leaving=away - dt.timedelta(days=1)),
        replace(pupil, urn="900006", start=away, leaving=back - dt.timedelta(days=1)),
        replace(pupil, start=back),
    ]


def tonight_file(county: County, pairs: dict[str, Pair]) -> bytes:
    """The next roll file, to see an alert raised: one child moves to the other's school."""
    later = list(county.pupils)
    pupil = pairs["tonight"].alleged
    place = later.index(pupil)
    later[place : place + 1] = children.moved(pupil, pairs["tonight"].harmed.urn, county.day)
    return children.roll_file(later)
