"""Publishing a period, and saving views: what is refused, what stays, who sees what."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from foundation.access.permissions import Role
from foundation.store import session
from foundation.trail.models import TrailEntry
from needs.published import actions, lists, periods
from needs.published.models import PublishedTerm
from needs.saved.models import SavedView
from tests.client import CheckingClient
from tests.fap.conftest import make_setting
from tests.needs.conftest import publish
from tests.people import make_account

ANALYST, OFFICER = Role.ANALYST, Role.SAFEGUARDING_OFFICER


@pytest.fixture
def two_years(county):
    school = make_setting("Aldermere School")
    county((school, ("cse",), 9), (school, ("gangs",), 12), (school, ("missing_home",), 7))
    county((school, ("cse",), 6), (school, ("gangs",), 8), day=dt.date(2025, 10, 1), first=500)
    return school


def test_periods_follow_each_other_and_a_year_is_its_terms() -> None:
    year, *terms = periods.of_year(2025)
    assert (year.code, [term.code for term in terms]) == ("2025", ["2025-1", "2025-2", "2025-3"])
    assert (terms[0].first, terms[-1].last) == (year.first, year.last)
    for one, other in pairwise(terms):
        assert other.first - one.last == dt.timedelta(days=1)
        assert not one.meets(other)
    assert year.terms == [term.code for term in terms]
    for code in ("", "x", "2025-4", "1066", "٢٠٢٥", "2025-1 ", "99999"):
        assert periods.named(code) is None


def test_a_period_that_is_not_over_or_meets_a_published_one_is_refused(two_years, clock, as_) -> None:
    officer, analyst = make_account(OFFICER), make_account(ANALYST)
    with as_(officer) as actor, pytest.raises(actions.NotPublished, match="is not over yet"):
        actions.publish(actor, periods.named("2026-1"))
    publish(clock, "2025")
    clock.move_to(dt.datetime(2026, 11, 11, 9, tzinfo=dt.UTC))
    for code in ("2025", "2025-1", "2025-3"):
        with as_(officer) as actor, pytest.raises(actions.NotPublished, match="small numbers could be"):
            actions.publish(actor, periods.named(code))
    publish(clock, "2026-1")
    assert [found.code for found in lists.published()] == ["2026-1", "2025"]
    with as_(analyst) as actor, pytest.raises(PermissionError):
        actions.publish(actor, periods.named("2024"))


def test_the_database_itself_keeps_a_term_single(two_years, clock) -> None:
    made = publish(clock, "2025")
    assert set(session().scalars(select(PublishedTerm.term))) == {"2025-1", "2025-2", "2025-3"}
    session().add(PublishedTerm(term="2025-2", period_id=made.id))
    with pytest.raises(IntegrityError):
        session().flush()
    session().rollback()


def test_the_officer_publishes_on_a_page_and_it_is_written_down(two_years, signed_in, clock) -> None:
    clock.move_to(dt.datetime(2026, 11, 10, 9, tzinfo=dt.UTC))
    client = signed_in(OFFICER)
    client.get("/needs")
    client.click("Publish a period")
    page = client.submit("Publish its figures", status=422)
    assert page.errors == ["Choose a period"]
    client.get("/needs/periods")
    page = client.submit("Publish its figures", period="2025")
    assert "School year 2025/26 is published" in page
    session().expire_all()
    (line,) = session().scalars(select(TrailEntry).where(TrailEntry.name == "PeriodPublished"))
    assert line.kind == "event"
    page = client.get("/needs/periods")
    assert "School year 2025/26" in page
    assert "Autumn term 2025/26" not in page


def test_years_stand_side_by_side(two_years, signed_in, clock) -> None:
    publish(clock, "2025")
    publish(clock, "2026-1")
    page = signed_in(ANALYST).get("/needs")
    table = next(e for e in page.root.iter("table") if "published period" in "".join(e.itertext()))
    rows = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    assert rows[1][0] == "Autumn term 2026/27"
    assert rows[1][-1] == "28"
    assert rows[2][0] == "School year 2025/26"
    assert "The same in" not in page.words


def test_a_view_is_saved_for_oneself_or_for_everybody_and_deleted(two_years, app, signed_in, clock) -> None:
    publish(clock, "2026-1")
    client = signed_in(ANALYST)
    client.get("/needs?rows=ward&period=2026-1")
    client.click("Save this view")
    assert client.submit("Save", status=422).errors == ["Enter a name"]
    page = client.submit("Save", name="Wards, autumn", everybody="yes")
    assert "Saved as “Wards, autumn”" in page
    assert "/needs?rows=ward&period=2026-1" in page.links["Wards, autumn"]
    view = session().scalars(select(SavedView)).one()
    assert (view.place, view.asked) == ("shared", {"rows": "ward", "period": "2026-1"})
    other = CheckingClient(app).sign_in(make_account(ANALYST))
    assert "Saved by" in other.get("/needs")
    assert other.post(f"/needs/views/{view.public_id}/delete", status=403).status == 403
    client.get("/needs")
    client.submit("Delete the view Wards, autumn")
    session().expire_all()
    assert session().scalars(select(SavedView)).all() == []


def test_a_view_of_all_figures_is_no_analysts(two_years, signed_in, clock) -> None:
    publish(clock, "2026-1")
    client = signed_in(OFFICER)
    client.get("/needs/all?sex=F&rows=ward")
    client.click("Save this view")
    page = client.submit("Save", name="Girls by ward", everybody="yes")
    assert page.links["Girls by ward"].endswith("/needs/all?rows=ward&columns=flag&sex=F")
    analyst = signed_in(ANALYST)
    assert "Girls by ward" not in analyst.get("/needs")
    assert analyst.get("/needs/views/save?place=all", status=404).status == 404
    view = session().scalars(select(SavedView)).one()
    assert analyst.post(f"/needs/views/{view.public_id}/delete", status=404).status == 404


def test_home_pages_say_what_the_pages_say(two_years, signed_in, clock) -> None:
    """One definition each: what the home page counts is what the page behind it lists."""
    clock.move_to(dt.datetime(2026, 11, 10, 9, tzinfo=dt.UTC))
    officer = signed_in(OFFICER)
    home = officer.get("/")
    assert "Over and not published: summer term 2025/26 and 2 before it." in home
    page = officer.click("Publish a period")
    offered = [e.get("value") or "" for e in page.root.iter("option")]
    assert sorted(code for code in offered if "-" in code) == ["2025-1", "2025-2", "2025-3"]
    publish(clock, "2025")
    clock.move_to(dt.datetime(2026, 11, 11, 9, tzinfo=dt.UTC))
    assert "Over and not published" not in signed_in(OFFICER).get("/")
    analyst = signed_in(ANALYST)
    words = "Published so far: school year 2025/26."
    assert words in analyst.get("/")
    assert words in analyst.get("/needs")
