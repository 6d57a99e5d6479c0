"""Every command of a room ends with a line of the trail, whether it wrote or only read."""

from __future__ import annotations

import getpass

from sqlalchemy import select

from foundation.store import session
from foundation.trail.models import TrailEntry


def told() -> list[str]:
    session().expire_all()
    found = select(TrailEntry).where(TrailEntry.kind == "command").order_by(TrailEntry.id)
    return [line.name for line in session().scalars(found)]


def test_reading_and_refused_commands_are_told_with_who_ran_them(app, db_session, tmp_path) -> None:
    run = app.test_cli_runner().invoke
    assert run(args=["transitions", "alerts", "--format", "json"]).exit_code == 0
    assert run(args=["fap", "export"]).exit_code == 0
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"status": "closed", "answers": {"colour": "x"}}\n')
    assert run(args=["fap", "load", str(wrong)]).exit_code == 1
    assert told() == ["transitions alerts", "fap export", "fap load"]
    found = session().scalars(select(TrailEntry).where(TrailEntry.kind == "command")).first()
    assert found is not None
    assert found.os_user == getpass.getuser()


def test_every_command_that_touches_records_is_told(app) -> None:
    quiet = {"db", "demo", "doctor", "routes", "run", "shell"}
    own = {name: found for name, found in app.cli.commands.items() if name not in quiet}
    assert {"roll", "cases", "fap", "transitions", "needs", "audits", "trail", "accounts", "backup"} <= set(
        own
    )
    for group in own.values():
        for command in getattr(group, "commands", {"": group}).values():
            assert command.callback.__wrapped__.__wrapped__, command.name
