"""The pages of plans: who sees which, asking and answering, wrong input, and lists that stay cheap."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import event, select

from cases.actions import open_case
from cases.models import Separation
from foundation.access.permissions import Role
from foundation.answers import answers_of
from foundation.store import acting_as, engine, session, today
from safetyplans import actions
from safetyplans.form import FORM
from safetyplans.models import OtherChild, PlanRequest, PlanVersion, SafetyPlan
from safetyplans.rubric import CRITERIA
from tests.safetyplans.conftest import described

RLO = "\u202e"


def all_of(model):
    return session().scalars(select(model).order_by(model.id)).all()


# Who sees what ------------------------------------------------------------------------------------


def addresses(plan: SafetyPlan, version: PlanVersion, asked: PlanRequest) -> list[tuple[str, str]]:
    own = f"/plans/{plan.public_id}"
    form = ("", "/cover", "/school_day", "/school_day/at/school_day/pe", "/check", "/read", "/changes")
    return [
        *[("GET", f"{own}/form{ending}") for ending in form],
        *[("GET", own + ending) for ending in ("", "/family", "/family.pdf", "/professionals.pdf")],
        *[("POST", own + ending) for ending in ("/sign", "/submit", "/end/propose", "/form/cover")],
        ("POST", f"{own}/form/cover/autosave"),
        ("GET", f"/plans/versions/{version.public_id}"),
        ("GET", f"/plans/versions/{version.public_id}/answer"),
        ("POST", f"/plans/versions/{version.public_id}/answer"),
        ("GET", f"/plans/requests/{asked.public_id}"),
        ("POST", f"/plans/requests/{asked.public_id}/start"),
        ("POST", f"/plans/requests/{asked.public_id}/decline"),
    ]


@pytest.fixture
def known(new_plan, new_child, officer, school, pupil):
    """A plan with another child, its version, and a request."""
    other = described(new_child("Ivo Lanning"))
    plan = new_plan("submitted", child_role="alleged_victim", other_children=[other])
    with acting_as(officer):
        asked = actions.ask_for_plan(officer, child_id=pupil.id, setting_id=school.id, due_on=today())
    session().commit()
    return plan, all_of(PlanVersion)[0], asked


def sent(browser, method, path):
    return browser.get(path, status=None) if method == "GET" else browser.post(path, status=None)


def absent(path: str) -> str:
    """The same address of a record that does not exist."""
    return "/".join("A" * len(part) if len(part) == 22 else part for part in path.split("/"))


def test_another_setting_is_answered_exactly_as_if_there_were_no_plan(known, signed_in, new_setting):
    stranger = signed_in(Role.DSL, setting=new_setting())
    for method, path in addresses(*known):
        foreign, nothing = sent(stranger, method, path), sent(stranger, method, absent(path))
        assert (foreign.status, foreign.words) == (404, nothing.words), path
    assert "Ivo" not in stranger.get("/").words


def test_a_plan_is_open_to_its_setting_and_to_the_education_mash(known, dsl, mash):
    plan, version, asked = known
    for browser in (dsl, mash):
        for path in (
            f"/plans/{plan.public_id}",
            f"/plans/{plan.public_id}/form/read",
            f"/plans/versions/{version.public_id}",
            f"/plans/requests/{asked.public_id}",
        ):
            page = browser.get(path)
            assert "Mira Castell" in page
            assert "Mira" not in page.h1


def test_roles_without_plans_reach_none(known, signed_in):
    for role in (Role.ADMINISTRATOR, Role.ANALYST, Role.FAP_COORDINATOR, Role.DATA_PROTECTION_OFFICER):
        other = signed_in(role)
        for method, path in addresses(*known):
            assert sent(other, method, path).status in (403, 404), (role, path)


def test_who_is_barred_from_a_child_of_the_plan_sees_none_of_it(known, signed_in, pupil, app):
    from foundation.access.models import Account, Bar
    from foundation.store import now

    plan, named = known[0], all_of(OtherChild)[0].child_id
    for child_id in (pupil.id, named):
        officer = signed_in(Role.MASH_OFFICER, name=f"Barred from {child_id}")
        account = session().scalars(select(Account).where(Account.name == f"Barred from {child_id}")).one()
        barred = {"child_id": child_id, "set_by": account.id, "set_at": now(), "reason": "x"}
        session().add(Bar(account_id=account.id, **barred))
        session().commit()
        for method, path in addresses(*known):
            if "/requests/" not in path or child_id == pupil.id:
                assert sent(officer, method, path).status in (403, 404), path
        page = officer.get("/plans/queue")
        assert plan.reference not in page
        assert child_id != pupil.id or "Mira Castell" not in page


def test_an_officer_writes_nothing_in_a_schools_plan(known, mash):
    plan, version, _asked = known
    for path in ("/sign", "/submit", "/end/propose", "/form/cover", "/form/cover/autosave"):
        assert mash.post(f"/plans/{plan.public_id}{path}", status=None).status in (403, 404)
    assert mash.get(f"/plans/{plan.public_id}/form/cover", status=None).status in (403, 404)
    assert mash.post(f"/plans/versions/{version.public_id}/answer", status=None).status in (403, 404)


def test_a_lead_who_is_an_officer_too_reads_elsewhere_and_writes_at_home(known, new_setting, app, db_session):
    from foundation.access import actions as access
    from foundation.store import current_actor
    from tests.client import CheckingClient
    from tests.people import make_account

    account = make_account(Role.DSL, setting=new_setting())
    access.assign(current_actor(), account, Role.MASH_OFFICER)
    session().commit()
    both = CheckingClient(app).sign_in(account)
    plan, _version, asked = known
    assert both.get(f"/plans/{plan.public_id}/form/cover").h1 == "Safety plan"
    both.post(f"/plans/{plan.public_id}/sign", status=403)
    told = {"reason": "because", "stays": "nothing", "head": "nobody"}
    both.post(f"/plans/{plan.public_id}/end/propose", told, status=403)
    both.post(f"/plans/requests/{asked.public_id}/decline", {"reason": "because"}, status=403)
    assert plan.status == "in_force"


def test_no_file_name_address_or_title_holds_a_name(known, dsl):
    plan, _version, _asked = known
    page = dsl.get(f"/plans/{plan.public_id}/professionals.pdf")
    assert page.headers["Content-Disposition"] == f'attachment; filename="{plan.reference}-professionals.pdf"'
    for name in ("Mira", "Castell", "Ivo", "Lanning"):
        assert name not in dsl.get(f"/plans/{plan.public_id}").h1
        assert name not in f"/plans/{plan.public_id}"


def test_an_ended_plan_is_only_read(new_plan, dsl):
    plan = new_plan("ended")
    own = f"/plans/{plan.public_id}"
    page = dsl.get(own)
    assert "It can be read and no longer changed." in page
    assert not {"Change the plan", "End the plan", "Sign: in force from today"} & {*page.links, *page.buttons}
    before = answers_of(plan, FORM)
    page = dsl.post(own + "/form/cover", {"dsl": "Somebody else"})
    assert "This form can no longer be changed." in page
    page = dsl.post(own + "/submit")
    assert "This plan has ended." in page
    told = {"reason": "once more", "stays": "nothing", "head": "nobody"}
    page = dsl.post(own + "/end/propose", told)
    assert "This plan has ended. It can be read and no longer changed." in page
    assert answers_of(plan, FORM) == before
    assert dsl.get(own + "/form/read").h1


# Starting, asking, answering ----------------------------------------------------------------------


def test_a_plan_starts_for_a_pupil_of_ones_own_and_for_nobody_else(dsl, new_child, new_setting, pupil):
    elsewhere = new_child("Tobias Okonkwo", new_setting())
    for wrong in ("", "nonsense", elsewhere.upn, "🙂" * 30):
        dsl.get("/plans/start")
        page = dsl.submit("Start the plan", {"upn": wrong}, status=422)
        assert page.errors
        assert "Tobias" not in page
    assert all_of(SafetyPlan) == []
    dsl.get("/plans/start")
    dsl.submit("Start the plan", {"upn": f" {pupil.upn.lower()} "})
    assert len(all_of(SafetyPlan)) == 1


def test_a_second_plan_is_started_only_on_purpose(dsl, pupil, new_plan):
    plan = new_plan("in_force")
    dsl.get("/plans/start")
    page = dsl.submit("Start the plan", {"upn": pupil.upn})
    assert "This child has a plan at your setting already" in page
    assert f"Plan {plan.reference}" in page.links
    dsl.submit("Start another plan")
    assert len(all_of(SafetyPlan)) == 2


def test_asked_from_the_case_page_declined_asked_again_and_started(
    mash, dsl, officer, pupil, school, new_child
):
    with acting_as(officer):
        parties = [(pupil.id, "alleged_victim", school.id), (new_child().id, "alleged_perpetrator", None)]
        case = open_case(officer, parties=parties)
    session().commit()
    mash.get(f"/cases/{case.reference}")
    mash.click("Ask for a safety plan")
    wrong = {"due-day": "31", "due-month": "2", "due-year": "2026"}
    page = mash.submit("Ask for the plan", wrong, status=422)
    assert len(page.errors) == 2
    choice = next(e.get("value") for e in page.root.iter("input") if e.get("name") == "party")
    due = today() + dt.timedelta(days=3)
    day = {"due-day": str(due.day), "due-month": str(due.month), "due-year": str(due.year)}
    page = mash.submit("Ask for the plan", {"party": choice, "note": f"Ring us first. {RLO}🙂", **day})
    assert "The school was asked for a plan." in page
    (asked,) = all_of(PlanRequest)
    assert (asked.due_on, asked.child_role) == (due, "alleged_victim")

    page = dsl.get("/")
    assert "About Mira Castell. Asked by the Education MASH" in page
    dsl.click("Safety plan asked for")
    assert "Ring us first." in dsl.page
    page = dsl.submit("Send this answer", status=422)
    assert page.errors == ["Enter why a plan is not appropriate now"]
    dsl.submit("Send this answer", {"reason": "She has left us."})
    page = mash.get("/plans/queue")
    assert "Answered: not appropriate now" in page
    mash.click("Plan asked of Saltbeck High School")
    assert "She has left us." in mash.page
    page = mash.submit("Ask again", {"again": "She is on your roll.", "due-year": "1999"}, status=422)
    assert page.errors == ["The new due date must be today or in the future"]
    mash.submit("Ask again", {"due-year": str(today().year)})
    dsl.get(f"/plans/requests/{asked.public_id}")
    page = dsl.submit("Start the plan")
    assert page.h1 == "Risk assessment and safety plan"
    (plan,) = all_of(SafetyPlan)
    assert (plan.case_id, plan.request_id) == (case.id, asked.id)
    assert answers_of(plan, FORM)["child_role"] == "alleged_victim"
    dsl.post(f"/plans/requests/{asked.public_id}/start")
    assert len(all_of(SafetyPlan)) == 1
    assert f"Plan {plan.reference}" in mash.get(f"/cases/{case.reference}").links


def test_a_colleague_and_autosave_change_nothing_twice(dsl, new_plan, new_child):
    other = new_child("Tobias Okonkwo")
    plan = new_plan(child_role="alleged_victim", other_children=[described(other)])
    form = f"/plans/{plan.public_id}/form/cover"
    page = dsl.get(f"{form}/at/other_children/r0000000001")
    revision = next(e.get("value") for e in page.root.iter("input") if e.get("name") == "revision")
    born = {"date_of_birth-day": "27", "date_of_birth-month": "3", "date_of_birth-year": "2012"}
    for letters in ("Tob", "Tobi", "Tobias"):
        typed = {"forename": letters, "surname": "Okonkwo", "role": "alleged_perpetrator", "upn": other.upn}
        typed |= born | {"revision": revision, "at_this_setting": "no"}
        page = dsl.post(f"{form}/autosave?at=other_children/r0000000001", typed)
        revision = page.response.get_json()["revision"]
    assert len(all_of(Separation)) == len(all_of(OtherChild)) == 1


def test_the_officer_sees_on_the_separation_that_the_plan_names_the_child_no_longer(
    dsl, signed_in, new_plan, new_child
):
    plan = new_plan(child_role="alleged_victim", other_children=[described(new_child("Tobias Okonkwo"))])
    dsl.get(f"/plans/{plan.public_id}/form/cover/remove/other_children/r0000000001")
    dsl.submit("Remove this other child")
    officer = signed_in(Role.SAFEGUARDING_OFFICER)
    page = officer.get("/")
    assert "Separations whose plan was changed" in page
    page = officer.click(f"Plan {plan.reference} no longer names the other child")
    assert "the school took the child out of the plan. This separation stays until you end it." in page
    assert all_of(Separation)[0].status == "in_force"


# Wrong input --------------------------------------------------------------------------------------

STRANGE = ["x" * 2000, "🙂" * 400, f"{RLO}مرحبا\u200f", "<b>&amp;</b>", "'; --", "\ud7ff\u00ad\u2028", "=1+1"]


@pytest.mark.parametrize("words", STRANGE)
def test_strange_words_are_kept_or_refused_and_never_break_a_page(dsl, new_plan, words):
    plan = new_plan(other_children=None)
    form = f"/plans/{plan.public_id}/form"
    dsl.get(form + "/cover")
    page = dsl.submit("Save and continue", {"dsl": words, "copies": words}, status=None)
    assert page.status in (200, 422)
    page = dsl.get(form + "/cover/at/other_children/new")
    page = dsl.submit(
        "Save and continue",
        {
            "role": "alleged_victim",
            "forename": words,
            "surname": words,
            "upn": words,
            "date_of_birth-day": words[:5],
            "date_of_birth-month": "13",
            "date_of_birth-year": "20",
        },
        status=None,
    )
    assert page.status == 422
    assert page.errors
    for path in ("/check", "/read", "/changes", "/school_day"):
        assert dsl.get(form + path).status == 200
    assert dsl.get(f"/plans/{plan.public_id}").status == 200
    assert dsl.get(f"/plans/{plan.public_id}/family").status == 200
    assert dsl.get(f"/plans/{plan.public_id}/professionals.pdf").data.startswith(b"%PDF")


def test_strange_judgements_are_kept_or_refused(mash, dsl, known):
    _plan, version, _asked = known
    page = mash.get(f"/plans/versions/{version.public_id}")
    levels = {f"level-{key}": "emerging" for key, _ in CRITERIA}
    comments = {f"comment-{key}": f"{RLO}🙂 " + "x" * 2000 for key, _ in CRITERIA}
    page = mash.submit("Send the feedback", {**levels, **comments, "summary": "🙂" * 500})
    assert "The feedback went to the school." in page
    page = dsl.get(f"/plans/versions/{version.public_id}/answer")
    page = dsl.post(f"/plans/versions/{version.public_id}/answer", {"answer-grid": "maybe"}, status=422)
    assert len(page.errors) == len(CRITERIA)
    page = mash.post(
        f"/plans/versions/{version.public_id}/feedback", {"level-grid": "excellent", "then": "accept"}
    )
    assert "This version is not waiting for you." in page
    assert version.status == "feedback_given"


def test_too_long_a_comment_is_refused_whole(mash, known):
    _plan, version, _asked = known
    mash.get(f"/plans/versions/{version.public_id}")
    page = mash.submit("Keep, do not send", {"comment-grid": "x" * 20_001})
    assert "Use 20000 characters or fewer in each text. Nothing was changed." in page


# Lists stay cheap ---------------------------------------------------------------------------------


def queries(browser, path):
    counted = []
    listening = (engine(), "before_cursor_execute", lambda *told: counted.append(told[2]))
    event.listen(*listening)
    try:
        browser.get(path)
    finally:
        event.remove(*listening)
    return len(counted)


def test_home_and_queue_cost_the_same_however_many_plans_there_are(
    dsl, mash, new_plan, new_child, school, officer
):
    def more(count):
        for _ in range(count):
            for state in ("draft", "in_force", "submitted"):
                new_plan(state, child=new_child(setting=school))
            asked = new_child(setting=school)
            with acting_as(officer):
                actions.ask_for_plan(officer, child_id=asked.id, setting_id=school.id, due_on=today())
            session().commit()

    more(1)
    pages = [(dsl, "/"), (mash, "/"), (mash, "/plans/queue"), (dsl, "/plans/")]
    few = [queries(*page) for page in pages]
    more(3)
    assert [queries(*page) for page in pages] == few
