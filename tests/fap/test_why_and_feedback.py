"""Why we ask, in the words of each role; and one minute about the form."""

from __future__ import annotations

import pytest

from fap.models import FormFeedback
from foundation.access.permissions import Role
from foundation.store import session


@pytest.mark.parametrize(
    ("role", "heading"),
    [
        (Role.FAP_COORDINATOR, "For the Fair Access team"),
        (Role.PANEL_MEMBER, "For the panel"),
        (Role.MASH_OFFICER, "For the Education MASH and the safeguarding officers"),
        (Role.ANALYST, "For analysts"),
    ],
)
def test_each_role_reads_what_concerns_it(people, signed_in, role, heading) -> None:
    page = signed_in(role, panel_id=people.panel.id if role == Role.PANEL_MEMBER else None).get(
        "/referrals/why"
    )
    assert heading in page
    assert "within 20 school days" in page


def test_the_contacts_are_those_of_the_configuration(app, people, signed_in) -> None:
    client = signed_in(Role.DSL, setting=people.school)
    assert "The council has not said" in client.get("/referrals/why")
    app.config["CONTACT_MASH"] = "Education MASH, 01632 960200"
    assert "01632 960200" in client.get("/referrals/why")
    assert "For the Fair Access team" not in client.get("/referrals/why")


def test_a_minute_about_the_form_reaches_the_coordinator_without_a_name(people, signed_in) -> None:
    school = signed_in(Role.DSL, setting=people.school, name="R. Haddow")
    school.get("/referrals/feedback")
    assert school.submit("Send", {"minutes": "x"}, status=422).errors
    said = {
        "ease": "4",
        "minutes": "35",
        "changed": "yes",
        "words": "Shorter section 5.",
        "section": "context",
    }
    school.submit("Send", said)
    school.get("/referrals/feedback")
    school.submit("Send", {"ease": "2"})
    page = signed_in(Role.FAP_COORDINATOR).get("/referrals/feedback/answers")
    assert "Shorter section 5." in page
    assert "Ease on average 3.0 of 5" in page
    assert "Saltbeck High School" in page
    assert "Haddow" not in page
    school.get("/referrals/feedback/answers", status=403)
    assert session().query(FormFeedback).count() == 2


def test_nobody_said_anything_yet(people, signed_in) -> None:
    assert "Nobody has said anything yet." in signed_in(Role.FAP_COORDINATOR).get(
        "/referrals/feedback/answers"
    )
