"""The declared form: nothing that was asked once is lost, and the command tells all of it."""

from __future__ import annotations

import json
from pathlib import Path

from foundation.questions import golden, unmapped
from safetyplans.family import FOR_FAMILIES, LEFT_OUT_INSIDE, family_answers
from safetyplans.form import FORM
from safetyplans.form.school_day import GRID

KEPT = Path(__file__).resolve().parents[1] / "golden" / "safety_plan_form.txt"


def test_every_question_that_was_ever_asked_is_asked_or_mapped():
    kept = KEPT.read_text(encoding="utf-8").splitlines()
    assert unmapped(FORM, kept) == []
    assert [line for line in golden(FORM) if line not in kept] == [], "add the new lines to the golden file"


def test_the_sections_of_the_issue_stand_in_their_order():
    assert [section.key for section in FORM.sections] == [
        "cover",
        "happened",
        "referrals",
        "child",
        "risks",
        "school_day",
        "separation",
        "rights",
        "support",
        "staff",
        "contingency",
        "agreement",
    ]
    assert len(GRID.rows) == 23


def test_the_command_tells_every_question_as_json(app):
    told = app.test_cli_runner().invoke(args=["safetyplans", "questions", "--format", "json"])
    assert told.exit_code == 0, told.output
    described = json.loads(told.output)
    keys = [question["key"] for section in described["sections"] for question in section["questions"]]
    assert keys == [question.key for question in FORM.questions]
    grid = next(q for s in described["sections"] for q in s["questions"] if q["key"] == "school_day")
    assert len(grid["parts"]) == 23
    columns = {"not_relevant", "risk", "control", "adult", "from_when", "checked", "child_does"}
    columns |= {"where", "at_time", "apart"}
    assert {question["key"] for question in grid["parts"][0]["questions"]} == columns


def test_the_command_tells_them_as_text(app):
    told = app.test_cli_runner().invoke(args=["safetyplans", "questions"])
    assert "child_role  Choice  In what role is this child in what happened?" in told.output


def test_a_familys_copy_names_questions_that_exist_and_none_about_others():
    assert {question.key for question in FORM.questions} >= FOR_FAMILIES
    assert not FOR_FAMILIES & {"other_children", "others_saw", "present", "hackett", "possible_offence"}
    assert set(LEFT_OUT_INSIDE) <= FOR_FAMILIES


def test_a_familys_copy_leaves_out_risks_and_what_others_said():
    kept = family_answers(
        {
            "others_saw": "canary",
            "child_role": "both",
            "school_day": {
                "pe": {"risk": "canary", "control": "Changes alone"},
                "toilets": {"not_relevant": "canary"},
            },
            "agreements": [{"_id": "r1", "who": "police", "views": "canary"}, {"_id": "r2", "who": "child"}],
        }
    )
    assert kept == {
        "child_role": "both",
        "school_day": {"pe": {"control": "Changes alone"}},
        "agreements": [{"_id": "r2", "who": "child"}],
    }
