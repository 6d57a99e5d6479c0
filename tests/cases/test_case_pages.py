"""The pages of the room, as the people who use them: queue, case, separation; and who may not."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from cases import actions
from cases.models import Case, Contact, Separation
from foundation.access.permissions import Role
from foundation.store import acting_as, session, today
from roll.models import Child
from tests.cases.conftest import actor_of, new_upn
from tests.people import make_account

MASH = Role.MASH_OFFICER


@pytest.fixture
def two(writable, new_child, new_setting):
    new_setting("Ridgemoor School")
    return new_child("Amara", "Okonkwo"), new_child("Tomasz", "Lewandowski")


@pytest.fixture
def waiting(two) -> Contact:
    with acting_as(actor_of(Role.DSL)) as dsl:
        found = actions.receive_contact(
            dsl,
            source_kind="referral",
            source_reference="FAP-2026-000007",
            child_id=two[0].id,
            other_child_ids=[two[1].id],
            summary="Ticked: sexual harm by another child.",
        )
    session().commit()
    return found


@pytest.fixture
def opened(two) -> Case:
    with acting_as(actor_of(MASH)) as actor:
        parties = [(two[0].id, "alleged_victim", None), (two[1].id, "alleged_perpetrator", None)]
        incident = actions.IncidentValues(natures=("physical",), words="Pushed on the stairs.")
        found = actions.open_case(actor, parties=parties, incident=incident)
    session().commit()
    return found


def the_separation() -> Separation:
    return session().scalars(select(Separation)).one()


def test_from_the_queue_to_a_case_with_a_look_at_whom_it_found(waiting, signed_in, clock):
    clock.forward(hours=3)
    client = signed_in(MASH)
    page = client.get("/mash")
    assert "45 hours left" in page
    assert "Amara Okonkwo" in page
    client.click("Fair access referral FAP-2026-000007")
    client.click("Open a case")
    page = client.submit(
        "Check before you open it",
        {
            "p0-role": "alleged_victim",
            "p1-role": "alleged_perpetrator",
            "place": "in_school",
            "natures": ["sexual_harassment"],
            "words": "Said to have happened at break.",
            "rationale": "The school told of it too.",
        },
    )
    assert page.h1 == "Check before you open the case"
    assert "Amara Okonkwo and Tomasz Lewandowski" in page
    page = client.submit("Open the case")
    case = session().scalars(select(Case)).one()
    assert page.h1 == f"Case {case.reference}"
    assert "In force" in page
    assert "Sexual harassment, in school or college" in page
    assert "Okonkwo" not in page.text.split("</title>")[0]
    assert session().scalars(select(Contact)).one().case_id == case.id
    assert "Nothing waits" in client.get("/mash")


def test_going_back_to_change_something_loses_nothing(waiting, signed_in):
    client = signed_in(MASH)
    client.get(f"/mash/{waiting.reference}/case")
    fields = {"p0-role": "both", "p1-role": "both", "place": "online", "words": "Messages \U0001f525 and ערב"}
    fields["rationale"] = "Known from the school."
    client.submit("Check before you open it", fields)
    page = client.submit("Change something")
    assert "Messages \U0001f525 and ערב" in page
    client.submit("Check before you open it")
    client.submit("Open the case")
    assert set(the_separation().child_ids()) == set(waiting.child_ids())


def test_a_child_is_found_by_the_exact_upn_or_described(two, signed_in):
    client = signed_in(MASH)
    client.get("/cases/new")
    client.submit("Add another child")
    described = {
        "p1-forename": "Zoë",
        "p1-surname": "O’Neill-Sørby",
        "p1-born-day": "4",
        "p1-born-month": "5",
        "p1-born-year": "2011",
        "p1-role": "alleged_perpetrator",
    }
    fields = {"place": "not_known", "p0-upn": two[0].upn.lower(), "p0-role": "alleged_victim", **described}
    page = client.submit("Check before you open it", fields)
    assert "Amara Okonkwo" in page
    assert "as you wrote it" in page
    assert session().scalars(select(Child).where(Child.surname == "O’Neill-Sørby")).all() == []
    client.submit("Open the case")
    made = session().scalars(select(Child).where(Child.surname == "O’Neill-Sørby")).one()
    assert made.source == "case"
    assert the_separation().child_ids() == (two[0].id, made.id)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"p0-upn": "Z123", "p0-role": "witness", "place": "online"}, "must be 13 characters long"),
        ({"p0-upn": "Z" * 2000, "p0-role": "witness", "place": "online"}, "120 characters or fewer"),
        ({"p0-surname": "N" * 2000, "p0-role": "witness", "place": "online"}, "120 characters or fewer"),
        ({"happened_from-day": "31", "happened_from-month": "2", "happened_from-year": "2026"}, "real date"),
        ({"happened_from-day": "1", "happened_from-month": "1", "happened_from-year": "2030"}, "in the past"),
        ({"place": "online"}, "Say for at least one child"),
        ({"p0-role": "witness"}, "Choose where it happened"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(two, signed_in, fields, words):
    client = signed_in(MASH)
    client.get("/cases/new")
    page = client.submit("Check before you open it", {**fields, "words": "kept text"}, status=422)
    assert any(words in error for error in page.errors), page.errors
    assert "kept text" in page


@pytest.mark.parametrize(
    "text", ["\x07bell", "\u202eright to left", "\U0001f525" * 60, "=1+1", "<b>bold</b>"]
)
def test_strange_text_is_kept_and_shown_as_text(two, signed_in, text):
    client = signed_in(MASH)
    client.get("/cases/new")
    fields = {"p0-upn": two[0].upn, "p0-role": "witness", "place": "online", "words": f"{text} end"}
    client.submit("Check before you open it", fields)
    page = client.submit("Open the case")
    assert f"{text.removeprefix(chr(7))} end" in page


@pytest.mark.parametrize("path", ["/cases/%00", "/separations/%00", "/cases?status=%00", "/mash/a%00b"])
def test_a_nul_in_an_address_is_refused(two, signed_in, path):
    assert signed_in(MASH).get(path, status=None).status in (400, 404)


def test_a_posted_nul_and_a_forged_choice_are_refused(two, signed_in):
    client = signed_in(MASH)
    client.post("/cases/new", {"p0-upn": "\x00", "place": "online"}, status=400)
    forged = {
        "place": "moon",
        "p0-role": "guilty",
        "p0-upn": two[0].upn,
        "p0-setting": "nowhere",
        "count": "9" * 40,
    }
    page = client.post("/cases/new", forged, status=422)
    assert "Choose the setting from the list" in page.errors
    assert session().scalars(select(Case)).all() == []


def test_an_unknown_upn_asks_for_name_and_birth(two, signed_in):
    client = signed_in(MASH)
    client.get("/cases/new")
    fields = {"p0-upn": new_upn(), "p0-role": "witness", "place": "online"}
    page = client.submit("Check before you open it", fields, status=422)
    assert page.errors == ["No child with this UPN is known. Give the name and date of birth too"]


def test_linking_to_a_known_case_offers_those_of_the_same_children(waiting, opened, signed_in, new_child):
    client = signed_in(MASH)
    client.get(f"/mash/{waiting.reference}")
    page = client.submit("Link it to this case", {"case_reference": "CASE-1999-000001"}, status=422)
    assert page.errors == ["There is no case with this reference", "Enter why it belongs to this case"]
    fields = {"case": opened.reference, "case_reference": "", "rationale": "The same incident."}
    page = client.submit("Link it to this case", fields)
    assert page.h1 == f"Contact {waiting.reference}"
    assert "Now tell the referrer" in page
    assert waiting.reference in client.get(f"/cases/{opened.reference}")


def test_no_case_needed_keeps_its_reason(waiting, signed_in):
    client = signed_in(MASH)
    client.get(f"/mash/{waiting.reference}")
    assert client.submit("Decide that no case is needed", status=422).errors == [
        "Enter why no case is needed"
    ]
    client.submit("Decide that no case is needed", {"reason": "An argument about football."})
    page = client.get(f"/mash/{waiting.reference}")
    assert "An argument about football." in page
    assert "decided that no case is needed" in page


def test_adding_a_child_and_an_incident(opened, new_child, signed_in):
    third = new_child("Mei", "Zhang")
    client = signed_in(MASH)
    client.get(f"/cases/{opened.reference}")
    client.click("Add a child")
    client.submit("Check the child", {"upn": third.upn, "role": "not_clear"})
    page = client.submit("Add this child")
    assert "Mei Zhang" in page
    assert len(session().scalars(select(Separation)).all()) == 3
    client.click("Add an incident")
    page = client.submit("Add the incident", {"place": "online", "words": "A message."})
    assert "Nature not yet known, online" in page
    assert "added an incident: nature not yet known" in page


def test_the_list_of_cases_filters_in_the_address(opened, signed_in):
    client = signed_in(MASH)
    assert opened.reference in client.get("/cases?status=open&nature=physical")
    assert "No case fits" in client.get("/cases?status=closed")
    assert "No case fits" in client.get("/cases?nature=financial")
    assert "real date" in client.get("/cases?from=31/2/2026")
    assert opened.reference in client.get("/cases?status=nonsense&page=999999999")


def test_a_separation_is_confirmed_reviewed_amended_and_ended(two, signed_in):
    with acting_as(actor_of(Role.DSL)) as dsl:
        made = actions.provisional_separation(dsl, two[0].id, two[1].id, "SP-2026-000001", today())
    session().commit()
    client = signed_in(MASH)
    assert "Tomasz Lewandowski" in client.get("/separations?show=reported")
    page = client.get(f"/separations/{made.public_id}")
    assert page.h1 == "Separation"
    assert "SP-2026-000001" in page
    assert "End the separation" not in page.buttons
    client.submit("Confirm the separation", {"confirm_reason": "The police confirmed the names."})
    review = {"outcome": "Still needed.", "next-day": "1", "next-month": "3", "next-year": "2027"}
    client.submit("Save the review", review)
    client.submit(
        "Save the change",
        {"scope": ["setting", "class"], "condition-0": "Bail: no contact", "amend_reason": "Bail"},
    )
    page = client.get(f"/separations/{made.public_id}")
    assert "Bail: no contact" in page
    assert "Mon 1 Mar 2027" in page
    client.post(f"/separations/{made.public_id}/end", {"end_reason": "no"}, status=403)
    officer = signed_in(Role.SAFEGUARDING_OFFICER)
    officer.get(f"/separations/{made.public_id}")
    page = officer.submit(
        "End the separation",
        {"end_reason": "Both live in other counties now.", "end_allegation": "not_established"},
    )
    assert "Both live in other counties now." in page
    assert the_separation().ended_on == today()


def test_a_separation_is_due_for_review_within_two_weeks(opened, signed_in, clock):
    client = signed_in(MASH)
    assert "Okonkwo" not in client.get("/separations")
    clock.forward(days=35)
    client = signed_in(MASH)
    assert "7 days left" in client.get("/separations")
    clock.forward(days=8)
    client = signed_in(MASH)
    assert "Overdue by 1 day" in client.get("/separations")


@pytest.mark.parametrize(
    "role", [Role.DSL, Role.FAP_COORDINATOR, Role.PANEL_CHAIR, Role.ANALYST, Role.ADMINISTRATOR]
)
def test_who_may_not_read_cases_is_refused_everywhere(opened, waiting, signed_in, role):
    client = signed_in(role)
    paths = ["/mash", "/cases", "/separations", "/cases/new", f"/cases/{opened.reference}"]
    for path in [*paths, f"/mash/{waiting.reference}", f"/separations/{the_separation().public_id}"]:
        client.get(path, status=403)


def test_a_barred_person_finds_nothing_where_others_find_a_case(opened, waiting, two, app, signed_in):
    from foundation.access.actions import set_bar
    from tests.client import CheckingClient

    account = make_account(MASH)
    officer = make_account(Role.SAFEGUARDING_OFFICER)
    with acting_as(actor_of(Role.SAFEGUARDING_OFFICER, account_id=officer.id)) as actor:
        set_bar(actor, account, two[1].id, "cousin")
    session().commit()
    client = CheckingClient(app).sign_in(account)
    absent = client.get("/cases/CASE-1999-000001", status=404).words
    for path in (
        f"/cases/{opened.reference}",
        f"/mash/{waiting.reference}",
        f"/separations/{the_separation().public_id}",
    ):
        assert client.get(path, status=404).words == absent
    for path in ("/mash", "/cases", "/separations?show=in_force", "/"):
        page = client.get(path)
        assert "Okonkwo" not in page
        assert "Lewandowski" not in page
        assert opened.reference not in page


def test_the_home_page_shows_what_waits(opened, waiting, signed_in):
    page = signed_in(MASH).get("/")
    assert "Contacts waiting for a decision" in page
    assert "48 hours left" in page


def test_opening_a_case_is_in_the_trail_with_both_children(opened, two, signed_in):
    from foundation.trail.reading_core import openings

    signed_in(MASH).get(f"/cases/{opened.reference}")
    line = openings(session().connection(), child_id=two[1].id)[0]
    assert (line.kind, line.name, line.subject_type) == ("opening", "cases.case", "case")
    assert line.at.date() == dt.date(2026, 11, 10)
