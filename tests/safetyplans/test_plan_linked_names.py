"""The print check looks for children of whom the authority knows, and for names as a reader sees them."""

from __future__ import annotations

import pytest

from cases.actions import open_case
from cases.models import Contact
from cases.names import Person, find_names
from foundation.store import acting_as, session
from roll.names import as_read

OTHER = Person(("Jasmine",), ("Patel",), ("B823200001234",))
OWN = Person(("Mira",), ("Castell",))


@pytest.mark.parametrize(
    "text",
    [
        "J\u0430smine waits",
        "with \u0420atel",
        "\U0001d409\U0001d41a\U0001d42c\U0001d426\U0001d422\U0001d427\U0001d41e",
        "\u24d9\u24d0\u24e2\u24dc\u24d8\u24dd\u24d4",
        "Jas\u3164mine",
        "Jas\u200bmine",
        "\u202eenimsaJ\u202c",
        "\u1d0a\u1d00s\u1d0d\u026a\u0274\u1d07",
        "\uff2aasmine",
    ],
)
def test_a_name_in_other_letters_or_with_unseen_ones_is_found(text):
    assert [hit.what for hit in find_names([("Here", text)], [OTHER], OWN) if hit.sure]


def test_a_name_of_another_alphabet_is_still_found_and_others_are_not():
    ivan = Person(("\u0418\u0432\u0430\u043d",), ("\u041f\u0435\u0442\u0440\u043e\u0432",))
    assert find_names([("Here", "\u0418\u0432\u0430\u043d waits")], [ivan], OWN)
    assert (
        find_names(
            [("Here", "\u041c\u0430\u0440\u0438\u044f waits, \u0645\u0631\u062d\u0628\u0627")],
            [ivan, OTHER],
            OWN,
        )
        == []
    )
    assert as_read("plain text") == "plain text"


@pytest.mark.parametrize("how", ["separation", "witness"])
def test_a_child_whom_the_school_did_not_describe_is_found_too(dsl, new_plan, new_child, pupil, officer, how):
    other = new_child("Tobias Okonkwo")
    plan = new_plan("in_force", child_role="alleged_victim", other_children=[], own_words="Tobias pushed me.")
    with acting_as(officer):
        role = "alleged_perpetrator" if how == "separation" else "witness"
        case = open_case(officer, parties=[(pupil.id, "alleged_victim", None), (other.id, role, None)])
        if how == "witness":
            plan.case_id = case.id
        session().commit()
    page = dsl.get(f"/plans/{plan.public_id}/family")
    assert "This copy cannot be printed" in page
    assert "Tobias" not in page.text
    assert dsl.get(f"/plans/{plan.public_id}/family.pdf").is_html


def test_a_record_that_was_joined_is_the_child_and_no_other(dsl, new_plan, new_child, pupil, officer):
    former = new_child("Mira Castell")
    other = new_child("Tobias Okonkwo")
    own = new_plan("in_force", child_role="alleged_victim", other_children=[], own_words="I sit with Mira.")
    told = new_plan("in_force", child_role="alleged_victim", other_children=[], own_words="Tobias pushed me.")
    with acting_as(officer):
        parties = [(former.id, "alleged_victim", None), (other.id, "alleged_perpetrator", None)]
        own.case_id = open_case(officer, parties=parties).id
        former.merged_into_id = pupil.id
        session().commit()
    own_words = dsl.get(f"/plans/{own.public_id}/family")
    assert "This copy cannot be printed" not in own_words
    assert "This copy cannot be printed" in dsl.get(f"/plans/{told.public_id}/family")


def test_a_contact_leads_to_the_plan_that_brought_it(mash, new_plan):
    plan = new_plan("submitted")
    contact = session().query(Contact).one()
    page = mash.get(f"/mash/{contact.reference}")
    assert page.links[f"Read the plan {plan.reference}"] == f"/plans/{plan.public_id}"
