"""Importing links between settings: preview, keep, apply; whole or not at all.

A link that stood and is no longer in the file holds it: to take one away makes one place into two, and alerts
about it anew. Whoever hears `LinksApplied` looks at everybody again, in the same transaction.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from foundation.store import Actor, session
from roll import continuing_core, links_file, roll_state_core, runs
from roll.events import LinksApplied, RunHeld, RunPreviewed, RunRejected
from roll.links_file import LinksFile
from roll.models import ImportRun
from roll.tables import Reject

KIND = "links"


@dataclass
class Difference:
    """What a file would change. `pairs`: (URN before, URN after)."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    new: int = 0
    same: int = 0
    ended: list[tuple[str, str]] = field(default_factory=list)


def read(data: bytes, file_name: str) -> LinksFile:
    """Read the links among the settings on our register."""
    registered = roll_state_core.settings_by_urn(session().connection())
    return links_file.read(data, file_name, registered.keys())


def difference(found: LinksFile) -> Difference:
    """Compare with what stands; writes nothing."""
    connection = session().connection()
    settings = roll_state_core.settings_by_urn(connection)
    urns = {row: urn for urn, (row, _) in settings.items()}
    stood = {(urns[b], urns[a]) for a, b in continuing_core.chains(connection).before.items()}
    wanted = set(found.follows)
    first = links_file.chain(wanted)
    rows = [
        {
            "setting_id": settings[after][0],
            "place_id": settings[first[after]][0],
            "follows_id": settings[before][0],
            "since": since,
        }
        for (before, after), since in found.follows.items()
    ]
    return Difference(rows, len(wanted - stood), len(wanted & stood), sorted(stood - wanted))


def apply(
    actor: Actor, found: LinksFile, *, confirm: bool = False, run: ImportRun | None = None
) -> ImportRun:
    """Take the file's links for those that hold, or say in the run (held, rejected) why not."""
    began = time.perf_counter()
    connection = session().connection()
    roll_state_core.wait_for_turn(connection)
    run = run or runs.begin(actor, KIND, file_name=found.file_name, sha256=found.sha256)
    if found.problem or found.rejects:
        return _end(run, RunRejected, found, None, began)
    changes = difference(found)
    if changes.ended and not confirm:
        return _end(run, RunHeld, found, changes, began)
    continuing_core.replace(connection, [{**row, "run_id": run.id} for row in changes.rows])
    session().expire_all()
    runs.let_file_go(run)
    return _end(run, LinksApplied, found, changes, began)


def take_in(actor: Actor, data: bytes, file_name: str) -> ImportRun:
    """Read and compare an uploaded file, and keep it until a person applies or cancels it."""
    began = time.perf_counter()
    found = read(data, file_name)
    run = runs.begin(actor, KIND, file_name=file_name, sha256=found.sha256)
    if found.problem or found.rejects:
        return _end(run, RunRejected, found, None, began)
    runs.keep_file(run, data)
    changes = difference(found)
    return _end(run, RunHeld if changes.ended else RunPreviewed, found, changes, began)


def apply_kept(actor: Actor, run: ImportRun, *, confirm: bool = False) -> ImportRun:
    """Apply the file of a run that waits, read and compared anew."""
    return apply(actor, read(runs.kept_file(run), run.file_name), confirm=confirm, run=run)


def _end(run: ImportRun, what: Any, found: LinksFile, changes: Difference | None, began: float) -> ImportRun:
    rejects = [found.problem] if found.problem else found.rejects
    counts: dict[str, Any] = {
        "lines": found.lines,
        "rows": len(found.follows),
        "left_out": found.left_out,
        "rejected": len({reject.line for reject in found.rejects}),
        "problem": found.problem.reason if found.problem else "",
        "seconds": round(time.perf_counter() - began, 2),
    }
    if changes:
        counts |= {"new": changes.new, "same": changes.same, "ended": len(changes.ended)}
        counts["held"] = [_lost(pair) for pair in changes.ended]
    runs.end(run, what, counts, rejects, found.notes)
    return run


def _lost(pair: tuple[str, str]) -> str:
    before, after = pair
    return f"URN {after} is no longer said to follow URN {before}: they would become two places"


__all__ = ["KIND", "LinksFile", "Reject", "apply", "apply_kept", "difference", "read", "take_in"]
