"""The printed plan: whole for professionals; for a family without another child, wherever one is hidden."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pypdf
import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st

from cases.names import Person, find_names
from foundation.questions import Grid, Line, LongText, Rows
from foundation.store import session, today
from roll.models import ChildAlias
from safetyplans.copies import family, found_in
from safetyplans.family import FAMILY, LEFT_OUT_INSIDE, family_answers, family_lines
from safetyplans.form import FORM
from safetyplans.printing import texts_of
from tests.safetyplans.conftest import described, whole_answers

CANARIES = ("Zéphirine", "Quackenbush-O’Dwyer", "Zq")


def text_of(pdf: bytes) -> str:
    """All words of a PDF, with single spaces."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def places() -> list[tuple[str, ...]]:
    """Every question of the form in which somebody writes words, rows and cells too."""
    found: list[tuple[str, ...]] = []
    for question in FORM.questions:
        if isinstance(question, Grid):
            cells = [q.key for q in question.columns if isinstance(q, Line | LongText)]
            found += [(question.key, row.key, cell) for row in question.rows[:3] for cell in cells]
            found += [(question.key, row.key, "not_relevant") for row in question.rows[:1]]
        elif isinstance(question, Rows):
            found += [
                (question.key, "*", q.key) for q in question.questions if isinstance(q, Line | LongText)
            ]
        elif isinstance(question, Line | LongText):
            found.append((question.key,))
    return found


def planted(answers: dict[str, Any], place: tuple[str, ...], words: str) -> dict[str, Any]:
    """The answers with words written into one place."""
    made = dict(answers)
    if len(place) == 1:
        made[place[0]] = words
    elif place[1] == "*":
        row = {"_id": "r00000000ff", "who": "child", "alone": "no", "role": "witness", place[2]: words}
        made[place[0]] = [*(made.get(place[0]) or []), row]
    else:
        grid = dict(made.get(place[0]) or {})
        inside = {} if place[2] == "not_relevant" else {**grid.get(place[1], {})}
        inside.pop("not_relevant", None) if place[2] != "not_relevant" else None
        grid[place[1]] = {**inside, place[2]: words}
        made[place[0]] = grid
    return made


class Reader:
    """Reads everything."""

    def may(self, _permission: Any, /) -> bool:
        return True


@pytest.fixture
def basis(db_session):
    """Whole answers, and what `reading` needs."""
    from safetyplans.long_form import given

    return whole_answers(account_changed="changed", child_role="both"), given()


def copy_of(answers, given):
    from foundation.questions import reading

    return list(texts_of(family_lines(reading(FORM, family_answers(answers), Reader(), given).said())))


@pytest.mark.sqlite
def test_a_name_in_any_question_is_left_out_or_refused_with_its_place(basis):
    """Canaries over every place of the form: in no family's copy is there a name that is not found."""
    answers, given = basis
    seen: dict[bool, int] = {True: 0, False: 0}
    other = Person(("Zéphirine",), ("Quackenbush-O’Dwyer",), ("B823200001234",))
    own = Person(("Mira",), ("Castell",))
    titles = tuple(section.title for section in FORM.sections)
    clean = {hit.place for hit in find_names(copy_of(answers, given), [other], own)}
    assert clean == set()

    @settings(max_examples=200)
    @over(
        place=st.sampled_from(places()),
        name=st.sampled_from(
            ["zephirine", "ZÉPHIRINE’s", "Quackenbush", "o dwyer", "Z.Q.", "B8232 0000 1234"]
        ),
        around=st.sampled_from(["{}", "with {} at lunch", "Mira\n{}\nMira", "({}), later"]),
    )
    def hidden_anywhere(place, name, around):
        written = around.format(name)
        texts = copy_of(planted(answers, place, written), given)
        printed = any(name in text for _place, text in texts)
        hits = find_names(texts, [other], own)
        assert bool(hits) == printed, (place, written)
        assert all(hit.place.startswith(titles) for hit in hits)
        seen[printed] += 1

    hidden_anywhere()
    assert seen[True] > 20
    assert seen[False] > 20


@pytest.mark.sqlite
def test_what_is_left_out_of_the_copy_is_left_out_of_its_rows_too(basis):
    answers, given = basis
    assert LEFT_OUT_INSIDE["school_day"] >= {"risk", "not_relevant"}
    assert {"child", "parent"} == FAMILY
    for place in (("school_day", "pe", "risk"), ("other_children", "*", "forename"), ("others_saw",)):
        texts = copy_of(planted(answers, place, "canary words"), given)
        assert not any("canary words" in text for _place, text in texts)


def test_the_copy_is_refused_with_the_place_named_and_never_the_name(dsl, new_plan, new_child):
    other = new_child("Tobias Okonkwo", known_as="Toby")
    session().add(
        ChildAlias(child_id=other.id, kind="name", forename="Tobiah", surname="Ezenwa", noted_on=today())
    )
    session().commit()
    grid = {"break": {"control": "Sits away from TOBY’s table", "adult": "Mr Ezenwa", "checked": "daily"}}
    plan = new_plan(
        "in_force",
        child_role="alleged_victim",
        other_children=[described(other)],
        school_day=grid,
        same_day="T.O. was sent home.",
        copies=f"Under {other.upn} in the safe.",
    )
    page = dsl.get(f"/plans/{plan.public_id}/family")
    assert "This copy cannot be printed: it would give another child away" in page
    for place in (
        "The school day, Break: What is done about it: forename",
        "The school day, Break: Responsible adult: surname",
        "What happened: What was done the same day?: initials",
        "Cover: Who holds a copy of this plan?: UPN",
    ):
        assert place in page
    for name in ("Tobias", "Okonkwo", "Toby", "TOBY", "Ezenwa", other.upn):
        assert name not in page.text
    page = dsl.get(f"/plans/{plan.public_id}/family.pdf")
    assert page.is_html
    assert page.path.endswith("/family")


def test_both_papers_hold_what_they_should(dsl, new_plan, new_child, pupil, lead):
    other = new_child("Zéphirine Quackenbush-O’Dwyer")
    born = dt.date(2026, 11, 9).isoformat()
    plan = new_plan(
        "submitted",
        child_role="alleged_victim",
        other_children=[described(other)],
        own_words="“It was on the stairs.”",
        others_saw="Zéphirine pushed her, said ZQ’s friend.",
        presenting=None,
        strengths="Plays the cello, 🙂 and مرحبا",
        school_day={
            **whole_answers()["school_day"],
            "journey_in": {
                "risk": "Zéphirine takes the same bus",
                "control": "Mum drives to the east gate",
                "adult": "M. Castell (mother)",
                "from_when": born,
                "checked": "daily",
            },
        },
    )
    whole = text_of(dsl.get(f"/plans/{plan.public_id}/professionals.pdf").data)
    for words in (
        "Mira Castell",
        pupil.upn,
        "Saltbeck High School",
        "It was on the stairs.",
        "Zéphirine",
        "Mum drives to the east gate",
        "M. Castell (mother)",
        f"{plan.reference}, version 1",
        "Page 1 of",
        "Printed by R. Haddow",
    ):
        assert words in whole, words
    copy = text_of(dsl.get(f"/plans/{plan.public_id}/family.pdf").data)
    for words in ("Mira Castell", "Mum drives to the east gate", "It was on the stairs.", "Plays the cello"):
        assert words in copy, words
    for canary in ("phirine", "Quackenbush", "Dwyer", "ZQ", other.upn, "takes the same bus", "pushed"):
        assert canary.casefold() not in copy.casefold(), canary
    assert found_in(family(lead, plan), plan) == []


def test_who_printed_is_not_named_where_that_is_another_childs_name(signed_in, school, new_plan, new_child):
    plan = new_plan(
        "in_force", child_role="alleged_victim", other_children=[described(new_child("Ivo Haddow"))]
    )
    from foundation.access.permissions import Role

    namesake = signed_in(Role.DSL, setting=school, name="R. Haddow")
    copy = text_of(namesake.get(f"/plans/{plan.public_id}/family.pdf").data)
    assert "Haddow" not in copy
    assert "Printed by Saltbeck High School" in copy


def test_a_plan_changed_since_it_was_sent_says_so(dsl, new_plan, lead):
    from foundation.answers import write_answers
    from foundation.store import acting_as

    plan = new_plan("submitted")
    with acting_as(lead):
        write_answers(lead, plan, FORM, {"premises": "Other doors."})
    session().commit()
    copy = text_of(dsl.get(f"/plans/{plan.public_id}/professionals.pdf").data)
    assert f"{plan.reference}, version 2, not sent yet" in copy


def test_printing_is_written_into_the_trail(dsl, new_plan, db_session):
    from sqlalchemy import text

    plan = new_plan("in_force")
    dsl.get(f"/plans/{plan.public_id}/professionals.pdf")
    found = (
        session().connection().execute(text("select kind, name from trail_entry where kind = 'print'")).all()
    )
    assert [tuple(row) for row in found] == [("print", "plan_documents.professionals")]
