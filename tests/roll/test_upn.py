"""Unique pupil numbers (field standards, 3.1)."""

from __future__ import annotations

import pytest

from roll import postcodes, upn
from roll.names import folded

VALID = [
    "B801200005001",
    "P330200115001",
    "V201361419042",
    "K873406421117",
    "D941200024003",
    "A838400023250",
    "N999100118001",
    "R674123101121",
    "H82545002001A",
    "B33020012407Z",
    "M93740012211M",
]
INVALID = [
    "",
    "A801200005001",
    "X80120000A001",
    "I801200005001",
    "O801200005001",
    "B80120000500",
    "B8012000050011",
    "B80120000500I",
    "b801200005001",
    "B801200005٠٠1",
]


@pytest.mark.parametrize("number", VALID)
def test_valid_numbers_of_old_and_new_authorities(number):
    assert upn.is_valid(number)


@pytest.mark.parametrize("number", INVALID)
def test_invalid_numbers(number):
    assert not upn.is_valid(number)
    assert upn.problem(number)


def test_every_slip_of_one_digit_or_of_two_neighbours_is_noticed():
    number = "P330200115001"
    slips = {number[:i] + d + number[i + 1 :] for i in range(1, 13) for d in "0123456789"} - {number}
    swaps = {number[:i] + number[i + 1] + number[i] + number[i + 2 :] for i in range(1, 12)} - {number}
    assert not [slip for slip in slips | swaps if upn.is_valid(slip)]
    assert len(slips) == 108


def test_spaces_and_case_are_put_right():
    assert upn.normalise(" b801 2000\u00a005001 ") == "B801200005001"


def test_a_temporary_number_ends_in_a_letter():
    assert upn.is_temporary("H82545002001A")
    assert not upn.is_temporary("B801200005001")


@pytest.mark.parametrize(
    "text", ["ec1a1bb", "W1A 0AX", "M1  1AE", "b33-8th", "DN55 1PT", "N1C4AG", "SE1P5LX"]
)
def test_postcodes_in_one_spelling(text):
    assert postcodes.is_valid(postcodes.normalise(text))


@pytest.mark.parametrize("text", ["QX1 1AA", "A1 1C1", "M1 1AV", "", "EC3A", "no fixed abode"])
def test_what_is_not_a_postcode(text):
    assert not postcodes.is_valid(postcodes.normalise(text))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("O'Neill-Sørby", "oneillsorby"),
        ("  De  Souza ", "desouza"),
        ("Łukasz", "lukasz"),
        ("Straße", "strasse"),
    ],
)
def test_names_are_compared_without_marks(name, key):
    assert folded(name) == key


def test_other_scripts_keep_their_letters():
    assert folded("محمد") == "محمد"
    assert folded("李 明") == "李明"
