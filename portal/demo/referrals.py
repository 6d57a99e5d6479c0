"""Forty referrals in every state, a panel with an agenda, and decisions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from fap import actions
from fap.actions import DecisionValues
from fap.form import FORM
from fap.form.invented import invented
from fap.given import given
from fap.lists import draft_of
from fap.long_form import LONG_FORM
from fap.models import AgendaItem, PanelMeeting, Referral
from foundation.answers import answers_of, problems_of, write_answers
from foundation.questions import fill
from foundation.store import acting_as, session
from foundation.store.calendar import calendar_for
from foundation.store.clock import LONDON, at
from portal.demo import after, deciding, desk_day, panels
from portal.demo.county_file import County, DemoRefused
from portal.demo.eligibility import tried
from portal.demo.texts import words_for

SCHOOLS = ("900001", "900002", "900003", "900004")
COORDINATOR, CHAIR = "coordinator@marchland.example", "chair@marchland.example"
IDENTITY = (
    "surname",
    "forename",
    "known_as",
    "upn",
    "date_of_birth",
    "year_group",
    "sex",
    "home_postcode",
    "current_provision",
)
OFTEN = {
    "missing_education": 0.75,
    "missing_home": 0.65,
    "gangs": 0.6,
    "serious_youth_violence": 0.3,
    "sexual_bullying": 0.35,
    "relationship_abuse": 0.15,
    "displays_hsb": 0.15,
    "cse": 0.1,
}
PLAN: tuple[tuple[str, int], ...] = (
    ("draft", 4),
    ("submitted", 6),
    ("returned", 3),
    ("accepted", 9),
    ("on_agenda", 5),
    ("deferred", 2),
    ("decided", 5),
    ("trial", 2),
    ("placed", 3),
    ("closed", 2),
    ("not_eligible", 2),
    ("withdrawn", 1),
)


@dataclass
class Desk:
    """Days of the past on which somebody was at work, newest last."""

    county: County

    def on(self, school_days_ago: int, hour: int = 10) -> dt.datetime:
        """An instant of a past school day."""
        day = self.county.day
        calendar = calendar_for(None)
        while school_days_ago > 0 or not calendar.is_school_day(day):
            day -= dt.timedelta(days=1)
            if calendar.is_school_day(day):
                school_days_ago -= 1
        return dt.datetime.combine(day, dt.time(hour, self.county.rng.randrange(60)), tzinfo=LONDON)


def tell(county: County) -> None:
    """Write every referral and take it as far as its state says."""
    desk = Desk(county)
    past = _meeting(county, desk, -1)
    number = 0
    for state, count in PLAN:
        for _ in range(count):
            ago = number % 3 if state == "submitted" else 6 + number % 5 + (number * 7) % 17
            referral = _written(county, desk, SCHOOLS[number % len(SCHOOLS)], number, state, ago)
            _onwards(county, desk, referral, state, ago, past)
            number += 1
            session().commit()
    panels.set_up(county)
    deciding.places(county)
    coming = _upcoming(county, desk)
    panels.sit(county, past, coming)
    _outside(county, desk)
    session().commit()
    desk_day.tell(county.actor(COORDINATOR), desk.on)


def _written(county: County, desk: Desk, urn: str, number: int, state: str, ago: int) -> Referral:
    dsl = county.dsl_of(urn)
    if dsl is None:
        raise DemoRefused(f"nobody writes for {urn}")
    pupil = county.take(urn)
    with acting_as(dsl), at(desk.on(ago + 1, 9)):
        child = county.child(pupil)
        referral = actions.start_referral(dsl, setting_id=county.settings[urn].id, child=child)
        known = answers_of(referral, FORM)
        mine = {key: known[key] for key in IDENTITY if key in known}
        mine["peer_flags"] = _flags(county, referral)
        made = invented(given(referral), number + 1, full=0.55, texts=words_for, known=mine)
        if state == "draft":
            made = {key: value for index, (key, value) in enumerate(made.items()) if index % 3}
        write_answers(dsl, referral, FORM, made)
        session().flush()
        if state != "draft":
            missing = problems_of(referral, LONG_FORM)
            if missing:
                raise DemoRefused(f"an invented form lacks {missing[0].section}: {missing[0].path}")
            actions.submit_referral(dsl, referral)
    return referral


def _flags(county: County, referral: Referral) -> dict[str, Any]:
    """Flags as often as a county has them, each with its follow-up answers."""
    if not county.flags:
        for seed in range(1, 40):
            found = fill(FORM, given(referral), seed, full=0.6, texts=words_for).get("peer_flags") or {}
            county.flags |= {flag: said for flag, said in found.items() if flag in OFTEN}
    ticked = {flag: said for flag, said in sorted(county.flags.items()) if county.rng.random() < OFTEN[flag]}
    return ticked or {"none_of_these": {"ticked": True}}


def _onwards(
    county: County, desk: Desk, referral: Referral, state: str, ago: int, past: PanelMeeting
) -> None:
    coordinator = county.actor(COORDINATOR)
    if state in {"draft", "submitted"}:
        return
    with acting_as(coordinator), at(desk.on(ago, 11)):
        if state == "returned":
            actions.return_for_information(
                coordinator, referral, "The attendance record stops at half term. Please add the weeks since."
            )
        elif state == "not_eligible":
            actions.declare_not_eligible(
                coordinator, referral, "The SEND team holds an early review this month.", "ehc_plan"
            )
        elif state == "withdrawn":
            actions.withdraw_referral(coordinator, referral, "The family moved to another county.")
        else:
            actions.accept(
                coordinator,
                referral,
                county.rng.choice("adelj"),
                "As set out in the referral.",
                tried(county, desk.on(ago + 12).date()),
            )
    if state in {"deferred", "decided", "trial", "placed", "closed"}:
        _decided(county, desk, referral, state, past)
    elif state == "on_agenda":
        with acting_as(coordinator):
            actions.put_on_agenda(coordinator, referral, _meeting(county, desk, 1))


def _meeting(county: County, desk: Desk, which: int) -> PanelMeeting:
    """The meeting of the last week (-1) or of the next (1)."""
    coordinator = county.actor(COORDINATOR)
    assert county.panel is not None
    calendar = calendar_for(None)
    meets = desk.on(5).date() if which < 0 else calendar.add(county.day, 3)
    with acting_as(coordinator):
        known = session().scalars(select(PanelMeeting).where(PanelMeeting.meets_on == meets)).one_or_none()
        if known is not None:
            return known
        deadline = meets if which < 0 else meets - dt.timedelta(days=3)
        return actions.plan_meeting(
            coordinator, county.panel, meets_on=meets, deadline=deadline, place="Council offices, room 4"
        )


def _decided(county: County, desk: Desk, referral: Referral, state: str, past: PanelMeeting) -> None:
    coordinator, chair = county.actor(COORDINATOR), county.actor(CHAIR)
    with at(desk.on(5, 10)):
        with acting_as(coordinator):
            item = actions.put_on_agenda(coordinator, referral, past)
            if past.status == "planned":
                actions.publish_meeting(coordinator, past)
            values = _values(county, desk, state, _school_for(county, referral, state))
            values = deciding.advised(county, referral, values)
            decision = actions.draft_decision(coordinator, item, referral, values)
        with acting_as(chair):
            actions.sign_decision(chair, decision, item, referral)
    if state != "deferred":
        after.follow(county, coordinator, referral, state, desk.on)


def _school_for(county: County, referral: Referral, state: str) -> str:
    """Fennwick Park, whose lead can be signed in as; for its own pupils the next school. Places that hold
    are spread over all, one taking more than its share.
    """
    if state in {"placed", "closed"}:
        return deciding.school_of(county, referral)
    return "900005" if referral.setting_id == county.settings["900004"].id else "900004"


def _values(county: County, desk: Desk, state: str, urn: str = "900005") -> DecisionValues:
    if state == "deferred":
        return DecisionValues(kind="deferred", reasons="The attendance record is still missing.")
    return DecisionValues(
        kind="managed_move" if state == "trial" else "place",
        reasons="Nearest school with a place; the family agrees.",
        setting_id=county.settings[urn].id,
        start_date=desk.on(3).date(),
        support_child="A mentor for the first half term.",
        support_stay="An assembly and a named adult for the two friends who stay.",
        responsible="The deputy head",
        issues=("excluded_or_pru",) if state == "closed" else ("attendance_problems",),
        provision={"mainstream": ["recommended", "agreed"]},
        reason_matches="yes",
        contexts_covered="some",
        **(deciding.trial(county) if state == "trial" else {}),
        override_reason="The officer was spoken to; the incident is being linked to its case.",
    )


def _upcoming(county: County, desk: Desk) -> PanelMeeting:
    """Publish the next agenda, with one decision drafted and waiting for the chair's signature."""
    coordinator = county.actor(COORDINATOR)
    meeting = _meeting(county, desk, 1)
    with acting_as(coordinator):
        actions.publish_meeting(coordinator, meeting)
        items = _items(meeting)
        if items and draft_of(items[0]) is None:
            first = items[0]
            referral = session().get_one(Referral, first.referral_id)
            soon = replace(_values(county, desk, "place"), start_date=deciding.soon(county, 9))
            actions.draft_decision(coordinator, first, referral, deciding.advised(county, referral, soon))
    return meeting


def _outside(county: County, desk: Desk) -> None:
    """The accepted referral that waits longest was decided outside a meeting."""
    found = select(Referral).where(Referral.status == "accepted").order_by(Referral.accepted_on, Referral.id)
    with acting_as(county.actor(COORDINATOR)):
        referral = session().scalars(found).first()
    if referral is not None:
        values = _values(county, desk, "place", _school_for(county, referral, "placed"))
        values = replace(values, start_date=deciding.soon(county, 2), decision_text="A place from Monday on.")
        deciding.outside(county, referral, values, desk.on(1, 15))


def _items(meeting: PanelMeeting) -> list[AgendaItem]:
    from fap.actions.agenda import items_of

    return items_of(meeting)
