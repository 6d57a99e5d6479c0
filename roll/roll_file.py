"""Roll files: read, preview, hold, apply. The pages and the command live in transitions, which then sweeps.

Source: transitions, rules 1 to 3; interfaces, `flask transitions roll`. A file is applied whole or not at
all. A rejected line refuses it, a large loss holds it, and in both cases a person may confirm. Confirming a
file with rejected lines applies the others and ends nobody at a setting of which a line was rejected.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from foundation.store import Actor, acting_as, session, today
from foundation.trail import Event
from roll import (
    roll_apply_core,
    roll_delta_core,
    roll_extract_core,
    roll_plan_core,
    roll_reading,
    roll_state_core,
    runs,
    settings_core,
)
from roll.actions import widened
from roll.events import RollApplied, RunHeld, RunPreviewed, RunRejected
from roll.models import ImportRun
from roll.profiles import COLUMNS, DEFAULT, Profile, from_json
from roll.roll_plan_core import Plan, Progress
from roll.roll_reading import ReadResult
from roll.saved_profiles import named, offered
from roll.tables import Reject

__all__ = [
    "COLUMNS",
    "DEFAULT",
    "Preview",
    "Profile",
    "ReadResult",
    "Reject",
    "apply",
    "apply_kept",
    "compare",
    "named",
    "offered",
    "opened",
    "preview",
    "read",
    "receive",
    "take_in",
]


@dataclass(frozen=True)
class Preview:
    """What a file would do. `settings`: URN to rows, children, new, changed, ended, rejected.

    `held`: why it would wait for a person; `problem`: why nobody can use the file at all.
    """

    settings: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    counts: Mapping[str, Any] = field(default_factory=dict)
    held: tuple[str, ...] = ()
    rejects: tuple[Reject, ...] = ()
    notes: tuple[Reject, ...] = ()
    problem: Reject | None = None

    @property
    def goes_through(self) -> bool:
        """Whether the file would be applied without being confirmed."""
        return not (self.held or self.rejects or self.problem)


def read(
    data: bytes, file_name: str, profile: Profile = DEFAULT, connection: Connection | None = None
) -> ReadResult:
    """Read a roll file under a profile; settings that it names by their DfE number are looked up."""
    found = opened(data, file_name, profile, connection)
    roll_reading.fill(found)
    return found


def opened(
    data: bytes, file_name: str, profile: Profile = DEFAULT, connection: Connection | None = None
) -> ReadResult:
    """A file to be applied: it is read when it is, whole or only in the lines that changed."""
    numbers = None
    if profile.setting_by == "dfe":
        numbers = settings_core.dfe_numbers(connection or session().connection())
    return roll_reading.opened(data, file_name, profile, numbers)


def preview(
    found: ReadResult,
    *,
    as_of: dt.date | None = None,
    partial: bool = False,
    progress: Progress | None = None,
) -> Preview:
    """What the file would change; writes nothing."""
    roll_reading.fill(found)
    if found.problem:
        return Preview(problem=found.problem)
    plan = roll_plan_core.plan(session().connection(), found, as_of or today(), partial, progress)
    return _as_preview(plan)


def _as_preview(plan: Plan) -> Preview:
    return Preview(
        plan.counts["settings"], plan.counts, tuple(plan.held), tuple(plan.rejects), tuple(plan.notes)
    )


def apply(
    actor: Actor,
    found: ReadResult,
    *,
    as_of: dt.date | None = None,
    partial: bool = False,
    confirm: bool = False,
    progress: Progress | None = None,
    run: ImportRun | None = None,
) -> ImportRun:
    """Apply a file whole, or say in the run (held, rejected) why not; then nothing but the run is written.

    In the caller's transaction: whoever hears `RollApplied` (the sweep) is in it too. Two applies never
    interleave: the second waits for the first to commit, and only then compares.
    """
    began = time.perf_counter()
    as_of = as_of or today()
    with acting_as(widened(actor)):
        connection = session().connection()
        roll_state_core.wait_for_turn(connection)
        if run is None:
            run = runs.begin(actor, "roll", file_name=found.file_name, sha256=found.sha256)
        run.profile, run.as_of, run.partial = found.profile.name, as_of, partial
        run.columns = found.profile.as_json()
        plan = roll_delta_core.plan_of_changes(connection, found, as_of, partial, progress)
        roll_reading.fill(found)
        if found.problem:
            _refuse(run, found)
            return run
        plan = plan or roll_plan_core.plan(connection, found, as_of, partial, progress)
        what = _what_becomes(plan, confirm)
        if what is RollApplied:
            made = roll_apply_core.write(connection, plan, run.id, progress or (lambda *_: None))
            roll_extract_core.remember(connection, run, found, plan, made)
            runs.let_file_go(run)
        _end(run, what, plan, found, began)
    return run


def receive(
    actor: Actor,
    data: bytes,
    file_name: str,
    profile: Profile = DEFAULT,
    *,
    as_of: dt.date | None = None,
    partial: bool = False,
) -> ImportRun:
    """Keep a file that was uploaded, encrypted, to be read and compared (`compare`)."""
    with acting_as(widened(actor)):
        run = runs.begin(actor, "roll", file_name=file_name, sha256=runs.digest(data))
        run.profile, run.as_of, run.partial = profile.name, as_of or today(), partial
        run.columns = profile.as_json()
        runs.keep_file(run, data)
        session().flush()
    return run


def compare(
    actor: Actor, run: ImportRun, *, connection: Connection | None = None, progress: Progress | None = None
) -> ImportRun:
    """Read a file that was received and say what it would change; no enrolment changes.

    The run is previewed or held, or rejected where nobody can use the file. With a `connection` of its own
    the comparing is done there, and nothing is locked before the result is written.
    """
    began = time.perf_counter()
    run_id, as_of, partial = run.id, run.as_of or today(), run.partial
    data, file_name, profile = runs.kept_file(run), run.file_name, _profile_of(run)
    if connection is not None:
        session().rollback()
    found = read(data, file_name, profile, connection)
    plan = None
    if not found.problem:
        plan = roll_plan_core.plan(connection or session().connection(), found, as_of, partial, progress)
    with acting_as(widened(actor)):
        run = session().get_one(ImportRun, run_id)
        if run.status != "reading":
            return run
        if plan is None:
            _refuse(run, found)
            runs.let_file_go(run)
        else:
            _end(run, RunHeld if plan.held else RunPreviewed, plan, found, began)
    return run


def take_in(
    actor: Actor,
    data: bytes,
    file_name: str,
    profile: Profile = DEFAULT,
    *,
    as_of: dt.date | None = None,
    partial: bool = False,
) -> ImportRun:
    """Receive a file and compare it at once."""
    return compare(actor, receive(actor, data, file_name, profile, as_of=as_of, partial=partial))


def apply_kept(
    actor: Actor, run: ImportRun, *, confirm: bool = False, progress: Progress | None = None
) -> ImportRun:
    """Apply the file of a run that waits, read and compared anew under the profile it was previewed with."""
    found = opened(runs.kept_file(run), run.file_name, _profile_of(run))
    return apply(
        actor, found, as_of=run.as_of, partial=run.partial, confirm=confirm, progress=progress, run=run
    )


def _profile_of(run: ImportRun) -> Profile:
    return from_json(run.columns) if run.columns else named(run.profile)


def _refuse(run: ImportRun, found: ReadResult) -> None:
    assert found.problem is not None
    runs.end(run, RunRejected, {"problem": found.problem.reason}, [found.problem])


def _what_becomes(plan: Plan, confirm: bool) -> type[Event]:
    if confirm:
        return RollApplied
    if plan.rejects:
        return RunRejected
    return RunHeld if plan.held else RollApplied


def _end(run: ImportRun, what: type[Event], plan: Plan, found: ReadResult, began: float) -> None:
    if found.rejected:
        runs.keep_rejected_rows(run, found.rejected_file())
    counts = {**plan.counts, "seconds": round(time.perf_counter() - began, 2)}
    runs.end(run, what, counts, plan.rejects, plan.notes)
