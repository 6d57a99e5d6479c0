"""One line of a roll file, read as a profile says.

Source: interfaces, `flask transitions roll`; transitions, "Feeding it: real files".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from foundation.store.clock import today
from roll import cells
from roll.models import OPEN_END, PREVIOUS
from roll.profiles import COLUMNS, NOT_TAKEN, Profile, status_key
from roll.tables import Reject

LATEST_START = dt.timedelta(days=3 * 366)


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


EMPTY = RollRow(0, None, None, "", "", None, dt.date.min, None, None, "", "C", dt.date.min, OPEN_END)
"""A row that says nothing."""

Reader = Callable[[str], Any]


def readers(profile: Profile, numbers: Mapping[str, str]) -> dict[str, Reader]:
    """How each column is read under a profile. `numbers`: DfE number (7 digits) to URN."""
    first, last = cells.date_reader(profile.dates)
    return {
        "upn": cells.upn,
        "former_upn": cells.upn,
        "surname": cells.name,
        "forename": cells.name,
        "preferred_surname": cells.optional_name,
        "date_of_birth": first,
        "sex": cells.sex,
        "postcode": cells.postcode,
        "setting_urn": cells.urn if profile.setting_by == "urn" else _dfe_reader(numbers),
        "enrolment_status": _status_reader(profile),
        "start_date": first,
        "leaving_date": last,
    }


def _dfe_reader(numbers: Mapping[str, str]) -> Reader:
    def dfe(text: str) -> str:
        found = cells.dfe_number(text)
        if found not in numbers:
            raise cells.BadCell(
                "no setting on the register has this DfE number; import it first, or correct it"
            )
        return numbers[found]

    return dfe


def _status_reader(profile: Profile) -> Reader:
    statuses, blank = profile.statuses, profile.blank_status
    unknown = "is not a status that the column profile has a meaning for"
    if all(len(word) == 1 or word == meaning for word, meaning in statuses.items()):
        unknown = f"must be one of {', '.join(statuses.values())}"

    def status(text: str) -> str:
        word = status_key(text)
        if not word:
            if blank:
                return blank
            raise cells.BadCell(f"is empty, and {unknown}")
        if word not in statuses:
            raise cells.BadCell(unknown)
        return statuses[word]

    return status


# Support only: a bad one is noted and left out, and the line still counts.
_STATUS = COLUMNS.index("enrolment_status")
LEFT_OUT = {"former_upn", "preferred_surname", "sex", "postcode"}


class LineReader:
    """Reads lines of one file by the places of its columns; each distinct text is understood once.

    A column that the profile does not have reads as an empty cell.
    """

    def __init__(
        self, places: Mapping[str, int], width: int, profile: Profile, numbers: Mapping[str, str]
    ) -> None:
        found = readers(profile, numbers)
        self._readers = [(name, places.get(name, width), cells.remembered(found[name])) for name in COLUMNS]
        self._width = width
        self._blank = len(places) < len(COLUMNS)
        self.left_out = 0
        self._oldest = today().replace(day=1, month=1) - dt.timedelta(days=365 * cells.OLDEST)
        self._today = today()
        self.rejects: list[Reject] = []
        self.notes: list[Reject] = []

    def read(self, line: int, texts: list[str]) -> RollRow | None:
        """The row of a line, or None when it was rejected (then `rejects` has every reason) or left out."""
        if len(texts) != self._width and not self._fits(line, texts):
            return None
        if self._blank:
            texts = [*texts[: self._width], ""]
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
        if values[_STATUS] == NOT_TAKEN:
            self._forget(line)
            self.left_out += 1
            return None
        return self._agreed(line, values) if sound else None

    def _forget(self, line: int) -> None:
        """What is wrong with a line that is left out is nobody's concern."""
        for found in (self.rejects, self.notes):
            while found and found[-1].line == line:
                found.pop()

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
