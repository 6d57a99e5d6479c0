"""Reading roll files: encodings, bad input, rejects that name no value."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as some

from roll.roll_file import COLUMNS, read
from tests.roll.rolls import OAK, csv_of, number, row, spread_out, temporary, xlsx_of


def reasons(found):
    return [(reject.line, reject.column, reject.reason) for reject in found.rejects]


def test_a_plain_file():
    found = read(csv_of([row(1), row(2, leaving_date="2026-10-23")]), "roll.csv")
    assert not found.rejects
    assert not found.problem
    first, second = found.rows
    assert (first.line, first.upn, first.urn, first.status) == (2, number(1), OAK, "C")
    assert first.leaving == dt.date(9999, 12, 31)
    assert second.leaving == dt.date(2026, 10, 23)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings(encoding):
    found = read(csv_of([row(1, surname="Núñez", forename="Zoë")], encoding=encoding), "roll.csv")
    assert (found.rows[0].surname, found.rows[0].forename) == ("Núñez", "Zoë")


def test_columns_are_read_by_name_in_any_case_and_order():
    columns = [" UPN", "Year group", *reversed([c.title() for c in COLUMNS[1:]])]
    found = read(csv_of([row(1, surname="Praed")], columns=columns), "roll.csv")
    # the heading " UPN" has a blank before it, so this writer left its cell empty
    assert not found.problem
    assert found.rows[0].surname == "Praed"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(delimiter):
    assert len(read(csv_of([row(1), row(2)], delimiter=delimiter), "roll.csv").rows) == 2


@pytest.mark.parametrize(
    "text", ["2015-01-20", "20/01/2015", "20-01-2015", "2015-01-20T00:00:00", "20.1.2015"]
)
def test_dates_may_be_written_in_several_ways(text):
    assert read(csv_of([row(1, date_of_birth=text)]), "r.csv").rows[0].date_of_birth == dt.date(2015, 1, 20)


def test_xlsx_says_the_same_as_csv():
    rows = [row(1, surname="Núñez"), row(2, leaving_date="2026-10-23")]
    from_sheet, from_text = read(xlsx_of(rows), "roll.xlsx"), read(csv_of(rows), "roll.csv")
    assert from_sheet.rows == from_text.rows
    assert not from_sheet.rejects


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"upn": "A801200005001"}, "upn", "first letter does not fit"),
        ({"upn": "UN1"}, "upn", "13 characters"),
        ({"surname": "  "}, "surname", "must not be empty"),
        ({"surname": "x" * 2000}, "surname", "longer than 120"),
        ({"forename": "Two\nlines"}, "forename", "line break"),
        ({"date_of_birth": "31/02/2015"}, "date_of_birth", "not a day that exists"),
        ({"date_of_birth": "01/20/2015"}, "date_of_birth", "not a day that exists"),
        ({"date_of_birth": "yesterday"}, "date_of_birth", "must be a date such as"),
        ({"date_of_birth": "20/01/15"}, "date_of_birth", "must be a date such as"),
        ({"date_of_birth": ""}, "date_of_birth", "must not be empty"),
        ({"date_of_birth": "2026-12-01"}, "date_of_birth", "in the future"),
        ({"date_of_birth": "1950-12-01"}, "date_of_birth", "30 years ago"),
        ({"setting_urn": "10010"}, "setting_urn", "six digits"),
        ({"setting_urn": "Oak Primary"}, "setting_urn", "six digits"),
        ({"enrolment_status": "Z"}, "enrolment_status", "one of C, M, S, F, O, G, P"),
        ({"enrolment_status": ""}, "enrolment_status", "one of"),
        ({"enrolment_status": "P"}, "leaving_date", "needed with status P"),
        ({"start_date": ""}, "start_date", "must not be empty"),
        ({"start_date": "2010-01-01"}, "start_date", "before the date of birth"),
        ({"start_date": "2031-01-01"}, "start_date", "three years ahead"),
        ({"leaving_date": "2025-08-31"}, "leaving_date", "before the start date"),
    ],
)
def test_a_bad_cell_rejects_its_line_and_no_other(changes, column, words):
    found = read(csv_of([row(1), row(1, **changes), row(3)]), "r.csv")
    line, where, reason = reasons(found)[0]
    assert (line, where) == (3, column)
    assert words in reason
    assert [kept.upn for kept in found.rows] == [number(1), number(3)]
    assert list(found.rejected) == [3]


def test_all_that_is_wrong_with_a_line_is_said():
    found = read(csv_of([row(1, upn="A801200005001", date_of_birth="x", setting_urn="?")]), "r.csv")
    assert [reject.column for reject in found.rejects] == ["upn", "date_of_birth", "setting_urn"]


def test_a_reject_never_repeats_the_value():
    secret = "Kwarteng-Vandermeulen"
    found = read(
        csv_of([row(1, date_of_birth=secret, upn=secret, setting_urn=secret, sex=secret, postcode=secret)]),
        "r.csv",
    )
    assert secret not in repr([*found.rejects, *found.notes])
    assert secret in found.rejected_file().decode("utf-8-sig")


def test_the_file_of_rejected_lines_has_their_numbers_and_no_formula():
    found = read(csv_of([row(1), row(2, surname="=1+1", start_date="?")]), "r.csv")
    lines = list(csv.reader(io.StringIO(found.rejected_file().decode("utf-8-sig"))))
    assert lines[0][:3] == ["line", "reasons", "upn"]
    assert lines[1][0] == "3"
    assert lines[1][1].startswith("start_date: must be a date")
    assert "'=1+1" in lines[1]


def test_names_in_any_script_with_marks_and_signs_are_names():
    names = ["O’Brien-N’Diaye", "محمد", "李", "Zoë 🦊", "Nguyễn", "x" * 120]
    found = read(csv_of([row(i, surname=name) for i, name in enumerate(names, 1)]), "r.csv")
    assert [kept.surname for kept in found.rows] == names


def test_what_only_supports_is_left_out_when_it_is_bad_and_the_line_counts():
    bad = {"postcode": "nowhere", "sex": "boy", "former_upn": "X80120000A001", "preferred_surname": "x" * 200}
    found = read(csv_of([row(1, **bad)]), "r.csv")
    assert not found.rejects
    assert {note.column for note in found.notes} == set(bad)
    assert all(note.reason.endswith("it was left out") for note in found.notes)
    kept = found.rows[0]
    assert (kept.postcode, kept.sex, kept.former_upn, kept.preferred_surname) == (None,) * 4


def test_a_former_upn_that_is_the_upn_itself_is_none():
    assert read(csv_of([row(1, former_upn=number(1))]), "r.csv").rows[0].former_upn is None


def test_a_temporary_number_and_none_are_both_fine():
    found = read(csv_of([row(1, upn=temporary(7)), row(2, upn="")]), "r.csv")
    assert [kept.upn for kept in found.rows] == [temporary(7), None]


# The whole file -----------------------------------------------------------------------------------

BINARY = bytes(range(256)) * 20


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "roll.csv", "empty"),
        (b" \r\n\r\n", "roll.csv", "empty"),
        (b"\xef\xbb\xbf", "roll.csv", "empty"),
        (BINARY, "roll.csv", "not a text file"),
        (b"\xd0\xcf\x11\xe0" + BINARY, "roll.xls", "old or protected"),
        ("upn,surname".encode("utf-16"), "roll.csv", "UTF-16"),
        (b"upn,surname\n\x81\x8d\x8f", "roll.csv", "neither UTF-8 nor Windows-1252"),
        (xlsx_of([row(1)]), "roll.csv", "does not end in .xlsx"),
        (csv_of([row(1)]), "roll.xlsx", "no such spreadsheet"),
        (b"PK\x03\x04" + BINARY, "roll.xlsx", "cannot be read"),
        (spread_out(), "roll.xlsx", "too large"),
        (spread_out("A9", ("content.xml",)), "roll.xlsx", "cannot be read"),
        (spread_out("A9", ("xl/workbook.bin",)), "roll.xlsx", "cannot be read"),
        (
            csv_of([row(1)], columns=[c for c in COLUMNS if c != "leaving_date"]),
            "roll.csv",
            "lacks these columns",
        ),
        (csv_of([row(1)], columns=[*COLUMNS, "UPN"]), "roll.csv", "more than once: upn"),
        (csv_of([]), "roll.csv", "nothing below"),
        (b'upn,surname\n"never closed', "roll.csv", "lacks these columns"),
        (csv_of([row(1)]) + b'"never,closed\nA,B\n', "roll.csv", "do not pair from line 3"),
        (b"<html><body>Sign in</body></html>", "roll.csv", "lacks these columns"),
        (b"x," * 5000, "roll.csv", "more than 1000 columns"),
    ],
)
def test_a_file_nobody_can_use_says_what_to_do(data, name, words):
    found = read(data, name)
    assert words in found.problem.reason
    assert not found.rows


def test_missing_columns_are_all_named():
    columns = [c for c in COLUMNS if c not in ("setting_urn", "start_date")]
    assert "setting_urn, start_date" in read(csv_of([row(1)], columns=columns), "r.csv").problem.reason


def test_a_line_that_was_cut_off_is_rejected():
    data = csv_of([row(1), row(2)])
    found = read(data[: data.rindex(b",C,")], "r.csv")
    assert reasons(found) == [(3, "", "has fewer cells than the first line has columns")]


def test_more_cells_than_columns_are_rejected_unless_they_are_blank():
    lines = csv_of([row(1), row(2)]).decode().splitlines()
    found = read("\n".join([lines[0], lines[1] + ",,", lines[2] + ",x"]).encode(), "r.csv")
    assert [kept.line for kept in found.rows] == [2]
    assert reasons(found)[0][0] == 3


def test_blank_lines_are_counted_and_passed_over():
    lines = csv_of([row(1), row(2)]).decode().splitlines()
    found = read("\n".join([lines[0], "", lines[1], ",,,,,,,,,,,", lines[2]]).encode(), "r.csv")
    assert [kept.line for kept in found.rows] == [3, 5]


def test_a_line_said_twice_is_noted_and_counts_once():
    found = read(csv_of([row(1), row(2), row(1)]), "r.csv")
    assert len(found.rows) == 2
    assert [(note.line, note.reason) for note in found.notes] == [
        (4, "says the same as line 2 and was not counted again")
    ]


def test_lines_at_odds_are_all_rejected():
    found = read(
        csv_of([row(1), row(2), row(1, leaving_date="2026-01-01"), row(1, enrolment_status="M")]), "r.csv"
    )
    assert [kept.line for kept in found.rows] == [3]
    assert [reject.line for reject in found.rejects] == [2, 4, 5]
    assert sorted(found.rejected) == [2, 4, 5]


@given(some.binary(max_size=300))
def test_no_bytes_whatever_break_the_reading(data):
    for name in ("roll.csv", "roll.xlsx"):
        assert read(data, name).problem is not None


@given(some.lists(some.text(max_size=8), min_size=12, max_size=14))
def test_no_line_whatever_breaks_the_reading(cells):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([COLUMNS, cells])
    found = read(out.getvalue().encode("utf-8", "surrogatepass"), "roll.csv")
    assert found.problem or found.rejects
