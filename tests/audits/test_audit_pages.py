"""The pages of the room: an officer's month, and what a school reads of it."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from audits import actions, lists, showing
from audits.beside import for_partners
from audits.models import AuditItem
from audits.questions import QUESTIONS
from cases import actions as cases
from cases.kinds.child import FEEDBACK
from cases.models import Case, Party, Separation
from foundation.access.lists import operator
from foundation.access.permissions import Role
from foundation.store import acting_as, session
from tests.audits.test_audit_actions import GOOD, judge
from tests.cases.conftest import actor_of
from tests.people import make_account

OFFICER = Role.SAFEGUARDING_OFFICER
WORDS = "That somebody came to the flat at once."
MARKS = {
    f"{part}-{key}": value
    for key in QUESTIONS
    for part, value in (("level", "good"), ("why", "Both were supported."))
}


@pytest.fixture
def audit(opened):
    return opened(6)


def test_an_audit_is_opened_from_the_list_and_its_draw_explained(month_of_cases, signed_in):
    month_of_cases(14)
    client = signed_in(OFFICER)
    client.get("/audits")
    client.click("Open an audit")
    page = client.submit("Draw the sample", {"kind": "monthly", "month": "2026-10", "seed": "seed-1"})
    assert page.h1 == "Audit of October 2026"
    assert "12 of 14 records, drawn with seed seed-1" in page
    assert "0 of 12 done" in page
    drawn = client.click("How the sample was drawn")
    assert "flask audits sample 2026-10 --seed seed-1" in drawn


def test_the_same_month_again_is_refused_beside_the_month(audit, signed_in):
    client = signed_in(OFFICER)
    client.get("/audits/open")
    page = client.submit("Draw the sample", {"kind": "monthly", "month": "2026-10"}, status=422)
    assert page.errors == ["This audit is open already, or was closed"]


@pytest.mark.parametrize("size", ["0", "61", "many"])
def test_a_strange_size_is_refused(writable, signed_in, size):
    client = signed_in(OFFICER)
    client.get("/audits/open")
    page = client.submit("Draw the sample", {"kind": "monthly", "month": "2026-10", "size": size}, status=422)
    assert page.errors == ["How many records must be a number from 5 to 60"]


def test_a_record_is_judged_and_leads_to_the_next(audit, signed_in):
    client = signed_in(OFFICER)
    client.get(f"/audits/{audit.public_id}")
    page = client.click("Judge the next record")
    assert "Is advice recorded, and is it known whether it was followed?" in page
    assert "No advice is recorded" in page
    page = client.submit("Save and go to the next record", MARKS)
    assert "is judged." in page
    assert "1 of 6 done" in page or "1 begun" in page


def test_a_missing_reason_is_named_and_what_was_written_stays(audit, signed_in):
    client = signed_in(OFFICER)
    client.get(f"/audits/records/{lists.items_of(audit)[0].public_id}")
    marks = {**MARKS, "why-voice": "", "why-challenge": "The decision was questioned."}
    page = client.submit("Save and go to the next record", marks, status=422)
    assert page.errors == ["Give a reason: Was the children’s voice heard and used"]
    assert "The decision was questioned." in page


def test_a_name_in_a_reason_is_refused_and_stays_in_the_form(audit, signed_in):
    client = signed_in(OFFICER)
    client.get(f"/audits/records/{lists.items_of(audit)[0].public_id}")
    page = client.submit("Keep, not finished", {"why-voice": "Quillerby was seen."}, status=422)
    assert "Write no name here" in page.errors[0]
    assert "Quillerby was seen." in page.data.decode()


def test_writing_is_saved_on_the_way(audit, signed_in):
    client = signed_in(OFFICER)
    item = lists.items_of(audit)[0]
    path = f"/audits/records/{item.public_id}"
    client.get(path)
    answer = client.post(f"{path}/autosave", {"level-voice": "improve", "why-voice": "Half heard."})
    assert json.loads(answer.data)["saved_at"] == "10:30"
    assert "Half heard." in client.get(path).data.decode()
    refused = client.post(f"{path}/autosave", {"why-voice": "Quillerby"}, status=422)
    assert "Write no name here" in json.loads(refused.data)["message"]


def test_a_colleague_who_marks_a_second_time_does_not_see_the_first_marks(audit, signed_in):
    first = actor_of(OFFICER, account_id=make_account(OFFICER).id)
    item = next(item for item in lists.items_of(audit) if item.second)
    secret = {**GOOD, "voice": {"level": "improve", "why": "Told to nobody yet."}}
    judge(first, item, secret)
    session().commit()
    client = signed_in(OFFICER)
    page = client.get(f"/audits/records/{item.public_id}")
    assert "Told to nobody yet." not in page
    page = client.submit("Give the second mark", MARKS)
    assert "Told to nobody yet." in page
    page = client.submit("Keep the agreed marks", {"level-voice": "improve", "why-voice": "Half heard."})
    assert "The marks are agreed." in page


def test_actions_feedback_findings_and_the_end(audit, signed_in):
    first = actor_of(OFFICER, account_id=make_account(OFFICER).id)
    for item in lists.items_of(audit):
        judge(first, item)
    session().commit()
    school, another = sorted({item.setting_id for item in lists.items_of(audit)})
    client = signed_in(OFFICER)
    path = f"/audits/{audit.public_id}"
    client.get(path)
    due = {"due-day": "11", "due-month": "12", "due-year": "2026"}
    page = client.submit("Agree the action", {"action": "Send letters sooner.", "owner": "D. Osei", **due})
    assert "Send letters sooner." in page
    page = client.submit("Send it to the school", {"school": str(school), "told": "Plans come late."})
    assert "Not read yet" in page
    page = client.submit("Keep the findings", {"findings": "Ask each child alone."})
    page = client.submit("Close the audit", {}, status=422)
    assert "1 record to mark a second time" in page.errors[0]
    page = client.submit("Close the audit", {"without_second": "Nobody else was there."})
    assert "The audit is closed." in page
    dsl = signed_in(Role.DSL, setting=school)
    assert "What an audit found at your school" in dsl.get("/")
    page = dsl.click("Read it")
    assert "Plans come late." in page
    assert "Ask each child alone." in page
    assert "Read today" in dsl.submit("We have read it")
    other = signed_in(Role.DSL, setting=another)
    page = other.get("/audits/findings")
    assert "Ask each child alone." in page
    assert "Plans come late." not in page


def words_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_report_names_nobody_and_partners_get_no_small_number(audit, signed_in):
    first = actor_of(OFFICER, account_id=make_account(OFFICER).id)
    poor = {**GOOD, "voice": {"level": "inadequate", "why": "One child was seen with a parent only."}}
    for item in lists.items_of(audit):
        judge(first, item, poor)
    session().commit()
    client = signed_in(OFFICER)
    path = f"/audits/{audit.public_id}"
    page = client.get(f"{path}/report")
    assert "Inadequate: One child was seen with a parent only." in page
    own, partners = (words_of(client.get(f"{path}/{name}.pdf").data) for name in ("report", "partners"))
    assert "One child was seen with a parent only." in own
    assert "One child was seen with a parent only." not in partners
    assert "Quillerby" not in own + partners
    assert "CASE-" not in own + partners


@pytest.mark.parametrize(("poor", "told"), [(0, True), (1, False), (5, True), (9, False)])
def test_partners_read_no_question_of_which_a_level_was_given_to_one_to_four(poor, told):
    marks = ["inadequate"] * poor + ["good"] * (10 - poor)
    items = [
        AuditItem(judgements={"voice": {"level": level, "why": "Seen"}}, moderated=None) for level in marks
    ]
    row = showing.levels_by_question(items, partners=True)[1]
    assert [cell["text"] for cell in row[1:]] == ([10 - poor, 0, poor] if told else ["–"] * 3)
    assert showing.levels_by_question(items[:4], partners=True) == []


def test_the_report_has_the_assurance_statement_and_freezes_it(audit, signed_in):
    first = actor_of(OFFICER, account_id=make_account(OFFICER).id)
    for item in lists.items_of(audit):
        judge(first, item, GOOD)
    session().commit()
    client = signed_in(OFFICER)
    path = f"/audits/{audit.public_id}/report"
    pairs = len(lists.items_of(audit))
    sentence = f"On Sat 31 Oct 2026 {pairs} pairs of children were to be kept apart"
    page = client.get(path)
    assert sentence in page.words
    assert "cannot be covered" in page
    with acting_as(first):
        actions.close_audit(first, audit, without_second="Nobody else is there")
    frozen = audit.beside["assurance"]["figures"]
    assert frozen["in_force"] == pairs
    with acting_as(operator()):
        for pair in session().scalars(select(Separation)):
            cases.end_separation(first, pair, "Both have left the county")
    session().commit()
    assert sentence in client.get(path).words


@pytest.mark.parametrize(("together", "shown"), [(0, True), (1, False), (4, False), (5, True)])
def test_partners_read_the_statement_only_when_none_of_its_figures_is_small(together, shown):
    found = {
        "assurance": {"figures": {"in_force": 12, "together": together}},
        "families": {"asked": 7, "listened": {"No": 2}, "themes": {"Support": 5, "Police": 4}},
    }
    told = for_partners(found)
    assert (told["assurance"] is not None) is shown
    assert (told["families"]["themes"], told["families"]["listened"]) == ({"Support": 5}, {})


def test_what_families_said_is_counted_and_their_words_stay(audit, signed_in):
    case = session().scalars(select(Case)).first()
    child = session().scalars(select(Party.child_id).where(Party.case_id == case.id)).first()
    told = {"happened_on": dt.date(2026, 10, 20), "from_whom": "child", "listened": "partly"}
    with acting_as(actor_of(Role.MASH_OFFICER)) as actor:
        values = told | {"themes": ["believed"], "helped": WORDS}
        cases.add_entry(actor, case, FEEDBACK, values, child_id=child)
    session().commit()
    page = signed_in(OFFICER).get(f"/audits/{audit.public_id}/report")
    assert "1 child or parent was asked." in page.words
    assert "Being believed: 1" in page
    assert WORDS not in page


def test_the_home_page_says_how_far_the_month_is(audit, signed_in):
    page = signed_in(OFFICER).get("/")
    assert "Audit of October 2026" in page
    assert "0 of 6 done." in page


def test_no_other_role_finds_an_audit(audit, signed_in):
    for role in (Role.DSL, Role.MASH_OFFICER, Role.ANALYST, Role.ADMINISTRATOR):
        signed_in(role).get("/audits", status=403)


def test_the_command_draws_what_the_browser_drew(audit, app):
    drawn = [item.subject_reference for item in lists.items_of(audit)]
    session().commit()
    run = app.test_cli_runner().invoke
    done = run(args=["audits", "sample", "2026-10", "--seed", "seed-1", "--format", "json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert [row["reference"] for row in told["sample"]] == drawn
    assert (told["month"], told["seed"]) == ("2026-10", "seed-1")
    assert run(args=["audits", "sample", "October"]).exit_code == 2


def test_figures_of_the_page_are_those_of_the_list_behind(audit):
    with acting_as(actor_of(OFFICER)):
        of_items = [lists.facts_of_item(item) for item in lists.items_of(audit)]
        counted = {key: [0, 0] for key in lists.figures(audit)}
        for fact in (one for found in of_items for one in found):
            counted[fact.key][0] += fact.reached
            counted[fact.key][1] += fact.of
        assert counted == lists.figures(audit)
    assert len(of_items) < actions.SIZE


def test_no_page_tells_the_first_marks_before_the_second_is_given(audit, signed_in):
    first = actor_of(OFFICER, account_id=make_account(OFFICER).id)
    item = next(item for item in lists.items_of(audit) if item.second)
    secret = {**GOOD, "voice": {"level": "inadequate", "why": "Told to nobody yet."}}
    with acting_as(first):
        actions.save_marks(first, item, secret, {"advice": "The advice stands in a letter."})
        actions.finish_marks(first, item, lists.facts_of_item(item))
    session().commit()
    client, path = signed_in(OFFICER), f"/audits/{audit.public_id}"
    assert "The advice stands in a letter." not in client.get(f"/audits/records/{item.public_id}")
    assert "Told to nobody yet." not in client.get(f"{path}/report")
    assert "Told to nobody yet." not in words_of(client.get(f"{path}/report.pdf").data)
    client.get(f"/audits/records/{item.public_id}")
    client.submit("Give the second mark", MARKS)
    assert "Told to nobody yet." in client.get(f"{path}/report")
