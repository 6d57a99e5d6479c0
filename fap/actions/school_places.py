"""Loading a file of places: its good lines are stored with their day, its bad ones are refused one by one."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from fap.models import SchoolPlaces
from fap.rights import demand
from fap.vacancies.reading import PlacesRow, read_places
from foundation.access.permissions import Permission
from foundation.store import Actor, session, today
from foundation.store.clock import day_words
from foundation.store.reference_data import choices
from roll import runs
from roll.events import PlacesApplied, RunRejected
from roll.lists import open_settings
from roll.models import ImportRun
from roll.tables import Reject

KIND = "places"


def load_places(
    actor: Actor, data: bytes, file_name: str, as_of: dt.date | None = None
) -> tuple[ImportRun, list[Reject]]:
    """Store the places of schools as they were on a day (today when none is given).

    A second file for the same day replaces its figures; older days stay. Answers with the run and every line
    that was refused; nothing is stored when no line holds. Raises NotAllowed, ValueError (a day to come).
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    day = as_of or today()
    if day > today():
        raise ValueError("The figures must be of today or of the past")
    settings = {row.urn: row.id for row in open_settings()}
    years = [choice.code for choice in choices("year_group")]
    found = read_places(data, file_name, settings, years)
    run = runs.begin(actor, KIND, file_name=file_name, sha256=runs.digest(data), as_of=day)
    new = _store(found.rows, day, run)
    rejects = [found.problem] if found.problem else found.rejects
    counts = {
        "rows": len(found.rows),
        "new": new,
        "changed": len(found.rows) - new,
        "rejected": len({reject.line for reject in rejects}),
        **({"problem": found.problem.reason} if found.problem else {}),
    }
    runs.end(run, PlacesApplied if found.rows else RunRejected, counts, rejects)
    return run, rejects


def said_of(run: ImportRun) -> str:
    """What became of a file, in a sentence."""
    taken, refused = run.counts.get("rows", 0), run.counts.get("rejected", 0)
    lines = f"{taken} {'line' if taken == 1 else 'lines'} stored"
    if run.as_of:
        lines += f", as of {day_words(run.as_of)}"
    return f"{lines}; {refused} refused" if refused else lines


def _store(rows: list[PlacesRow], day: dt.date, run: ImportRun) -> int:
    """Write the figures of a day; answers with how many were not there before."""
    there = {
        (row.setting_id, row.year_group): row
        for row in session().scalars(select(SchoolPlaces).where(SchoolPlaces.as_of == day))
    }
    new = 0
    for row in rows:
        known = there.get((row.setting_id, row.year_group))
        if known is None:
            known = SchoolPlaces(setting_id=row.setting_id, year_group=row.year_group, as_of=day)
            session().add(known)
            new += 1
        known.places, known.on_roll, known.run_id = row.places, row.on_roll, run.id
    session().flush()
    return new
