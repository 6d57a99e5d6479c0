"""What a declaration tells of itself, old answers brought forward, and hostile posts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from foundation.questions import (
    Form,
    Is,
    Line,
    Rows,
    Section,
    Undeclarable,
    describe,
    draft,
    draw,
    fill,
    golden,
    page_at,
    problems,
    unmapped,
)
from foundation.questions.pages import answers_at, put_value
from tests.foundation_questions.specimen import AROUND, CHILD, FORM, GIVEN, PARENTS, PROFILE, Everyone

EVERYONE = Everyone()


def page(section, path="", answers=None):
    return page_at(section, tuple(path.split("/")) if path else (), answers or {}, GIVEN)


def post(section, fields, stored=None, path=""):
    return draft(page(section, path, stored), MultiDict(fields), stored or {}, GIVEN)


def words(answers):
    return [p.words for p in problems(FORM, answers, GIVEN)]


def test_a_grid_row_page_opens_what_is_known_under_yes():
    drawn = {d.name: d for g in draw(page(AROUND, "context/peers"), {}, GIVEN) for d in g.drawn}
    assert [d.name for d in drawn["known"].items[0].inner] == ["information"]
    assert drawn["places"].more["path"] == "context/peers/places"
    assert "not_relevant" in drawn


def test_the_description_is_json_and_names_every_question():
    text = json.dumps(describe(FORM, GIVEN))
    for line in golden(FORM):
        assert f'"{line.split(" ")[0].rsplit("/", 1)[-1]}"' in text


def test_golden_lines_change_only_with_a_mapping():
    kept = golden(FORM)
    assert "ethnicity SetChoice ethnicity 1" in kept
    assert "parents/*/numbers/*/number Phone - 1" in kept
    assert unmapped(FORM, kept) == []
    shorter = replace(FORM, sections=FORM.sections[1:], rules=())
    assert len(unmapped(shorter, kept)) > 5
    mapped = replace(shorter, version=2, earlier={1: lambda answers: answers})
    assert unmapped(mapped, kept) == []


def test_older_answers_come_forward():
    form = replace(FORM, version=3, earlier={1: lambda a: {**a, "one": 1}, 2: lambda a: {**a, "two": 2}})
    assert form.forward({}, 1) == {"one": 1, "two": 2}
    assert form.forward({}, 3) == {}
    with pytest.raises(Undeclarable):
        replace(FORM, version=2)


@pytest.mark.parametrize(
    "questions",
    [
        (Line("a", "A"), Line("a", "B")),
        (Line("Data", "A"),),
        (Line("data", "A"),),
        (Line("a", "A", when=Is("b", "x")),),
        (Line("a", "A", withheld_by="b"),),
        (Rows("r", "R", questions=(Line("a-b", "A"),)),),
    ],
)
def test_a_declaration_that_contradicts_itself_is_refused(questions):
    with pytest.raises(Undeclarable):
        Form("f", "F", 1, (Section("s", "S", questions),))


@settings(max_examples=80, deadline=None)
@for_all(
    st.dictionaries(
        st.sampled_from(
            [
                "surname",
                "born-day",
                "born-month",
                "born-year",
                "asked",
                "school",
                "school-pick",
                "upn",
                "leaves",
                "flags-cse-ticked",
                "flags",
                "born",
                "ethnicity",
                "_id",
                "parents",
                "flags-x-y",
                "csrf_token",
            ]
        ),
        st.lists(
            st.one_of(st.text(max_size=8), st.sampled_from(["1", "31", "2026", "surname", "born"])),
            max_size=3,
        ),
    ),
    st.sampled_from([CHILD, PARENTS, PROFILE, AROUND]),
)
def test_no_posted_page_ever_raises_and_answers_stay_json(fields, section):
    posted = MultiDict([(k, v) for k, values in fields.items() for v in values])
    got = draft(page(section), posted, {}, GIVEN)
    assert json.loads(json.dumps(got.answers)) == got.answers
    problems(FORM, got.answers, GIVEN, got.malformed)
    draw(page(section), got.answers, GIVEN, malformed=got.malformed)


def test_values_and_rows_are_put_at_their_paths():
    stored = {"parents": [{"_id": "r1", "name": "Ada"}]}
    assert put_value(PARENTS, stored, ("parents", "r1", "name"), "Ben") == {
        "parents": [{"_id": "r1", "name": "Ben"}]
    }
    assert put_value(PARENTS, stored, ("parents", "r1"), None) == {}
    assert put_value(CHILD, {"surname": "x"}, ("surname",), None) == {}
    assert answers_at(PARENTS.questions, stored, ("parents", "r9")) == {}
    assert answers_at(PARENTS.questions, stored, ("elsewhere", "r9")) == {}


@pytest.mark.parametrize("seed", range(15))
def test_a_filled_form_has_no_problems_but_sums(seed):
    answers = fill(FORM, GIVEN, seed, full=1)
    left = [p.words for p in problems(FORM, answers, GIVEN)]
    assert [w for w in left if "add up" not in w and "Tick the flags" not in w] == []
