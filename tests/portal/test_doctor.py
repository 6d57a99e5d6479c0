"""`flask doctor` names what is wrong and how to mend it, also when the portal does not start."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from foundation.access.permissions import Role
from foundation.jobs import enqueue
from foundation.store import documents, session
from portal.config import DEFAULTS, MEANINGS, ROOT
from tests.people import make_account


@pytest.fixture
def told(app):
    """Run it; ({name: finding}, exit code)."""

    def run() -> tuple[dict[str, dict[str, str]], int]:
        done = app.test_cli_runner().invoke(args=["doctor", "--format", "json"])
        return {one["name"]: one for one in json.loads(done.stdout)}, done.exit_code

    return run


def test_a_new_installation_is_told_what_to_do_first(db_session, told) -> None:
    found, code = told()
    assert code == 1
    assert found["database"]["state"] == "ok"
    assert "accounts invite" in found["administrator"]["mend"]
    assert "roll settings" in found["settings"]["mend"]
    make_account(Role.ADMINISTRATOR)
    session().commit()
    assert told()[0]["administrator"]["state"] == "ok"


def test_work_that_waits_too_long_says_that_no_worker_runs(db_session, told, clock) -> None:
    enqueue("rolls.compare", {"run": 1})
    session().commit()
    assert told()[0]["worker"]["state"] == "ok"
    clock.forward(minutes=30)
    assert "jobs work" in told()[0]["worker"]["mend"]


def test_a_lost_key_is_named(db_session, told) -> None:
    name = documents.put(b"words")
    path = documents.current().root / name[:2] / name
    path.write_bytes(path.read_bytes().replace(b"tests", b"gone!", 1))
    found = told()[0]["DATA_KEYS"]
    assert found["state"] == "wrong"
    assert "gone!" in found["words"]


def test_a_mail_server_that_is_not_there_is_named(app, db_session, told) -> None:
    app.config["MAIL_URL"] = "smtp://127.0.0.1:9?tls=none"
    assert told()[0]["MAIL_URL"]["state"] == "wrong"


def test_it_runs_where_the_portal_does_not_start() -> None:
    environment = {key: value for key, value in os.environ.items() if key not in DEFAULTS}
    run = [sys.executable, "-m", "flask", "--app", "wsgi", "doctor"]
    done = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    for name in ("SECRET_KEY", "DATA_KEYS", "TRAIL_KEY", "BASE_URL"):
        assert name in done.stdout
    told = subprocess.run(
        [*run, "--config"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert "SECRET_KEY (not set" in told.stdout


def test_every_variable_has_its_meaning_here_and_in_the_documentation() -> None:
    assert set(MEANINGS) == set(DEFAULTS)
    table = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8").split("\n\n")[2]
    rows = [line.split("|")[1] for line in table.splitlines()[2:]]
    assert {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)} == set(DEFAULTS)
