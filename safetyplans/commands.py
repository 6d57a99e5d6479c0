"""`flask safetyplans questions`: the declared form."""

from __future__ import annotations

import json

import click
from flask.cli import AppGroup

from foundation.questions import describe
from safetyplans.form import FORM
from safetyplans.long_form import given

group = AppGroup("safetyplans", help="Risk assessments and safety plans.")
GROUPS = [group]


@group.command("questions")
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
def questions(shape: str) -> None:
    """Every page, question, key, kind, label, hint, choices or set, condition of the plan."""
    described = describe(FORM, given())
    if shape == "json":
        click.echo(json.dumps(described, ensure_ascii=False, indent=1))
        return
    for section in described["sections"]:
        click.echo(f"{section['key']}: {section['title']}")
        for question in section["questions"]:
            click.echo(f"  {question['key']}  {question['kind']}  {question['label']}")
