"""One line of a roll file, and how a profile finds its columns.

Source: interfaces, `flask transitions roll`; transitions, "Feeding it: real files".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from foundation.store.clock import today
from roll import cells
from roll.models import OPEN_END, PREVIOUS
from roll.tables import Reject

COLUMNS = (
    "upn",
    "former_upn",
    "surname",
    "forename",
    "preferred_surname",
    "date_of_birth",
    "sex",
    "postcode",
    "setting_urn",
    "enrolment_status",
    "start_date",
    "leaving_date",
)
LATEST_START = dt.timedelta(days=3 * 366)


@dataclass(frozen=True)
class Profile:
    """What a kind of roll extract calls our columns: our name to the file's. Every column must be there."""

    name: str = "default"
    columns: Mapping[str, str] = field(default_factory=lambda: {column: column for column in COLUMNS})


DEFAULT = Profile()
PROFILES: dict[str, Profile] = {DEFAULT.name: DEFAULT}


class RollRow(NamedTuple):
    """One enrolment as a line says it; `leaving` is 9999-12-31 where the line has no leaving date."""

    line: int
    upn: str | None
    former_upn: str | None
    surname: str
    forename: str
    preferred_surname: str | None
    date_of_birth: dt.date
    sex: str | None
    postcode: str | None
    urn: str
    status: str
    start: dt.date
    leaving: dt.date


_READERS: tuple[tuple[str, Callable[[str], Any]], ...] = (
    ("upn", cells.upn),
    ("former_upn", cells.upn),
    ("surname", cells.name),
    ("forename", cells.name),
    ("preferred_surname", cells.optional_name),
    ("date_of_birth", cells.needed_date),
    ("sex", cells.sex),
    ("postcode", cells.postcode),
    ("setting_urn", cells.urn),
    ("enrolment_status", cells.status),
    ("start_date", cells.needed_date),
    ("leaving_date", cells.date),
)
# Support only: a bad one is noted and left out, and the line still counts.
LEFT_OUT = {"former_upn", "preferred_surname", "sex", "postcode"}


class LineReader:
    """Reads lines of one file by the places of its columns; each distinct text is understood once."""

    def __init__(self, places: Mapping[str, int], width: int) -> None:
        self._readers = [(name, places[name], cells.remembered(read)) for name, read in _READERS]
        self._width = width
        self._oldest = today().replace(day=1, month=1) - dt.timedelta(days=365 * cells.OLDEST)
        self._today = today()
        self.rejects: list[Reject] = []
        self.notes: list[Reject] = []

    def read(self, line: int, texts: list[str]) -> RollRow | None:
        """The row of a line, or None when it was rejected: then `rejects` has every reason."""
        if len(texts) != self._width and not self._fits(line, texts):
            return None
        values: list[Any] = []
        sound = True
        for name, place, read in self._readers:
            value, reason = read(texts[place])
            if reason:
                left_out = name in LEFT_OUT
                if left_out:
                    self.notes.append(Reject(line, name, f"{reason}; it was left out"))
                else:
                    self.rejects.append(Reject(line, name, reason))
                sound = sound and left_out
            values.append(value)
        return self._agreed(line, values) if sound else None

    def _fits(self, line: int, texts: list[str]) -> bool:
        if len(texts) < self._width:
            self.rejects.append(Reject(line, "", "has fewer cells than the first line has columns"))
            return False
        if any(text.strip() for text in texts[self._width :]):
            self.rejects.append(Reject(line, "", "has more cells than the first line has columns"))
            return False
        return True

    def _agreed(self, line: int, values: list[Any]) -> RollRow | None:
        values[-1] = values[-1] or OPEN_END
        row = RollRow(line, *values)
        if row.former_upn == row.upn:
            row = row._replace(former_upn=None)
        found = (
            _if(row.date_of_birth > self._today, "date_of_birth", "lies in the future")
            or _if(row.date_of_birth < self._oldest, "date_of_birth", "is more than 30 years ago")
            or _if(row.start < row.date_of_birth, "start_date", "comes before the date of birth")
            or _if(row.start > self._today + LATEST_START, "start_date", "is more than three years ahead")
            or _if(row.leaving < row.start, "leaving_date", "comes before the start date")
            or _if(
                row.status == PREVIOUS and row.leaving == OPEN_END, "leaving_date", "is needed with status P"
            )
        )
        if not found:
            return row
        self.rejects.append(Reject(line, *found))
        return None


def _if(wrong: bool, column: str, reason: str) -> tuple[str, str] | None:
    return (column, reason) if wrong else None
