"""The postcode directory: both generations of its columns, whole or not at all, and what it answers."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from foundation.access.lists import operator as operators_account
from foundation.store import session
from roll import import_places, places_file, postcodes
from roll.models import Child, ImportRun, Postcode

HERE = Path(__file__).parent
OLD = (HERE / "nspl-2025-05-header.csv").read_text().strip().split(",")
NEW = (HERE / "nspl-2026-08-header.csv").read_text().strip().split(",")
ONSPD = ["pcd", "pcds", "doterm", "oscty", "oslaua", "osward", "oseast1m", "osnrth1m"]
WARD, OTHER = "E05012934", "E05012935"


@pytest.fixture
def operator(app):
    """The account that commands act as."""
    return operators_account()


def directory(tmp_path: Path, header: list[str], *rows: tuple[str, ...], encoding: str = "utf-8") -> Path:
    """A file of (postcode, ward, easting, northing, ended) under the columns of a generation."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    for postcode, ward, east, north, *ended in rows:
        values = {"postcode": postcode, "ward_code": ward, "district_code": "E06000019"}
        values |= {"easting": east, "northing": north, "ended": ended[0] if ended else ""}
        found = {
            name: values[ours]
            for ours, (pattern, _, _) in places_file.POSTCODE_COLUMNS.items()
            for name in header
            if re.fullmatch(pattern, name)
        }
        writer.writerow([found.get(name, "") for name in header])
    path = tmp_path / "directory.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    return path


TWO = (("HR1 2AA", WARD, "351000", "240000"), ("HR4 9ZZ", OTHER, "348000", "244000", "201906"))


@pytest.mark.parametrize("header", [OLD, NEW, ONSPD], ids=["nspl-2025", "nspl-2026", "onspd"])
def test_each_generation_of_columns_is_read(db_session, operator, tmp_path, header) -> None:
    run, rejects = import_places.postcodes(operator, directory(tmp_path, header, *TWO))
    assert (run.status, rejects) == ("applied", [])
    assert run.counts["new"] == 2
    place = postcodes.place_of("hr12aa")
    assert place == ("HR1 2AA", (WARD, ""), 351000, 240000, True)
    assert postcodes.place_of("HR4 9ZZ").in_use is False
    assert postcodes.ward_of("LE1 1AA") is None


@pytest.mark.parametrize("name", ["nspl-2025-05-header.csv", "nspl-2026-08-header.csv"])
def test_the_real_first_lines_have_every_column(tmp_path, name) -> None:
    header = (HERE / name).read_text()
    path = tmp_path / "nspl.csv"
    path.write_text(header)
    assert set(places_file.open_places(path, places_file.POSTCODE_COLUMNS).places) == set(
        places_file.POSTCODE_COLUMNS
    )


def test_ward_names_and_the_wards_of_children(db_session, operator, tmp_path) -> None:
    child = Child(surname="Imber", forename="Ann", date_of_birth=dt.date(2014, 1, 1), postcode="HR1 2AA")
    session().add(child)
    session().flush()
    names = tmp_path / "wards.csv"
    names.write_bytes("WD26CD,WD26NM,FID\r\nE05012934,Dinedor Hill,1\r\n".encode("utf-8-sig"))
    assert import_places.wards(operator, names)[0].status == "applied"
    run, _ = import_places.postcodes(operator, directory(tmp_path, NEW, *TWO))
    assert run.counts["children"] == 1
    assert session().scalar(select(Child.ward_code).where(Child.id == child.id)) == WARD
    assert postcodes.ward_of("HR1 2AA") == (WARD, "Dinedor Hill")


def test_no_ward_no_coordinates_and_the_areas_wanted(db_session, operator, tmp_path) -> None:
    rows = (*TWO, ("WR1 1AA", "E99999999", "", ""), ("W1A 0AX", WARD, "1", "1"))
    run, _ = import_places.postcodes(operator, directory(tmp_path, NEW, *rows), areas=("hr", "WR"))
    assert (run.counts["new"], run.counts["left_out"]) == (3, 1)
    assert postcodes.place_of("WR1 1AA") == ("WR1 1AA", None, None, None, True)
    assert postcodes.ward_of("WR1 1AA") is None


def test_a_postcode_that_comes_twice_counts_once(db_session, operator, tmp_path) -> None:
    twice = (TWO[0], ("HR1 2AA", OTHER, "1", "1"))
    run, _ = import_places.postcodes(operator, directory(tmp_path, NEW, *twice))
    assert (run.status, run.counts["new"]) == ("applied", 1)
    assert postcodes.ward_of("HR1 2AA").code == OTHER


def test_a_much_smaller_file_waits_and_a_bad_one_changes_nothing(db_session, operator, tmp_path) -> None:
    import_places.postcodes(operator, directory(tmp_path, NEW, *TWO))
    one = directory(tmp_path, NEW, TWO[0])
    run, _ = import_places.postcodes(operator, one)
    assert (run.status, run.counts["held"]) == ("held", ["The file has 1 rows; 2 stand now"])
    assert len(session().scalars(select(Postcode)).all()) == 2
    assert import_places.postcodes(operator, one, confirm=True)[0].status == "applied"
    bad = directory(tmp_path, NEW, ("HR1 2AA", "Dinedor", "1", "1"))
    run, rejects = import_places.postcodes(operator, bad)
    assert run.status == "rejected"
    assert "is not a code of the national statistics" in rejects[0].reason
    assert len(session().scalars(select(Postcode)).all()) == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "Unpack it"),
        (b"a,b,c\n1,2,3\n", "lacks the column pcds"),
        (b"pcds,ward,osward,laua,oseast1m,osnrth1m,doterm\n", "more than once"),
        (b"pcds,ward,laua,oseast1m,osnrth1m,doterm\n", "nothing to use"),
    ],
)
def test_what_cannot_be_used_is_named(db_session, operator, tmp_path, data, words) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    run, rejects = import_places.postcodes(operator, path)
    assert run.status == "rejected"
    assert words in rejects[0].reason


def test_the_commands_say_what_became_of_the_file(app, tmp_path) -> None:
    path = directory(tmp_path, NEW, *TWO)
    found = app.test_cli_runner().invoke(args=["roll", "postcodes", str(path), "--area", "HR"])
    assert (found.exit_code, "Applied: 2 lines, 2 new" in found.output) == (0, True)
    names = tmp_path / "wards.csv"
    names.write_text("WD26CD,WD26NM\nnot a code,X\n")
    found = app.test_cli_runner().invoke(args=["roll", "wards", str(names)])
    assert found.exit_code == 1
    assert "Refused, nothing was applied" in found.output


def test_the_run_is_recorded_with_hash_and_counts(db_session, operator, tmp_path) -> None:
    import_places.postcodes(operator, directory(tmp_path, OLD, *TWO))
    run = session().scalars(select(ImportRun)).one()
    assert (run.kind, run.file_name, len(run.sha256)) == ("postcodes", "directory.csv", 64)
    assert run.counts["seconds"] >= 0
