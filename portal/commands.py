"""`flask db`: the database's migrations and its reference data."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask.cli import AppGroup

from foundation.access.actions import open_operator
from foundation.access.lists import operator
from foundation.store import Base, acting_as, engine, session
from foundation.store.reference_data import load_reference_data
from portal.config import ROOT

database = AppGroup("db", help="The database: migrations and reference data.")


@contextmanager
def alembic_config() -> Iterator[Config]:
    """Alembic's configuration with an open transaction."""
    made = Config()
    made.set_main_option("script_location", str(ROOT / "migrations"))
    with engine().execution_options(writes=True).begin() as connection:
        made.attributes["connection"] = connection
        yield made


def upgrade_to(revision: str = "head") -> None:
    """Migrate up, then load the reference data and the system account."""
    with alembic_config() as made:
        command.upgrade(made, revision)
    with acting_as(operator()):
        open_operator()
        load_reference_data(session())
        session().commit()


@database.command("upgrade")
@click.argument("revision", default="head")
def upgrade_command(revision: str) -> None:
    """Bring the database to the newest (or a named) revision and load the reference data."""
    upgrade_to(revision)
    click.echo("the database is up to date")


@database.command("downgrade")
@click.argument("revision")
def downgrade_command(revision: str) -> None:
    """Take the database back to a revision (`base` for nothing at all)."""
    with alembic_config() as made:
        command.downgrade(made, revision)
    click.echo(f"the database is at {revision}")


@database.command("check")
def check_command() -> None:
    """Exit 1 when the database is behind the code, or differs from its tables."""
    with alembic_config() as made:
        connection = made.attributes["connection"]
        head = ScriptDirectory.from_config(made).get_current_head()
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        present = context.get_current_revision()
        differences = compare_metadata(context, Base.metadata) if present == head else []
    if present != head:
        click.echo(
            f"the database is at {present or 'nothing'}, the code needs {head}: run `flask db upgrade`",
            err=True,
        )
        sys.exit(1)
    if differences:
        click.echo(f"the database differs from the code in {len(differences)} places", err=True)
        for difference in differences:
            click.echo(f"  {difference}", err=True)
        sys.exit(1)
    click.echo(f"the database is at {head}, and so is the code")
