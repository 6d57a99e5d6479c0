"""A plan from the first page to its acceptance, as the people do it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from cases.models import Contact, Separation
from foundation.answers import answers_of, write_answers
from foundation.store import acting_as, session, today
from safetyplans.form import FORM
from safetyplans.models import OtherChild, PlanVersion, SafetyPlan
from safetyplans.rubric import CRITERIA
from tests.safetyplans.conftest import whole_answers


def the_plan() -> SafetyPlan:
    return session().scalars(select(SafetyPlan)).one()


def all_of(model):
    return session().scalars(select(model).order_by(model.id)).all()


def other_child(child, **more):
    born = child.date_of_birth
    return {
        "role": "alleged_perpetrator",
        "forename": child.forename,
        "surname": child.surname,
        "date_of_birth-day": str(born.day),
        "date_of_birth-month": str(born.month),
        "date_of_birth-year": str(born.year),
        "upn": child.upn or "",
        "at_this_setting": "no",
        **more,
    }


def test_a_school_starts_fills_signs_sends_answers_and_the_officer_accepts(
    dsl, mash, pupil, school, new_child, new_setting, lead
):
    other = new_child("Tobias Okonkwo", new_setting("Northgate Academy"))
    page = dsl.get("/")
    page = dsl.click("Start a safety plan")
    page = dsl.submit("Start the plan", {"upn": pupil.upn})
    assert page.h1 == "Risk assessment and safety plan"
    assert "Mira Castell" in page

    # The cover, and the other child: a separation and a contact at once.
    form = f"/plans/{the_plan().public_id}/form"
    dsl.get(form + "/cover")
    page = dsl.submit("Add an other child", {"child_role": "alleged_victim", "dsl": "R. Haddow"})
    assert all_of(Separation) == []
    page = dsl.submit("Save and continue", other_child(other))
    (made,) = all_of(Separation)
    assert set(made.child_ids()) == {pupil.id, other.id}
    assert (made.certainty, made.from_date) == ("reported", today())
    (contact,) = all_of(Contact)
    assert (contact.source_kind, contact.source_reference) == ("plan", the_plan().reference)
    assert contact.child_ids() == (pupil.id, other.id)

    # Left in the middle, and back: nothing lost; saved again: nothing twice.
    page = dsl.get(form + "/cover")
    assert 'value="R. Haddow"' in page.text
    assert "Tobias Okonkwo" in page
    dsl.submit("Save and continue", {"key_adult": "K. Ademola"})
    assert len(all_of(Separation)) == len(all_of(Contact)) == len(all_of(OtherChild)) == 1

    # The school day, row by row.
    page = dsl.get(form + "/school_day")
    assert page.h1 == "The school day"
    page = dsl.submit("Journey in")
    assert page.h1 == "Journey in"
    page = dsl.submit(
        "Save and continue",
        {
            "risk": "Same bus stop at 08:05",
            "control": "Mum drives",
            "adult": "M. Castell (mother)",
            "from_when-day": "10",
            "from_when-month": "11",
            "from_when-year": "2026",
            "checked": "weekly",
        },
    )
    assert page.h1 == "Arrival"
    page = dsl.submit("Save and go back", {"not_relevant": "Comes in by taxi, with the journey in."})
    assert "Mum drives" in page

    # Signed with gaps; not sent with gaps.
    page = dsl.get(f"/plans/{the_plan().public_id}")
    assert "This plan is not in force yet" in page
    page = dsl.submit("Sign: in force from today")
    assert "Before you sign, enter the next review date. Nothing was signed." in page
    dsl.get(form + "/agreement")
    review = today() + dt.timedelta(days=10)
    dsl.submit(
        "Save and continue",
        {
            "review_on-day": str(review.day),
            "review_on-month": str(review.month),
            "review_on-year": str(review.year),
        },
    )
    dsl.get(f"/plans/{the_plan().public_id}")
    page = dsl.submit("Sign: in force from today")
    assert "The plan is in force from today." in page
    assert "21 places or times need you before this version can be sent" in page
    assert "missing before it can go to the Education MASH" in page
    page = dsl.post(f"/plans/{the_plan().public_id}/submit")
    assert page.h1 == "Check your answers"
    assert "things are missing" in page
    assert all_of(PlanVersion) == []

    # Completed and sent.
    with acting_as(lead):
        row = answers_of(the_plan(), FORM)["other_children"][0]
        whole = whole_answers(child_role="alleged_victim", other_children=[row])
        write_answers(lead, the_plan(), FORM, whole)
    page = dsl.get(f"/plans/{the_plan().public_id}")
    page = dsl.submit("Send this version to the Education MASH")
    assert "The version was sent to the Education MASH." in page
    assert "Nothing has changed since version 1 was sent." in page

    # The officer judges; the school answers; the officer accepts.
    page = mash.get("/plans/queue")
    assert "About Mira Castell. From Saltbeck High School." in page
    page = mash.click(f"Plan {the_plan().reference}, version 1")
    levels = {f"level-{key}": "good" for key, _ in CRITERIA}
    page = mash.submit("Keep, do not send", {**levels, "level-grid": "emerging"})
    assert "Kept. Nothing has been sent to the school yet." in page
    assert "13 of 13 answered" in page
    page = mash.submit("Send the feedback", status=422)
    assert page.errors == ["Say what is needed for: The school day is complete"]
    page = mash.submit("Send the feedback", {"comment-grid": "Cover lessons has no adult."})
    assert "The feedback went to the school." in page
    assert "Answer the Education MASH, point by point" in dsl.get("/")
    page = dsl.click("Answer the Education MASH, point by point")
    page = dsl.submit("Send the answers", status=422)
    assert page.errors == ["Answer each point: The school day is complete"]
    said = {"answer-grid": "not_changed", "text-grid": "She has no cover lessons."}
    page = dsl.submit("Send the answers", said)
    assert "Your answers went to the Education MASH." in page
    page = mash.get("/plans/queue")
    page = mash.click(f"Plan {the_plan().reference}, version 1")
    assert "not changed, because: She has no cover lessons." in page
    page = mash.submit("Accept this version")
    assert "The version is accepted." in page
    assert all_of(PlanVersion)[0].status == "accepted"
    assert the_plan().status == "in_force"

    # A change, and the next version.
    dsl.get(form + "/cover")
    dsl.submit("Save and continue", {"why_version": "review", "version_note": "After the first review."})
    dsl.get(f"/plans/{the_plan().public_id}")
    page = dsl.submit("Send this version to the Education MASH")
    assert [version.number for version in all_of(PlanVersion)] == [1, 2]
    page = mash.get("/plans/queue")
    assert f"Plan {the_plan().reference}, version 2" in page
    assert f"Plan {the_plan().reference}, version 1" not in page
    page = mash.click(f"Plan {the_plan().reference}, version 2")
    assert "Version 1: emerging." in page

    # Ended: read, no longer changed.
    dsl.get(f"/plans/{the_plan().public_id}")
    dsl.click("How the plan ends")
    page = dsl.submit("Propose to end the plan", status=422)
    assert page.errors[0] == "Enter why the plan ends"
    told = {"reason": "The family moved.", "stays": "Her new tutor knows.", "head": "F. Oyelaran"}
    page = dsl.submit("Propose to end the plan", told)
    assert "Waits for the Education MASH" in page
    assert the_plan().status == "in_force"
    mash.get(f"/plans/{the_plan().public_id}/end")
    page = mash.submit("Send the decision", status=422)
    assert "Choose whether you agree" in page.errors
    mash.submit("Send the decision", {"decision": "agree", "words": "The separation stays."})
    page = dsl.get(f"/plans/{the_plan().public_id}")
    assert "This plan ended on" in page
    assert "Change the plan" not in page
    page = dsl.get(form + "/cover")
    assert page.h1 == "Safety plan"
    assert [found.status for found in all_of(Separation)] == ["in_force"]
