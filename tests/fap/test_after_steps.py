"""From the offer to the four-week check; refusals, directions and trials: recorded, dated, by their side."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from fap.after import actions
from fap.after.actions import Said
from fap.after.figures import refusals_and_directions
from fap.after.lists import not_in_school_yet, steps_of
from fap.after.rules import due, rule
from fap.after.waiting import waits_of
from fap.models import Placement
from fap.rights import NotAllowed
from foundation.post.models import OutboxMessage
from foundation.store import session
from foundation.trail import IllegalMove, history
from roll.models import Child, ExpectedEnrolment
from tests.client import CheckingClient
from tests.fap.conftest import make_child
from tests.fap.places import START, decide

TODAY = dt.date(2026, 11, 10)


def rows(model: Any) -> list[Any]:
    return list(session().scalars(select(model).order_by(model.id)))


def notices() -> list[str]:
    return [row.notice for row in rows(OutboxMessage)]


@pytest.fixture
def decided(make_referral, meeting, people) -> Any:
    def make(**more: Any) -> tuple[Any, Placement]:
        made = make_referral("on_agenda", meeting=meeting)
        return made, decide(people, made, **more)

    return make


@pytest.fixture
def offered(decided, people, as_) -> Any:
    def make(**more: Any) -> tuple[Any, Placement]:
        made, place = decided(**more)
        with as_(people.coordinator) as actor:
            actions.make_offer(actor, place, made, words="A place from 24 November.", name="A pupil")
        session().commit()
        return made, place

    return make


def test_a_school_sees_a_place_from_the_offer_on_and_answers_it(decided, people, as_, clock) -> None:
    made, place = decided()
    with as_(people.foreign_dsl):
        assert rows(Placement) == []
    with as_(people.coordinator) as actor:
        actions.make_offer(actor, place, made, words="A place from 24 November.", name="A pupil")
    assert (place.status, place.answer_due_on) == ("offered", dt.date(2026, 11, 17))
    clock.move_to(dt.date(2026, 11, 12))
    with as_(people.foreign_dsl) as actor:
        assert rows(Child) == []
        actions.accept_place(actor, place, Said(dt.date(2026, 11, 12), who="The head"))
        assert [child.id for child in rows(Child)] == [made.child_id]
    assert place.status == "accepted"
    assert {"place_offered", "place_answered"} <= set(notices())
    assert [step.kind for step in steps_of(place)] == ["offer", "accepted"]
    assert "recorded that the school accepts" in [line.words for line in history(place)]


def test_neither_the_home_school_nor_a_barred_lead_answers(offered, people, as_) -> None:
    from foundation.access.actions import set_bar
    from foundation.store import current_actor

    made, place = offered()
    with as_(people.dsl) as actor, pytest.raises(NotAllowed):
        actions.accept_place(actor, place, Said(TODAY))
    set_bar(current_actor(), people.foreign_dsl, made.child_id, "Family")
    with as_(people.foreign_dsl):
        assert rows(Placement) == []


def test_an_offer_names_no_other_child_nor_does_the_end(decided, people, as_, app) -> None:
    from cases.actions import open_case

    made, place = decided()
    other = make_child(people.school, forename="Quentin", surname="Ostrowell")
    with as_(people.officer) as actor:
        parties = [(made.child_id, "alleged_victim", None), (other.id, "alleged_perpetrator", None)]
        open_case(actor, parties=parties)
    session().commit()
    with as_(people.coordinator) as actor:
        with pytest.raises(ValueError, match="another child away"):
            actions.make_offer(actor, place, made, words="Apart from Quentin Ostrowell.", name="A pupil")
        actions.make_offer(actor, place, made, words="Apart from another pupil.", name="A pupil")
    page = CheckingClient(app).sign_in(people.coordinator)
    for words, learnt in (("Quentin Ostrowell is there.", ""), ("Too far", "Quentin Ostrowell")):
        said = Said(TODAY, words, code="other")
        with as_(people.coordinator) as actor, pytest.raises(ValueError, match="another child away"):
            actions.end_place(actor, place, said, learnt)
        session().rollback()
    page.get(f"/places/{place.public_id}/ended")
    page.submit(None, {"code": "other", "words": "Quentin Ostrowell is there."}, status=422)
    session().rollback()
    session().expire_all()
    assert (place.status, place.outcome) == ("offered", None), "what is refused leaves nothing"


def test_from_acceptance_to_the_four_week_check(offered, people, as_, clock) -> None:
    made, place = offered()
    with as_(people.foreign_dsl) as actor:
        actions.accept_place(actor, place, Said(TODAY))
        actions.plan_admission(actor, place, Said(dt.date(2026, 11, 18)))
    clock.move_to(dt.date(2026, 11, 26))
    with as_(people.foreign_dsl) as actor:
        actions.hold_admission(actor, place, Said(dt.date(2026, 11, 18), "A timetable and a key adult."))
        with pytest.raises(ValueError, match="handed over"):
            actions.receive_handover(actor, place, Said(dt.date(2026, 11, 26)))
        actions.attend(actor, place, Said(dt.date(2026, 11, 25)))
    assert (made.status, place.status, place.check_on) == ("placed", "attending", dt.date(2026, 12, 23))
    with as_(people.dsl) as actor:
        actions.hand_over(actor, place, ["child_protection_file"], Said(dt.date(2026, 11, 25), "By hand"))
    with as_(people.foreign_dsl) as actor:
        actions.receive_handover(actor, place, Said(dt.date(2026, 11, 26), "All of it"))
    clock.move_to(dt.date(2026, 12, 28))
    with as_(people.coordinator) as actor:
        [wait] = waits_of(place, steps_of(place), None)
        assert (wait.what, wait.late) == ("Four-week check", True)
        actions.check_place_after_four_weeks(actor, place, Said(dt.date(2026, 12, 28), "Attends every day."))
        assert waits_of(place, steps_of(place), None) == []
    assert (made.status, place.status) == ("closed", "held")


def test_what_is_late_is_counted_in_school_days_with_its_rule(offered, people, as_, clock) -> None:
    _made, place = offered()
    with as_(people.coordinator):
        [wait] = waits_of(place, steps_of(place), None)
        assert (wait.words, wait.state) == ("5 school days left", "normal")
        assert "5 school days" in wait.rule
        clock.move_to(dt.date(2026, 11, 18))
        [wait] = waits_of(place, steps_of(place), None)
        assert (wait.words, wait.late) == ("Overdue by 1 school day", True)
        assert [row.id for row in not_in_school_yet()] == [place.id]


def test_another_first_day_moves_the_expected_enrolment(offered, people, as_) -> None:
    _made, place = offered()
    with as_(people.foreign_dsl) as actor:
        actions.accept_place(actor, place, Said(TODAY))
        actions.change_start(actor, place, Said(dt.date(2026, 12, 1), "The uniform grant is late."))
    [expected] = rows(ExpectedEnrolment)
    assert (expected.start, place.start_date) == (dt.date(2026, 12, 1), dt.date(2026, 12, 1))


def test_a_refusal_needs_its_ground_and_reasons_and_is_told_in_two_school_days(
    offered, people, as_, clock
) -> None:
    _made, place = offered()
    clock.move_to(dt.date(2026, 11, 16))
    with as_(people.foreign_dsl) as actor:
        with pytest.raises(ValueError, match="ground"):
            actions.refuse_place(actor, place, Said(TODAY, "We are full"))
        with pytest.raises(ValueError, match="reason"):
            actions.refuse_place(actor, place, Said(TODAY, "", code="full"))
        actions.refuse_place(actor, place, Said(dt.date(2026, 11, 11), "We are full", code="full"))
    with as_(people.coordinator):
        found = refusals_and_directions(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    assert (found.refusals, found.told_late) == (1, 1)
    assert found.refused_by_setting == {people.other.id: 1}
    assert found.refused_by_ground == {"full": 1}


def test_from_refusal_over_talks_to_a_direction(offered, people, as_, clock) -> None:
    made, place = offered()
    with as_(people.foreign_dsl) as actor:
        actions.refuse_place(actor, place, Said(TODAY, "Too many already", code="fair_share"))
        with pytest.raises(NotAllowed):
            actions.negotiate(actor, place, Said(TODAY, "Talked", code="open"))
    with as_(people.coordinator) as actor:
        actions.negotiate(actor, place, Said(TODAY, "The head stays with it.", to_whom="Head", code="failed"))
        with pytest.raises(ValueError, match="confirmed"):
            actions.seek_direction(
                actor, place, Said(TODAY, "No other school", to_whom="Legal", code="academy_2026")
            )
        sought = Said(TODAY, "No other school", who="A. Lawyer", to_whom="The trust", code="academy_2026")
        actions.seek_direction(actor, place, sought)
        with pytest.raises(IllegalMove):
            actions.negotiate(actor, place, Said(TODAY, "Too late", code="open"))
        actions.give_direction(actor, place, Said(TODAY, "Admit from 24 November.", who="The director"))
        found = refusals_and_directions(TODAY, TODAY)
    assert place.status == "directed"
    assert found.directions_sought == {"academy_2026": 1}
    assert (found.directions_given, found.negotiations) == (1, 1)
    [step] = [one for one in steps_of(place) if one.kind == "direction_given"]
    assert step.due_on == dt.date(2026, 11, 25)
    with as_(people.foreign_dsl):
        assert [child.id for child in rows(Child)] == [made.child_id]


def test_the_route_of_2026_is_offered_only_from_its_day_on(offered, people, as_) -> None:
    _made, place = offered()
    with as_(people.foreign_dsl) as actor:
        actions.refuse_place(actor, place, Said(TODAY, "Too many already", code="fair_share"))
    with as_(people.coordinator) as actor:
        early = Said(dt.date(2026, 6, 1), "Case", who="A. Lawyer", to_whom="Trust", code="academy_2026")
        with pytest.raises(ValueError, match="in force"):
            actions.seek_direction(actor, place, early)
        old = Said(
            dt.date(2026, 6, 1), "Case", who="A. Lawyer", to_whom="DfE", code="academy_secretary_of_state"
        )
        actions.seek_direction(actor, place, old)
    assert place.status == "directing"


def test_an_agreement_after_a_talk_is_an_acceptance(offered, people, as_) -> None:
    _made, place = offered()
    with as_(people.foreign_dsl) as actor:
        actions.refuse_place(actor, place, Said(TODAY, "Too many already", code="fair_share"))
    with as_(people.coordinator) as actor:
        actions.negotiate(actor, place, Said(TODAY, "With a mentor they can.", code="agreed"))
        found = refusals_and_directions(TODAY, TODAY)
    assert (place.status, found.accepted_after_refusal) == ("accepted", 1)


TRIAL = {"kind": "managed_move", "until": dt.date(2027, 1, 15)}


def test_a_trial_begins_when_all_agree_and_becomes_permanent(offered, people, as_, clock) -> None:
    made, place = offered(**TRIAL)
    with as_(people.foreign_dsl) as actor:
        actions.accept_place(actor, place, Said(TODAY))
        actions.agree(actor, place, "receiving_school", True, Said(TODAY, who="Head"))
        with pytest.raises(NotAllowed):
            actions.agree(actor, place, "home_school", True, Said(TODAY, who="Head"))
    with as_(people.dsl) as actor:
        actions.agree(actor, place, "home_school", True, Said(TODAY, who="Head"))
        actions.agree(actor, place, "parents", False, Said(TODAY, "Not yet", who="Mother"))
    clock.move_to(START)
    with as_(people.foreign_dsl) as actor, pytest.raises(ValueError, match="parents or carers"):
        actions.attend(actor, place, Said(START))
    with as_(people.dsl) as actor:
        actions.agree(actor, place, "parents", True, Said(START, who="Mother"))
    with as_(people.coordinator) as actor:
        actions.attend(actor, place, Said(START))
        actions.set_trial(actor, place, until=dt.date(2027, 1, 15), review_on=dt.date(2026, 12, 15))
    [expected] = rows(ExpectedEnrolment)
    assert (expected.source, expected.until) == ("managed_move", dt.date(2027, 1, 15))
    clock.move_to(dt.date(2026, 12, 22))
    with as_(people.coordinator) as actor:
        actions.check_place_after_four_weeks(actor, place, Said(dt.date(2026, 12, 22), "Settles in."))
        assert made.status == "placed"
        actions.review_trial(
            actor,
            place,
            Said(dt.date(2026, 12, 15), "Settles in."),
            next_on=dt.date(2027, 1, 12),
            until=dt.date(2027, 1, 29),
        )
        session().expire_all()
        assert rows(ExpectedEnrolment)[0].until == dt.date(2027, 1, 29)
        actions.make_permanent(actor, place, Said(dt.date(2026, 12, 22), "All agreed."))
    session().expire_all()
    assert rows(ExpectedEnrolment)[0].until is None
    assert (made.status, place.status) == ("closed", "held")


def test_a_trial_that_breaks_down_leaves_the_child_at_home_and_opens_the_referral(
    offered, people, as_, clock
) -> None:
    made, place = offered(**TRIAL)
    clock.move_to(dt.date(2026, 12, 1))
    with as_(people.coordinator) as actor:
        said = Said(dt.date(2026, 12, 1), "The bus took two hours.", code="attendance")
        actions.end_place(actor, place, said, "Look at the journey first.")
    assert (made.status, made.accepted_on, place.status) == ("accepted", dt.date(2026, 12, 1), "ended")
    assert (place.home_setting_id, place.learnt) == (people.school.id, "Look at the journey first.")
    assert all(row.withdrawn_at for row in rows(ExpectedEnrolment))


def test_a_rule_is_dated_and_says_its_unit(db_session) -> None:
    assert (rule("adjudicator", TODAY).days, rule("adjudicator", TODAY).unit) == (15, "calendar")
    assert due("answer", TODAY) == dt.date(2026, 11, 17)
    with pytest.raises(LookupError):
        rule("answer", dt.date(2001, 1, 1))


def test_what_is_late_is_told_once(offered, people, as_, clock) -> None:
    from fap.after.telling import tell_of_late
    from foundation.store import current_actor

    offered()
    assert tell_of_late(current_actor()) == 0
    clock.move_to(dt.date(2026, 11, 19))
    for _night in range(2):
        assert tell_of_late(current_actor()) == 1
    assert notices().count("place_late") == 2
