"""`flask cases load`: whole or not at all, by line, and twice is once."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from sqlalchemy import select

from cases.models import Case, Separation
from foundation.store import session
from roll.models import Child, ImportReject, ImportRun
from tests.cases.conftest import new_upn

HEAD = "case_ref,opened_on,nature,status,role,upn,surname,forename,date_of_birth,setting_urn"


@pytest.fixture
def load(app, db_session, tmp_path):
    def run(*lines: str, encoding: str = "utf-8", options: tuple[str, ...] = (), head: str = HEAD):
        path = tmp_path / "known.csv"
        path.write_bytes("\r\n".join([head, *lines, ""]).encode(encoding))
        session().rollback()
        done = app.test_cli_runner().invoke(
            args=["cases", "load", str(path), *options], catch_exceptions=False
        )
        session().rollback()
        session().expire_all()
        return done

    return run


def cases() -> list[Case]:
    return list(session().scalars(select(Case).order_by(Case.id)))


def separations() -> list[Separation]:
    return list(session().scalars(select(Separation)))


@pytest.fixture
def lines(writable, new_child, new_setting):
    child, setting = new_child("Amara", "Okonkwo"), new_setting()
    born = child.date_of_birth.strftime("%d/%m/%Y")
    other = f"{new_upn()},Łukasz-Sørensen,Zoë,2011-05-04"
    return [
        f"LCS-1,2026-02-03,sexual,open,alleged_victim,{child.upn},Okonkwo,Amara,{born},{setting.urn}",
        f"LCS-1,03/02/2026,sexual,open,alleged_perpetrator,{other},",
        f"LCS-2,2026-03-01,Assault with a ruler,closed,both,{other},",
        f"LCS-2,2026-03-01,physical,closed,not_clear,{child.upn},Okonkwo,Amara,{born},",
        f"LCS-2,2026-03-01,physical,closed,witness,,Ng,Jo,2012-01-01,{setting.urn}",
    ]


def test_a_file_becomes_cases_parties_and_one_separation_for_the_pair(load, lines):
    done = load(*lines)
    assert done.exit_code == 0, done.output
    assert "2 cases loaded, 5 parties, 0 known already" in done.stdout
    first, second = cases()
    assert [case.authority_reference for case in (first, second)] == ["LCS-1", "LCS-2"]
    assert (first.status, second.status) == ("open", "closed")
    assert first.incidents[0].natures == ["sexual_other"]
    assert second.incidents[0].natures == ["physical"]
    assert second.incidents[0].words == "Nature as recorded: Assault with a ruler"
    (made,) = separations()
    assert made.from_date == dt.date(2026, 2, 3)
    assert made.status == "in_force"
    assert len(made.bases) == 2
    assert first.child_ids() == second.child_ids()[1::-1]


def test_the_same_file_again_changes_nothing(load, lines):
    load(*lines)
    children = len(session().scalars(select(Child)).all())
    done = load(*reversed(lines), options=("--format", "json"))
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {"loaded": 0, "parties": 0, "known": 2, "rejects": []}
    assert len(cases()) == 2
    assert len(separations()) == 1
    assert len(session().scalars(select(Child)).all()) == children


def test_windows_1252_is_read(load, lines):
    text = lines[0].replace("Okonkwo", "Beyoncé")
    assert load(text, encoding="cp1252").exit_code == 0


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("LCS-9,31/02/2026,sexual,open,witness,,Ng,Jo,2012-01-01,", "opened_on"),
        ("LCS-9,2026-02-03,sexual,perhaps,witness,,Ng,Jo,2012-01-01,", "status"),
        ("LCS-9,2026-02-03,sexual,open,guilty,,Ng,Jo,2012-01-01,", "role"),
        ("LCS-9,2026-02-03,sexual,open,witness,Z999999999999,Ng,Jo,2012-01-01,", "upn"),
        ("LCS-9,2026-02-03,sexual,open,witness,," + "N" * 2000 + ",Jo,2012-01-01,", "surname"),
        ("LCS-9,2026-02-03,sexual,open,witness,,Ng,,2012-01-01,", "forename"),
        ("LCS-9,2026-02-03,sexual,open,witness,,Ng,Jo,,", "date_of_birth"),
        ("LCS-9,2026-02-03,sexual,open,witness,,Ng,Jo,2012-01-01,987654", "setting_urn"),
        (",2026-02-03,sexual,open,witness,,Ng,Jo,2012-01-01,", "case_ref"),
        ("LCS-1,2026-02-04,sexual,open,witness,,Ng,Jo,2012-01-01,", "opened_on"),
        ("LCS-1,2026-02-03,sexual,closed,witness,,Ng,Jo,2012-01-01,", "status"),
    ],
)
def test_one_bad_line_and_nothing_is_loaded(load, lines, line, column):
    done = load(*lines, line)
    assert done.exit_code == 1
    assert f"line 7, {column}:" in done.stderr
    assert "Jo" not in done.output
    assert cases() == []
    assert separations() == []
    run = session().scalars(select(ImportRun).where(ImportRun.kind == "cases")).one()
    assert run.status == "rejected"
    assert [(r.line, r.column) for r in session().scalars(select(ImportReject))] == [(7, column)]


def test_the_same_child_twice_in_a_case_is_refused_by_line(load, lines):
    done = load(*lines, lines[0].replace("alleged_victim", "witness"))
    assert done.exit_code == 1
    assert "line 7, role: the same child stands in this case already" in done.stderr


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (HEAD.replace("role,", ""), "lacks these columns: role"),
        (HEAD + ",role", "the same column more than once: role"),
        ("", "empty"),
    ],
)
def test_a_file_without_its_columns_is_refused_as_a_whole(load, head, words):
    done = load(head=head)
    assert done.exit_code == 1
    assert words in done.stderr


def test_a_spreadsheet_with_the_wrong_name_says_what_to_do(app, db_session, tmp_path):
    path = tmp_path / "known.csv"
    path.write_bytes(b"PK\x03\x04" + bytes(60))
    session().rollback()
    done = app.test_cli_runner().invoke(args=["cases", "load", str(path)], catch_exceptions=False)
    assert done.exit_code == 1
    assert "This is a spreadsheet" in done.stderr
