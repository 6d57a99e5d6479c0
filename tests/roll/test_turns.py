"""Two imports at once do not interleave: the later waits, and compares with what the earlier wrote."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select

from foundation.access.lists import operator
from foundation.access.permissions import Role
from foundation.store import acting_as, session
from roll import cards, roll_file
from roll.models import Child, Enrolment, ImportRun
from tests.conftest import MOMENT
from tests.people import make_account
from tests.roll.rolls import ELM, OAK, apply, csv_of, make_settings, row


def one_import(
    app: Any, data: bytes, began: threading.Event, go_on: threading.Event | None, seen: list[Any]
) -> None:
    """Apply a file in a thread of its own; with `go_on`, wait for it between writing and committing."""
    began.set()
    with app.app_context(), acting_as(operator()) as actor:
        run = roll_file.apply(actor, roll_file.read(data, "roll.csv"), as_of=dt.date(2026, 11, 10))
        if go_on is not None:
            seen.append("written")
            go_on.wait(20)
        session().commit()
        seen.append((run.status, run.counts["new_children"]))


def test_the_second_import_waits_for_the_first(app, db_session):
    make_settings(OAK, ELM)
    db_session.commit()
    db_session.close()
    data = csv_of([row(serial) for serial in range(1, 40)])
    seen: list[Any] = []
    began, go_on = [threading.Event(), threading.Event()], threading.Event()
    with time_machine.travel(MOMENT, tick=True):
        first = threading.Thread(target=one_import, args=(app, data, began[0], go_on, seen))
        first.start()
        while "written" not in seen and first.is_alive():
            first.join(0.02)
        second = threading.Thread(target=one_import, args=(app, data, began[1], None, seen))
        second.start()
        began[1].wait(20)
        second.join(0.3)
        assert second.is_alive(), "the second import did not wait"
        go_on.set()
        first.join(30)
        second.join(30)
    assert seen == ["written", ("applied", 39), ("applied", 0)]
    assert session().scalar(select(func.count(Child.id))) == 39
    assert session().scalar(select(func.count()).select_from(Enrolment)) == 39
    assert session().scalar(select(func.count(ImportRun.id))) == 2


@pytest.mark.parametrize(
    ("role", "keys"),
    [
        (Role.SAFEGUARDING_OFFICER, ["identities"]),
        (Role.ADMINISTRATOR, ["settings"]),
        (Role.DSL, []),
        (Role.ANALYST, []),
    ],
    ids=str,
)
def test_what_stands_on_the_home_page(app, db_session, role, keys):
    from foundation.access.lists import actor_of

    places = make_settings(OAK, ELM)
    apply(csv_of([row(1), row(2, upn="", former_upn="")]))
    account = make_account(role, setting=places[OAK] if role is Role.DSL else None)
    with app.test_request_context(), acting_as(actor_of(account)) as actor:
        found = cards.cards(actor)
        assert [made.key for made in found] == keys
        assert all(made.empty for made in found)
