"""Importing school days: terms, holidays, INSET days and closures, for the authority or single settings."""

from __future__ import annotations

import time

from foundation.store import Actor, session
from foundation.store.calendar_file import read_calendar, replace_calendars, unknown_settings
from roll import roll_state_core, runs
from roll.events import CalendarApplied, RunRejected
from roll.models import ImportRun
from roll.tables import Reject

KIND = "calendar"


def apply(actor: Actor, data: bytes, file_name: str) -> ImportRun:
    """Put the file in the place of what was loaded for its calendars and school years, or refuse it whole."""
    return apply_with_rejects(actor, data, file_name)[0]


def apply_with_rejects(actor: Actor, data: bytes, file_name: str) -> tuple[ImportRun, list[Reject]]:
    """As `apply`, with every line that could not be used."""
    began = time.perf_counter()
    connection = session().connection()
    roll_state_core.wait_for_turn(connection)
    rows, wrong = read_calendar(data)
    setting_of = {urn: row for urn, (row, _) in roll_state_core.settings_by_urn(connection).items()}
    rejects = [Reject(r.line, r.column, r.reason) for r in (*wrong, *unknown_settings(rows, setting_of))]
    run = runs.begin(actor, KIND, file_name=file_name, sha256=runs.digest(data))
    written = 0 if rejects else replace_calendars(session(), rows, setting_of)
    counts = {
        "rows": len(rows),
        "new": written,
        "rejected": len({reject.line for reject in rejects}),
        "seconds": round(time.perf_counter() - began, 2),
    }
    runs.end(run, RunRejected if rejects else CalendarApplied, counts, rejects)
    return run, rejects
