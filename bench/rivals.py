"""What the nightly job is measured against: DuckDB without a store, staging with upsert, the ORM row by row.

Each gets the same two files and the same pairs, and does less than the job: no validation, report or trail.
"""

from __future__ import annotations

import csv
import datetime as dt
import sqlite3
import time
from pathlib import Path
from typing import Any

DIFF_AND_JOIN = """
    CREATE OR REPLACE TEMP TABLE was AS SELECT * FROM read_csv('{old}', all_varchar = true, header = true);
    CREATE OR REPLACE TEMP TABLE now AS SELECT * FROM read_csv('{new}', all_varchar = true, header = true);
    CREATE OR REPLACE TEMP TABLE came AS SELECT * FROM now EXCEPT ALL SELECT * FROM was;
    CREATE OR REPLACE TEMP TABLE went AS SELECT * FROM was EXCEPT ALL SELECT * FROM now;
"""
TOGETHER = """
    SELECT p.a, p.b, x.setting_urn, greatest(x.start_date, y.start_date) AS first
      FROM pair p JOIN now x ON x.upn = p.a JOIN now y ON y.upn = p.b AND y.setting_urn = x.setting_urn
     WHERE coalesce(x.leaving_date, '') = '' AND coalesce(y.leaving_date, '') = ''
"""


class Duck:
    """DuckDB in memory on as many threads as there are cores; it has the pairs before the clock starts."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        import duckdb

        self.connection = duckdb.connect()
        self.connection.execute("CREATE TABLE pair (a VARCHAR, b VARCHAR)")
        self.connection.executemany("INSERT INTO pair VALUES (?, ?)", pairs)

    def night(self, old: Path, new: Path) -> float:
        """Seconds to read both nights, compare them and find who is together."""
        began = time.perf_counter()
        self.connection.execute(DIFF_AND_JOIN.format(old=old, new=new))
        self.connection.execute("SELECT count(*) FROM came").fetchall()
        self.connection.execute("SELECT count(*) FROM went").fetchall()
        self.connection.execute(TOGETHER).fetchall()
        return time.perf_counter() - began


class Upsert:
    """SQLite, durable like the product: stage every row, upsert, delete what is missing, join."""

    def __init__(self, folder: Path, pairs: list[tuple[str, str]]) -> None:
        self.connection = sqlite3.connect(folder / "upsert.sqlite", isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            self.connection.execute(f"PRAGMA {pragma}")
        columns = "upn TEXT, urn TEXT, start TEXT, leaving TEXT, status TEXT"
        self.connection.execute(f"CREATE TABLE stay ({columns}, PRIMARY KEY (upn, urn, start)) WITHOUT ROWID")
        self.connection.execute("CREATE TABLE pair (a TEXT, b TEXT)")
        self.connection.executemany("INSERT INTO pair VALUES (?, ?)", pairs)

    def night(self, _old: Path, new: Path) -> float:
        """Seconds of one night."""
        began = time.perf_counter()
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        run("CREATE TEMP TABLE stage (upn TEXT, urn TEXT, start TEXT, leaving TEXT, status TEXT)")
        with new.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            values = ((r[0], r[8], r[10], r[11], r[9]) for r in rows)
            self.connection.executemany("INSERT INTO stage VALUES (?, ?, ?, ?, ?)", values)
        run(
            "INSERT INTO stay SELECT * FROM stage WHERE true ON CONFLICT DO UPDATE SET"
            " leaving = excluded.leaving, status = excluded.status"
        )
        run("CREATE INDEX temp.staged ON stage (upn, urn, start)")
        run(
            "DELETE FROM stay WHERE NOT EXISTS (SELECT 1 FROM stage s WHERE s.upn = stay.upn"
            " AND s.urn = stay.urn AND s.start = stay.start)"
        )
        run(
            "SELECT p.a, p.b, x.urn FROM pair p JOIN stay x ON x.upn = p.a"
            " JOIN stay y ON y.upn = p.b AND y.urn = x.urn"
        ).fetchall()
        run("DROP TABLE stage")
        run("COMMIT")
        return time.perf_counter() - began


def orm_seconds(app: Any, rows: int) -> float:
    """Seconds to find and merge so many enrolments one by one through the ORM; rolled back at the end."""
    from sqlalchemy import select

    from foundation.access.lists import operator
    from foundation.store import acting_as, session
    from roll.models import Child, Enrolment

    with app.app_context(), acting_as(operator()):
        table = Enrolment.__table__.c
        statement = select(Child.upn, table.setting_id, table.start).join(Child, Child.id == table.child_id)
        known = session().execute(statement.limit(rows)).all()
        began = time.perf_counter()
        for upn, setting, start in known:
            child = session().scalars(select(Child).where(Child.upn == upn)).one()
            found = session().get(Enrolment, (child.id, setting, start))
            assert found is not None
            found.leaving = dt.date(2027, 7, 21)
            session().flush()
        took = time.perf_counter() - began
        session().rollback()
    return took
