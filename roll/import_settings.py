"""Importing settings from the national register: preview, keep, apply.

Whole or not at all, like every import: a rejected line refuses the file unless a person confirms that the
others are to be taken. By default only the settings of the authority and its neighbours come in.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app

from foundation.store import Actor, session
from roll import gias, roll_state_core, runs, settings_core
from roll.events import RunPreviewed, RunRejected, SettingsApplied
from roll.gias import SettingsFile
from roll.models import ImportRun
from roll.settings_core import RegisterDifference
from roll.tables import Reject

KIND = "settings"
EVERY_AUTHORITY = "all"


@dataclass(frozen=True)
class SettingsPreview:
    """How many settings would be new, changed, unchanged or left out, and which lines are rejected."""

    new: int
    changed: int
    same: int
    left_out: int
    rejects: tuple[Reject, ...]
    problem: Reject | None


def our_codes(config: Mapping[str, Any] | None = None) -> frozenset[str]:
    """The LA codes of the authority and its neighbours, from the configuration."""
    config = current_app.config if config is None else config
    words = f"{config.get('AUTHORITY_CODE', '')} {config.get('NEIGHBOUR_CODES', '')}"
    return frozenset(words.replace(",", " ").replace(";", " ").split())


def read(
    data: bytes, file_name: str, *, every: bool = False, la_codes: Collection[str] | None = None
) -> SettingsFile:
    """Read a file for the authority and its neighbours, for the given LA codes, or for every authority."""
    codes = None if every else frozenset(la_codes or our_codes())
    registered = settings_core.urns(session().connection())
    return gias.read(data, file_name, la_codes=codes, registered=registered)


def preview(found: SettingsFile) -> SettingsPreview:
    """What the file would change; writes nothing."""
    difference = settings_core.compare(session().connection(), found.rows)
    return SettingsPreview(
        len(difference.new),
        len(difference.changed),
        difference.same,
        sum(found.others.values()),
        tuple(found.rejects),
        found.problem,
    )


def apply(
    actor: Actor, found: SettingsFile, *, confirm: bool = False, run: ImportRun | None = None
) -> ImportRun:
    """Put the file's settings on the register, or say in the run (rejected) why not."""
    began = time.perf_counter()
    connection = session().connection()
    roll_state_core.wait_for_turn(connection)
    run = run or runs.begin(actor, KIND, file_name=found.file_name, sha256=found.sha256)
    difference = settings_core.compare(connection, found.rows)
    counts = _counts(found, difference, began)
    if found.problem or (found.rejects and not confirm):
        runs.end(run, RunRejected, counts, _all_rejects(found))
        return run
    settings_core.write(connection, difference, run.id)
    session().expire_all()
    runs.let_file_go(run)
    runs.end(run, SettingsApplied, counts, found.rejects)
    return run


def take_in(actor: Actor, data: bytes, file_name: str, *, every: bool = False) -> ImportRun:
    """Read and compare an uploaded file, and keep it until a person applies or cancels it."""
    began = time.perf_counter()
    found = read(data, file_name, every=every)
    run = runs.begin(actor, KIND, file_name=file_name, sha256=found.sha256)
    run.profile = EVERY_AUTHORITY if every else ""
    difference = settings_core.compare(session().connection(), found.rows)
    if not found.problem:
        runs.keep_file(run, data)
    kind = RunRejected if found.problem else RunPreviewed
    runs.end(run, kind, _counts(found, difference, began), _all_rejects(found))
    return run


def apply_kept(actor: Actor, run: ImportRun, *, confirm: bool = False) -> ImportRun:
    """Apply the file of a run that waits, read and compared anew."""
    found = read(runs.kept_file(run), run.file_name, every=run.profile == EVERY_AUTHORITY)
    return apply(actor, found, confirm=confirm, run=run)


def _all_rejects(found: SettingsFile) -> list[Reject]:
    return [found.problem] if found.problem else found.rejects


def _counts(found: SettingsFile, difference: RegisterDifference, began: float) -> dict[str, Any]:
    return {
        "lines": found.lines,
        "rows": len(found.rows),
        "new": len(difference.new),
        "changed": len(difference.changed),
        "same": difference.same,
        "left_out": sum(found.others.values()),
        "rejected": len({reject.line for reject in found.rejects}),
        "problem": found.problem.reason if found.problem else "",
        "seconds": round(time.perf_counter() - began, 2),
    }
