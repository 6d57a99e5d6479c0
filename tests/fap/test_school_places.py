"""Places of schools: each line of a file is judged by itself, and figures keep their day."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from fap.vacancies.lists import vacancies
from fap.vacancies.reading import read_places
from foundation.store import session

HEAD = "setting_urn,year_group,places,on_roll\n"


def _read(lines: str):
    return read_places((HEAD + lines).encode(), "p.csv", {"100001": 1, "100002": 2}, ["R", "9", "10"])


def test_lines_are_taken_or_refused_one_by_one():
    """A good line stands although its neighbours do not; a refusal names line, column and what to do."""
    found = _read(
        "100001,Year 9,180,178\n"
        "100001,09,180,178\n"
        "999999,9,1,1\n"
        "100002,r,60,-1\n"
        "100002,15,sixty,3\n"
        "100002,10,210,214\n"
        ",,,\n"
    )
    assert [(row.setting_id, row.year_group, row.places, row.on_roll) for row in found.rows] == [
        (1, "9", 180, 178),
        (2, "10", 210, 214),
    ]
    assert [(one.line, one.column) for one in found.rejects] == [
        (3, "year_group"),
        (4, "setting_urn"),
        (5, "on_roll"),
        (6, "year_group"),
        (6, "places"),
    ]
    assert "line 2 already" in found.rejects[0].reason
    assert not any("999999" in one.reason or "sixty" in one.reason for one in found.rejects)


def test_a_file_without_its_columns_is_refused_whole():
    found = read_places(b"urn,year\n100001,9\n", "p.csv", {"100001": 1}, ["9"])
    assert found.problem is not None
    assert "setting_urn" in found.problem.reason
    assert not found.rows


def test_figures_keep_their_day_and_the_newest_is_shown(people, client, signed_in, tmp_path, app):
    """By the command, exit code 1 for refused lines; the same day again replaces, an older day does not."""
    run = app.test_cli_runner().invoke
    urn, school = people.school.urn, people.school.id
    file = tmp_path / "places.csv"
    file.write_text(f"{HEAD}{urn},9,180,178\n{urn},99,1,1\n")
    done = run(args=["fap", "places", str(file), "--as-of", "2026-11-01", "--format", "json"])
    assert done.exit_code == 1
    said = json.loads(done.stdout)
    assert (said["rows"], said["rejected"], said["rejects"][0]["line"]) == (1, 1, 3)
    file.write_text(f"{HEAD}{urn},9,180,185\n")
    again = run(args=["fap", "places", str(file), "--as-of", "2026-11-01"])
    assert again.exit_code == 0, again.output
    assert "1 line stored" in again.output
    file.write_text(f"{HEAD}{urn},9,180,100\n")
    assert run(args=["fap", "places", str(file), "--as-of", "2026-10-01"]).exit_code == 0
    assert run(args=["fap", "places", str(file), "--as-of", "2027-10-01"]).exit_code == 1
    session().expire_all()
    found = vacancies([school], "9")[(school, "9")]
    assert (found.free, found.words, found.detail) == (-5, "None free", "185 on roll of 180")
    assert (found.as_of, found.age, found.is_old) == (dt.date(2026, 11, 1), "9 days old", False)


def test_the_coordinator_loads_a_file_in_the_browser(people, signed_in):
    """What was stored and which lines were refused stand on the page afterwards."""
    from foundation.access.permissions import Role

    coordinator = signed_in(Role.FAP_COORDINATOR)
    page = coordinator.get("/fair-access/places")
    assert "No figures have been loaded" in page
    assert "Choose the file of places" in coordinator.submit("Load the file", {}, status=422)
    data = f"{HEAD}{people.school.urn},9,180,170\n{people.school.urn},9,1,1\n".encode()
    coordinator.get("/fair-access/places")
    page = coordinator.submit("Load the file", {"file": (data, "places.csv")})
    assert "10 free" in page
    assert "170 on roll of 180" in page
    assert "stand on line 2 already" in page
    assert "1 refused" in page


@pytest.mark.parametrize("role", ["dsl", "panel_chair", "analyst"])
def test_nobody_else_loads_places(people, signed_in, role):
    """The upload is the coordinator's."""
    where = {"dsl": {"setting": people.school}, "panel_chair": {"panel_id": people.panel.id}}.get(role, {})
    assert signed_in(role, **where).get("/fair-access/places", status=403).status == 403
