"""Roll files and settings of an invented county, for the tests of the roll."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Iterable
from typing import Any

from roll import upn as upns
from roll.profiles import COLUMNS

OAK, ELM, ASH = "100101", "100102", "100103"
AS_OF = dt.date(2026, 11, 10)


def number(serial: int, la: str = "941") -> str:
    """A valid UPN of an invented child."""
    rest = f"{la}{serial:09d}"
    return upns.check_letter(rest) + rest


def temporary(serial: int) -> str:
    """A valid temporary UPN."""
    rest = f"941{serial:08d}A"
    return upns.check_letter(rest) + rest


def row(serial: int = 1, **changes: Any) -> dict[str, str]:
    """One line of a roll: child `serial` at Oak since September 2025."""
    found = {
        "upn": number(serial),
        "former_upn": "",
        "surname": f"Surname{serial:c}" if serial > 64 else f"Surname{chr(96 + serial % 26 + 1)}{serial}",
        "forename": f"Forename{chr(97 + serial % 26)}",
        "preferred_surname": "",
        "date_of_birth": (dt.date(2014, 9, 1) + dt.timedelta(days=serial * 3)).isoformat(),
        "sex": "F",
        "postcode": "EC3A 5DE",
        "setting_urn": OAK,
        "enrolment_status": "C",
        "start_date": "2025-09-01",
        "leaving_date": "",
    }
    assert not set(changes) - set(found), "no such column"
    return {**found, **{name: str(value) for name, value in changes.items()}}


def csv_of(
    rows: Iterable[dict[str, str]],
    *,
    columns: Iterable[str] = COLUMNS,
    encoding: str = "utf-8",
    delimiter: str = ",",
) -> bytes:
    """A roll file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    columns = list(columns)
    writer.writerow(columns)
    writer.writerows([[found.get(column.lower(), "") for column in columns] for found in rows])
    return out.getvalue().encode(encoding)


def xlsx_of(rows: Iterable[dict[str, Any]]) -> bytes:
    """A roll file as a spreadsheet; dates and numbers as spreadsheets have them."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, COLUMNS)
    for line, found in enumerate(rows, 1):
        for place, column in enumerate(COLUMNS):
            value = found[column]
            if column == "setting_urn":
                sheet.write_number(line, place, int(value))
            elif column.endswith("_date") and value:
                sheet.write_datetime(line, place, dt.datetime.fromisoformat(value))
            else:
                sheet.write_string(line, place, value)
    book.close()
    return out.getvalue()


def spread_out(place: str = "XFD1048576", other_parts: tuple[str, ...] = ()) -> bytes:
    """A small spreadsheet that says that something stands in a far place."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_of([]))) as small,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as large,
    ):
        for name in small.namelist():
            far = f'<row r="{place.lstrip("XFD")}"><c r="{place}"><v>1</v></c></row></sheetData>'
            large.writestr(name, small.read(name).replace(b"</sheetData>", far.encode()))
        for name in other_parts:
            large.writestr(name, b"")
    return out.getvalue()


def make_settings(*urns: str) -> dict[str, Any]:
    """Settings on the register, committed; by URN."""
    from foundation.store import session
    from roll.models import Setting

    names = {OAK: "Oak Primary School", ELM: "Elm High School", ASH: "Ash Academy"}
    made = {}
    for urn in urns or names:
        made[urn] = Setting(
            urn=urn, name=names.get(urn, f"School {urn}"), la_code="999", low_age=4, high_age=16
        )
    session().add_all(made.values())
    session().commit()
    return made


def apply(data: bytes, *, file_name: str = "roll.csv", as_of: dt.date = AS_OF, **options: Any) -> Any:
    """Read and apply a roll file as the system, and commit."""
    from foundation.store import current_actor, session
    from roll import roll_file

    run = roll_file.apply(current_actor(), roll_file.read(data, file_name), as_of=as_of, **options)
    session().commit()
    session().expire_all()
    return run


def where() -> set[tuple[str | None, str, str, str, str]]:
    """Every enrolment: UPN (or the name), URN, start, leaving ("" while open), status."""
    from sqlalchemy import select

    from foundation.store import session
    from roll.models import OPEN_END, Child, Enrolment, Setting

    found = session().execute(
        select(Child.upn, Child.surname, Setting.urn, Enrolment.start, Enrolment.leaving, Enrolment.status)
        .join(Child, Child.id == Enrolment.child_id)
        .join(Setting, Setting.id == Enrolment.setting_id)
    )
    return {
        (upn or name, urn, start.isoformat(), "" if leaving == OPEN_END else leaving.isoformat(), status)
        for upn, name, urn, start, leaving, status in found
    }


def children() -> list[Any]:
    """Every child, in the order they were made."""
    from sqlalchemy import select

    from foundation.store import session
    from roll.models import Child

    return list(session().scalars(select(Child).order_by(Child.id)))
