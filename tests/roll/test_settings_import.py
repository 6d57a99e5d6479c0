"""Settings from the national register (field standards, 5): read by name, whole or not at all."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from foundation.store import current_actor, session
from roll import gias, import_settings, runs
from roll.models import ImportReject, ImportRun, Setting
from tests.roll.rolls import row as roll_row
from tests.roll.rolls import xlsx_of

HEADER = (Path(__file__).parent / "edubasealldata-columns.txt").read_text(encoding="utf-8").splitlines()
CODES = frozenset({"999", "998"})


def line(urn: str = "100101", **changes: object) -> dict[str, str]:
    """One setting of Marchland as the register has it; keyword names stand for its columns."""
    found = dict.fromkeys(HEADER, "")
    found.update(
        {
            "URN": urn,
            "LA (code)": "999",
            "LA (name)": "Marchland",
            "EstablishmentNumber": "0042",
            "EstablishmentName": "Tŷ Derwen Primary",
            "TypeOfEstablishment (code)": "02",
            "TypeOfEstablishment (name)": "Voluntary aided school",
            "EstablishmentStatus (code)": "1",
            "EstablishmentStatus (name)": "Open",
            "PhaseOfEducation (code)": "2",
            "PhaseOfEducation (name)": "Primary",
            "StatutoryLowAge": "3",
            "StatutoryHighAge": "11",
            "OpenDate": "01-09-1994",
            "Postcode": "EC3A 5DE",
            "Town": "Marchland",
            "AdministrativeWard (code)": "E05009308",
            "AdministrativeWard (name)": "Portsoken",
            "Easting": "533498",
            "Northing": "181201",
        }
    )
    assert not set(changes) - set(found), sorted(set(changes) - set(found))
    return {**found, **{name: str(value) for name, value in changes.items()}}


def named(**changes: object) -> dict[str, object]:
    """Column names that are no Python names."""
    words = {"la": "LA (code)", "name": "EstablishmentName", "status": "EstablishmentStatus (code)"}
    words |= {"low": "StatutoryLowAge", "high": "StatutoryHighAge", "close": "CloseDate", "town": "Town"}
    return {words[name]: value for name, value in changes.items()}


def file_of(*lines: dict[str, str], header: list[str] = HEADER, encoding: str = "cp1252") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[found.get(name, "") for name in header] for found in lines])
    return out.getvalue().encode(encoding, "replace")


def read(data: bytes, codes: frozenset[str] | None = CODES) -> gias.SettingsFile:
    return gias.read(data, "edubasealldata.csv", la_codes=codes)


def test_the_register_has_139_columns():
    assert len(HEADER) == len(set(HEADER)) == 139


def test_windows_1252_with_leading_zeros_and_its_own_dates():
    found = read(file_of(line(**named(name="Café École Primary", close="31-08-2026"))))
    assert not found.rejects
    setting = found.rows[0]
    assert setting["name"] == "Café École Primary"
    assert (setting["estab_number"], setting["type_code"]) == ("0042", "02")
    assert (setting["open_date"], setting["close_date"]) == (dt.date(1994, 9, 1), dt.date(2026, 8, 31))
    assert (setting["low_age"], setting["high_age"]) == (3, 11)
    assert (setting["easting"], setting["ward_code"]) == (533498, "E05009308")


def test_columns_may_be_added_moved_and_dropped():
    header = [
        "Something new",
        *reversed([name for name in HEADER if "Ofsted" not in name and name != "Easting"]),
    ]
    found = read(file_of(line(), header=header))
    assert found.rows[0]["name"]
    assert "easting" not in found.rows[0]


@pytest.mark.parametrize(
    ("changes", "column", "words"),
    [
        ({"URN": "12"}, "URN", "six digits"),
        ({"URN": "X12"}, "URN", "six digits"),
        (named(name=" "), "EstablishmentName", "must not be empty"),
        (named(name="x" * 2000), "EstablishmentName", "longer than 200"),
        (named(high="eleven"), "StatutoryHighAge", "whole number"),
        (named(high="2"), "StatutoryHighAge", "lower than"),
        (named(close="2026/31/31"), "CloseDate", "must be a date"),
        (named(close="31-02-2026"), "CloseDate", "not a day that exists"),
        (named(status="<b>"), "EstablishmentStatus (code)", "not a code"),
    ],
)
def test_a_bad_line_says_which_column_and_why(changes, column, words):
    found = read(file_of(line("100100"), line("100101", **changes)))
    assert [(r.line, r.column) for r in found.rejects] == [(3, column)]
    assert words in found.rejects[0].reason
    assert [setting["urn"] for setting in found.rows] == ["100100"]


def test_the_same_urn_twice_is_rejected():
    found = read(file_of(line(), line(**named(town="Elsewhere"))))
    assert [(r.line, r.reason) for r in found.rejects] == [(3, "line 2 has the same URN")]


def test_only_the_authority_and_its_neighbours_come_in():
    data = file_of(line(), line("100102", **named(la="998")), line("100103", **named(la="201", high="?")))
    found = read(data)
    assert [setting["urn"] for setting in found.rows] == ["100101", "100102"]
    assert not found.rejects, "what is left out is not judged"
    assert dict(found.others) == {"201": 1}
    assert len(read(data, None).rejects) == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (xlsx_of([roll_row()]), "although it was sent as CSV"),
        (bytes(range(256)) * 9, "not a text file"),
        (
            file_of(line(), header=[name for name in HEADER if name != "StatutoryHighAge"]),
            "lacks these columns: St",
        ),
        (file_of(line(), header=[*HEADER, "URN"]), "more than once: URN"),
        (file_of(), "nothing below"),
        (file_of(line(**named(la="201"))), "LA codes 201 (1)"),
        (file_of(line()).decode("cp1252").encode("utf-16"), "UTF-16"),
        (b"URN,LA (code)\n100101,999\n", "lacks these columns: EstablishmentNumber"),
    ],
)
def test_a_file_nobody_can_use_says_what_to_do(data, words):
    found = read(data)
    assert words in found.problem.reason
    assert not found.rows


# On the register ----------------------------------------------------------------------------------


def apply(data: bytes, **options: object) -> ImportRun:
    found = import_settings.read(data, "edubasealldata20261110.csv", la_codes=CODES)
    run = import_settings.apply(current_actor(), found, **options)
    session().commit()
    session().expire_all()
    return run


def on_register() -> dict[str, Setting]:
    return {setting.urn: setting for setting in session().scalars(select(Setting))}


def test_settings_come_onto_the_register_and_are_updated_in_place(db_session):
    first = apply(file_of(line(), line("100102")))
    assert (first.state, first.counts["new"]) == ("applied", 2)
    kept = on_register()["100101"].id
    second = apply(file_of(line(**named(name="Oak Academy", close="31-08-2026", status="2")), line("100102")))
    assert (second.counts["new"], second.counts["changed"], second.counts["same"]) == (0, 1, 1)
    setting = on_register()["100101"]
    assert (setting.id, setting.name, setting.is_open) == (kept, "Oak Academy", False)
    assert (setting.source, setting.run_id) == ("gias", second.id)


def test_a_setting_that_the_file_lacks_stays(db_session):
    session().add(Setting(urn="X1", name="Hospital teaching", la_code="999", source="person"))
    apply(file_of(line(), line("100102")))
    apply(file_of(line()))
    assert set(on_register()) == {"X1", "100101", "100102"}


def test_a_setting_on_the_register_is_kept_up_to_date_wherever_it_lies(db_session):
    session().add(Setting(urn="100109", name="Over the border", la_code="201"))
    session().commit()
    apply(file_of(line(), line("100109", **named(la="201", name="Renamed"))))
    assert on_register()["100109"].name == "Renamed"


def test_a_site_group_outlives_an_import(db_session):
    from roll.actions import make_site_group, put_into_group

    apply(file_of(line()))
    group = make_site_group(current_actor(), name="Marchland campus")
    put_into_group(current_actor(), group, on_register()["100101"])
    session().commit()
    apply(file_of(line(**named(name="Renamed"))))
    assert on_register()["100101"].site_group_id == group.id


def test_one_bad_line_refuses_the_file_unless_a_person_confirms(db_session):
    data = file_of(line(), line("100102", **named(high="Kwarteng")))
    run = apply(data)
    assert run.state == "rejected"
    assert not on_register()
    rejects = session().scalars(select(ImportReject)).all()
    assert [(r.run_id, r.line, r.column) for r in rejects] == [(run.id, 3, "StatutoryHighAge")]
    assert "Kwarteng" not in json.dumps([r.reason for r in rejects])
    assert apply(data, confirm=True).state == "applied"
    assert set(on_register()) == {"100101"}


def test_a_kept_file_is_applied_later(db_session):
    import_settings.current_app.config["NEIGHBOUR_CODES"] = ""
    run = import_settings.take_in(current_actor(), file_of(line()), "edubase.csv")
    session().commit()
    assert (run.state, on_register()) == ("previewed", {})
    import_settings.apply_kept(current_actor(), run)
    session().commit()
    assert run.state == "applied"
    assert runs.last_applied("settings").id == run.id
    assert set(on_register()) == {"100101"}


def test_our_codes_are_the_authority_and_its_neighbours():
    config = {"AUTHORITY_CODE": "999", "NEIGHBOUR_CODES": "884, 885;886"}
    assert import_settings.our_codes(config) == {"999", "884", "885", "886"}


# Commands -----------------------------------------------------------------------------------------


def run_command(app, *args):
    return app.test_cli_runner().invoke(args=["roll", *map(str, args)], catch_exceptions=False)


def test_the_command_imports_and_says_so(app, tmp_path):
    file = tmp_path / "edubasealldata.csv"
    file.write_bytes(file_of(line(), line("100102", **named(la="201"))))
    seen = run_command(app, "settings", file)
    assert (seen.exit_code, seen.stdout) == (
        0,
        "Applied: 1 new, 0 changed, 0 same, 1 left out, 0 rejected\n",
    )
    assert "Reading" in seen.stderr
    found = json.loads(run_command(app, "settings", file, "--all", "--format", "json").stdout)
    assert (found["state"], found["new"], found["same"]) == ("applied", 1, 1)


def test_the_command_refuses_with_every_reason(app, tmp_path):
    file = tmp_path / "edubasealldata.csv"
    file.write_bytes(file_of(line(), line("1"), line("100103", **named(name=""))))
    seen = run_command(app, "settings", file)
    assert seen.exit_code == 1
    assert seen.stdout.splitlines() == [
        "line 3, URN: must be six digits, or X and digits for a setting without a URN",
        "line 4, EstablishmentName: must not be empty",
        "Refused, nothing was applied: 1 new, 0 changed, 0 same, 0 left out, 2 rejected",
    ]
    assert run_command(app, "settings", file, "--preview").exit_code == 1
    assert run_command(app, "settings", tmp_path / "none.csv").exit_code == 2


def test_a_preview_on_the_command_line_writes_nothing(app, tmp_path):
    file = tmp_path / "edubasealldata.csv"
    file.write_bytes(file_of(line()))
    seen = run_command(app, "settings", file, "--preview")
    assert (seen.exit_code, seen.stdout) == (
        0,
        "Preview, nothing was written: 1 new, 0 changed, 0 same, 0 left out\n",
    )
    with app.app_context():
        assert not session().scalars(select(ImportRun)).all()


def test_the_calendar_command(app, tmp_path):
    settings, days = tmp_path / "edubasealldata.csv", tmp_path / "days.csv"
    settings.write_bytes(file_of(line()))
    run_command(app, "settings", settings)
    days.write_text(
        "setting_urn,date_from,date_to,kind\n,2026-09-03,2026-12-18,term\n100101,2026-11-23,2026-11-23,inset\n",
        encoding="utf-8",
    )
    assert run_command(app, "calendar", days).stdout == "Applied: 2 rows, 2 new, 0 rejected\n"
    days.write_text(
        "setting_urn,date_from,date_to,kind\n999999,2026-11-23,2026-11-23,inset\n", encoding="utf-8"
    )
    seen = run_command(app, "calendar", days)
    assert seen.exit_code == 1
    assert "line 2, setting_urn: this setting is not on the register" in seen.stdout
