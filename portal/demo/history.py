"""Two school years before today: referrals that are over and cases that are closed, for figures over time."""

from __future__ import annotations

import datetime as dt
import json
import random
from typing import Any

from cases import actions as case_actions
from cases.kinds import KINDS
from cases.models import Case
from fap.actions.loading import load_referrals
from fap.form.invented import invented
from fap.given import given
from foundation.questions import Answers
from foundation.store import Actor, acting_as, session
from portal.demo.county_file import County, DemoRefused
from portal.demo.names import BOYS, GIRLS, SURNAMES
from portal.demo.referrals import OFTEN, SCHOOLS
from portal.demo.texts import words_for

REFERRALS, CASES = 36, 18
WARDS = ("Eldon", "Eldon", "Corvin", "Saltbeck", "Kiln Lane")
PLACES = (
    ("The shelter at Tanner Street", "bus", "Eldon", "after_school"),
    ("Bus 14, upper deck", "bus", "Corvin", "before_school"),
    ("Mill Park, by the courts", "park", "Eldon", "after_school"),
    ("Back stairs of the east block", "stairwell_or_toilets", "Saltbeck", "lunch"),
    ("Arcade at the station", "shop", "Kiln Lane", "evening"),
)
SERVICES = (
    ("Harmful sexual behaviour service", "to_send", "", None),
    ("Harmful sexual behaviour service", "sent", "O. Tarn", None),
    ("Harmful sexual behaviour service", "refused", "O. Tarn", None),
    ("CAMHS", "accepted", "A. Varley", 34),
    ("CAMHS", "declined_child", "A. Varley", None),
    ("Youth service", "first_contact", "C. Wills", 9),
)


def tell(county: County) -> None:
    """Write what is over."""
    rng = random.Random(county.rng.random())
    with acting_as(county.operator) as actor:
        lines = [_referral(county, rng, number) for number in range(REFERRALS)]
        done = load_referrals(actor, "\n".join(map(json.dumps, lines)).encode(), "past.jsonl")
    if done.rejects:
        raise DemoRefused(f"a past referral lacks {done.rejects[0].column}: {done.rejects[0].reason}")
    mash = county.actor("mash@marchland.example")
    with acting_as(mash):
        for number in range(CASES):
            _case(county, mash, rng, number)
    session().commit()


def _referral(county: County, rng: random.Random, number: int) -> dict[str, Any]:
    sent = county.day - dt.timedelta(days=70 + 17 * number)
    flags = {flag: dict(said) for flag, said in sorted(county.flags.items()) if rng.random() < OFTEN[flag]}
    sex = rng.choice("MMF")
    known: Answers = {
        "surname": rng.choice(SURNAMES),
        "forename": rng.choice(BOYS if sex == "M" else GIRLS),
        "sex": sex,
        "home_ward": rng.choice(WARDS),
        "peer_flags": flags or {"none_of_these": {"ticked": True}},
    }
    answers = invented(given(), 900 + number, full=0.5, texts=words_for, known=known)
    answers["date_of_birth"] = (sent - dt.timedelta(days=rng.randint(4200, 5600))).isoformat()
    answers.pop("year_group", None)
    answers.pop("upn", None)
    _places(answers, rng)
    return {
        "status": "closed",
        "setting_urn": SCHOOLS[number % len(SCHOOLS)],
        "submitted_on": sent.isoformat(),
        "answers": answers,
    }


def _places(answers: Answers, rng: random.Random) -> None:
    """Places that children name again and again, and ways to school that are not safe."""
    around = answers.setdefault("context", {}).setdefault("neighbourhood", {"known": "yes"})
    place, kind, ward, time = rng.choice(PLACES)
    around["known"] = "yes"
    around["places"] = [{"_id": "r000000001", "place": place, "place_kind": kind, "area": ward, "time": time}]
    way = {"_id": "r000000002", "journey_from": "Home", "journey_to": "School"}
    around["journey"] = [{**way, "mode": rng.choice(("bus", "walk")), "journey_time": "after_school"}]
    if rng.random() < 0.3:
        around["response"] = "Nothing yet."
    for said in answers["peer_flags"].values():
        if "school_did" in said and rng.random() < 0.15:
            said["school_did"] = "Nothing yet."


def _case(county: County, mash: Actor, rng: random.Random, number: int) -> None:
    """A case of one child, from its day to its end, recorded better from year to year."""
    opened = county.day - dt.timedelta(days=60 + 36 * number)
    urn = SCHOOLS[number % len(SCHOOLS)]
    child = county.child(rng.choice([pupil for pupil in county.pupils if pupil.urn == urn]))
    role = rng.choice(("alleged_victim", "alleged_victim", "alleged_perpetrator"))
    nature = rng.choice(("sexual_harassment", "sexual_violence", "sexual_other"))
    place = rng.choice(("in_school", "journey", "community", "online"))
    case = case_actions.open_case(
        mash,
        parties=[(child.id, role, county.settings[urn].id)],
        incident=case_actions.IncidentValues(natures=(nature,), place=place, happened_from=opened),
        opened_on=opened,
    )
    case.incidents[0].hackett = rng.choice(("problematic", "abusive", "violent"))
    case.incidents[0].relation = rng.choice(("friend", "former_partner", "known"))
    case.incidents[0].grouped = rng.choice(("single", "group"))
    _entries(mash, case, rng, opened, child.id, late=number)
    case_actions.close_case(mash, case, "Every step is done, and the school knows.")


def _entries(
    mash: Actor, case: Case, rng: random.Random, opened: dt.date, child_id: int, *, late: int
) -> None:
    def add(kind: str, days: int, **values: Any) -> Any:
        on = opened + dt.timedelta(days=days)
        return case_actions.add_entry(
            mash, case, KINDS[kind], {"happened_on": on, **values}, child_id=child_id
        )

    add("police", 4, outcome=rng.choice(("nfa", "words_of_advice", "charge", "not_wished")))
    add("social_care", 5, outcome=rng.choice(("s47_joint", "s47_single", "cfa", "nfa")))
    if rng.random() < 0.8 - late * 0.02:
        advice = add("advice", 6, agency="school", owner="The head of year", due_on=opened, includes=[])
        if rng.random() < 0.7:
            done = {"followed": rng.choice(("followed", "followed", "partly")), "done_on": opened}
            case_actions.end_entry(mash, advice, done)
    if rng.random() < 0.7:
        add("strategy", 7, considered=rng.choice(("held", "held", "not_held")))
    if rng.random() < 0.5:
        add("assessment", 9, considered=rng.choice(("done", "no")))
    service, state, owner, waited = rng.choice(SERVICES)
    sent = opened + dt.timedelta(days=8)
    days = {"sent_on": sent, "accepted_on": sent + dt.timedelta(days=waited)} if waited else {"sent_on": sent}
    add("referral", 8, service=service, owner=owner, reached=state, **days)
