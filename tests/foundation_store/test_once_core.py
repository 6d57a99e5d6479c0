"""Inserting once: the second writer of the same row is told so, on both engines."""

from __future__ import annotations

import datetime as dt
import threading

from flask import Flask

from foundation.jobs.models import NightlyRun
from foundation.store import Base, independent_session
from foundation.store.once_core import insert_once

TABLE = Base.metadata.tables[NightlyRun.__tablename__]


def test_the_second_insert_is_told_that_it_is_the_second(app: Flask) -> None:
    with app.app_context(), independent_session() as own:
        row = {"name": "sweep", "last_run": dt.date(2026, 11, 10)}
        assert insert_once(own.connection(), TABLE, row) == "sweep"
        assert insert_once(own.connection(), TABLE, row) is None


def test_of_many_at_once_one_is_the_first(app: Flask) -> None:
    told: list[object] = []
    start = threading.Barrier(4)

    def insert() -> None:
        start.wait()
        with app.app_context(), independent_session() as own:
            told.append(
                insert_once(own.connection(), TABLE, {"name": "seal", "last_run": dt.date(2026, 11, 10)})
            )

    threads = [threading.Thread(target=insert) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(told, key=str) == [None, None, None, "seal"]
