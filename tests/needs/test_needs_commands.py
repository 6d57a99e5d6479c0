"""`flask needs`: what it prints, what it refuses, what it writes down."""

from __future__ import annotations

import io
import json
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from foundation.store import session
from foundation.trail.models import TrailEntry
from tests.fap.conftest import CSE, make_setting


@pytest.fixture
def run(app, db_session):
    """Run a command; (exit code, what it printed)."""

    def go(*words: str):
        return app.test_cli_runner().invoke(args=["needs", *words])

    return go


@pytest.fixture
def school(county):
    found = make_setting("Aldermere School")
    county((found, ("cse",), 3), (found, ("gangs",), 12), (found, ("missing_home",), 6))
    return found


def test_the_matrix_as_csv(school, run) -> None:
    done = run("matrix", "--rows", "setting", "--columns", "flag")
    assert done.exit_code == 0
    assert "Aldermere School,3,12,6,21" in done.stdout
    assert "All figures, not to be shared" in done.stdout
    assert "Made by,operator" in done.stdout
    session().expire_all()
    exported = session().scalars(select(TrailEntry).where(TrailEntry.kind == "export")).all()
    assert [line.name for line in exported] == ["needs matrix"]


def test_the_matrix_as_json_says_c_where_it_is_hidden(school, run) -> None:
    done = run("matrix", "--rows", "setting", "--columns", "flag", "--suppressed", "--format", "json")
    made = json.loads(done.stdout)
    assert made["suppressed"] is True
    assert made["table"][0]["cells"]["cse"] == "c"
    assert made["column_labels"]["cse"] == "Child sexual exploitation"
    assert 0 not in made["table"][0]["cells"].values()


def test_the_matrix_as_xlsx_and_into_a_file(school, run, tmp_path) -> None:
    done = run("matrix", "--rows", "ward", "--columns", "sex", "--format", "xlsx")
    assert "xl/workbook.xml" in ZipFile(io.BytesIO(done.stdout_bytes)).namelist()
    target = tmp_path / "needs.csv"
    done = run("matrix", "--rows", "ward", "--columns", "sex", "--output", str(target))
    assert done.stdout == ""
    assert "Eldon,21,21" in target.read_text(encoding="utf-8")


def test_a_period_and_a_unit(school, run) -> None:
    done = run(
        "matrix",
        "--rows",
        "month",
        "--columns",
        "flag",
        "--count",
        "forms",
        "--from",
        "2026-10-01",
        "--to",
        "1/10/2026",
    )
    assert "Oct 2026,3,12,6,21" in done.stdout
    done = run("matrix", "--rows", "month", "--columns", "flag", "--from", "2026-10-02")
    assert "Oct 2026,3" not in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["--rows", "shoe_size", "--columns", "flag"],
        ["--rows", "flag"],
        ["--rows", "flag", "--columns", "flag"],
        ["--rows", "setting", "--columns", "flag", "--from", "soon"],
        ["--rows", "setting", "--columns", "flag", "--from", "2026-10-02", "--to", "2026-10-01"],
        ["--rows", "setting", "--columns", "flag", "--format", "doc"],
    ],
)
def test_wrong_usage_is_2(run, words) -> None:
    assert run("matrix", *words).exit_code == 2


def test_the_keys_are_listed(run) -> None:
    done = run("matrix", "--list")
    keys = [line.split("\t")[0] for line in done.stdout.splitlines()]
    assert {"setting", "ward", "flag", "capacity", "place_type", "domain", "term", "month"} <= set(keys)


def test_two_rebuilds_print_the_same_digest(make_referral, run) -> None:
    make_referral("submitted", peer_flags=CSE)
    first, second = run("rebuild"), run("rebuild")
    assert (first.exit_code, first.stdout) == (0, second.stdout)
    assert len(first.stdout.strip()) == 64
    assert "1 forms" in first.stderr
