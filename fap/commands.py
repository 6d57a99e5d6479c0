"""`flask fap`: the form as a list of questions."""

from __future__ import annotations

import json

import click
from flask.cli import AppGroup

from fap.form import FORM
from fap.given import given
from foundation.questions import describe, golden

group = AppGroup("fap", help="The Fair Access Panel: the referral form.")
GROUPS = [group]


@group.command("questions")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
def questions(shape: str) -> None:
    """Print every question of the referral form: one line each, or the whole declaration as JSON."""
    if shape == "json":
        click.echo(json.dumps(describe(FORM, given()), ensure_ascii=False, indent=2))
        return
    for line in golden(FORM):
        click.echo(line)
