"""The commands: roll files in, sweeps, alerts out, the check; what they print and how they end."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.people import between_requests

HEADER = [
    "upn",
    "former_upn",
    "surname",
    "forename",
    "preferred_surname",
    "date_of_birth",
    "sex",
    "postcode",
    "setting_urn",
    "enrolment_status",
    "start_date",
    "leaving_date",
]
FIELDS = {"id", "kind", "state", "raised_on", "separation_id", "case_ref", "upns", "setting_urns"} | {
    "overlap_from",
    "overlap_until",
    "evidence",
}


@pytest.fixture
def run(app, county, tmp_path):
    """Run a command as a person at the terminal would; returns (exit code, output)."""

    def invoke(*arguments: str):
        with between_requests():
            done = app.test_cli_runner().invoke(args=["transitions", *arguments])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout

    return invoke


@pytest.fixture
def roll(county, tmp_path):
    """Write a roll file of (child, setting, start, leaving) and answer with its path."""

    def write(*rows, name: str = "roll.csv", **changed: str) -> str:
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, HEADER)
        writer.writeheader()
        for child, setting, start, *leaving in rows:
            found = county.child(child)
            writer.writerow(
                {
                    "upn": found.upn,
                    "surname": found.surname,
                    "forename": found.forename,
                    "date_of_birth": found.date_of_birth.isoformat(),
                    "sex": "F",
                    "setting_urn": county.setting(setting).urn,
                    "enrolment_status": "C",
                    "start_date": start,
                    "leaving_date": leaving[0] if leaving else "",
                    **changed,
                }
            )
        path = tmp_path / name
        path.write_text(out.getvalue(), encoding="utf-8")
        return str(path)

    return write


APART = (
    ("leona", "saltbeck", "2026-09-07"),
    ("devin", "kiln", "2026-03-24"),
    ("third", "kiln", "2025-09-01"),
)
TOGETHER = (
    ("leona", "saltbeck", "2026-09-07"),
    ("devin", "saltbeck", "2026-11-10"),
    ("third", "kiln", "2025-09-01"),
)


def alerts(run, *options: str):
    code, out = run("alerts", "--format", "json", *options)
    assert code == 0
    return json.loads(out)


def test_the_next_roll_moves_one_into_the_others_school_and_it_is_raised_once(run, roll, county) -> None:
    code, out = run("roll", roll(*APART), "--as-of", "2026-11-02")
    assert (code, out.splitlines()[0][:8]) == (0, "applied:")
    county.separate()
    county.save()
    before = {found["id"] for found in alerts(run)}
    code, out = run("roll", roll(*TOGETHER), "--as-of", "2026-11-10", "--confirm", "--format", "json")
    assert code == 0
    assert json.loads(out)["sweep"]["raised"] >= 1
    [found] = [one for one in alerts(run, "--open") if one["kind"] == "same_setting"]
    assert found["id"] not in before
    assert set(found) == FIELDS
    assert found["state"] == "raised"
    assert found["raised_on"] == "2026-11-10"
    assert sorted(found["upns"]) == sorted([county.child("leona").upn, county.child("devin").upn])
    assert found["setting_urns"] == ["900001"]
    assert (found["overlap_from"], found["overlap_until"]) == ("2026-11-10", None)
    assert found["case_ref"].startswith("CASE-2026-")
    assert {kept["file"] for kept in found["evidence"]} == {"roll.csv"}
    assert sorted(kept["line"] for kept in found["evidence"]) == [2, 3]
    assert {kept["date"] for kept in found["evidence"]} == {"2026-11-02", "2026-11-10"}
    count = len(alerts(run))
    assert run("roll", roll(*TOGETHER), "--as-of", "2026-11-10")[0] == 0
    assert run("roll", roll(*TOGETHER[::-1], *TOGETHER), "--as-of", "2026-11-11")[0] == 0
    assert run("sweep", "--as-of", "2026-11-11")[0] == 0
    assert len(alerts(run)) == count


def test_a_file_without_a_setting_is_held_and_changes_nothing_until_it_is_confirmed(
    run, roll, county
) -> None:
    assert run("roll", roll(*APART), "--as-of", "2026-11-02")[0] == 0
    code, out = run("roll", roll(APART[0]), "--as-of", "2026-11-03", "--format", "json")
    told = json.loads(out)
    assert (code, told["state"], told["sweep"]) == (1, "held", {})
    assert any("900004" in reason or "Kiln" in reason for reason in told["held"])
    assert run("roll", roll(APART[0]), "--as-of", "2026-11-03", "--confirm")[0] == 0
    assert run("roll", roll(*APART), "--as-of", "2026-11-04")[0] == 0


def test_a_preview_writes_nothing(run, roll, county) -> None:
    from sqlalchemy import func, select

    from roll.models import Enrolment, ImportRun
    from transitions.models import SweepRun

    code, out = run("roll", roll(*APART), "--preview")
    assert code == 0
    assert "nothing was written" in out
    assert "900001: 1 rows" in out
    for model in (Enrolment.child_id, ImportRun.id, SweepRun.id):
        assert county.session.scalar(select(func.count(model))) == 0


def test_a_bad_line_refuses_the_whole_file_and_says_where(run, roll, county) -> None:
    code, out = run("roll", roll(*APART, start_date="31/02/2026"), "--format", "json")
    told = json.loads(out)
    assert (code, told["state"]) == (1, "rejected")
    assert {(found["line"], found["column"]) for found in told["rejects"]} == {
        (n, "start_date") for n in (2, 3, 4)
    }
    assert "2026" not in json.dumps(told["rejects"])
    assert run("roll", roll(*APART, start_date="31/02/2026"))[1].startswith("line 2, start_date: ")


def test_an_empty_file_is_refused_with_what_to_do(run, tmp_path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    code, out = run("roll", str(tmp_path / "empty.csv"))
    assert code == 1
    assert out.startswith("file: The file is empty.")
    assert out.endswith("rejected: nothing was read or applied\n")


def test_wrong_usage_is_2(run, roll, county) -> None:
    assert run("roll", "/nowhere/roll.csv")[0] == 2
    assert run("roll", roll(*APART), "--profile", "unheard-of")[0] == 2
    assert run("roll", roll(*APART), "--as-of", "yesterday")[0] == 2
    assert run("check", "H801200001001", "900001", "tomorrow")[0] == 2


def test_the_check_says_result_and_reasons(run, county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.separate()
    county.save()
    upn = county.child("devin").upn
    code, out = run("check", upn, "900003", "2026-11-23", "--format", "json")
    assert code == 0
    told = json.loads(out)
    assert (told["result"], len(told["reasons"])) == ("conflict", 1)
    assert run("check", upn.lower(), "900004", "2026-11-23") == (0, "Clear\n")
    assert run("check", "A000000000000", "900004", "2026-11-23")[0] == 1
    assert run("check", upn, "123", "2026-11-23")[0] == 1


def test_alerts_in_words_name_no_child(run, county) -> None:
    county.put("leona", "corvin", "2023-09-01")
    county.put("devin", "corvin", "2023-09-01")
    county.separate()
    county.save()
    code, out = run("alerts", "--open")
    assert code == 0
    assert "same setting | Not acknowledged | at 900003" in out
    assert "Praed" not in out
