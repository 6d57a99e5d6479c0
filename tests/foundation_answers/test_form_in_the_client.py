"""A long form as people use it: page by page, with mistakes, with a colleague."""

from __future__ import annotations

import pytest

from foundation.access.permissions import Role
from foundation.answers import answers_of, problems_of


@pytest.fixture
def ada(signed_in, school):
    return signed_in(Role.DSL, setting=school, name="Ada Obi")


@pytest.fixture
def ben(signed_in, school):
    return signed_in(Role.DSL, setting=school, name="Ben Carr")


def stored(plan, of):
    return answers_of(plan, of.form)


SECTIONS = ["child", "parents_section", "around", "profile", "papers"]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_page_keeps_the_promises_of_a_page(ada, form_of, section):
    page = ada.get(form_of(f"/{section}"))
    assert page.h1
    page = ada.get(form_of(f"/{section}?missing=1"))
    assert page.h1


@pytest.mark.parametrize(
    "path", ["/parents_section/at/parents/new", "/around/at/context/peers", "/papers/at/checklist/report"]
)
def test_pages_of_parts_keep_them_too(ada, form_of, path):
    assert ada.get(form_of(path)).h1


def test_the_task_list_says_what_is_missing_in_words(ada, form_of):
    page = ada.get(form_of())
    assert page.h1 == "A specimen"
    assert "Not started" in page
    assert "0 of 5 sections completed" in page
    ada.get(form_of("/child"))
    ada.submit("Save and continue", {"surname": "Ademola"})
    page = ada.get(form_of())
    assert "In progress" in page
    assert "Missing: Date of birth" in page


def test_saving_leads_on_and_leaving_loses_nothing(ada, form_of, plan, of):
    ada.get(form_of("/child"))
    page = ada.submit(
        "Save and continue", {"surname": "Ademola", "born-day": "1", "born-month": "3", "born-year": "2012"}
    )
    assert page.h1 == "Parents and carers"
    assert stored(plan, of) == {"surname": "Ademola", "born": "2012-03-01"}
    page = ada.get(form_of("/child"))
    assert 'value="Ademola"' in page.text
    page = ada.submit("Save and go to the list of sections")
    assert page.h1 == "A specimen"
    assert "1 of 5 sections completed" in page


def test_what_cannot_be_stored_stays_on_the_page_with_a_link_to_it(ada, form_of, plan, of):
    ada.get(form_of("/child"))
    fields = {
        "surname": "Ademola",
        "born-day": "31",
        "born-month": "2",
        "born-year": "2012",
        "phone": "ring the office",
    }
    page = ada.submit("Save and continue", fields, status=422)
    assert len(page.errors) == 2
    assert 'href="#born-day"' in page.text
    assert 'value="31"' in page.text
    assert 'value="ring the office"' in page.text
    assert stored(plan, of) == {"surname": "Ademola"}, "what can be stored is stored"
    again = ada.get(form_of("/child"))
    assert 'value="31"' in again.text, "also after leaving"
    assert any("real date" in p.words for p in problems_of(plan, of))
    ada.submit("Save and continue", {"born-day": "1", "born-month": "3", "born-year": "2012", "phone": ""})
    assert stored(plan, of)["born"] == "2012-03-01"
    assert not any("real date" in p.words for p in problems_of(plan, of))


@pytest.mark.parametrize(
    "fields",
    [
        {"born-day": ["1", "2"], "born-month": "3", "born-year": "2012"},
        {"born": "1.3.2012", "born-year": "2012"},
        {"born-day": "😀", "born-month": "😀", "born-year": "😀"},
        {"surname": "a" * 2000},
        {"ethnicity": "<script>"},
        {"revision": "x", "surname": "A"},
        {"revision": "-7", "surname": "A\x0b\x7f"},
        {"revision": "9" * 30, "surname": "A"},
    ],
)
def test_hostile_posts_never_break_a_page(ada, form_of, fields):
    ada.get(form_of("/child"))
    page = ada.post(form_of("/child"), {"asked": "surname", **fields}, status=None)
    assert page.status in (200, 302, 422)


def test_rows_are_added_changed_and_removed_one_page_at_a_time(ada, form_of, plan, of):
    ada.get(form_of("/parents_section"))
    page = ada.submit("Add a parent or carer")
    assert page.h1 == "Add a parent or carer"
    page = ada.submit("Save and add another parent or carer", {"withhold": "no", "name": "Tola Ademola"})
    assert page.h1 == "Add a parent or carer"
    page = ada.submit("Save and continue", {"withhold": "no", "name": "Femi Ademola"})
    assert page.h1 == "Parents and carers"
    assert "Tola Ademola" in page
    assert [row["name"] for row in stored(plan, of)["parents"]] == ["Tola Ademola", "Femi Ademola"]
    page = ada.submit("Change parent or carer 1")
    assert page.h1 == "Parent or carer 1"
    page = ada.submit("Save and continue", {"name": "Tola A. Ademola"})
    page = ada.submit("Remove parent or carer 2")
    assert page.h1 == "Remove this parent or carer?"
    assert "Femi Ademola" in page
    page = ada.submit("Remove this parent or carer")
    assert [row["name"] for row in stored(plan, of)["parents"]] == ["Tola A. Ademola"]


def test_adding_a_row_saves_what_was_typed_on_the_page(ada, form_of, plan, of):
    ada.get(form_of("/around"))
    page = ada.submit("Answer Peer group", {"attainment-maths-score": "99"})
    assert page.h1 == "Peer group"
    assert stored(plan, of) == {"attainment": {"maths": {"score": 99}}}
    page = ada.submit("Add a place", {"known": "yes", "information": "Follows two older boys"})
    assert page.h1 == "Add a place"
    page = ada.submit("Save and continue", {"place": "Bus stop"})
    assert page.h1 == "Peer group"
    assert "Bus stop" in page
    peers = stored(plan, of)["context"]["peers"]
    assert peers["information"] == "Follows two older boys"
    assert peers["places"][0]["place"] == "Bus stop"


def test_a_row_inside_a_new_row_has_a_page_at_once(ada, form_of, plan, of):
    ada.get(form_of("/parents_section/at/parents/new"))
    page = ada.submit("Add a number")
    assert page.h1 == "Add a number"
    page = ada.submit("Save and continue", {"number": "01632 960 001"})
    assert page.h1 == "Parent or carer 1"
    assert stored(plan, of)["parents"][0]["numbers"][0]["number"] == "01632 960 001"


def test_what_is_no_longer_asked_cannot_be_malformed(ada, form_of, plan, of):
    ada.get(form_of("/profile"))
    page = ada.submit("Save and continue", {"social_care": "yes", "worker": "a" * 300}, status=422)
    assert page.errors
    ada.submit("Save and continue", {"social_care": "no", "worker": "a" * 300}, status=422)
    assert not [p for p in problems_of(plan, of) if p.path == ("worker",)]


def test_a_grid_leads_to_the_next_row_that_needs_somebody(ada, form_of):
    ada.get(form_of("/around/at/context/strengths"))
    page = ada.submit("Save and continue", {"known": "nothing", "response": "Asked at home"})
    assert page.h1 == "Peer group"
    page = ada.submit("Save and go back", {"known": "not_asked", "response": "To ask"})
    assert page.h1 == "What surrounds the child"
    assert "Something missing" in page
    assert "not asked yet" in page


def test_a_grid_as_a_table_marks_what_is_missing_where_it_is_missing(ada, form_of, plan, of):
    ada.get(form_of("/around/at/day/lunch"))
    page = ada.submit("Save and go back", {"risk": "Queue", "control": "First sitting"})
    rows = page.rows()
    assert rows[0] == ["Row", "Risk", "Control", "Responsible adult"]
    lunch = next(row for row in rows if row[0] == "Lunch")
    assert "First sitting" in lunch[2]
    assert "Gap" in lunch[3]
    assert ["At school"] in rows
    page = ada.submit("Lunch")
    ada.submit("Save and go back", {"not_relevant": "Goes home for lunch"})
    page = ada.get(form_of("/around"))
    assert "Not relevant: Goes home for lunch" in page
    assert "First sitting" not in page


def test_flags_open_their_follow_ups(ada, form_of, plan, of):
    ada.get(form_of("/profile"))
    ada.submit("Save and continue", {"flags-cse-ticked": "yes", "flags-cse-capacity": "victim"})
    assert stored(plan, of)["flags"] == {"cse": {"ticked": True, "capacity": "victim"}}
    ada.get(form_of("/profile"))
    ada.submit("Save and continue", {"flags-cse-ticked": []})
    assert stored(plan, of)["flags"] == {"cse": {"capacity": "victim"}}, "unticked, and nothing typed is lost"


def test_documents_are_added_or_explained(ada, form_of, plan, of):
    ada.get(form_of("/papers/at/checklist/report"))
    page = ada.submit("Save and continue", {"files": (b"x", "report.exe")}, status=422)
    assert page.errors == ["Choose a PDF"]
    page = ada.submit("Save and continue", {"files": (b"%PDF-", "report.pdf")})
    assert page.h1 == "Documents"
    assert "report.pdf" in page
    assert stored(plan, of)["checklist"] == {"report": {"files": ["doc1"]}}
    page = ada.submit("Change School report")
    page = ada.submit("Remove report.pdf")
    assert page.h1 == "School report"
    assert stored(plan, of) == {}


def test_two_people_in_one_section_merge_by_themselves(ada, ben, form_of, plan, of):
    ada.get(form_of("/child"))
    ben.get(form_of("/child"))
    ada.submit("Save and continue", {"surname": "Ademola"})
    page = ben.submit("Save and continue", {"phone": "01632 960 001"})
    assert page.h1 == "Parents and carers"
    assert stored(plan, of) == {"surname": "Ademola", "phone": "01632 960 001"}


def test_an_answer_both_changed_is_asked_about_and_neither_text_is_lost(ada, ben, form_of, plan, of):
    ada.get(form_of("/around/at/context/peers"))
    ben.get(form_of("/around/at/context/peers"))
    ada.submit("Save and continue", {"known": "yes", "information": "Ada's text"})
    page = ben.submit(
        "Save and continue", {"known": "yes", "information": "Ben's text", "response": "Ben's response"}
    )
    assert page.h1 == "Which text should stand?"
    assert "Ada's text" in page
    assert "Ben's text" in page
    assert "Ada Obi" in page
    peers = stored(plan, of)["context"]["peers"]
    assert peers["information"] == "Ada's text", "never overwritten in silence"
    assert peers["response"] == "Ben's response", "what only one changed is saved"
    page = ben.get(form_of())
    assert "You and a colleague changed the same answer" in page
    page = ben.get(form_of("/around/compare"))
    page = ben.submit("Save what stands", status=422)
    assert page.errors == ["What is known: choose which text to keep"]
    keep = next(name for name in page.text.split('"') if name.startswith("keep-"))
    number = keep.removeprefix("keep-").split("-")[0]
    page = ben.submit(
        "Save what stands", {f"keep-{number}": "both", f"text-{number}": "Ada's text\n\nand Ben's text"}
    )
    assert page.h1 == "What surrounds the child"
    assert stored(plan, of)["context"]["peers"]["information"] == "Ada's text\n\nand Ben's text"
    assert "You and a colleague" not in ben.get(form_of())


@pytest.mark.parametrize(("keep", "stands"), [("mine", "Carr"), ("theirs", "Obi")])
def test_either_text_can_stand(ada, ben, form_of, plan, of, keep, stands):
    for person in (ada, ben):
        person.get(form_of("/child"))
    ada.submit("Save and continue", {"surname": "Obi"})
    page = ben.submit("Save and continue", {"surname": "Carr"})
    number = next(n for n in page.text.split('"') if n.startswith("keep-")).removeprefix("keep-")
    ben.submit("Save what stands", {f"keep-{number}": keep})
    assert stored(plan, of)["surname"] == stands


def test_a_removed_row_that_a_colleague_changed_is_asked_about(ada, ben, form_of, plan, of):
    ada.get(form_of("/parents_section/at/parents/new"))
    ada.submit("Save and continue", {"withhold": "no", "name": "Tola"})
    ada.get(form_of("/parents_section"))
    ada.submit("Change parent or carer 1")
    ben.get(form_of("/parents_section"))
    ben.submit("Remove parent or carer 1")
    ada.submit("Save and continue", {"name": "Tola Ademola"})
    page = ben.submit("Remove this parent or carer")
    assert page.h1 == "Which text should stand?"
    assert "(removed)" in page
    number = next(n for n in page.text.split('"') if n.startswith("keep-")).removeprefix("keep-")
    ben.submit("Save what stands", {f"keep-{number}": "theirs"})
    assert stored(plan, of)["parents"][0]["name"] == "Tola Ademola"


def autosave(client, page, address, **fields):
    from tests.filling import forms_of

    form = next(f for f in forms_of(page.root) if f.get("data-autosave-url"))
    hidden = {
        i.get("name"): i.get("value")
        for i in form.iter("input")
        if i.get("type") == "hidden" and i.get("name") != "asked"
    }
    return client.post(form.get("data-autosave-url"), {**hidden, **fields}, status=None)


def test_typing_is_saved_and_the_button_after_it_is_no_conflict(ada, form_of, plan, of):
    page = ada.get(form_of("/child"))
    saved = autosave(ada, page, form_of, surname="Ade")
    assert saved.status == 200
    answer = saved.response.get_json()
    assert answer["revision"] == 1
    assert answer["saved_at"] == "10:30"
    assert stored(plan, of) == {"surname": "Ade"}


def test_typing_in_a_new_row_makes_one_row(ada, form_of, plan, of):
    page = ada.get(form_of("/parents_section/at/parents/new"))
    first = autosave(ada, page, form_of, name="Tol")
    second = autosave(ada, page, form_of, name="Tola", revision=str(first.response.get_json()["revision"]))
    assert second.status == 200
    assert [row["name"] for row in stored(plan, of)["parents"]] == ["Tola"]


def test_typing_over_a_colleague_is_not_called_saved(ada, ben, form_of, plan, of):
    mine = ada.get(form_of("/child"))
    ben.get(form_of("/child"))
    ben.submit("Save and continue", {"surname": "Carr"})
    for text in ("Obi", "Obi-Wright"):
        answer = autosave(ada, mine, form_of, surname=text)
        assert answer.status == 409
        assert "colleague" in answer.response.get_json()["message"]
    assert stored(plan, of)["surname"] == "Carr"
    page = ada.get(form_of("/child/compare"))
    assert "Obi-Wright" in page
    assert page.text.count('type="radio"') == 2, "one question, asked once"


def test_colleagues_changes_stand_in_the_margin_in_words(ada, ben, form_of):
    ada.get(form_of("/child"))
    ada.submit("Save and continue", {"surname": "Ademola"})
    page = ben.get(form_of())
    assert "Ada Obi" in page
    assert "answered “Surname”: Ademola" in page
    assert "answered “Surname”" not in ada.get(form_of()), "one's own changes are no news"


def test_what_was_answered_and_who_changed_it_can_be_read_when_the_form_is_closed(
    ada, ben, form_of, plan, db_session
):
    from foundation.trail import record
    from safetyplans.events import PlanSigned

    ada.get(form_of("/child"))
    ada.submit("Save and continue", {"surname": "Ademola"})
    record(PlanSigned(subject=plan, version=1))
    db_session.commit()
    page = ben.get(form_of("/read"))
    assert page.h1 == "A specimen: what was answered"
    assert "Ademola" in page
    page = ben.click("Who changed what, and when")
    assert "Ada Obi" in page
    assert "answered “Surname”: Ademola" in page


def test_the_check_page_links_every_gap_to_its_field(ada, form_of):
    ada.get(form_of("/child"))
    ada.submit("Save and continue", {"surname": "Ademola"})
    page = ada.get(form_of("/check"))
    assert page.h1 == "Check your answers"
    assert "Ademola" in page
    assert "Enter the date of birth" in page
    link = page.links["Enter the date of birth"]
    assert link.endswith("/child?missing=1#born-day")
    page = ada.get(link.split("#")[0])
    assert "Enter the date of birth" in page.errors
    assert "Send it" in ada.get(form_of("/check")).buttons


def test_who_may_not_write_the_plan_sees_no_page_of_it(signed_in, form_of, plan, db_session):
    from roll.models import Setting

    other = Setting(urn="100009", name="Corvin Hill Academy", estab_number="4002", la_code="999")
    db_session.add(other)
    db_session.commit()
    stranger = signed_in(Role.DSL, setting=other)
    for ending in ("", "/check", "/child", "/child/compare", "/parents_section/at/parents/new"):
        stranger.get(form_of(ending), status=404)
    stranger.get("/")
    stranger.post(form_of("/child"), {"surname": "X"}, status=404)
    stranger.post(form_of("/child/autosave"), {"surname": "X"}, status=404)
    analyst = signed_in(Role.ANALYST)
    analyst.get(form_of("/child"), status=403)


def test_unknown_pages_are_not_found(ada, form_of):
    for ending in (
        "/nothing",
        "/child/at/surname/x",
        "/parents_section/at/parents/r9",
        "/parents_section/remove/parents/r9",
    ):
        ada.get(form_of(ending), status=404)
    ada.get(form_of("/child"))
    ada.post(form_of("/parents_section/at/parents/r9"), {"name": "X"}, status=404)


def test_a_closed_form_takes_nothing(ada, form_of, plan, of, db_session):
    ada.get(form_of("/child"))
    from foundation.trail import record
    from safetyplans.events import PlanSigned

    record(PlanSigned(subject=plan, version=1))
    db_session.commit()
    page = ada.submit("Save and continue", {"surname": "Late"})
    assert "can no longer be changed" in page
    assert stored(plan, of) == {}
