"""Calendar files: what is read, and what is refused with line, column and reason."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.store.calendar_file import CalendarRow, Reject, read_calendar, unknown_settings
from foundation.store.calendar_models import CalendarKind

HEADING = "setting_urn,date_from,date_to,kind\n"


def read(text: str) -> tuple[tuple[CalendarRow, ...], tuple[Reject, ...]]:
    return read_calendar((HEADING + text).encode())


def test_authority_and_setting_lines_are_read() -> None:
    county, school = ",2026-09-02,2026-12-18,term", "100001,26/10/2026,30/10/2026,term holiday"
    own = "x12,2/11/2026,2-11-2026,INSET"
    rows, rejects = read("\n".join((county, school, own)))
    assert rejects == ()
    assert rows == (
        CalendarRow(2, None, dt.date(2026, 9, 2), dt.date(2026, 12, 18), CalendarKind.TERM),
        CalendarRow(3, "100001", dt.date(2026, 10, 26), dt.date(2026, 10, 30), CalendarKind.TERM_HOLIDAY),
        CalendarRow(4, "X12", dt.date(2026, 11, 2), dt.date(2026, 11, 2), CalendarKind.INSET),
    )


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("12,2026-09-02,2026-09-03,term", "setting_urn", "six digits"),
        (",2026-02-31,2026-09-03,term", "date_from", "not a day that exists"),
        (",soon,2026-09-03,term", "date_from", "such as 2026-09-03"),
        (",2026-09-02,,term", "date_to", "such as 2026-09-03"),
        (",2026-09-03,2026-09-02,term", "date_to", "before date_from"),
        (",2026-09-03,2027-10-02,term", "date_to", "more than a year"),
        (",1066-10-14,1066-10-15,term", "date_from", "between 2000 and 2100"),
        (",2026-09-02,2026-09-03,party", "kind", "must be one of"),
        (",2026-09-02,2026-09-03,term,extra", "", "more cells"),
        (",٢٠٢٦-٠٩-٠٢,2026-09-03,term", "date_from", "such as"),
    ],
)
def test_a_bad_line_is_rejected_by_place_never_by_value(line: str, column: str, reason: str) -> None:
    rows, rejects = read(f",2026-09-01,2026-09-01,inset\n{line}\n")
    assert len(rows) == 1
    (reject,) = rejects
    assert (reject.line, reject.column) == (3, column)
    assert reason in reject.reason
    assert not any(cell in reject.reason for cell in line.split(",")[:3] if cell and cell not in "2026-09-03")


def test_a_doubled_line_is_rejected_once() -> None:
    rows, rejects = read(",2026-09-01,2026-09-01,inset\n,2026-09-01,2026-09-01,inset\n")
    assert len(rows) == 1
    assert rejects == (Reject(3, "", "says the same as line 2"),)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (HEADING.encode(), "no lines"),
        (b"PK\x03\x04 an XLSX renamed to CSV", "spreadsheet"),
        (b"\xd0\xcf\x11\xe0 an old XLS", "spreadsheet"),
        (HEADING.encode("utf-16"), "not a CSV file"),
        (b"setting_urn,date_from,kind\n", "missing"),
        (b"setting_urn,date_from,date_to,kind,kind\n", "more than once"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_as_a_whole(data: bytes, reason: str) -> None:
    rows, rejects = read_calendar(data)
    assert rows == ()
    assert len(rejects) == 1
    assert reason in rejects[0].reason


def test_encodings_order_of_columns_and_semicolons() -> None:
    text = "Kind;Date_To;Date from;note;Setting_URN\nclosure;2026-11-03;2026-11-02;café;100001\n"
    expected = (CalendarRow(2, "100001", dt.date(2026, 11, 2), dt.date(2026, 11, 3), CalendarKind.CLOSURE),)
    for data in (text.encode("utf-8-sig"), text.encode("cp1252"), text.replace("\n", "\r\n").encode()):
        assert read_calendar(data) == (expected, ())


def test_settings_that_are_not_on_the_register_are_named_by_line() -> None:
    rows, _ = read(
        ",2026-09-01,2026-09-01,inset\n100001,2026-09-01,2026-09-01,inset\n100002,2026-09-01,2026-09-01,inset\n"
    )
    assert [reject.line for reject in unknown_settings(rows, {"100001": 1})] == [4]


@given(st.binary(max_size=300))
def test_no_file_breaks_the_reader(data: bytes) -> None:
    rows, rejects = read_calendar(data)
    assert rows or rejects


@given(st.text(max_size=200))
def test_no_line_breaks_the_reader(text: str) -> None:
    rows, rejects = read_calendar(HEADING.encode() + text.encode("utf-8", errors="replace"))
    assert all(row.date_from <= row.date_until for row in rows)
    assert rows or rejects
