"""A roll file and the sweep after it: one transaction, whole or not at all (transitions, rule 3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cases.actions.rights import demand
from foundation.access.permissions import Permission
from foundation.store import Actor, today
from roll import roll_file, runs
from roll.models import ImportRun
from roll.roll_plan_core import Progress
from transitions.lists import sweep_of_import
from transitions.models import SweepRun
from transitions.sweep import sweep


@dataclass(frozen=True)
class Applied:
    """What became of a file: its run, and the sweep that followed (None where it was not applied)."""

    run: ImportRun
    sweep: SweepRun | None


def apply_roll(
    actor: Actor,
    found: roll_file.ReadResult,
    *,
    as_of: dt.date | None = None,
    partial: bool = False,
    confirm: bool = False,
    progress: Progress | None = None,
) -> Applied:
    """Apply a file that was read and look at everybody again."""
    demand(actor, Permission.IMPORT_ROLLS)
    run = roll_file.apply(actor, found, as_of=as_of, partial=partial, confirm=confirm, progress=progress)
    return _swept(actor, run)


def apply_waiting(
    actor: Actor, run: ImportRun, *, confirm: bool = False, progress: Progress | None = None
) -> Applied:
    """Apply the file of a run that waits, read and compared anew, and look at everybody again."""
    demand(actor, Permission.IMPORT_ROLLS)
    return _swept(actor, roll_file.apply_kept(actor, run, confirm=confirm, progress=progress))


def receive(
    actor: Actor, data: bytes, file_name: str, profile: str, *, as_of: dt.date | None, partial: bool
) -> ImportRun:
    """Keep an uploaded file, to be read and compared; no enrolment changes until a person applies it."""
    demand(actor, Permission.IMPORT_ROLLS)
    known = roll_file.named(profile)
    return roll_file.receive(actor, data, file_name, known, as_of=as_of, partial=partial)


def cancel(actor: Actor, run: ImportRun) -> None:
    """Do not apply a file that waits; what stood before stays in force."""
    demand(actor, Permission.IMPORT_ROLLS)
    runs.cancel(actor, run)


def _swept(actor: Actor, run: ImportRun) -> Applied:
    """Whoever hears of an applied roll sweeps; where nobody listened, it is done here."""
    if run.status != "applied":
        return Applied(run, None)
    done = sweep_of_import(run.id)
    return Applied(run, done or sweep(actor, run.as_of or today(), import_run_id=run.id).run)
