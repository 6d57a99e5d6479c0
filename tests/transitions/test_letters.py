"""The name check: what gives a child away in a letter, and what does not."""

from __future__ import annotations

import pytest

from transitions.letters import Naming, joint_letter, name_check, own_letter

DEVIN = Naming(("Devin", "Dev"), ("Marsh", "Ap Rhys"), ("X801200001002",), 10)
LEONA = Naming(("Leona",), ("Praed",), ("H801200001001",), 10)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please keep an eye on Devin.", "forename"),
        ("Please keep an eye on DEVIN'S friends", "forename"),
        ("as dev said", "forename"),
        ("De\u200bvin", "forename"),
        ("D\u0435vin", "forename"),
        ("the M\u0430rsh family", "surname"),
        ("the Marsh family", "surname"),
        ("MARSH, D", "surname"),
        ("master aprhys", "surname"),
        ("Ap-Rhys is on the bus", "surname"),
        ("D.M. in Year 10", "initials"),
        ("DM (10C) sits near her", "initials"),
        ("in 10 C there is D M, year 10", "initials"),
        ("number X801200001002", "UPN"),
        ("number x801 2000 01002", "UPN"),
    ],
)
def test_what_gives_the_other_child_away(text: str, found: str) -> None:
    assert any(found in reason for reason in name_check(text, DEVIN, LEONA)), text


@pytest.mark.parametrize(
    "text",
    [
        "Your pupil Leona Praed (year 10) needs a conversation and a plan.",
        "Please devise a plan for the marshalling of pupils.",
        "DM me",
        "Dr D. Moore will call about year 9",
        "",
    ],
)
def test_what_does_not(text: str) -> None:
    assert name_check(text, DEVIN, LEONA) == []


def test_a_name_that_is_a_word_counts_only_with_its_capital() -> None:
    will = Naming(("Will",), ("May",), (), 8)
    assert name_check("She will be met at the gate and may sit with a friend.", will, LEONA) == []
    assert name_check("Sit her away from Will.", will, LEONA) == [
        "the other child's forename or known-as name"
    ]
    assert name_check("the MAY family", will, LEONA) == ["the other child's surname"]


def test_brothers_share_a_surname_and_the_check_leaves_it_out() -> None:
    brother = Naming(("Theo",), ("Praed",), (), 8)
    assert name_check("Your pupil Leona Praed needs a plan", brother, LEONA) == []
    assert name_check("Your pupil Leona Praed and Theo", brother, LEONA)


def test_accents_do_not_matter() -> None:
    zoe = Naming(("Zoë",), ("O'Brien-Núñez",), (), 8)
    for text in ("with Zoe", "ZOË", "the O’Brien Nunez family", "obrien-nunez"):
        assert name_check(text, zoe, LEONA), text


def test_the_first_words_of_a_letter_pass_their_own_check() -> None:
    text = own_letter("Saltbeck High School", "Leona Praed", " (year 10)", "J Marrable", "", "today")
    assert name_check(text, DEVIN, LEONA) == []
    assert "Leona Praed (year 10) needs a conversation" in text
    assert "Devin Marsh" in joint_letter(
        "Saltbeck", "Leona Praed", "Devin Marsh", "J Marrable", "01234 567890"
    )
