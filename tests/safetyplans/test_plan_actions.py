"""Actions on plans: they do it, refuse the wrong person and the wrong moment, and never lose a child."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from foundation.access.permissions import Role
from foundation.answers import write_answers
from foundation.post.models import OutboxMessage
from foundation.store import acting_as, session, today
from foundation.trail import IllegalMove
from safetyplans import actions, events, lists
from safetyplans.form import FORM
from safetyplans.models import PlanRequest, PlanReview, PlanVersion, SafetyPlan
from safetyplans.rubric import CRITERIA
from tests.safetyplans.conftest import actor_of, whole_answers

pytestmark = pytest.mark.usefixtures("writable")


def all_of(model):
    return session().scalars(select(model).order_by(model.id)).all()


# Who may ------------------------------------------------------------------------------------------


def test_only_the_childs_own_setting_writes(new_plan, new_setting, pupil, school):
    plan = new_plan("in_force")
    elsewhere = new_setting()
    both = actor_of(Role.SAFEGUARDING_OFFICER)
    strangers = [
        actor_of(Role.DSL, elsewhere),
        actor_of(Role.MASH_OFFICER, school),
        type(both)(0, "x", both.permissions | {"write_plans"}, settings=frozenset({elsewhere.id})),
    ]
    for stranger in strangers:
        with acting_as(stranger):
            for refused in (
                lambda who: actions.sign_plan(who, plan),
                lambda who: actions.submit_plan(who, plan),
                lambda who: actions.propose_end(who, plan, ENDING),
                lambda who: actions.close_draft(who, plan, "no reason"),
                lambda who: actions.keep_others_in_view(who, plan),
                lambda who: actions.note_review_date(who, plan),
                lambda who: actions.start_plan(who, child_id=pupil.id, setting_id=school.id, prefill={}),
            ):
                with pytest.raises(actions.NotAllowed):
                    refused(stranger)
    assert plan.status == "in_force"


def test_a_lead_starts_no_plan_for_a_child_it_may_not_see(new_child, lead, school):
    stranger = new_child()
    with acting_as(lead), pytest.raises(actions.NotAllowed):
        actions.start_plan(lead, child_id=stranger.id, setting_id=school.id, prefill={})


def test_a_school_neither_judges_nor_asks(new_plan, lead, school, pupil):
    new_plan("submitted")
    (version,) = all_of(PlanVersion)
    levels = {key: "good" for key, _ in CRITERIA}
    with acting_as(lead):
        for refused in (
            lambda: actions.save_points(lead, version, levels, {}, ""),
            lambda: actions.give_feedback(lead, version),
            lambda: actions.accept(lead, version),
            lambda: actions.ask_for_plan(lead, child_id=pupil.id, setting_id=school.id, due_on=today()),
        ):
            with pytest.raises(actions.NotAllowed):
                refused()


# The plan's own life ------------------------------------------------------------------------------

PLAN_MOVES = {
    ("draft", events.PlanSigned): "in_force",
    ("in_force", events.PlanEnded): "ended",
    ("draft", events.DraftClosed): "closed",
}
VERSION_MOVES = {
    ("submitted", events.ReviewBegun): "being_reviewed",
    ("submitted", events.FeedbackGiven): "feedback_given",
    ("being_reviewed", events.FeedbackGiven): "feedback_given",
    ("answered", events.FeedbackGiven): "feedback_given",
    ("feedback_given", events.FeedbackAnswered): "answered",
    ("submitted", events.PlanAccepted): "accepted",
    ("being_reviewed", events.PlanAccepted): "accepted",
    ("answered", events.PlanAccepted): "accepted",
}
REQUEST_MOVES = {
    ("asked", events.RequestStarted): "started",
    ("reopened", events.RequestStarted): "started",
    ("asked", events.RequestMet): "met",
    ("started", events.RequestMet): "met",
    ("reopened", events.RequestMet): "met",
    ("asked", events.RequestDeclined): "declined",
    ("reopened", events.RequestDeclined): "declined",
    ("declined", events.RequestReopened): "reopened",
    ("declined", events.RequestAgreed): "agreed",
    ("agreed", events.RequestReopened): "reopened",
    ("started", events.RequestSetBack): "asked",
}


@pytest.mark.parametrize(
    ("model", "moves"),
    [(SafetyPlan, PLAN_MOVES), (PlanVersion, VERSION_MOVES), (PlanRequest, REQUEST_MOVES)],
)
def test_nothing_moves_but_along_these_ways(model, moves):
    told = {(before, kind): after for kind, (from_, after) in model.MOVES.items() for before in from_}
    assert told == moves


ENDING = actions.Ending("The family moved away.", "Both tutors keep an eye on it.", "F. Oyelaran")


def test_a_plan_is_signed_once_and_ended_once(new_plan, lead, officer):
    plan = new_plan("in_force")
    with acting_as(lead):
        with pytest.raises(IllegalMove):
            actions.sign_plan(lead, plan)
        proposed = actions.propose_end(lead, plan, ENDING)
        with pytest.raises(actions.Refused, match="proposed already"):
            actions.propose_end(lead, plan, ENDING)
        with pytest.raises(actions.NotAllowed):
            actions.agree_end(lead, proposed, "It stays.")
    assert plan.status == "in_force"
    with acting_as(officer):
        actions.agree_end(officer, proposed, "It stays: the safeguarding officer decides in June.")
    with acting_as(lead):
        for refused in (
            lambda: actions.propose_end(lead, plan, ENDING),
            lambda: actions.sign_plan(lead, plan),
            lambda: actions.submit_plan(lead, plan),
        ):
            with pytest.raises(actions.Refused, match="has ended"):
                refused()
    assert plan.status == "ended"
    assert not [review for review in all_of(PlanReview) if review.status == "due"]


def test_a_plan_goes_on_when_the_officer_does_not_agree(new_plan, lead, officer):
    plan = new_plan("in_force")
    with acting_as(lead):
        proposed = actions.propose_end(lead, plan, ENDING)
    with acting_as(officer):
        actions.refuse_end(officer, proposed, "The other child comes back after Easter.")
        with pytest.raises(actions.Refused, match="decided meanwhile"):
            actions.agree_end(officer, proposed, "It stays.")
    assert (plan.status, proposed.status) == ("in_force", "refused")
    with acting_as(lead):
        assert actions.propose_end(lead, plan, ENDING).id != proposed.id


def test_a_draft_is_closed_and_what_was_asked_for_is_asked_for_again(pupil, school, lead, officer):
    with acting_as(officer):
        asked = actions.ask_for_plan(officer, child_id=pupil.id, setting_id=school.id, due_on=today())
    with acting_as(lead):
        plan = actions.start_plan(lead, child_id=pupil.id, setting_id=school.id, request=asked, prefill={})
        with pytest.raises(actions.Refused, match="Say why"):
            actions.close_draft(lead, plan, " ")
        actions.close_draft(lead, plan, "It was begun for the wrong child.")
        assert (plan.status, asked.status) == ("closed", "asked")
        with pytest.raises(actions.Refused):
            actions.close_draft(lead, plan, "again")
        with pytest.raises(actions.Refused, match="has ended"):
            actions.sign_plan(lead, plan)
        again = actions.start_plan(lead, child_id=pupil.id, setting_id=school.id, request=asked, prefill={})
    assert lists.plan_of_request(asked) is again


def test_signing_names_what_is_missing_and_bears_gaps(new_plan, lead):
    plan = new_plan(dsl=None, review_on=None, school_day=None)
    with acting_as(lead):
        with pytest.raises(actions.CannotSign) as missing:
            actions.sign_plan(lead, plan)
        assert str(missing.value) == (
            "Before you sign, enter the designated safeguarding lead; the next review date"
        )
        day = today() + dt.timedelta(days=5)
        write_answers(lead, plan, FORM, {"dsl": "R. Haddow", "review_on": day.isoformat()})
        actions.sign_plan(lead, plan)
    assert (plan.status, plan.signed_on, plan.review_on) == ("in_force", today(), day)


def test_a_version_is_whole_and_new(new_plan, lead):
    plan = new_plan("in_force", premises=None)
    with acting_as(lead):
        with pytest.raises(actions.NotComplete) as missing:
            actions.submit_plan(lead, plan)
        assert [problem.path for problem in missing.value.problems] == [("premises",)]
        write_answers(lead, plan, FORM, {"premises": "Two doors."})
        version = actions.submit_plan(lead, plan)
        with pytest.raises(actions.Refused, match="Nothing has changed since version 1"):
            actions.submit_plan(lead, plan)
        write_answers(lead, plan, FORM, {"premises": "Three doors."})
        second = actions.submit_plan(lead, plan)
    assert (version.number, second.number) == (1, 2)
    assert (version.answers["premises"], second.answers["premises"]) == ("Two doors.", "Three doors.")


def test_a_draft_is_not_sent(new_plan, lead):
    plan = new_plan()
    with acting_as(lead), pytest.raises(actions.CannotSign, match="Sign the plan first"):
        actions.submit_plan(lead, plan)


def test_a_new_review_date_counts_once_the_plan_is_in_force(new_plan, lead):
    plan = new_plan("in_force")
    day = today() + dt.timedelta(days=40)
    with acting_as(lead):
        write_answers(lead, plan, FORM, {"review_on": day.isoformat()})
        actions.note_review_date(lead, plan)
    assert plan.review_on == day


# Quality assurance --------------------------------------------------------------------------------


def judged(officer, **overruled):
    """The version judged, all good but for what is overruled; it."""
    (version,) = all_of(PlanVersion)
    levels = {key: "good" for key, _ in CRITERIA} | overruled
    with acting_as(officer):
        actions.save_points(officer, version, levels, {"grid": "Who looks on Thursdays?"}, "")
    return version


def test_everything_is_judged_before_anything_is_sent_or_accepted(new_plan, officer):
    new_plan("submitted")
    version = judged(officer, print="", twins="nonsense")
    with acting_as(officer):
        for act in (actions.give_feedback, actions.accept):
            with pytest.raises(actions.FeedbackIncomplete) as missing:
                act(officer, version)
            assert missing.value.criteria == ["twins", "print"]


def test_a_comment_is_needed_below_the_top_two(new_plan, officer):
    new_plan("submitted")
    version = judged(officer, grid="emerging", fair="unsafe")
    with acting_as(officer), pytest.raises(actions.FeedbackIncomplete) as missing:
        actions.give_feedback(officer, version)
    assert missing.value.criteria == ["fair"]


def test_nothing_unsafe_and_nothing_unanswered_is_accepted(new_plan, officer, lead):
    new_plan("submitted")
    version = judged(officer, grid="unsafe")
    with acting_as(officer):
        with pytest.raises(actions.FeedbackIncomplete, match="unsafe"):
            actions.accept(officer, version)
        actions.save_points(officer, version, {"grid": "emerging"}, {"grid": "Who looks?"}, "")
        with pytest.raises(actions.FeedbackIncomplete, match="Send these points"):
            actions.accept(officer, version)
        actions.give_feedback(officer, version)
    with acting_as(lead):
        with pytest.raises(actions.FeedbackIncomplete):
            actions.answer_feedback(lead, version, {"grid": "not_changed"}, {"grid": ""})
        actions.answer_feedback(lead, version, {"grid": "changed"}, {"grid": "Mr Imre, from Thursday."})
        with pytest.raises(actions.Refused, match="no feedback to answer"):
            actions.answer_feedback(lead, version, {"grid": "changed"}, {})
    with acting_as(officer):
        actions.accept(officer, version)
        with pytest.raises(actions.Refused, match="not waiting"):
            actions.give_feedback(officer, version)
    assert version.status == "accepted"


def test_when_all_is_good_there_is_nothing_to_send_but_the_acceptance(new_plan, officer):
    new_plan("submitted")
    version = judged(officer)
    with acting_as(officer):
        with pytest.raises(actions.Refused, match="accept the version instead"):
            actions.give_feedback(officer, version)
        actions.accept(officer, version)
    assert version.status == "accepted"


def test_a_version_that_was_overtaken_is_not_judged(new_plan, officer, lead):
    plan = new_plan("submitted")
    version = judged(officer)
    with acting_as(lead):
        write_answers(lead, plan, FORM, {"premises": "Other doors."})
        actions.submit_plan(lead, plan)
    with acting_as(officer):
        with pytest.raises(actions.Refused, match="has sent version 2 since"):
            actions.accept(officer, version)
        assert [sent.version.number for sent in lists.newest_with(*lists.TO_JUDGE)] == [2]


# Asking -------------------------------------------------------------------------------------------


def test_a_school_is_asked_once_declines_and_is_asked_again(officer, lead, pupil, school):
    due = today() + dt.timedelta(days=10)
    with acting_as(officer):
        asked = actions.ask_for_plan(officer, child_id=pupil.id, setting_id=school.id, due_on=due)
        with pytest.raises(actions.Refused, match="already"):
            actions.ask_for_plan(officer, child_id=pupil.id, setting_id=school.id, due_on=due)
    with acting_as(lead):
        with pytest.raises(actions.Refused, match="Say why"):
            actions.decline_request(lead, asked, " ")
        actions.decline_request(lead, asked, "The report was about another pupil.")
    with acting_as(officer):
        with pytest.raises(actions.Refused, match="today or later"):
            actions.ask_again(officer, asked, "It was not.", today() - dt.timedelta(days=1))
        actions.ask_again(officer, asked, "It was not.", today())
    assert (asked.status, asked.due_on) == ("reopened", today())
    mails = [mail.notice for mail in all_of(OutboxMessage) if mail.account_id == lead.account_id]
    assert mails.count("plan_requested") == 2


def test_a_plan_that_was_asked_for_meets_the_request_when_it_is_sent(officer, lead, pupil, school):
    with acting_as(officer):
        asked = actions.ask_for_plan(officer, child_id=pupil.id, setting_id=school.id, due_on=today())
    with acting_as(lead):
        plan = actions.start_plan(lead, child_id=pupil.id, setting_id=school.id, request=asked, prefill={})
        assert asked.status == "started"
        write_answers(lead, plan, FORM, whole_answers())
        actions.sign_plan(lead, plan)
        actions.submit_plan(lead, plan)
    assert asked.status == "met"
