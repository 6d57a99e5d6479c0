"""The print check as a rule: every spelling of a name is found, and a sentence without one passes."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.names import ABBREVIATIONS, ORDINARY, Person, find_names
from roll.names import folded

OWN = Person(("Mira",), ("Castell",), ("H801200001234",))
OTHER = Person(("Zoë-Anne",), ("O’Brennan",), ("B823200001234",))
ADÉBAYỌ = Person(("Adébayọ",), ("Łukaszewicz-Núñez",))


def found(text: str, other: Person = OTHER, own: Person = OWN) -> list[tuple[str, bool]]:
    return [(hit.what, hit.sure) for hit in find_names([("Here", text)], [other], own)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("She sits far from Zoë-Anne.", "forename"),
        ("She sits far from zoe anne.", "forename"),
        ("ZOEANNE waits outside", "forename"),
        ("Zoë’s group", "forename"),
        ("away from Zoes", "forename"),
        ("O'Brennan", "surname"),
        ("the OBrennans", "surname"),
        ("o brennan’s", "surname"),
        ("Brennan", "surname"),
        ("o\u2019bren\u00adnan", "surname"),
        ("Z\u200boë", "forename"),
        ("zoeanneobrennan@school.example", "name"),
        ("Z.O.", "initials"),
        ("Z O and M C", "initials"),
        ("with ZO at lunch", "initials"),
        ("ZAO", "initials"),
        ("UPN B8232-0000-1234", "UPN"),
        ("b823200001234", "UPN"),
    ],
)
def test_a_name_is_found_however_it_is_written(text, what):
    assert (what, True) in found(text)


@pytest.mark.parametrize(
    "text", ["Adebayo", "ADÉBAYỌ", "adebayo's", "lukaszewicz", "Łukaszewicz Nunez", "Núñez"]
)
def test_a_name_of_many_letters_is_found_without_them(text):
    assert any(sure for _what, sure in found(text, ADÉBAYỌ))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mira sits at the front, nearest to the teacher.",
        "A zoo is visited in June; the brand new gate is open.",
        "so he does, at zero o'clock",
        "Mrs Castell collects her (MC).",
        "\u202bمرحبا\u202c 🙂",
        "A823200001234",
    ],
)
def test_a_text_without_a_name_passes(text):
    assert found(text) == []


def test_what_both_children_share_tells_nothing():
    brother = Person(("Tobias",), ("Castell",))
    assert found("Mrs Castell collects them.", brother) == []
    assert found("Tobias", brother) == [("forename", True)]
    namesake = Person(("Max",), ("Cole",))
    assert found("MC signs the card", namesake) == []


def test_a_name_that_is_a_word_counts_inside_a_sentence_and_is_shown_elsewhere():
    will = Person(("Will",), ("Dunmore",))
    assert found("She will walk with an adult.", will) == [("forename", False)]
    assert found("Will she walk? An adult goes along.", will) == [("forename", False)]
    assert found("Not beside Will.", will) == [("forename", True)]


def test_initials_that_mean_something_else_in_schools_are_shown_to_a_person():
    peter = Person(("Peter",), ("Evans",))
    assert found("Changing before PE", peter) == [("initials", False)]


NAMES = st.from_regex(r"[A-ZÉÖŁ][a-zéöłñ]{2,11}(?:[-’ ][A-Z][a-z]{2,8})?", fullmatch=True)
AROUND = st.sampled_from(
    ["{}", "next to {}.", "({})", "“{}” said so", "{}’s bag", "first\n{}\nlast", "🙂{}🙂", "a/{}/b", "9{}9"]
)
SPELT = st.sampled_from([str, str.upper, str.lower, lambda name: name.replace("-", " ").replace("’", "")])


@given(name=NAMES, around=AROUND, spelt=SPELT, surname=st.booleans())
def test_any_name_is_found_anywhere_in_any_spelling(name, around, spelt, surname):
    assume(folded(name) not in ORDINARY and folded(name) not in {"mira", "castell"})
    assume(not any(folded(part) in ORDINARY for part in name.replace("-", " ").replace("’", " ").split()))
    other = Person(("Qx",), (name,)) if surname else Person((name,), ("Qx",))
    assert ("surname" if surname else "forename", True) in found(around.format(spelt(name)), other)


@given(first=st.sampled_from("BDFGHJKLNPQRSTVWXZ"), last=st.sampled_from("BDFGHJKLNPQRSTVWXZ"))
def test_any_initials_are_found_when_written_as_such(first, last):
    other = Person((first + "qqqqq",), (last + "jjjjj",))
    assume(first + last not in ABBREVIATIONS)
    for text in (f"{first}{last}", f"{first}.{last}.", f"{first}. {last}", f"near {first} {last}, 9B"):
        assert ("initials", True) in found(text, other)
    assert found(f"{first}{last}".lower(), other) == []
