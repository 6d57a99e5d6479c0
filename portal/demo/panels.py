"""How the county's panels work: quorum and calendar, a meeting that was held, an interest, late papers."""

from __future__ import annotations

import datetime as dt

from fap import actions
from fap.actions.agenda import items_of, rule_on_leave
from fap.actions.interests import declare_interest
from fap.actions.meetings import PanelValues, change_panel, make_panel, plan_year
from fap.actions.sitting import agree_action, record_attendance, write_minutes
from fap.models import Panel, PanelMeeting, Referral
from fap.panels.members import members_of
from fap.panels.year import days_by_pattern, ends_of_year
from foundation.store import acting_as, session
from foundation.store.calendar import calendar_for
from portal.demo.county_file import County

COORDINATOR, CHAIR = "coordinator@marchland.example", "chair@marchland.example"
MEMBER = "member@marchland.example"
PLACE = "Council offices, room 4"


def set_up(county: County) -> None:
    """Quorum and what is usual; a second panel, for primary schools, with its own calendar."""
    coordinator = county.actor(COORDINATOR)
    assert county.panel is not None
    with acting_as(coordinator):
        values = PanelValues(
            county.panel.name, "secondary", "All of Marchland", 3, "all", deadline_days=3, usual_place=PLACE
        )
        change_panel(coordinator, county.panel, values)
        primary = make_panel(
            coordinator, name="Marchland primary panel", phase="primary", district="All of Marchland"
        )
        change_panel(
            coordinator,
            primary,
            PanelValues(primary.name, "primary", primary.district, 2, usual_time="13:30"),
        )
        _year(county, primary, "first", 3)


def _year(county: County, panel: Panel, every: str, weekday: int) -> None:
    """The rest of the school year by a pattern, but for the days of the next two weeks."""
    coordinator = county.actor(COORDINATOR)
    first = county.day + dt.timedelta(days=14)
    found = days_by_pattern(
        every, weekday, first, max(first, ends_of_year(first)[1]), calendar_for(None), panel.deadline_days
    )
    days = [one.day for one in found if one.is_school_day]
    if days:
        plan_year(coordinator, panel, days)


def sit(county: County, past: PanelMeeting, coming: PanelMeeting) -> None:
    """The last meeting was held and closed; the next has an interest and a late item."""
    coordinator = county.actor(COORDINATOR)
    with acting_as(coordinator):
        assert county.panel is not None
        _year(county, county.panel, "2", 1)
        _held(county, past)
        items = items_of(coming)
        if len(items) > 1:
            referral = session().get_one(Referral, items[-1].referral_id)
            declare_interest(coordinator, items[1], "own_school", account_id=county.accounts[MEMBER].id)
            _late(county, coming, referral)


def _held(county: County, past: PanelMeeting) -> None:
    coordinator = county.actor(COORDINATOR)
    members = members_of(past.panel_id, past.meets_on)
    presence = {one.account_id: "present" for one in members}
    presence[members[-1].account_id] = "apologies"
    record_attendance(coordinator, past, presence, ["V. Okoro, youth justice service"])
    write_minutes(coordinator, past, "The panel asked for attendance figures by half term in each referral.")
    agree_action(
        coordinator,
        past,
        words="Ask both schools how the first fortnight went, and tell the panel.",
        who="The coordinator",
        due_on=calendar_for(None).add(county.day, 4),
    )
    actions.close_meeting(coordinator, past)


def _late(county: County, coming: PanelMeeting, referral: Referral) -> None:
    """One item whose papers came after the deadline, with the chair's leave."""
    from fap.lists import current_item

    chair = county.actor(CHAIR)
    item = current_item(referral)
    assert item is not None
    item.late, item.leave = True, "asked"
    item.late_reason = "The family moved here after the papers had closed."
    session().flush()
    with acting_as(chair):
        rule_on_leave(chair, item, referral, give=True, reason="The child has no school at all.")
