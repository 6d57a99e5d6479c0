"""`flask accounts invite`: also the way to the first administrator."""

from __future__ import annotations

import sys

import click
from flask import current_app
from flask.cli import AppGroup

from foundation.access import actions
from foundation.access.lists import operator
from foundation.access.permissions import SETTING_ROLES, Role
from foundation.store import acting_as, session

group = AppGroup("accounts", help="People who sign in.")


@group.command("invite")
@click.argument("email")
@click.option(
    "--role", required=True, type=click.Choice([str(role) for role in Role]), help="What the person is."
)
@click.option("--setting", "urn", help="URN of the setting, for roles that belong to one.")
@click.option("--name", default="", help="Name as colleagues see it.")
def invite_command(email: str, role: str, urn: str | None, name: str) -> None:
    """Make an account (if there is none), give it a role, print a one-time link."""
    find = current_app.extensions["setting_by_urn"]
    if role in SETTING_ROLES and not urn:
        raise click.UsageError(f"the role {role} needs --setting URN")
    with acting_as(operator()) as actor:
        setting = find(urn) if urn else None
        if urn and setting is None:
            click.echo(
                f"no setting has the URN {urn}; import settings first (flask roll settings FILE)", err=True
            )
            sys.exit(1)
        if "@" not in email:
            click.echo("the e-mail address is not complete", err=True)
            sys.exit(1)
        account = actions.open_account(actor, email=email, name=name or email.split("@")[0])
        actions.assign(actor, account, Role(role), setting_id=setting.id if setting else None)
        token = actions.invite(actor, account)
        session().commit()
    click.echo(f"{current_app.config['BASE_URL']}/invitation/{token}")
