"""Where children are, to look at: a time line, one child on paper, the county, next September."""

from __future__ import annotations

import datetime as dt

import pytest

from foundation.access.permissions import Role
from foundation.store import current_actor
from tests.people import make_account
from tests.transitions.conftest import on


@pytest.fixture
def alert(county):
    county.put("leona", "saltbeck", "2026-09-07")
    county.put("devin", "kiln", "2026-03-24", "2026-11-09")
    county.put("devin", "saltbeck", "2026-11-10")
    county.separation = county.separate()
    county.save()
    return county.alert(kind="same_setting")


@pytest.fixture
def officer(client, alert):
    return client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))


def expect(county, child: str, setting: str, start: str, certainty: str = "accepted") -> None:
    from roll.actions import expect as say

    say(
        current_actor(),
        child_id=county.child(child).id,
        setting_id=county.setting(setting).id,
        start=on(start),
        certainty=certainty,
        source="offer",
        source_reference=f"offer {child}",
    )
    county.save()


def test_a_separation_leads_to_both_on_one_time_line(officer, county) -> None:
    officer.get(f"/separations/{county.separation.public_id}")
    page = officer.click("Both children on one time line")
    assert page.h1 == "Where the two children are"
    assert "Together at Saltbeck High School" in page
    assert "Kiln Lane Centre" in page


@pytest.mark.parametrize(
    ("which", "mine", "other"), [(1, "Devin Marsh", "Leona"), (2, "Leona Praed", "Devin")]
)
def test_a_sheet_for_paper_has_one_child(officer, alert, which, mine, other) -> None:
    page = officer.get(f"/alerts/{alert.reference}/print/{which}")
    assert mine in page
    assert other not in page.data.decode()
    assert alert.case_reference not in page
    assert "together" not in page.words.lower()
    officer.get(f"/alerts/{alert.reference}/print/3", status=404)
    officer.get(f"/alerts/{alert.reference}/print/0", status=404)


def test_the_sheet_counts_as_a_print(officer, alert, county) -> None:
    from sqlalchemy import select

    from foundation.trail.models import TrailEntry

    officer.get(f"/alerts/{alert.reference}/print/1")
    kinds = county.session.scalars(
        select(TrailEntry.kind).where(TrailEntry.name == "transitions.alert_print")
    ).all()
    assert kinds == ["print"]


def test_the_county_is_counted_without_a_name(officer, county) -> None:
    page = officer.get("/county")
    [row] = [row for row in page.rows() if "Saltbeck High School" in row[1]]
    assert row[2].endswith("1")
    assert row[3].endswith(
        str(len([a for a in county.alerts() if a.setting_id == county.setting("saltbeck").id]))
    )
    assert "Praed" not in page.data.decode()
    assert "Kiln" not in page.words


def test_places_with_coordinates_stand_in_the_picture(officer, county) -> None:
    from transitions import county as counted

    saltbeck = county.setting("saltbeck")
    saltbeck.easting, saltbeck.northing = 350000, 240000
    county.save()
    [mark] = counted.marks(counted.places())
    assert 0 < mark.x < counted.WIDTH
    assert 0 < mark.y < counted.HEIGHT
    assert "north at the top" in officer.get("/county").data.decode()


def test_pairs_who_would_meet_in_september_stand_first(client, county) -> None:
    for child in ("leona", "devin", "third"):
        county.child(child).date_of_birth = dt.date(2011, 3, 1)
        county.put(child, "corvin" if child == "leona" else "kiln", "2024-09-03")
    county.separate()
    county.separate("leona", "third")
    county.save()
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = client.get("/moving-on")
    assert page.h1 == "Moving on next September"
    assert "Not yet known for both" in page
    expect(county, "leona", "saltbeck", "2027-09-01")
    expect(county, "devin", "sixth", "2027-09-01", "proposed")
    page = client.get("/moving-on")
    assert page.words.index("Both would be at one setting or site") < page.words.index(
        "Not yet known for both"
    )
    assert "Saltbeck Sixth Form (Offer, proposed)" in page
    assert county.alert(kind="same_setting_planned").status == "raised"
    assert "No child of a separation leaves" in client.get("/moving-on?later=yes")


@pytest.mark.parametrize(
    ("born", "day", "words"),
    [
        ("2016-03-01", "2026-10-31", "Preferences close on Sat 31 Oct 2026"),
        ("2016-03-01", "2026-11-01", "offers come on Mon 1 Mar 2027"),
        ("2016-03-01", "2027-03-01", "Offers came on Mon 1 Mar 2027"),
        ("2020-03-01", "2026-11-01", "Preferences close on Fri 15 Jan 2027"),
        ("2011-03-01", "2026-11-01", "Colleges and sixth forms have dates of their own"),
    ],
)
def test_the_alert_says_when_preferences_close(born, day, words) -> None:
    from transitions.moving_on import preferences

    assert words in preferences(on(born), 2027, on(day))
    alone = preferences(on(born), 2027, on(day), pair=False)
    assert "apart" not in alone
    assert "the two" not in alone


def test_an_alert_of_a_phase_transfer_says_so_on_its_page(client, county) -> None:
    county.setting("corvin").high_age = 11
    county.child("leona").date_of_birth = dt.date(2016, 3, 1)
    county.put("leona", "corvin", "2022-09-03")
    county.put("devin", "kiln", "2024-09-03")
    county.separate()
    county.sweep()
    county.save()
    alert = county.alert(kind="phase_transfer_due")
    client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    page = client.get(f"/alerts/{alert.reference}")
    assert "offers come on Mon 1 Mar 2027" in page


@pytest.mark.parametrize("path", ["/county", "/moving-on", "/alerts/figures", "/assurance"])
@pytest.mark.parametrize("role", [Role.DSL, Role.MASH_OFFICER, Role.ANALYST, Role.FAP_COORDINATOR])
def test_only_the_safeguarding_officer_sees_these(client, county, path: str, role: Role) -> None:
    client.sign_in(make_account(role, setting=county.setting("saltbeck") if role is Role.DSL else None))
    client.get(path, status=403)
