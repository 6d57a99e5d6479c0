"""The annual figures: what is counted, when, and who may see and take them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from fap import actions
from fap.annual.figures import figures_of, years
from fap.models import ReferralAcceptance
from foundation.store import session
from foundation.trail.models import TrailEntry
from tests.client import CheckingClient
from tests.fap.conftest import CSE, make_child

FIGURES = "/fair-access/figures"


@pytest.fixture
def enter(app, people) -> Callable[[Any], CheckingClient]:
    return lambda account: CheckingClient(app).sign_in(account)


@pytest.fixture
def a_year(people, as_, make_referral) -> None:
    """Three acceptances: a place after 12 and one after 25 school days, one not allocated; one no case."""
    first = make_referral("accepted", peer_flags=CSE, others_considered="yes")
    others = [make_referral("accepted", child=make_child(people.school)) for _ in range(2)]
    last = make_referral("submitted", child=make_child(people.school))
    with as_(people.coordinator) as actor:
        actions.declare_not_eligible(actor, last, "Apply to Aldermere.", "not_tried")
    for referral, days in ((first, 12), (others[0], 25)):
        found = select(ReferralAcceptance).where(ReferralAcceptance.referral_id == referral.id)
        kept = session().scalars(found).one()
        kept.allocated_on, kept.school_days = dt.date(2026, 11, 10), days
    session().commit()


def shown(began: int = 2026) -> dict[str, Any]:
    return dict(figures_of(began).facts)


def test_a_year_is_counted(a_year, people, as_) -> None:
    with as_(people.coordinator):
        facts = shown()
        tables = {table.title: list(table.rows) for table in figures_of(2026).tables}
        assert years() == [2026]
    assert facts["Referrals"] == 4
    assert facts["Of these with a flag between children"] == "1 of 4 (25%)"
    assert facts["Accepted"] == 3
    assert facts["School days to allocate, the middle"] == "18.5"
    assert facts["Allocated within 20 school days"] == "1 of 2 (50%)"
    assert facts["Accepted and not allocated yet"] == 1
    assert ("(f) Is a carer", 3, 0) in tables["Accepted by category"]
    assert [row[1] for row in tables["Not a fair access case, or withdrawn"]] == [1]


def test_another_year_and_an_empty_one_hold_nothing_of_it(a_year, people, as_) -> None:
    with as_(people.coordinator):
        facts = shown(2025)
    assert (facts["Referrals"], facts["Accepted"], facts["Places allocated"]) == (0, 0, 0)
    assert facts["School days to allocate, the middle"] == "none yet"


def test_an_acceptance_after_a_breakdown_is_counted_apart(people, as_, make_referral) -> None:
    made = make_referral("accepted")
    session().add(
        ReferralAcceptance(referral_id=made.id, accepted_on=dt.date(2026, 11, 9), category="f", again=True)
    )
    session().commit()
    with as_(people.coordinator):
        facts = shown()
    assert (facts["Accepted"], facts["Open again after a place broke down"]) == (1, 1)


def test_days_of_a_pause_are_left_out(people, as_, make_referral, clock) -> None:
    from fap.actions.clock import note_allocation

    made = make_referral("accepted")
    clock.move_to(dt.datetime(2026, 11, 16, 9, tzinfo=dt.UTC))
    with as_(people.coordinator) as actor:
        actions.pause_clock(actor, made, "Waiting for the court date.")
    session().commit()
    clock.move_to(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC))
    with as_(people.coordinator) as actor:
        actions.resume_clock(actor, made, "The date is known.")
    session().commit()
    clock.move_to(dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC))
    with as_(people.coordinator) as actor:
        note_allocation(actor, made)
    session().commit()
    [kept] = session().scalars(select(ReferralAcceptance))
    assert (kept.allocated_on, kept.school_days) == (dt.date(2026, 11, 25), 6)


def test_the_coordinator_and_the_officer_read_and_take_them_and_it_is_written_down(
    a_year, people, enter
) -> None:
    for who in (people.coordinator, people.officer):
        client = enter(who)
        page = client.get(FIGURES)
        assert "1 of 4 (25%)" in page
        assert "What the figures mean" in page
        book = load_workbook(io.BytesIO(client.get(f"{FIGURES}.xlsx?year=2026").data))
        assert book.sheetnames[0] == "The year"
        words = [cell.value for row in book["About this file"].iter_rows() for cell in row]
        assert any("not for publication" in str(value) for value in words)
        client.get(f"{FIGURES}?year=1999", status=404)
    exports = session().scalars(select(TrailEntry.name).where(TrailEntry.kind == "export")).all()
    assert exports.count("fap_desk.annual_file") >= 2


def test_nobody_else_reads_them(people, enter) -> None:
    for who in (people.dsl, people.member, people.chair):
        enter(who).get(FIGURES, status=403)
