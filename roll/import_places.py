"""Importing the postcode directory and the names of wards: whole or not at all, with a recorded run.

The file is looked through twice: first every line is judged (a caller who holds no transaction locks nothing
meanwhile); then, if it is good, it is written. A line that cannot be used is left out and
counted; where it is more than one in a hundred, the file is refused.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from foundation.store import Actor, session
from roll import places_core, places_file, roll_state_core, runs
from roll.events import PlacesApplied, RunHeld, RunRejected
from roll.models import ImportRun, Postcode, Ward
from roll.places_file import PlacesFile, Told
from roll.tables import Reject, UnreadableFile

MOST_BAD_IN_100 = 1
FEWER_IN_100 = 10
MOST_REJECTS = 1000

Rows = Callable[[PlacesFile, Told | None], Iterable[Any]]


@dataclass
class Looked:
    """What looking through a file found; nothing is written. `rows`: lines that can be used."""

    file: PlacesFile | None = None
    sha256: str = ""
    lines: int = 0
    rows: int = 0
    left_out: int = 0
    rejected: int = 0
    rejects: list[Reject] = field(default_factory=list)
    problem: Reject | None = None


def postcodes(
    actor: Actor, path: Path, *, areas: Sequence[str] = (), confirm: bool = False, told: Told | None = None
) -> tuple[ImportRun, list[Reject]]:
    """Load the directory (or only some postcode areas of it) in the place of the one before; then the wards
    of children follow. Held where it has over 10 % fewer postcodes than stand, unless confirmed.
    """
    areas = tuple(sorted({area.strip().upper() for area in areas}))

    def rows(file: PlacesFile, told: Told | None) -> Iterable[Any]:
        return places_file.postcode_rows(file, areas, told)

    return _load(actor, path, "postcodes", Postcode, rows, confirm, told)


def wards(
    actor: Actor, path: Path, *, confirm: bool = False, told: Told | None = None
) -> tuple[ImportRun, list[Reject]]:
    """Load the names of wards in the place of those before."""
    return _load(actor, path, "wards", Ward, places_file.ward_rows, confirm, told)


def _load(
    actor: Actor,
    path: Path,
    kind: str,
    model: type[Postcode] | type[Ward],
    rows: Rows,
    confirm: bool,
    told: Told | None,
) -> tuple[ImportRun, list[Reject]]:
    began = time.perf_counter()
    columns = places_file.POSTCODE_COLUMNS if model is Postcode else places_file.WARD_COLUMNS
    looked = _look(path, columns, rows, told)
    connection = session().connection()
    roll_state_core.wait_for_turn(connection)
    run = runs.begin(actor, kind, file_name=path.name, sha256=looked.sha256)
    before = places_core.count(connection, model)
    counts: dict[str, Any] = {
        "lines": looked.lines,
        "rows": looked.rows,
        "left_out": looked.left_out,
        "rejected": looked.rejected,
        "before": before,
    }
    if looked.problem or looked.file is None:
        counts["problem"] = looked.problem.reason if looked.problem else ""
        rejects = [looked.problem] if looked.problem else []
        runs.end(run, RunRejected, counts, rejects)
        return run, rejects
    if looked.rows * 100 < before * (100 - FEWER_IN_100) and not confirm:
        counts["held"] = [f"The file has {looked.rows} rows; {before} stand now"]
        runs.end(run, RunHeld, counts, looked.rejects)
        return run, looked.rejects
    good = _good(rows(looked.file, told))
    counts["new"] = places_core.replace(connection, model, good)
    if model is Postcode:
        counts["children"] = places_core.wards_of_children(connection)
    counts["seconds"] = round(time.perf_counter() - began, 2)
    session().expire_all()
    runs.end(run, PlacesApplied, counts, looked.rejects)
    return run, looked.rejects


def _good(found: Iterable[Any]) -> Iterator[tuple[Any, ...]]:
    return (row for row in found if row is not None and not isinstance(row, Reject))


def _look(path: Path, columns: dict[str, tuple[str, str, bool]], rows: Rows, told: Told | None) -> Looked:
    looked = Looked()
    with path.open("rb") as file:
        looked.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    try:
        looked.file = places_file.open_places(path, columns)
        for row in rows(looked.file, told):
            _count(looked, row)
    except UnreadableFile as unreadable:
        looked.problem = Reject(unreadable.line, unreadable.column, unreadable.reason)
        return looked
    if looked.rejected * 100 > looked.lines * MOST_BAD_IN_100:
        first = looked.rejects[0]
        words = f"{looked.rejected} of {looked.lines} lines cannot be used; the first is line {first.line}: "
        looked.problem = Reject(0, first.column, f"{words}{first.reason}")
    elif not looked.rows:
        looked.problem = Reject(1, "", "The file has its first line and nothing to use below it")
    return looked


def _count(looked: Looked, row: Any) -> None:
    looked.lines += 1
    if row is None:
        looked.left_out += 1
    elif isinstance(row, Reject):
        looked.rejected += 1
        if len(looked.rejects) < MOST_REJECTS:
            looked.rejects.append(row)
    else:
        looked.rows += 1
