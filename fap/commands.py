"""`flask fap`: the form as a list of questions."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import AppGroup

from fap.form import FORM
from fap.given import given
from fap.nudge.measuring import measure, read_sentences
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


@group.command("nudge")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--show", is_flag=True, help="Print the sentences that were asked wrongly or missed.")
def nudge(file: Path, show: bool) -> None:
    """Print precision and recall of the lexicon on labelled sentences (columns written, meant, sentence)."""
    try:
        sentences = read_sentences(file)
    except ValueError as wrong:
        raise click.ClickException(str(wrong)) from None
    for name in (*dict.fromkeys(one.written for one in sentences), "all"):
        figures = measure(name, [one for one in sentences if name in (one.written, "all")])
        click.echo(str(figures))
        if show:
            for words in figures.wrongly:
                click.echo(f"  asked wrongly: {words}")
            for words in figures.missed:
                click.echo(f"  missed: {words}")
