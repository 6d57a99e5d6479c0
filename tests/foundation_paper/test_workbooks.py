"""Spreadsheets: no cell is ever a formula, and what goes in comes out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.paper import Sheet, csv_text, neutral, workbook

INVISIBLE = ["", " ", "\t", "\r", "\n", "\u00a0", "\u200b", "\ufeff", "\u2003", "\x00", "\x0b", "\u2060"]
STARTERS = [
    "=",
    "+",
    "-",
    "@",
    "|",
    "%",
    "＝",
    "＋",
    "－",
    "＠",
    "｜",
    "％",
    "\t",
    "\r",
    "﹦",
    "﹢",
    "﹣",
    "⁺",
    "₌",
]

dangerous = st.builds(
    lambda before, starter, after: "".join(before) + starter + after,
    st.lists(st.sampled_from(INVISIBLE), max_size=4),
    st.sampled_from(STARTERS),
    st.text(max_size=30),
)


def as_a_program_reads(text: str) -> str:
    """The first sign that a spreadsheet program would see, after what programs skip."""
    for sign in text:
        if unicodedata.category(sign) in ("Cc", "Cf", "Zs", "Zl", "Zp"):
            continue
        return unicodedata.normalize("NFKC", sign)
    return ""


@given(st.lists(dangerous, min_size=40, max_size=40))
@settings(max_examples=250)
def test_no_text_is_left_that_could_start_a_formula(texts: list[str]) -> None:
    for text in texts:
        made = neutral(text)
        assert isinstance(made, str)
        assert made.startswith("'")
        assert as_a_program_reads(made) == "'"


@given(st.text(max_size=60))
@settings(max_examples=500)
def test_whatever_the_text_it_starts_no_formula_and_neutral_twice_is_neutral_once(text: str) -> None:
    made = neutral(text)
    assert isinstance(made, str)
    assert as_a_program_reads(made)[:1] not in tuple("=+-@|%")
    assert not made.startswith(("\t", "\r"))
    assert neutral(made) == made


@given(st.from_regex(r"[A-Za-z0-9('\"#£][A-Za-z0-9 .,=+@%|-]{0,40}", fullmatch=True))
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize("value", [0, -3, 2.5, True, None, dt.date(2026, 11, 10)])
def test_what_is_not_a_text_stays_as_it_is(value: Any) -> None:
    assert neutral(value) is value


def read(data: bytes, name: str | None = None) -> Any:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return book[name] if name else book.worksheets[0]


@given(st.lists(dangerous | st.text(max_size=40), min_size=1, max_size=20))
@settings(max_examples=60)
def test_no_cell_of_a_workbook_is_a_formula(texts: list[str]) -> None:
    page = read(workbook([Sheet("Texts", ["Text"], [[text] for text in texts])]))
    kinds = {cell.data_type for row in page.iter_rows(min_row=2) for cell in row if cell.value is not None}
    assert kinds <= {"s", "inlineStr"}


def test_a_telephone_number_stays_whole_in_a_workbook() -> None:
    page = read(workbook([Sheet("T", ["Telephone"], [["+44 20 7946 0000"], ["+1+cmd|' /C calc'!A0"]])]))
    assert page["A2"].value == "+44 20 7946 0000"
    assert page["A2"].data_type == "s"
    assert page["A3"].value == "'+1+cmd|' /C calc'!A0"


def test_values_keep_their_kinds() -> None:
    day = dt.date(2026, 11, 10)
    row = ["Żółć مرحبا", 17, 2.5, True, day, None, dt.datetime(2026, 11, 10, 10, 30, tzinfo=dt.UTC)]
    page = read(workbook([Sheet("Kinds", list("ABCDEFG"), [row])]))
    values = [cell.value for cell in page[2]]
    assert values[:4] == ["Żółć مرحبا", 17, 2.5, True]
    assert values[4] == dt.datetime(2026, 11, 10)
    assert values[5:] == [None, "2026-11-10T10:30+00:00"]
    assert [cell.value for cell in page[1]] == list("ABCDEFG")


def test_names_of_sheets_that_a_program_would_refuse() -> None:
    names = ["A/B:C*?[D]", "x" * 40, "x" * 40, "", "History", "'quoted'"]
    book = openpyxl.load_workbook(io.BytesIO(workbook([Sheet(name, ["H"], []) for name in names])))
    assert len(book.sheetnames) == len({name.lower() for name in book.sheetnames}) == 6
    assert all(len(name) <= 31 for name in book.sheetnames)


def test_a_text_that_no_cell_can_hold_is_cut_and_says_so() -> None:
    page = read(workbook([Sheet("T", ["H"], [["x" * 40_000]])]))
    assert len(page["A2"].value) == 32_767
    assert page["A2"].value.endswith("(cut: longer than a cell can hold)")


def test_csv_is_read_back_as_written() -> None:
    rows = [["plain", '=HYPERLINK("http://x")', None, "two\nlines", 3]]
    found = list(csv.reader(io.StringIO(csv_text(["A", "B", "C", "D", "@E"], rows))))
    assert found == [
        ["A", "B", "C", "D", "'@E"],
        ["plain", '\'=HYPERLINK("http://x")', "", "two\nlines", "3"],
    ]
