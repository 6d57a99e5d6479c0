"""Migrations run up and down on both databases, with records in them, and end where the code is."""

from __future__ import annotations

from sqlalchemy import inspect, text

from foundation.access import actions
from foundation.access.permissions import Role
from foundation.store import current_actor, session
from foundation.store.session import open_engine
from tests.people import make_account


def test_the_migrated_database_is_what_the_code_maps(app):
    done = app.test_cli_runner().invoke(args=["db", "check"])
    assert done.exit_code == 0, done.output


def test_down_to_nothing_and_up_again_with_records_in_it(app, db_session):
    account = make_account(Role.ANALYST)
    actions.invite(current_actor(), account)
    session().commit()
    session().close()
    run = app.test_cli_runner().invoke
    down = run(args=["db", "downgrade", "base"])
    assert down.exit_code == 0, down.output
    assert tables_of(app) <= {"alembic_version", "sqlite_sequence"}
    assert run(args=["db", "check"]).exit_code == 1
    up = run(args=["db", "upgrade"])
    assert up.exit_code == 0, up.output
    checked = run(args=["db", "check"])
    assert checked.exit_code == 0, checked.output
    assert rows_in(app, "account") == 1, "only the system account"
    assert rows_in(app, "code_set") > 500, "the reference lists"


def tables_of(app) -> set[str]:
    engine = open_engine(app.config["DATABASE_URL"])
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def rows_in(app, table: str) -> int:
    engine = open_engine(app.config["DATABASE_URL"])
    try:
        with engine.connect() as connection:
            return connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    finally:
        engine.dispose()
