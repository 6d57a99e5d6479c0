"""Killed, out of room, two at once: what stands afterwards is a whole night, never a part of one."""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import signal
import threading
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from flask import g
from sqlalchemy import event, select, text

from cases.actions import open_case
from foundation.access.lists import operator
from foundation.store import acting_as, current_actor, documents, engine, session
from foundation.trail.models import TrailEntry
from roll import roll_file
from roll.models import Child, Enrolment, ImportRun, RollExtract, Setting
from tests.conftest import MOMENT
from tests.roll.rolls import ELM, OAK, csv_of, make_settings, number, row
from transitions import actions, placement
from transitions.models import Alert

FIRST, SECOND = dt.date(2026, 11, 10), dt.date(2026, 11, 11)
KILLS = 20
NIGHT_1 = [row(serial, setting_urn=OAK if serial % 2 else ELM) for serial in range(1, 41)]
NIGHT_2 = [
    *NIGHT_1[4:],
    *[row(serial, setting_urn=ELM, start_date="2026-11-11") for serial in (1, 3)],
    *[row(serial, setting_urn=OAK, start_date="2026-11-11") for serial in (2, 50)],
]


def night(data: bytes, as_of: dt.date) -> ImportRun:
    """One night's job, not yet committed."""
    return roll_file.apply(current_actor(), roll_file.opened(data, "roll.csv"), as_of=as_of, confirm=True)


def state() -> dict[str, Any]:
    """What stands, by what it says."""
    connection = session().connection()
    child = {r.id: r.upn for r in connection.execute(select(Child.__table__.c.id, Child.__table__.c.upn))}
    urn = {r.id: r.urn for r in connection.execute(select(Setting.__table__.c.id, Setting.__table__.c.urn))}
    stay, alert, run = Enrolment.__table__.c, Alert.__table__.c, ImportRun.__table__.c
    stays = select(stay.child_id, stay.setting_id, stay.start, stay.leaving, stay.status)
    return {
        "stays": sorted((child[s[0]], urn[s[1]], *map(str, s[2:])) for s in connection.execute(stays)),
        "alerts": sorted(map(tuple, connection.execute(select(alert.reference, alert.kind, alert.status)))),
        "runs": sorted(map(tuple, connection.execute(select(run.state, run.as_of)))),
        "hash": connection.execute(select(RollExtract.__table__.c.sha256)).scalars().all(),
        "events": sorted(connection.execute(select(TrailEntry.__table__.c.name)).scalars()),
    }


@pytest.fixture
def after_first_night(app, db_session) -> dict[str, Any]:
    """The first night, with children who are kept apart and an alert that somebody took."""
    make_settings(OAK, ELM)
    night(csv_of(NIGHT_1), FIRST)
    ids = {c.upn: c.id for c in session().scalars(select(Child))}
    for a, b in ((1, 2), (3, 5), (7, 9)):
        parties = [(ids[number(a)], "alleged_victim", None), (ids[number(b)], "alleged_perpetrator", None)]
        open_case(current_actor(), parties=parties, opened_on=dt.date(2026, 3, 12))
    taken = session().scalars(select(Alert).where(Alert.status == "raised")).first()
    assert taken is not None
    actions.take(current_actor(), taken)
    session().commit()
    found = state()
    session().rollback()
    session().close()
    return found


def clean_run() -> dict[str, Any]:
    """What a second night comes to that nothing disturbs; taken back again."""
    night(csv_of(NIGHT_2), SECOND)
    session().flush()
    found = state()
    session().rollback()
    session().close()
    return found


def in_a_child(app: Any, work: Callable[[], None]) -> int:
    """Do the second night in a process of its own; its exit status, negative where it was killed."""
    app.extensions["store"].dispose()
    process = os.fork()
    if process == 0:
        try:
            work()
            with app.app_context(), acting_as(operator()):
                night(csv_of(NIGHT_2), SECOND)
                session().commit()
            os._exit(0)
        except BaseException:
            os._exit(3)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status)


def killed_at(app: Any, point: int) -> Callable[[], None]:
    """A child that is killed at its so-manieth step: a statement before or after, or a commit."""

    def prepare() -> None:
        steps = [0]

        def step(*_: Any) -> None:
            steps[0] += 1
            if steps[0] == point:
                os.kill(os.getpid(), signal.SIGKILL)

        with app.app_context():
            for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
                event.listen(engine(), name, step)

    return prepare


def steps_of_a_night() -> int:
    """How many steps a whole night has, its commit included; counted in this process and taken back."""
    steps = [1]

    def step(*_: Any) -> None:
        steps[0] += 1

    names = ("before_cursor_execute", "after_cursor_execute")
    for name in names:
        event.listen(engine(), name, step)
    try:
        night(csv_of(NIGHT_2), SECOND)
        session().flush()
    finally:
        for name in names:
            event.remove(engine(), name, step)
        session().rollback()
        session().close()
    return steps[0]


def test_killed_at_twenty_points_it_is_the_old_night_or_the_new_and_then_the_new(
    app, after_first_night, record_property, database
) -> None:
    expected = clean_run()
    assert expected["stays"] != after_first_night["stays"]
    assert expected["hash"] != after_first_night["hash"]
    steps = steps_of_a_night()
    points = sorted({*random.Random(5).sample(range(1, steps), KILLS - 1), steps})
    for point in points:
        assert in_a_child(app, killed_at(app, point)) == -signal.SIGKILL
        assert state() == after_first_night, f"killed at step {point} of {steps}"
        session().rollback()
        session().close()
    assert in_a_child(app, lambda: None) == 0
    assert state() == expected
    words = f"{len(points)} kills in {steps} steps, each left the old night whole; then the new one"
    record_property("summary", f"Faults on {database.engine}: {words}")
    extract = session().scalars(select(RollExtract)).one()
    assert documents.get(extract.document) == csv_of(NIGHT_2)


def test_with_no_room_on_the_disk_nothing_has_happened(app, after_first_night) -> None:
    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))

    expected = clean_run()
    assert in_a_child(app, no_room) == 3
    assert state() == after_first_night
    session().rollback()
    session().close()
    assert in_a_child(app, lambda: None) == 0
    assert state() == expected


@pytest.mark.sqlite
def test_a_database_that_may_not_grow_refuses_the_night_whole(app, after_first_night) -> None:
    def no_more_pages() -> None:
        def limit(connection: Any, _record: Any) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={pages}")

        with app.app_context():
            event.listen(engine(), "connect", limit)

    assert in_a_child(app, no_more_pages) == 3
    assert state() == after_first_night


def test_readers_are_answered_while_a_night_is_written_and_swept(app, after_first_night) -> None:
    written, release, seen = threading.Event(), threading.Event(), []
    session().close()

    def write() -> None:
        with app.app_context(), acting_as(operator()):
            night(csv_of(NIGHT_2), SECOND)
            session().flush()
            written.set()
            release.wait(60)
            session().commit()

    def read() -> None:
        with app.app_context():
            g.writes = False  # as a page that is only read
            with acting_as(operator()):
                look()

    def look() -> None:
        opened = session()
        child = opened.scalars(select(Child).where(Child.upn == number(1))).one()
        elm = opened.scalars(select(Setting).where(Setting.urn == ELM)).one()
        seen.append(placement.check(child.id, elm.id, SECOND).result)
        seen.append(len(opened.execute(select(Alert.id)).all()))
        opened.rollback()

    with time_machine.travel(MOMENT, tick=True):
        writer, reader = threading.Thread(target=write), threading.Thread(target=read)
        writer.start()
        assert written.wait(60)
        reader.start()
        reader.join(20)
        assert not reader.is_alive(), "a reader waited for the night's writing"
        assert not release.is_set()
        release.set()
        writer.join(60)
    assert seen == ["conflict", len(after_first_night["alerts"])]
    assert dict(state()["runs"])["applied"] == SECOND


def test_two_nights_at_once_follow_one_another(app, after_first_night) -> None:
    expected = clean_run()
    results = []

    def write() -> None:
        with app.app_context(), acting_as(operator()):
            run = night(csv_of(NIGHT_2), SECOND)
            session().commit()
            results.append((run.status, run.counts["new"]))

    with time_machine.travel(MOMENT, tick=True):
        both = [threading.Thread(target=write) for _ in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join(60)
    assert sorted(results) == [("applied", 0), ("applied", 4)]
    found = state()
    assert {k: found[k] for k in ("stays", "alerts", "hash")} == {
        k: expected[k] for k in ("stays", "alerts", "hash")
    }
    assert session().execute(text("SELECT count(*) FROM roll_extract")).scalar_one() == 1
