"""How far the work on a file has come, told beside the database and read by the page that waits.

A small file for each run, in DATA_DIR: the transaction that applies a roll holds SQLite's only write lock for
as long as it lasts, so what it says about itself cannot stand in a table. Numbers and fixed words only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from foundation.store.session import engine
from roll.models import ImportRun


class Stopped(Exception):
    """A person decided meanwhile not to go on with the file."""


@dataclass(frozen=True)
class Far:
    """How far it is. `certain`: it is being written, and can no longer be stopped."""

    done: int
    total: int
    words: str
    certain: bool = False


@dataclass
class Telling:
    """Tells how far one run is, and stops the work when a person has cancelled it.

    `status`: the state the run has while this work goes on. Call it as `roll_plan_core.Progress`.
    """

    run_id: int
    public_id: str
    status: str
    stages: tuple[str, ...]
    stage: int = 0
    certain: bool = False

    def __call__(self, done: int, total: int, words: str) -> None:
        """One step: `done` of `total` of the stage at hand."""
        part = done / total if total else 0
        whole = len(self.stages) * 100
        self._write(Far(round(self.stage * 100 + 100 * min(part, 1)), whole, words, self.certain))
        self._stop_if_cancelled()

    def next(self) -> None:
        """The stage is over; tell of the one after it."""
        self.stage += 1
        if self.stage < len(self.stages):
            self(0, 1, self.stages[self.stage])

    def no_way_back(self) -> None:
        """From now on it is written: whoever cancels comes too late."""
        self._stop_if_cancelled()
        self.certain = True

    def _write(self, far: Far) -> None:
        path = _path(self.public_id)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(vars(far)), encoding="utf-8")
        fresh.replace(path)

    def _stop_if_cancelled(self) -> None:
        if self.certain:
            return
        status = ImportRun.__table__.c["state"]
        with engine().connect() as connection:
            found = connection.execute(select(status).where(ImportRun.id == self.run_id)).scalar_one_or_none()
        if found != self.status:
            raise Stopped


def far(run: ImportRun) -> Far | None:
    """What was last told of a run; None where nothing was, or is no longer kept."""
    try:
        return Far(**json.loads(_path(run.public_id).read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def forget(public_id: str) -> None:
    """The work is over: the run itself says what became of it."""
    _path(public_id).unlink(missing_ok=True)


def _path(public_id: str) -> Path:
    return Path(current_app.config["DATA_DIR"]) / "progress" / f"{public_id}.json"
