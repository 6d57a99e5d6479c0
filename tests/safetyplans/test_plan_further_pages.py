"""The whole setting, help, findings, versions side by side, copies, a pupil without a number."""

from __future__ import annotations

import datetime as dt
import io

import pypdf
import pytest
from sqlalchemy import select

from cases import actions as cases
from foundation.access.permissions import Role
from foundation.answers import answers_of, write_answers
from foundation.store import acting_as, session, today
from roll.models import Child
from safetyplans import actions, lists
from safetyplans.form import FORM, WHOLE_SETTING
from safetyplans.models import PlanVersion, SafetyPlan, SettingRecord
from safetyplans.rubric import CRITERIA
from tests.safetyplans.conftest import actor_of, described
from tests.safetyplans.test_plan_reviewing import day_fields


def words_of(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split())


def test_the_record_of_the_whole_setting_is_one_and_names_nobody(dsl, mash, new_plan, new_child, lead):
    plan = new_plan(
        "in_force", child_role="alleged_victim", other_children=[described(new_child("Ivo Lanning"))]
    )
    dsl.get(f"/plans/{plan.public_id}")
    page = dsl.submit("Begin the record of the whole setting")
    assert page.h1 == "The whole setting"
    assert "Mira" not in page
    (record,) = session().scalars(select(SettingRecord)).all()
    dsl.post(f"/plans/{plan.public_id}/setting")
    assert len(session().scalars(select(SettingRecord)).all()) == 1
    dsl.get(f"/plans/setting/{record.public_id}")
    dsl.click("Write the record")
    dsl.submit("Save and continue", {"affected": "14"})
    with acting_as(lead):
        line = {
            "_id": "r0000000001",
            "topic": "Stairs",
            "action": "An adult stands there",
            "owner": "Mr Pike",
        }
        write_answers(lead, record, WHOLE_SETTING, {"more_lines": [line]})
        session().commit()
    paper = words_of(dsl.get(f"/plans/setting/{record.public_id}/record.pdf").data)
    assert "An adult stands there" in paper
    for name in ("Ivo was seen there", "Mira was seen there", "M.C. was seen there"):
        with acting_as(lead):
            write_answers(lead, record, WHOLE_SETTING, {"more_lines": [{**line, "action": name}]})
            session().commit()
        page = dsl.get(f"/plans/setting/{record.public_id}/record.pdf")
        assert "This record names a child" in page
    page = mash.get(f"/plans/setting/{record.public_id}")
    assert "Change the record" not in page.links


@pytest.mark.usefixtures("writable")
def test_a_plan_joins_the_case_to_which_its_contact_is_linked(
    new_plan, new_child, school, officer, pupil, lead
):
    other = new_child("Ivo Lanning")
    plan = new_plan("in_force", child_role="alleged_victim", other_children=[described(other)])
    with acting_as(lead):
        record = actions.begin_setting_record(lead, plan)
    from cases.models import Contact

    with acting_as(officer):
        case = cases.open_case(
            officer,
            parties=[(pupil.id, "alleged_victim", school.id), (other.id, "alleged_perpetrator", None)],
            incident=cases.IncidentValues(words="On the stairs."),
        )
        contact = session().scalars(select(Contact).where(Contact.source_kind == "plan")).one()
        cases.link_contact(officer, contact, case, roles={}, rationale="It is the same incident.")
    assert (plan.case_id, record.case_id) == (case.id, case.id)
    assert lists.setting_record_of(plan) is record


def test_help_is_asked_for_answered_with_a_day_and_has_a_finding(dsl, mash, new_plan):
    plan = new_plan("in_force")
    dsl.get(f"/plans/{plan.public_id}")
    dsl.click("Ask for help with this plan")
    page = dsl.submit("Ask for help with this plan", status=422)
    assert page.errors == ["Enter what you need help with"]
    page = dsl.submit("Ask for help with this plan", {"words": "How do we part the two at the gate?"})
    assert "They answer with a day" in page
    mash.get("/plans/queue")
    page = mash.click("Help asked for")
    page = mash.submit("Send the answer", status=422)
    assert len(page.errors) == 2
    told = {"words": "I ring at ten.", **day_fields("on", today() + dt.timedelta(days=1))}
    page = mash.submit("Send the answer", told)
    assert "I ring at ten." in page
    page = mash.submit("Keep the finding", {"finding": "They use the east gate now."})
    assert "They use the east gate now." in page
    page = dsl.get(mash.page.path)
    assert "They use the east gate now." in page
    assert "Keep the finding" not in page.buttons
    mash.get(f"/plans/{plan.public_id}/help")
    told = {"kind": "visit", "words": "To see the gate.", **day_fields("on", today() + dt.timedelta(days=3))}
    page = mash.submit("Set it", told)
    assert "It is set. The school was told." in page


@pytest.mark.parametrize(
    "telling",
    [
        "Plan SP-2026-000001 shows it.",
        "At Saltbeck High School nobody checks.",
        "Ask Mira Castell.",
        "Castell",
    ],
)
def test_a_finding_with_a_case_in_it_is_not_shared(mash, dsl, new_plan, telling):
    new_plan("in_force")
    mash.get("/plans/findings/")
    mash.click("Write a finding")
    mash.submit("Keep the finding", {"criterion": "adults", "title": "Who covers?", "words": telling})
    page = mash.submit("Share with every school")
    assert "Nothing was shared" in page
    assert telling not in dsl.get("/plans/findings/")
    mash.submit("Keep the finding", {"words": "Name the adult, and who covers when they are away."})
    page = mash.submit("Share with every school")
    assert "Every school can read it now." in page
    assert "Name the adult, and who covers" in dsl.get("/plans/findings/")
    mash.submit("Take it back")
    assert "Name the adult, and who covers" not in dsl.get("/plans/findings/")


def test_two_versions_stand_side_by_side_in_words(dsl, mash, new_plan, lead):
    plan = new_plan("submitted", strengths="She draws.")
    with acting_as(lead):
        write_answers(lead, plan, FORM, {"strengths": "She draws and swims."})
        actions.submit_plan(lead, plan)
        session().commit()
    newest = session().scalars(select(PlanVersion).order_by(PlanVersion.number.desc())).first()
    mash.get(f"/plans/versions/{newest.public_id}")
    page = mash.click("Compare with version 1")
    assert page.h1 == "Two versions side by side"
    assert "She draws." in page
    assert "She draws and swims." in page
    assert "Strengths and interests" in page
    first = session().scalars(select(PlanVersion).where(PlanVersion.number == 1)).one()
    assert "nothing to compare it with" in dsl.get(f"/plans/versions/{first.public_id}/compare")


def test_cards_tell_what_to_do_and_never_what_is_alleged(dsl, new_plan, new_child):
    card = {
        "_id": "r0000000001",
        "staff_role": "lunchtime",
        "staff_names": "Ms Odell and Mr Imre",
        "does": "Walks with her to the hall",
        "where_when": "East corridor, 12:10",
        "tell": "Mr Haddow",
        "until": "2026-12-18",
    }
    lunch = {"lunch": {"risk": "He sits there", "control": "A seat by the door", "adult": "ms odell"}}
    whole = {"child_role": "alleged_victim", "other_children": [described(new_child("Ivo Lanning"))]}
    plan = new_plan(
        "in_force", **whole, role_cards=[card], school_day=lunch, script="We keep everybody safe."
    )
    paper = words_of(dsl.get(f"/plans/{plan.public_id}/cards.pdf").data)
    for words in (
        "Lunchtime and break staff",
        "Walks with her",
        "A seat by the door",
        "We keep everybody safe.",
    ):
        assert words in paper
    assert "He sits there" not in paper
    for words, what in (
        ("After the sexual assault she sits apart", "what is alleged"),
        ("Not near Ivo", "forename"),
    ):
        bad = new_plan("in_force", **whole, role_cards=[{**card, "does": words}], school_day=lunch)
        page = dsl.get(f"/plans/{bad.public_id}/cards.pdf")
        assert page.h1 == "Copies for the family, the child and staff"
        assert f"Card for lunchtime and break staff: What you do: {what}" in page


def test_the_childs_page_is_plain_and_names_nobody_else(dsl, new_plan, new_child):
    whole = {"child_role": "alleged_victim", "other_children": [described(new_child("Ivo Lanning"))]}
    walk = {"journey_in": {"risk": "Meets Ivo", "control": "Lift", "child_does": "I go in by the east gate"}}
    plan = new_plan("in_force", **whole, school_day=walk, signal="I show the blue card.")
    paper = words_of(dsl.get(f"/plans/{plan.public_id}/child.pdf").data)
    assert "I go in by the east gate" in paper
    assert "I show the blue card." in paper
    assert "Ivo" not in paper
    bad = new_plan("in_force", **whole, school_day=walk, signal="I look away from Ivo Lanning.")
    assert dsl.get(f"/plans/{bad.public_id}/child.pdf").h1 == "Copies for the family, the child and staff"


def test_a_plan_starts_by_name_and_nobody_learns_who_is_known(dsl, new_child, new_setting):
    known = new_child("Tobias Okonkwo", new_setting(), postcode="ZE1 1AB")
    dsl.get("/plans/start")
    dsl.click("Start the plan by name")
    page = dsl.submit("Start the plan", status=422)
    assert len(page.errors) == 3
    told = {"forename": "Tobias", "surname": "Okonkwo", "postcode": "ZE1 1AB"}
    told |= day_fields("born", known.date_of_birth)
    page = dsl.submit("Start the plan", told)
    assert "Tobias Okonkwo" in page
    (plan,) = session().scalars(select(SafetyPlan)).all()
    assert plan.child_id == known.id
    assert known.upn not in page
    dsl.get("/plans/start/by-name")
    page = dsl.submit("Start the plan", {**told, "forename": "Amara", "postcode": ""})
    assert "Amara Okonkwo" in page
    new = session().scalars(select(Child).where(Child.forename == "Amara")).one()
    assert (new.source, new.upn) == ("form", None)


@pytest.mark.usefixtures("writable")
def test_an_entry_of_wishes_that_was_sent_is_kept(new_plan, lead):
    plan = new_plan("submitted")
    sent = answers_of(plan, FORM)["wishes"]
    new = {**sent[0], "_id": "r00000000ff", "words": "Something else"}
    with acting_as(lead):
        write_answers(lead, plan, FORM, {"wishes": [{**sent[0], "words": "Changed"}, *sent[1:], new]})
        assert actions.keep_what_was_sent(lead, plan)
        assert answers_of(plan, FORM)["wishes"] == [*sent, new]
        assert not actions.keep_what_was_sent(lead, plan)
        write_answers(lead, plan, FORM, {"wishes": [new]})
        assert actions.keep_what_was_sent(lead, plan)
    assert {row["_id"] for row in answers_of(plan, FORM)["wishes"]} == {row["_id"] for row in [*sent, new]}


@pytest.mark.usefixtures("writable")
def test_not_appropriate_now_is_agreed_and_an_overlap_opens_it_again(pupil, school, lead, officer):
    with acting_as(officer):
        asked = actions.ask_for_plan(officer, child_id=pupil.id, setting_id=school.id, due_on=today())
    with acting_as(lead):
        actions.decline_request(lead, asked, "He has left for good.")
        with pytest.raises(actions.NotAllowed):
            actions.agree_to_declining(lead, asked)
    with acting_as(officer):
        actions.agree_to_declining(officer, asked)
        with pytest.raises(actions.Refused):
            actions.agree_to_declining(officer, asked)
        actions.reopen_for_overlap(officer, [pupil.id])
    assert (asked.status, asked.due_on > today()) == ("reopened", True)


@pytest.mark.usefixtures("writable")
def test_quality_assurance_has_its_clocks_codes_and_a_letter(new_plan, officer, lead, mash):
    plan = new_plan("submitted")
    (version,) = session().scalars(select(PlanVersion)).all()
    assert version.judge_by is not None
    assert version.judge_by > today()
    levels = {key: "good" for key, _ in CRITERIA} | {"adults": "emerging"}
    with acting_as(officer):
        actions.save_points(
            officer,
            version,
            levels,
            {},
            "",
            codes={"adults": ["adult_cover", "nonsense"]},
            reviewed_with="P. Adeyemi, social care",
        )
        actions.give_feedback(officer, version)
        session().commit()
    (point,) = [one for one in version.points if one.criterion == "adults"]
    assert point.codes == ["adult_cover"]
    assert version.answer_by is not None
    paper = words_of(mash.get(f"/plans/versions/{version.public_id}/feedback.pdf").data)
    for words in ("Nobody covers when the adult is away", "P. Adeyemi, social care", plan.reference):
        assert words in paper
    assert "Castell" not in paper


def test_a_stranger_opens_nothing_of_it(new_plan, signed_in, new_setting, lead):
    plan = new_plan("in_force")
    with acting_as(lead):
        record = actions.begin_setting_record(lead, plan)
        help_ = actions.ask_for_help(lead, plan, "Who can ring us?")
        session().commit()
    review = lists.open_reviews_of(plan)[0]
    stranger = signed_in(Role.DSL, setting=new_setting())
    assert actor_of(Role.DSL).settings == frozenset()
    for path in (
        f"/plans/{plan.public_id}/linked",
        f"/plans/{plan.public_id}/reviews",
        f"/plans/reviews/{review.public_id}",
        f"/plans/setting/{record.public_id}",
        f"/plans/help/{help_.public_id}",
    ):
        assert stranger.get(path, status=None).status == 404


@pytest.mark.parametrize("name", ["photo.jpg", "clip.mp4", "scan.pdf"])
def test_an_image_a_video_or_any_file_is_refused_with_the_advice(dsl, new_plan, name):
    plan = new_plan()
    before = answers_of(plan, FORM)
    sent = {"own_words": "Something new", "images_where": [(io.BytesIO(b"\xff\xd8\xff"), name)]}
    page = dsl.post(f"/plans/{plan.public_id}/form/happened", sent, status=422)
    assert page.h1 == "No file can be uploaded here"
    assert "Do not look at it, copy it, print it, forward it or upload it anywhere." in page
    assert answers_of(plan, FORM) == before
