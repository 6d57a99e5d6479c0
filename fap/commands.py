"""`flask fap`: the form as a list of questions."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from flask.cli import AppGroup

from fap.actions.loading import children_referred, exported, load_referrals
from fap.form import FORM
from fap.given import given
from fap.loading import as_json_lines, as_workbook
from fap.nudge.measuring import measure, read_sentences
from fap.places_command import places
from foundation.access.lists import operator
from foundation.questions import describe, golden
from foundation.store import acting_as, session
from foundation.trail import opening

group = AppGroup("fap", help="The Fair Access Panel: the referral form.")
GROUPS = [group]
group.add_command(places)


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


@group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", show_default=True)
def load(file: Path, shape: str) -> None:
    """Load past referrals (JSON lines or XLSX). All of the file or nothing; exit code 1 when refused."""
    with acting_as(operator()) as actor:
        outcome = load_referrals(actor, file.read_bytes(), file.name)
        session().rollback() if outcome.rejects else session().commit()
    if shape == "json":
        rejects = [vars(reject) for reject in outcome.rejects]
        loaded = 0 if rejects else outcome.loaded
        click.echo(json.dumps({"loaded": loaded, "known": outcome.known, "rejects": rejects}))
    else:
        for reject in outcome.rejects:
            where = f"line {reject.line}" if reject.line else "the file"
            click.echo(f"{where}{', ' + reject.column if reject.column else ''}: {reject.reason}", err=True)
        words = f"{outcome.loaded} referrals loaded, {outcome.known} known already"
        click.echo("nothing was loaded" if outcome.rejects else words, err=bool(outcome.rejects))
    sys.exit(1 if outcome.rejects else 0)


@group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["json", "xlsx"]),
    default=None,
    help="By default what FILE ends in, else JSON lines.",
)
def export(file: Path | None, shape: str | None) -> None:
    """Write every referral with the keys that `load` reads, nothing withheld; without FILE to the output."""
    session(writes=False)  # the line of the trail is written beside it, in a transaction of its own
    with acting_as(operator()) as actor:
        records = list(exported(actor))
        opening(actor, "fap export", kind="export", children=children_referred())
    workbook = shape == "xlsx" or (shape is None and file is not None and file.suffix.casefold() == ".xlsx")
    made = as_workbook(records) if workbook else as_json_lines(records)
    if file is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    else:
        file.touch(mode=0o600)
        file.write_bytes(made)
    click.echo(f"{len(records)} referrals written", err=True)
