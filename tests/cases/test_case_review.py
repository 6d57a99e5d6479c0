"""A contextual review takes no name, number or birth date of its case, and comes out in three shapes."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from cases import actions as case_actions
from cases.meetings.table_form import TABLE
from cases.review.form import FORM
from cases.review.long_form import given
from cases.review.models import ContextualReview
from cases.review.searching import days_in
from foundation.access.permissions import Role
from foundation.answers import answers_of, write_answers
from foundation.questions import fill, golden, unmapped
from foundation.store import acting_as, session
from roll.models import Child, ChildAlias
from tests.cases.conftest import actor_of
from tests.people import make_account

MASH = Role.MASH_OFFICER
GOLDEN = Path(__file__).resolve().parents[1] / "golden"
WORDS = "Said to have happened between lessons; the younger one was upset."


@pytest.mark.parametrize(("form", "name"), [(FORM, "contextual_review"), (TABLE, "hsb_table")])
def test_every_question_that_was_ever_asked_is_asked_or_mapped(form, name):
    kept = (GOLDEN / f"{name}_form.txt").read_text(encoding="utf-8").splitlines()
    assert unmapped(form, kept) == []
    assert [line for line in golden(form) if line not in kept] == [], "add the new lines to the golden file"


@pytest.mark.parametrize(
    "text",
    [
        "born 27.3.2012",
        "on 27/03/12",
        "the 27th of March 2012",
        "27 Mar 2012",
        "2012-03-27",
        "27 march, 2012",
    ],
)
def test_a_date_is_found_however_it_is_written(text):
    assert dt.date(2012, 3, 27) in days_in(text)


def test_no_date_is_found_where_there_is_none():
    assert days_in("In year 9, rooms 27 and 31, at 12.30; 40/13/2012") == set()


@pytest.fixture
def case(writable, new_child, new_setting):
    setting = new_setting("Ridgemoor School")
    two = new_child("Amara", "Okonkwo"), new_child("Tomasz", "Lewandowski")
    with acting_as(actor_of(MASH)) as actor:
        parties = [(two[0].id, "alleged_victim", setting.id), (two[1].id, "alleged_perpetrator", setting.id)]
        found = case_actions.open_case(actor, parties=parties)
        case_actions.close_case(actor, found, "Reviewed")
    session().commit()
    return found


def begun(case, client) -> str:
    client.get(f"/cases/{case.reference}")
    client.click("Begin a contextual review")
    client.submit("Begin the review")
    return session().scalars(select(ContextualReview.reference)).one()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Amara was there", "the name"),
        ("OKONKWO", "the name"),
        ("T.L. said so", "the initials"),
        ("the one born on 27 March 2012", "the date of birth"),
        ("at ridgemoor school", "the name of the setting"),
    ],
)
def test_what_would_give_a_child_away_is_refused_and_stays_in_the_box(case, signed_in, text, what):
    client = signed_in(MASH)
    reference = begun(case, client)
    client.get(f"/reviews/{reference}/form/overview")
    page = client.submit("Save and continue", {"summary": text, "year_incident": "2026"}, status=422)
    assert f"This holds {what}" in page
    review = session().scalars(select(ContextualReview)).one()
    assert answers_of(review, FORM) == {"year_incident": 2026}
    client.submit("Save and continue", {"summary": WORDS})
    assert answers_of(review, FORM)["summary"] == WORDS


def test_a_review_is_written_finished_and_taken_out(case, signed_in):
    client = signed_in(MASH)
    reference = begun(case, client)
    page = client.get(f"/reviews/{reference}/form/check")
    review = session().scalars(select(ContextualReview)).one()
    with acting_as(actor_of(MASH, account_id=make_account(MASH).id)) as actor:
        answers = fill(FORM, given(review), seed=3, full=0.7, texts=lambda *_: WORDS)
        people = answers["young_people"]
        people[:] = [{**people[0], "code": "YP1"}]
        for key in ("contexts", "engagement", "outcomes", "safeguarded"):
            for row in answers.get(key, ()):
                row["person"] = "YP1"
        write_answers(actor, review, FORM, answers)
    session().commit()
    page = client.get(f"/reviews/{reference}/form/check")
    page = client.submit("Finish the review", status=None)
    assert "The review is finished." in page, page.words
    told = json.loads(client.get(f"/reviews/{reference}/review.json").data)
    assert told["answers"]["young_people"][0]["code"] == "YP1"
    assert client.get(f"/reviews/{reference}/review.pdf").data.startswith(b"%PDF")
    book = client.get(f"/reviews/{reference}/review.xlsx").data
    names = zipfile.ZipFile(io.BytesIO(book)).read("xl/workbook.xml").decode()
    assert "Recommendations" in names


def test_a_name_that_became_known_later_stops_what_goes_out(case, signed_in):
    client = signed_in(MASH)
    reference = begun(case, client)
    client.get(f"/reviews/{reference}/form/overview")
    client.submit("Save and continue", {"summary": "Later called Zuleika by friends."})
    child = session().get(Child, case.parties[0].child_id)
    names = {"forename": "Zuleika", "surname": "Okonkwo", "noted_on": dt.date(2026, 11, 10)}
    session().add(ChildAlias(child_id=child.id, kind="known_as", **names))
    session().commit()
    page = client.get(f"/reviews/{reference}/review.json")
    assert "Not taken out: these answers would give somebody away: What happened, in outline" in page
