"""The desk: what it finds, how it sorts, how many questions it asks, and its clock that can stand still."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, select

from cases.actions import provisional_separation
from fap import actions
from fap.desk import filters, lists
from fap.models import Referral, ReferralAcceptance, ReferralFlag, ReferralPause
from foundation.store import engine, now, session, today
from foundation.trail import history
from tests.client import CheckingClient
from tests.fap.conftest import CSE, make_child, make_setting


@pytest.fixture
def enter(app, people) -> Callable[[Any], CheckingClient]:
    return lambda account: CheckingClient(app).sign_in(account)


@pytest.fixture
def file(people) -> Callable[..., Referral]:
    """A referral as it stands after a while, without its form: only what the desk reads."""

    def make(number: int, status: str = "accepted", **values: Any) -> Referral:
        due = values.pop("due_on", dt.date(2026, 11, 20) + dt.timedelta(days=number % 20))
        known = {
            "reference": f"FAP-2025-{number:06d}",
            "child_id": people.child.id,
            "setting_id": people.school.id,
            "name": "Invented Child",
            "year_group": "9",
            "status": status,
            "started_by": people.dsl.id,
            "started_at": now(),
            "submitted_at": now() - dt.timedelta(days=30) + dt.timedelta(minutes=number),
        }
        if status in ("accepted", "on_agenda", "deferred"):
            known |= {"accepted_on": dt.date(2026, 11, 2), "due_on": due, "category": "f"}
        made = Referral(**{**known, **values})
        session().add(made)
        session().commit()
        return made

    return make


def found(people: Any, as_: Any, table: Any = lists.open_table, **wanted: Any) -> list[str | None]:
    with as_(people.coordinator):
        return [row.reference for row in table(filters.Wanted(**wanted), None).rows]


def test_the_least_time_left_comes_first_and_a_clock_that_stands_still_last(people, as_, file) -> None:
    file(1, due_on=dt.date(2026, 12, 1))
    file(2, due_on=dt.date(2026, 11, 9))
    file(3, due_on=dt.date(2026, 11, 5), paused_on=dt.date(2026, 11, 3))
    file(4, "submitted")
    assert found(people, as_) == ["FAP-2025-000002", "FAP-2025-000001", "FAP-2025-000003"]
    assert found(people, as_, lists.sent_table) == ["FAP-2025-000004"]
    assert found(people, as_, clock="over") == ["FAP-2025-000002"]
    assert found(people, as_, clock="paused") == ["FAP-2025-000003"]
    assert found(people, as_, sort="date")[0] == "FAP-2025-000003"


def test_a_clock_ends_soon_with_five_school_days_left_and_not_with_six(people, as_, file) -> None:
    file(1, due_on=dt.date(2026, 11, 17))
    file(2, due_on=dt.date(2026, 11, 18))
    assert today() == dt.date(2026, 11, 10)
    assert found(people, as_, clock="soon") == ["FAP-2025-000001"]


def test_danger_first_is_unsafe_to_wait_then_kept_apart_then_the_number_of_flags(people, as_, file) -> None:
    apart = make_child(people.school)
    file(1)
    two = file(2)
    file(3, child_id=apart.id)
    file(4, cannot_wait=True)
    for flag in ("gangs", "cse"):
        session().add(ReferralFlag(referral_id=two.id, flag=flag, noted_on=today(), noted_by=people.dsl.id))
    other = make_child(people.other)
    with as_(people.dsl) as actor:
        provisional_separation(actor, apart.id, other.id, "SP-2026-000001", today())
    session().commit()
    order = [f"FAP-2025-00000{number}" for number in (4, 3, 2, 1)]
    assert found(people, as_, sort="danger") == order
    assert found(people, as_, danger="wait") == order[:1]
    assert found(people, as_, danger="apart") == order[1:2]
    assert found(people, as_, danger="gangs") == order[2:3]


def test_filters_narrow_by_year_school_category_panel_and_absence(
    people, as_, file, make_referral, meeting
) -> None:
    elsewhere = make_setting("Aldermere School")
    file(1, year_group="7")
    file(2, setting_id=elsewhere.id)
    file(3, setting_id=None)
    file(4, category="j")
    file(5, last_attended_on=dt.date(2026, 9, 1))
    on_agenda = make_referral("on_agenda", child=make_child(people.school), meeting=meeting)
    assert found(people, as_, year="7") == ["FAP-2025-000001"]
    assert found(people, as_, setting=str(elsewhere.id)) == ["FAP-2025-000002"]
    assert found(people, as_, setting="none") == ["FAP-2025-000003"]
    assert found(people, as_, category="j") == ["FAP-2025-000004"]
    assert found(people, as_, out=True, state="accepted") == ["FAP-2025-000005"]
    assert found(people, as_, panel=people.panel.public_id) == [on_agenda.reference]
    assert found(people, as_, sort="school")[0] == "FAP-2025-000002"
    assert found(people, as_, setting="nobody") == []


def test_an_address_keeps_only_what_is_not_as_usual() -> None:
    wanted = filters.read(
        {"state": "accepted", "sort": "danger", "clock": "wrong", "page": "x", "out": "yes"}
    )
    assert wanted.address(page=3) == {"state": "accepted", "sort": "danger", "out": "yes", "page": "3"}
    assert filters.read({}).address() == {}


def test_what_is_new_since_the_desk_was_marked_as_seen(people, enter, file, clock) -> None:
    desk = enter(people.coordinator)
    desk.get("/fair-access")
    page = desk.submit("Mark as seen")
    assert "Nothing was sent in since you looked" in page
    clock.forward(minutes=5)
    file(9, "submitted", submitted_at=now())
    page = desk.get("/fair-access")
    assert "1 sent in since you looked" in page
    page = desk.get("/fair-access?new=yes")
    assert "FAP-2025-000009" in page


def test_a_referral_is_found_by_number_name_and_upn_and_no_name_stands_in_an_address(
    people, enter, make_referral
) -> None:
    made = make_referral("submitted")
    desk = enter(people.coordinator)
    for words in (made.reference.lower(), people.child.surname[:6], people.child.upn):
        desk.get("/fair-access")
        page = desk.submit("Find", {"words": words})
        assert made.reference in page
        assert page.path == "/fair-access/search"
    desk.get("/fair-access")
    assert "No referral that you may see" in desk.submit("Find", {"words": "Nobodyatall"})


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that the engine runs meanwhile."""
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine(), "before_cursor_execute", note)


def test_the_desk_asks_as_many_questions_at_two_hundred_referrals_as_at_ten(
    people, enter, file, db_session
) -> None:
    desk = enter(people.coordinator)
    statuses = ("accepted", "deferred", "submitted", "returned", "closed")

    def of_one_page() -> int:
        with counted() as asked:
            desk.get("/fair-access?sort=danger")
        return len(asked)

    def questions(first: int, last: int) -> int:
        """The least of three: lists of codes are read again once a minute, whatever stands on the desk."""
        for number in range(first, last):
            file(number, statuses[number % len(statuses)], child_id=make_child(people.school).id)
        return min(of_one_page() for _ in range(3))

    few = questions(1, 11)
    assert questions(11, 201) == few


def test_a_pause_needs_a_reason_and_moves_the_due_day(people, as_, make_referral, clock) -> None:
    made = make_referral("accepted")
    assert made.due_on == dt.date(2026, 12, 8)
    clock.move_to(dt.datetime(2026, 11, 16, 9, tzinfo=dt.UTC))
    with as_(people.coordinator) as actor:
        with pytest.raises(ValueError, match="reason"):
            actions.pause_clock(actor, made, " ")
        actions.pause_clock(actor, made, "Waiting for the court date.", "the chair")
        with pytest.raises(ValueError, match="already"):
            actions.pause_clock(actor, made, "Once more")
    session().commit()
    clock.move_to(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC))
    with as_(people.coordinator) as actor:
        actions.resume_clock(actor, made, "The date is known.")
        told = [line.words for line in history(made)]
    assert made.due_on == dt.date(2026, 12, 15), "five school days later"
    assert made.paused_on is None
    assert any("paused the clock: Waiting for the court date." in words for words in told)
    assert any("after 5 school days" in words for words in told)
    assert [row.school_days for row in session().scalars(select(ReferralPause))] == [5]


def test_nobody_but_the_coordinator_stops_a_clock_and_none_that_is_over(
    people, as_, make_referral, clock
) -> None:
    made = make_referral("accepted")
    with as_(people.dsl) as actor, pytest.raises(actions.NotAllowed):
        actions.pause_clock(actor, made, "Because")
    clock.move_to(dt.datetime(2026, 12, 14, 9, tzinfo=dt.UTC))
    with as_(people.coordinator) as actor, pytest.raises(ValueError, match="over"):
        actions.pause_clock(actor, made, "Too late")


def test_an_acceptance_is_kept_and_ends_with_a_withdrawal_in_nothing(people, as_, make_referral) -> None:
    made = make_referral("accepted")
    with as_(people.coordinator) as actor:
        actions.pause_clock(actor, made, "Waiting for the court date.")
        actions.withdraw_referral(actor, made, "The family moved away")
    session().commit()
    [kept] = session().scalars(select(ReferralAcceptance)).all()
    assert (kept.accepted_on, kept.category, kept.allocated_on) == (dt.date(2026, 11, 10), "f", None)
    assert made.paused_on is None
    assert session().scalars(select(ReferralPause.ended_on)).all() == [today()]


def test_the_desk_says_what_is_incomplete_while_the_school_mends_it(
    people, enter, as_, make_referral
) -> None:
    made = make_referral("submitted", peer_flags=CSE, others_considered="yes")
    with as_(people.coordinator) as actor:
        actions.return_for_information(actor, made, "The attendance record stops at half term.")
    session().commit()
    school = enter(people.dsl)
    school.get(f"/referrals/{made.public_id}/form/reason")
    school.submit("Save and continue", {"reason_text": ""})
    session().expire_all()
    assert made.incomplete >= 1
    page = enter(people.coordinator).get("/fair-access")
    assert f"Still missing: {made.incomplete}." in page
