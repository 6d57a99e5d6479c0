"""`flask needs publish`, `flask needs extract` and `flask needs compare`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from foundation.access.lists import operator
from foundation.store import acting_as, session
from foundation.trail import opening
from needs.benchmark import comparing, lists, reading
from needs.benchmark.extract import NothingPublished, as_text
from needs.commands import group
from needs.published import actions, periods

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@group.command("publish")
@click.argument("code", metavar="PERIOD")
def publish_command(code: str) -> None:
    """Publish the figures of a term (2025-1, 2025-2, 2025-3) or of a school year (2025) that is over."""
    period = periods.named(code)
    if period is None:
        raise click.UsageError(f"{code!r} is no period like 2025 or 2025-1")
    with acting_as(operator()) as actor:
        try:
            actions.publish(actor, period)
        except actions.NotPublished as refused:
            _refuse(str(refused))
        session().commit()
    click.echo(f"{period.words} is published", err=True)


@group.command("extract")
@click.option("--year", type=click.IntRange(2000, 2998), required=True, help="The year in which it begins.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file instead.")
def extract_command(year: int, output: Path | None) -> None:
    """The benchmark extract of a school year, from what is published of it."""
    session(writes=False)  # the line of the trail is written beside it, in a transaction of its own
    with acting_as(operator()) as actor:
        try:
            text = as_text(lists.own_extract(year))
        except NothingPublished as refused:
            _refuse(str(refused))
        opening(actor, "needs extract", kind="export")
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")


@group.command("compare")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text")
def compare_command(files: tuple[Path, ...], shape: str) -> None:
    """Extracts of other authorities beside our own of the same years. Nothing is stored."""
    others, refusals = [], []
    for path in files:
        try:
            others.append(reading.read(path.read_bytes()))
        except reading.Refused as refused:
            refusals.append(f"{path.name}: {refused}")
    if refusals:
        _refuse("\n".join(refusals))
    with acting_as(operator()):
        compared = comparing.compared(lists.beside(others))
    if shape == "json":
        lines = [
            {"period": one.period, "authorities": one.authorities, "lines": dict(one.lines)}
            for one in compared
        ]
        click.echo(json.dumps(lines, ensure_ascii=False))
        return
    for one in compared:
        click.echo(f"{one.period}\t" + "\t".join(one.authorities))
        for what, texts in one.lines:
            click.echo("\t".join([what, *texts]))


def _refuse(words: str) -> None:
    click.echo(f"refused: {words}", err=True)
    sys.exit(1)
