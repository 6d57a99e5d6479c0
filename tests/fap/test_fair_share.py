"""The fair-share ledger and the schools side by side: facts with their definitions, and no score."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from fap import actions
from fap.actions.panel_said import note_not_safe
from fap.candidates import candidates, compared, fitting
from fap.distance import WITHHELD, home_of
from fap.fair_share import ledger
from fap.models import AgendaItem, Placement, SchoolPlaces
from foundation.access.permissions import Role
from foundation.store import session
from roll.models import Enrolment, ImportRun, Postcode
from tests.fap.conftest import make_child, make_setting
from tests.fap.test_panel_actions import place


def figures(setting, year: str, places: int, on_roll: int, as_of=dt.date(2026, 11, 1)) -> None:
    run = session().scalars(select(ImportRun)).first()
    if run is None:
        run = ImportRun(kind="places", started_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
        session().add(run)
        session().flush()
    row = SchoolPlaces(setting_id=setting.id, year_group=year, places=places, on_roll=on_roll)
    row.as_of, row.run_id = as_of, run.id
    session().add(row)
    session().commit()


def at(postcode: str, easting: int, northing: int) -> None:
    session().add(Postcode(postcode=postcode, ward_code="", easting=easting, northing=northing))
    session().commit()


@pytest.fixture
def decided(make_referral, meeting, people, as_):
    """One child placed at the other school, begun."""

    def make(category: str = "f", start: dt.date = dt.date(2026, 11, 9), **more):
        made = make_referral("on_agenda", meeting=meeting, child=make_child(people.school))
        [item] = [row for row in session().scalars(select(AgendaItem)) if row.referral_id == made.id]
        with as_(people.coordinator) as actor:
            if meeting.status == "planned":
                actions.publish_meeting(actor, meeting)
            made.category = category
            draft = actions.draft_decision(actor, item, made, place(people, start_date=start, **more))
        with as_(people.chair) as actor:
            actions.sign_decision(actor, draft, item, made)
        session().commit()
        return made

    return make


def test_the_ledger_counts_by_school_and_year_against_the_roll(decided, people) -> None:
    """Two children of 500 on roll are 4.0 per 1,000, one after an exclusion; a trial is no admission."""
    figures(people.other, "8", 250, 240)
    figures(people.other, "9", 250, 260)
    first = decided("f")
    decided("d")
    decided("j", kind="managed_move", review_on=dt.date(2026, 12, 18), if_breaks_down="Back to school.")
    decided("f", start=dt.date(2026, 12, 1))
    found = ledger("secondary")
    share = found.of(people.other.id)
    assert (share.admitted, share.challenging, share.managed_moves, share.on_roll) == (2, 1, 1, 500)
    assert (share.per_1000, share.challenging_per_1000, share.reported) == (4.0, 2.0, True)
    assert share.by_year == {first.year_group: (2, 1)}
    assert found.of(people.school.id).reported is False
    assert found.since == dt.date(2025, 11, 11)


def test_a_place_that_ended_before_the_first_day_is_none_and_one_that_broke_down_is(decided, people) -> None:
    """The first is not counted, the second is, and says so."""
    never, broke = decided(), decided()
    for one in session().scalars(select(Placement)):
        one.broke_down_on = dt.date(2026, 11, 10)
        one.first_attended_on = dt.date(2026, 11, 9) if one.referral_id == broke.id else None
    session().commit()
    assert never.id != broke.id
    share = ledger().of(people.other.id)
    assert (share.admitted, share.broke_down) == (1, 1)


def test_a_year_is_twelve_months_back(decided, people, clock) -> None:
    decided(start=dt.date(2026, 11, 9))
    clock.move_to(dt.datetime(2027, 11, 9, 10, tzinfo=dt.UTC))
    assert ledger().of(people.other.id).admitted == 0


def test_schools_stand_the_nearest_first_with_their_figures(make_referral, meeting, people, as_) -> None:
    """Distance in miles; places with their age; who joined the year by the roll; the setting's own word."""
    at("LS1 4AP", 430000, 433000)
    near = make_setting("Near School", easting=430000, northing=433500, admits="Girls", faith="None")
    far = make_setting("Far School", easting=440000, northing=433000, faith="Roman Catholic", admits="Mixed")
    made = make_referral(
        "on_agenda", meeting=meeting, home_postcode="LS1 4AP", home_withheld="no", groups=["young_carer"]
    )
    figures(near, made.year_group, 180, 178)
    figures(far, made.year_group, 180, 185, dt.date(2026, 3, 1))
    child = make_child(date_of_birth=people.child.date_of_birth)
    stay = Enrolment(child_id=child.id, setting_id=near.id, start=dt.date(2026, 3, 2), status="C")
    session().add(stay)
    session().commit()
    [item] = session().scalars(select(AgendaItem))
    with as_(people.coordinator) as actor:
        note_not_safe(actor, item, made, far.id)
        found = compared(made, [far, near, people.other])
    first, second, third = found.columns
    assert [one.setting.name for one in found.columns] == ["Near School", "Far School", "Aldermere School"]
    assert (first.distance.words, first.distance.detail) == ("0.3 miles", "0.5 km, straight line")
    assert third.distance.metres is None
    assert (first.vacancy.words, first.vacancy.is_old, second.vacancy.is_old) == ("2 free", False, True)
    assert (first.joined, first.kind) == (1, "Academy converter. Girls only")
    assert second.kind == "Academy converter. Roman Catholic"
    assert second.ruling == "The safeguarding officer has not ruled yet"
    assert found.order == "nearest first"


def test_a_withheld_home_gives_no_distance_to_anything(make_referral, people) -> None:
    """Distances to several schools would say where a refuge is."""
    at("LS1 4AP", 430000, 433000)
    made = make_referral("accepted", home_withheld="yes", home_postcode="LS1 4AP")
    assert home_of(made).to(people.other).words == WITHHELD
    made.category = "b"
    assert home_of(made).why_not == WITHHELD


def test_up_to_four_are_shown_and_others_chosen(make_referral, meeting, people, as_, signed_in) -> None:
    """Whoever chooses sees those alone; the page to choose lists every school for the age."""
    more = [make_setting(f"School {number}") for number in range(6)]
    young = make_setting("Little School", phase_code="2", low_age=4, high_age=11)
    made = make_referral("on_agenda", meeting=meeting)
    with as_(people.coordinator):
        assert len(candidates(made, None, [], None).columns) == 4
        two = candidates(made, None, [more[4].urn, more[5].urn], None)
        assert two.looked_at == [more[4].urn, more[5].urn]
        assert young.id not in {row.id for row in fitting(made)}
    [item] = session().scalars(select(AgendaItem))
    coordinator = signed_in(Role.FAP_COORDINATOR)
    page = coordinator.get(f"/panels/items/{item.public_id}/schools")
    assert "School 5" in page
    assert "Little School" not in page
    page = coordinator.get(f"/panels/items/{item.public_id}?school={more[5].urn}&from=2026-11-30")
    assert "School 5" in page
    assert "School 4" not in page
    assert "Mon 30 Nov 2026" in page


def test_the_ledger_is_a_page_and_a_paper_for_the_panel(decided, people, signed_in) -> None:
    """Every number has its definition beside it; a school's lead is refused."""
    figures(people.other, "9", 250, 250)
    decided("j")
    member = signed_in(Role.PANEL_MEMBER, panel_id=people.panel.id)
    page = member.get("/panels/fair-share")
    assert "Aldermere School" in page
    assert "nothing here is a ranking" in page
    assert "4.0" in page
    assert "What the figures mean" in page
    assert member.get("/panels/fair-share/pdf?phase=secondary").data.startswith(b"%PDF")
    assert signed_in(Role.DSL, setting=people.school).get("/panels/fair-share", status=403).status == 403
