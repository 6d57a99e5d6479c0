"""`flask transitions roll`, `sweep`, `alerts` and `check`.

Progress goes to standard error, results to standard output. Exit 1 where a file was refused or held, or
where a child or setting is not known; 2 for wrong usage.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import AppGroup

from foundation.access.lists import operator
from foundation.store import acting_as, session, today
from foundation.store.clock import day_words
from roll import roll_file, upn
from roll.commands import line_of, vars_of
from roll.lists import own_child_by_upn, setting_by_urn
from roll.tables import Reject
from transitions import lists, placement, self_check
from transitions.actions.rolls import Applied, apply_roll
from transitions.assurance.command import assurance_command
from transitions.coming_commands import ctf_command, offers_command
from transitions.sweep import sweep
from transitions.telling import as_documents
from transitions.words import KINDS_SHORT, STATES

group = AppGroup(
    "transitions", help="Moves between settings: roll files, the sweep, alerts, the placement check."
)
for command in (assurance_command, ctf_command, offers_command):
    group.add_command(command)
GROUPS = [group]
_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
_day = click.DateTime(formats=["%Y-%m-%d"])
FIGURES = ("rows", "children", "new", "changed", "ended", "rejected")


@group.command("roll")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--profile", default=roll_file.DEFAULT.name, help="Which columns the file has.")
@click.option("--as-of", type=_day, default=None, help="The day of the roll (today).")
@click.option("--partial", is_flag=True, help="The file is the full roll of just the settings in it.")
@click.option("--preview", is_flag=True, help="Say what would change; write nothing.")
@click.option("--confirm", is_flag=True, help="Apply although the file is held or has rejected lines.")
@_format
def roll_command(
    file: Path,
    profile: str,
    as_of: dt.datetime | None,
    partial: bool,
    preview: bool,
    confirm: bool,
    form: str,
) -> None:
    """Apply a roll extract (CSV or XLSX) and sweep, in one transaction; or say why not."""
    day = as_of.date() if as_of else today()
    with acting_as(operator()) as actor:
        click.echo(f"Reading {file.name}", err=True)
        known = roll_file.offered()
        if profile not in known:
            raise click.BadParameter(f"choose one of {', '.join(known)}", param_hint="--profile")
        found = roll_file.opened(file.read_bytes(), file.name, known[profile])
        if preview:
            would = roll_file.preview(found, as_of=day, partial=partial, progress=_progress)
            session().rollback()
            _tell_preview(would, form)
        done = apply_roll(actor, found, as_of=day, partial=partial, confirm=confirm, progress=_progress)
        session().commit()
        _tell_applied(done, found, form)


@group.command("sweep")
@click.option("--as-of", type=_day, default=None, help="The day to look at (today).")
@_format
def sweep_command(as_of: dt.datetime | None, form: str) -> None:
    """Detect again from what is stored. A second run changes nothing."""
    with acting_as(operator()) as actor:
        done = sweep(actor, as_of.date() if as_of else today())
        session().commit()
    found = {"as_of": done.run.as_of.isoformat(), **done.counts, "alerts": list(done.raised)}
    if form == "json":
        click.echo(json.dumps(found))
        return
    words = ", ".join(f"{number} {name}" for name, number in done.counts.items())
    click.echo(f"Swept as of {day_words(done.run.as_of)}: {words}")


@group.command("self-check")
@_format
def self_check_command(form: str) -> None:
    """Compare the alerts with the second computation. Exit 1 where they differ."""
    with acting_as(operator()):
        check = self_check.run()
        session().commit()
    found = self_check.found_in(check)
    if form == "json":
        click.echo(json.dumps({"as_of": str(check.as_of or ""), **check.counts, "found": check.found or []}))
    else:
        as_of = day_words(check.as_of) if check.as_of else "no day: nobody was looked at yet"
        words = ", ".join(f"{number} {name}" for name, number in check.counts.items())
        click.echo(f"Self-check as of {as_of}: {words or 'nothing to compare'}")
        for one in found:
            click.echo(f"  {KINDS_SHORT[one.kind]} {one.day} {one.reference}: {self_check.WORDS[one.what]}")
    sys.exit(1 if found else 0)


@group.command("alerts")
@click.option("--open", "only_open", is_flag=True, help="Only those that are not settled.")
@_format
def alerts_command(only_open: bool, form: str) -> None:
    """List alerts, in the order in which they were raised."""
    with acting_as(operator()):
        found = as_documents(lists.every_alert(only_open=only_open))
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for alert in found:
        parts = (alert["id"], alert["raised_on"], KINDS_SHORT[alert["kind"]], STATES[alert["state"]])
        where = " and ".join(alert["setting_urns"])
        click.echo(
            " | ".join([*parts, f"at {where}", " and ".join(alert["upns"]), alert["case_ref"] or "no case"])
        )
    click.echo(f"{len(found)} alerts", err=True)


@group.command("check")
@click.argument("number", metavar="UPN")
@click.argument("urn")
@click.argument("date", type=_day)
@_format
def check_command(number: str, urn: str, date: dt.datetime, form: str) -> None:
    """May the child with this UPN go to the setting with this URN from this date?"""
    with acting_as(operator()):
        child = own_child_by_upn(upn.normalise(number) or "")
        setting = setting_by_urn(urn)
        if child is None or setting is None:
            wrong = "no child has this UPN" if child is None else "no setting has this URN"
            _refuse(wrong, form)
        answer = placement.check(child.id, setting.id, date.date())
    if form == "json":
        click.echo(json.dumps({"result": answer.result, "reasons": list(answer.reasons)}, ensure_ascii=False))
        return
    click.echo(answer.words)
    for reason in answer.reasons:
        click.echo(f"  {reason}")


def _progress(done: int, total: int, words: str) -> None:
    click.echo(f"[{done}/{total}] {words}", err=True)


def _refuse(words: str, form: str) -> NoReturn:
    click.echo(json.dumps({"error": words}) if form == "json" else words, err=form != "json")
    sys.exit(1)


def _tell_preview(would: roll_file.Preview, form: str) -> NoReturn:
    rejects = [would.problem] if would.problem else list(would.rejects)
    if form == "json":
        found = {"state": "preview", **_counts(would.counts), "settings": would.settings}
        click.echo(json.dumps({**found, "held": list(would.held), "rejects": [vars_of(r) for r in rejects]}))
    else:
        _say(rejects, would.held)
        for urn, figures in would.settings.items():
            click.echo(
                f"{urn}: " + ", ".join(f"{figures[name]} {name}" for name in FIGURES if name in figures)
            )
        click.echo("Preview, nothing was written")
    sys.exit(0 if would.goes_through else 1)


def _tell_applied(done: Applied, found: roll_file.ReadResult, form: str) -> None:
    run, held = done.run, done.run.counts.get("held", [])
    rejects = [found.problem] if found.problem else found.rejects
    swept = done.sweep.counts if done.sweep else {}
    if form == "json":
        state = {"state": run.status, "run": run.public_id, **_counts(run.counts)}
        told = {**state, "settings": run.counts.get("settings", {}), "sweep": swept}
        click.echo(json.dumps({**told, "held": held, "rejects": [vars_of(r) for r in rejects]}))
    else:
        _say(rejects, held)
        figures = ", ".join(f"{n} {name}" for name, n in _counts(run.counts).items())
        click.echo(f"{run.status}: {figures or 'nothing was read or applied'}")
        if swept:
            click.echo(f"alerts: {swept['raised']} raised, {swept['changed']} changed, {swept['gone']} gone")
    sys.exit(0 if run.status == "applied" else 1)


def _counts(counts: Any) -> dict[str, int]:
    return {name: counts[name] for name in FIGURES if name in counts}


def _say(rejects: Iterable[Reject], held: Iterable[str]) -> None:
    for reject in rejects:
        click.echo(line_of(reject))
    for reason in held:
        click.echo(f"held: {reason}")
