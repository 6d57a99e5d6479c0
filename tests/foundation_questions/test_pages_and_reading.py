"""Drafts, problems, who reads what, exports, and what opens under what."""

from __future__ import annotations

import json

import pytest
from werkzeug.datastructures import MultiDict

from foundation.questions import (
    All,
    Choice,
    Form,
    In,
    Is,
    Line,
    Rows,
    Section,
    YesNo,
    changes,
    draft,
    draw,
    fill,
    headings,
    neutral,
    page_at,
    problems,
    reading,
    sheets,
)
from tests.foundation_questions.specimen import AROUND, CHILD, FORM, GIVEN, PARENTS, PROFILE, Everyone, Nobody

EVERYONE = Everyone()


def page(section, path="", answers=None):
    return page_at(section, tuple(path.split("/")) if path else (), answers or {}, GIVEN)


def post(section, fields, stored=None, path=""):
    return draft(page(section, path, stored), MultiDict(fields), stored or {}, GIVEN)


def words(answers):
    return [p.words for p in problems(FORM, answers, GIVEN)]


def test_malformed_is_not_missing():
    got = post(
        CHILD,
        {"surname": "", "born-day": "31", "born-month": "2", "born-year": "2012", "home_postcode": "ls1 4ap"},
        {"surname": "Ademola", "born": "2012-03-01"},
    )
    assert got.answers == {"born": "2012-03-01", "home_postcode": "LS1 4AP"}, "the rest is stored"
    (wrong,) = got.malformed
    assert wrong.path == ("born",)
    assert wrong.anchor == "born-day"
    assert wrong.typed == {"born-day": ["31"], "born-month": ["2"], "born-year": ["2012"]}
    drawn = {
        d.name: d for g in draw(page(CHILD), got.answers, GIVEN, malformed=got.malformed) for d in g.drawn
    }
    assert [i.value for i in drawn["born"].items] == ["31", "2", "2012"]
    assert "real date" in drawn["born"].error


def test_only_what_the_page_held_is_touched():
    stored = {"surname": "Ademola", "phone": "01632 960001"}
    assert post(CHILD, {"email": "a@b.example"}, stored).answers == {**stored, "email": "a@b.example"}


def test_an_unticked_box_counts_when_the_page_held_it():
    stored = {"agencies": ["police"], "social_care": "yes"}
    assert post(PROFILE, {"asked": "agencies"}, stored).answers == {"social_care": "yes"}


def test_what_a_person_may_not_read_they_cannot_write():
    stored = {"parents": [{"_id": "r1", "name": "Ada", "officers_note": "kept"}]}
    at = page(PARENTS, "parents/r1", stored)
    got = draft(at, MultiDict({"name": "Ada B", "officers_note": "forged"}), stored, GIVEN, reader=Nobody())
    assert got.answers["parents"] == [{"_id": "r1", "name": "Ada B", "officers_note": "kept"}]


def test_a_new_row_gets_a_stable_random_id():
    one = post(PARENTS, {"name": "Ada"}, path="parents/new")
    two = post(PARENTS, {"name": "Ben"}, one.answers, path="parents/new")
    ids = [row["_id"] for row in two.answers["parents"]]
    assert [row["name"] for row in two.answers["parents"]] == ["Ada", "Ben"]
    assert len(set(ids)) == 2
    assert two.page.path == ("parents", ids[1])
    changed = post(PARENTS, {"name": "Ada B"}, two.answers, path=f"parents/{ids[0]}")
    assert [row["name"] for row in changed.answers["parents"]] == ["Ada B", "Ben"]


def test_an_empty_new_row_adds_nothing():
    assert post(PARENTS, {"name": " ", "asked": ["name", "consulted"]}, path="parents/new").answers == {}


def test_rows_inside_rows_have_pages_of_their_own():
    stored = {"parents": [{"_id": "r1", "name": "Ada"}]}
    got = post(PARENTS, {"number": "01632 960 001"}, stored, path="parents/r1/numbers/new")
    assert got.answers["parents"][0]["numbers"][0]["number"] == "01632 960 001"


def test_unknown_places_have_no_page():
    stored = {"parents": [{"_id": "r1"}]}
    for section, path in (
        (PARENTS, "parents/r2"),
        (PARENTS, "nothing/r1"),
        (PARENTS, "parents"),
        (AROUND, "context/elsewhere"),
        (AROUND, "attainment/maths"),
        (PARENTS, "parents/new/numbers/new"),
    ):
        assert page_at(section, tuple(path.split("/")), stored, GIVEN) is None


def test_follow_ups_of_a_flag_and_inline_grids_are_posted_with_the_page():
    got = post(
        PROFILE, {"flags-cse-ticked": "yes", "flags-cse-capacity": "both", "flags-missing-episodes": "x"}
    )
    assert got.answers == {"flags": {"cse": {"ticked": True, "capacity": "both"}}}
    assert got.malformed[0].path == ("flags", "missing", "episodes")
    got = post(AROUND, {"attainment-maths-score": "99"})
    assert got.answers == {"attainment": {"maths": {"score": 99}}}


def test_untouched_forms_say_what_is_missing():
    found = problems(FORM, {}, GIVEN)
    assert {p.section for p in found} == {s.key for s in FORM.sections}
    strengths = next(p for p in found if p.path == ("context", "strengths"))
    assert strengths.words == "Strengths: say what is known and what the school did"
    assert strengths.page == ("context", "strengths")
    born = next(p for p in found if p.path == ("born",))
    assert born.anchor == "born-day"
    assert born.key == "born"


def test_conditions_decide_what_is_missing():
    assert "Enter the social worker's name" in words({"social_care": "yes"})
    assert "Enter the social worker's name" not in words({"social_care": "no"})
    assert "Say whether" not in words({"flags": {"none_of_these": {"ticked": True}}})
    assert "Say whether" in words({"flags": {"missing": {"ticked": True}}})


def test_an_honest_not_asked_yet_counts_as_missing():
    peers = {"context": {"peers": {"known": "not_asked", "response": "x"}}}
    assert "Peer group: not asked yet" in words(peers)
    nothing = {"context": {"peers": {"known": "nothing", "response": "x"}}}
    assert not [w for w in words(nothing) if w.startswith("Peer group")]


def test_a_row_can_be_not_relevant_because():
    answers = {
        "context": {"strengths": {"not_relevant": "On roll since yesterday", "information": "typed before"}}
    }
    assert not [w for w in words(answers) if w.startswith("Strengths")]
    seen = reading(FORM, answers, EVERYONE, GIVEN).answers["context"]["strengths"]
    assert seen == {"not_relevant": "On roll since yesterday"}


def test_rows_name_the_entry_and_the_input():
    answers = {"parents": [{"_id": "r1", "withhold": "no", "name": "Ada", "consulted": "yes"}]}
    problem = next(p for p in problems(FORM, answers, GIVEN) if p.path == ("parents", "r1", "consulted_on"))
    assert problem.words == "Ada: say when"
    assert (problem.page, problem.anchor) == (("parents", "r1"), "consulted_on-day")


def test_documents_need_a_file_or_a_reason():
    assert any("School report" in w for w in words({}))
    assert not any("IEP" in w for w in words({}))
    assert not any(
        "School report" in w for w in words({"checklist": {"report": {"missing_because": "lost"}}})
    )
    assert not any("School report" in w for w in words({"checklist": {"report": {"files": ["doc1"]}}}))


def test_rules_across_questions_and_malformed_answers_are_problems():
    found = problems(FORM, {"attendance": "90", "absence": "20"}, GIVEN)
    assert any(p.path == ("absence",) and "add up" in p.words and p.section == "profile" for p in found)
    wrong = post(CHILD, {"born-day": "31"}).malformed
    born = [p for p in problems(FORM, {}, GIVEN, wrong) if p.path == ("born",)]
    assert len(born) == 1, "what was typed wrongly is not also called missing"
    assert "include a month" in born[0].words


def test_a_future_date_is_stored_and_is_a_problem():
    got = post(CHILD, {"born-day": "1", "born-month": "1", "born-year": "2030"})
    assert got.answers == {"born": "2030-01-01"}
    assert "Date of birth must be today or in the past" in words(got.answers)


def said_words(found):
    out = []
    for line in found:
        out.append((line.label, line.words))
        for block in line.blocks:
            out.append((block.title, ""))
            out += said_words(block.said)
    return out


def test_withheld_details_are_printed_nowhere():
    answers = {"parents": [{"_id": "r1", "withhold": "yes", "name": "Ada Secret", "address": "1 Hidden Way"}]}
    seen = reading(FORM, answers, EVERYONE, GIVEN)
    everything = json.dumps(
        [
            said_words(seen.said_in("parents_section")),
            seen.answers,
            list(map(str, seen.facts())),
            list(seen.cells()),
            list(seen.rows(("parents",))),
            words(answers),
        ],
        default=str,
    )
    assert "Secret" not in everything
    assert "Hidden" not in everything
    assert ("Name", "Withheld") in said_words(seen.said_in("parents_section"))
    kept = reading(FORM, answers, EVERYONE, GIVEN, editing=True)
    assert kept.answers["parents"][0]["name"] == "Ada Secret"


def test_what_needs_a_permission_is_seen_with_it_only():
    answers = {"parents": [{"_id": "r1", "name": "Ada", "officers_note": "careful"}]}
    assert "careful" in str(reading(FORM, answers, EVERYONE, GIVEN).said())
    for editing in (True, False):
        seen = reading(FORM, answers, Nobody(), GIVEN, editing=editing)
        assert "careful" not in str((seen.said(), seen.answers))
    drawn = draw(page(PARENTS, "parents/r1", answers), answers, GIVEN, reader=Nobody())
    assert "officers_note" not in [d.name for g in drawn for d in g.drawn]


def test_answers_no_longer_asked_stay_in_store_and_out_of_every_output():
    answers = {
        "social_care": "no",
        "worker": "A. Worker",
        "flags": {"cse": {"ticked": False, "capacity": "both"}},
    }
    seen = reading(FORM, answers, EVERYONE, GIVEN)
    assert "worker" not in seen.answers
    assert "flags" not in seen.answers
    assert "A. Worker" not in seen.cells()
    assert "Both" not in seen.cells()
    assert not [f for f in seen.facts() if f.name in ("flag", "capacity")]


def test_a_chain_of_conditions_falls_together():
    form = Form(
        "chain",
        "Chain",
        1,
        (
            Section(
                "s",
                "S",
                (Line("a", "A"), Line("b", "B", when=Is("a", "yes")), Line("c", "C", when=Is("b", "yes"))),
            ),
        ),
    )
    assert set(reading(form, {"a": "no", "b": "yes", "c": "x"}, EVERYONE, GIVEN).answers) == {"a"}


def test_facts_carry_what_is_inside_them():
    answers = {
        "flags": {"cse": {"ticked": True, "capacity": "victim"}},
        "reasons": ["SM", "BU"],
        "context": {"peers": {"known": "yes", "isolated": "yes", "places": [{"_id": "r1", "place": "Park"}]}},
    }
    facts = {(f.name, f.value): f.about for f in reading(FORM, answers, EVERYONE, GIVEN).facts()}
    assert [(f.name, f.value) for f in facts[("flag", "cse")]] == [("capacity", "victim")]
    assert {("reasons", "x"), ("reason", "SM"), ("reason", "BU")} & set(facts) == {
        ("reason", "SM"),
        ("reason", "BU"),
    }
    assert ("isolated", "yes") in facts
    assert ("place", "Park") in facts


def test_headings_come_from_the_declaration():
    empty, full = (reading(FORM, a, EVERYONE, GIVEN) for a in ({}, fill(FORM, GIVEN, 1)))
    assert len(empty.cells()) == len(full.cells()) == len(headings(FORM))
    for path, title, heads in sheets(FORM):
        assert title
        for row in full.rows(path):
            assert len(row) == len(heads)
    assert ("context", "peers", "places") in [path for path, _, _ in sheets(FORM)]


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@x", " =1", "\t=1"])
def test_formulas_are_neutralised(text):
    assert neutral(text) == f"'{text}"
    assert reading(FORM, {"surname": text.strip()}, EVERYONE, GIVEN).cells()[0].startswith("'")


def test_changes_read_as_sentences():
    def between(a, b):
        return changes(*(reading(FORM, x, EVERYONE, GIVEN) for x in (a, b)))

    assert between({"school": {"code": "100003"}}, {"school": {"text": "no preference"}}) == (
        "changed “Preferred school” from Corvin Hill Academy (100003) to no preference",
    )
    assert between({}, {"social_care": "yes"}) == ("answered “Open to social care?”: Yes",)
    row = {"_id": "r1", "withhold": "no", "name": "Ada"}
    assert between({}, {"parents": [row]}) == ("added Ada to “Parents and carers”",)
    assert between({"parents": [row]}, {}) == ("removed Ada from “Parents and carers”",)
    assert between({"parents": [row]}, {"parents": [{**row, "consulted": "no"}]}) == (
        "answered “Consulted about this referral?” of “Ada” in “Parents and carers”: No",
    )
    assert between({}, {"flags": {"cse": {"ticked": True}}}) == (
        "answered “Child sexual exploitation” in “Peer-on-peer flags”: Yes",
    )


def test_what_depends_on_an_option_opens_under_it():
    drawn = {d.name: d for g in draw(page(PROFILE), {}, GIVEN) for d in g.drawn}
    yes = next(i for i in drawn["social_care"].items if i.value == "yes")
    assert [d.name for d in yes.inner] == ["worker"]
    assert "worker" not in drawn
    police = next(i for i in drawn["agencies"].items if i.value == "police")
    assert [d.name for d in police.inner] == ["officer"]
    flags = drawn["flags"]
    assert [i.value for i in flags.items] == ["cse", "missing", "none_of_these"]
    assert "flags-cse-capacity" in [d.name for d in flags.items[0].inner]
    assert set(drawn["social_care"].asked()) == {"social_care", "worker"}
    assert "others_considered" in drawn, "decided by something else on the page: drawn"


def test_what_no_single_option_opens_says_when_it_counts():
    drawn = {d.name: d for g in draw(page(PROFILE), {}, GIVEN) for d in g.drawn}
    assert drawn["others_considered"].hint == "Only if anything is ticked under “Peer-on-peer flags”."
    form = Form(
        "f",
        "F",
        1,
        (
            Section(
                "s",
                "S",
                (
                    YesNo("incident", "An incident?"),
                    Choice("plan", "Plan", choices=(("now", "Now"), ("before", "Before"), ("no", "No"))),
                    YesNo("between", "Between children?", when=Is("incident", "yes")),
                    Line("who", "Who", when=All(Is("incident", "yes"), Is("between", "yes"))),
                    Rows("others", "Others", questions=(Line("name", "Name"),), when=Is("between", "yes")),
                    Line("dates", "Dates", hint="Both.", when=In("plan", ("now", "before"))),
                ),
            ),
        ),
    )
    drawn = {d.name: d for g in draw(page(form.sections[0]), {}, GIVEN) for d in g.drawn}
    assert set(drawn) == {"incident", "plan", "dates"}
    assert drawn["dates"].hint == "Only if “Plan” is “Now” or “Before”. Both."
    between = drawn["incident"].items[0].inner[0]
    assert between.name == "between"
    assert [d.name for d in between.items[0].inner] == ["who", "others"]
