"""Reviews: set on signing, held line by line, together with the linked plan; what a page shows of them."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from cases.models import Separation
from foundation.access.permissions import Role
from foundation.answers import answers_of, write_answers
from foundation.post.models import OutboxMessage
from foundation.store import acting_as, session, today
from foundation.store.calendar import calendar_for
from safetyplans import actions, lists
from safetyplans.form import FORM
from safetyplans.models import PlanReview
from safetyplans.reviews import review_lines
from tests.people import make_account
from tests.safetyplans.conftest import actor_of, described


def due_of(plan):
    return {review.kind: review.due_on for review in lists.open_reviews_of(plan)}


def held_on(plan, **lines):
    decided = {line["path"]: ("keep", "") for line in review_lines(answers_of(plan, FORM))}
    return actions.Held(
        today(),
        "R. Haddow, school\nD. Osei, MASH",
        next_on=today() + dt.timedelta(days=30),
        lines={**decided, **lines},
    )


@pytest.mark.usefixtures("writable")
def test_signing_sets_the_same_day_two_ten_and_the_forms_own_day(new_plan, school):
    plan = new_plan("in_force")
    calendar = calendar_for(school.id)
    assert due_of(plan) == {
        "same_day": today(),
        "two_days": calendar.add(today(), 2),
        "ten_days": calendar.add(today(), 10),
        "regular": plan.review_on,
    }


@pytest.mark.usefixtures("writable")
def test_every_line_is_decided_and_a_change_says_what(new_plan, lead):
    plan = new_plan("in_force")
    review = lists.open_review(plan, "same_day")
    lines = review_lines(answers_of(plan, FORM))
    assert len({line["path"] for line in lines}) == len(lines) > 10
    first = lines[0]["path"]
    with acting_as(lead):
        with pytest.raises(actions.ReviewIncomplete, match="Decide each line") as missing:
            actions.hold_review(lead, review, actions.Held(today(), "R. Haddow", lines={}))
        assert missing.value.lines == [line["path"] for line in lines]
        with pytest.raises(actions.ReviewIncomplete, match="Say what changes") as silent:
            actions.hold_review(lead, review, held_on(plan, **{first: ("change", " ")}))
        assert silent.value.lines == [first]
        actions.hold_review(lead, review, held_on(plan, **{first: ("end", "No longer needed")}))
        with pytest.raises(actions.Refused, match="already"):
            actions.hold_review(lead, review, held_on(plan))
    assert review.status == "held"
    assert review.lines[0]["decision"] == "end"
    next_on = today() + dt.timedelta(days=30)
    assert (plan.review_on, due_of(plan)["regular"]) == (next_on, next_on)
    assert answers_of(plan, FORM)["review_on"] == next_on.isoformat()


@pytest.mark.usefixtures("writable")
def test_a_linked_plan_is_reviewed_too_and_its_school_is_told(new_plan, new_child, new_setting, lead):
    elsewhere = new_setting("Fellgate Academy")
    other = new_child("Ivo Lanning", elsewhere)
    plan = new_plan("in_force", child_role="alleged_victim", other_children=[described(other)])
    theirs = actor_of(Role.DSL, elsewhere, account_id=make_account(Role.DSL, setting=elsewhere).id)
    with acting_as(theirs):
        twin = actions.start_plan(theirs, child_id=other.id, setting_id=elsewhere.id, prefill={})
        known = {"child_role": "alleged_perpetrator", "dsl": "A", "key_adult": "B"}
        known["review_on"] = (today() + dt.timedelta(days=20)).isoformat()
        write_answers(theirs, twin, FORM, known)
        actions.sign_plan(theirs, twin)
    with acting_as(lead):
        actions.hold_review(lead, lists.open_review(plan, "same_day"), held_on(plan))
    assert lists.open_review(twin, "together") is None, "one school's word sets no clock at another"
    session().scalars(select(Separation)).one().certainty = "confirmed"
    session().flush()
    with acting_as(lead):
        actions.hold_review(lead, lists.open_review(plan, "two_days"), held_on(plan))
    together = lists.open_review(twin, "together")
    assert together.due_on == calendar_for(elsewhere.id).add(today(), 5)
    told = session().scalars(select(OutboxMessage).where(OutboxMessage.notice == "plan_review_due")).all()
    assert [message.path for message in told] == [f"/plans/reviews/{together.public_id}"]
    with acting_as(lead):
        actions.hold_review(lead, lists.open_review(plan, "ten_days"), held_on(plan))
    assert [r.kind for r in lists.open_reviews_of(twin)].count("together") == 1


@pytest.mark.usefixtures("writable")
def test_a_review_is_called_by_the_school_or_an_officer_and_nobody_else(new_plan, lead, officer, new_setting):
    plan = new_plan("in_force")
    with acting_as(officer):
        made = actions.call_review(officer, plan, "trigger", today(), "A new report came in.")
    assert made.kind == "trigger"
    with acting_as(lead):
        for kind, day, why in (
            ("regular", today(), "x y z"),
            ("trigger", today() - dt.timedelta(days=1), "x y z"),
            ("trigger", today(), " "),
        ):
            with pytest.raises(actions.Refused):
                actions.call_review(lead, plan, kind, day, why)
    stranger = actor_of(Role.DSL, new_setting())
    with acting_as(stranger), pytest.raises(actions.NotAllowed):
        actions.call_review(stranger, plan, "trigger", today(), "A new report came in.")


def test_the_pages_of_a_review(new_plan, dsl, mash):
    plan = new_plan("in_force")
    dsl.get(f"/plans/{plan.public_id}")
    page = dsl.click("Reviews of the plan")
    assert "Same day: the safety of today" in page
    page = dsl.submit("Set the review", status=422)
    assert page.errors[0] == "Choose why it is reviewed"
    told = {"kind": "trigger", "why": "He was seen at the gate.", **day_fields("due", today())}
    page = dsl.submit("Set the review", told)
    assert "He was seen at the gate." in page
    page = dsl.click("Same day: the safety of today")
    lines = review_lines(answers_of(plan, FORM))
    typed = {**day_fields("held", today()), **day_fields("next", today() + dt.timedelta(days=20))}
    typed |= {"attended": "R. Haddow"}
    page = dsl.submit("Keep the review", typed, status=422)
    assert len(page.errors) == len(lines)
    assert "R. Haddow</textarea>" in page.data.decode(), "nothing that was typed is lost"
    decided = {f"d-{line['path']}": "keep" for line in lines}
    page = dsl.submit("Keep the review", {**typed, **decided})
    assert "Line by line" in page
    (review,) = [one for one in session().scalars(select(PlanReview)) if one.status == "held"]
    paper = dsl.get(f"/plans/reviews/{review.public_id}/record.pdf")
    assert paper.data.startswith(b"%PDF")
    page = mash.get(f"/plans/reviews/{review.public_id}")
    assert "Keep the review" not in page.buttons
    mash.post(f"/plans/reviews/{review.public_id}/hold", {}, status=403)


def day_fields(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
