"""`flask demo load` and `flask demo people`."""

from __future__ import annotations

import random
import sys

import click
from flask import current_app
from flask.cli import AppGroup

from foundation.access.lists import operator
from foundation.store import today
from portal.config import INSTANCE
from portal.demo import (
    alerts,
    case_files,
    cases,
    county_file,
    history,
    identities,
    incoming,
    meetings,
    people,
    plans,
    published,
    referrals,
)
from portal.demo.county import register_file
from roll.lists import open_settings

group = AppGroup("demo", help="An invented county to try everything in. Refused in production mode.")


@group.command("load")
@click.option("--children", "count", default=2000, show_default=True, help="How many children.")
@click.option("--seed", default=7, show_default=True, help="The same seed and day make the same county.")
def load_command(count: int, seed: int) -> None:
    """Load the county: settings, children, referrals, cases, plans, alerts, an agenda."""
    if current_app.config["PORTAL_MODE"] != "demo":
        click.echo(
            "refused: this is not a demo (PORTAL_MODE); invented records never stand beside real ones",
            err=True,
        )
        sys.exit(1)
    if open_settings():
        click.echo("refused: the database is not empty; a county is loaded once", err=True)
        sys.exit(1)
    try:
        load(count, seed)
    except county_file.DemoRefused as refused:
        click.echo(f"refused: {refused}", err=True)
        sys.exit(1)


def load(count: int, seed: int) -> None:
    """Build the county and tell its stories. Raises DemoRefused."""
    county = county_file.County(operator(), today(), random.Random(seed))
    click.echo("settings, school days, people, children ...", err=True)
    county_file.build(county, max(count, county_file.smallest()), seed, current_app.config["AUTHORITY_NAME"])
    click.echo("cases ...", err=True)
    pairs = cases.tell(county)
    case_files.tell(county, pairs)
    click.echo("safety plans ...", err=True)
    plans.tell(county, pairs)
    click.echo("referrals and panel ...", err=True)
    referrals.tell(county)
    click.echo("the years before ...", err=True)
    history.tell(county)
    click.echo("moves and alerts ...", err=True)
    cases.moves(county, pairs)
    cases.answer(county, pairs)
    click.echo("meetings ...", err=True)
    meetings.tell(county, pairs)
    alerts.tell(county, pairs)
    identities.tell(county)
    folder = INSTANCE / "demo-files"
    folder.mkdir(parents=True, exist_ok=True)
    click.echo("files that came in ...", err=True)
    incoming.tell(county, folder)
    (folder / "roll-tonight.csv").write_bytes(cases.tonight_file(county, pairs))
    (folder / "settings.csv").write_bytes(register_file(current_app.config["AUTHORITY_NAME"]))
    click.echo("published figures ...", err=True)
    published.tell(county)
    click.echo(f"loaded; files to try are in {folder}")


@group.command("people")
def people_command() -> None:
    """Who can be signed in as."""
    found = people.demo_people()
    if not found:
        click.echo("no demo people here")
        return
    click.echo(f"Password for everybody: {people.PASSWORD}\n")
    width = max(len(person.email) for person in found)
    for person in found:
        click.echo(f"  {person.email:<{width}}  {person.role}")
