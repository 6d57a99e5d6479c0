"""A file of offers: `upn, setting_urn, start_date, certainty`, CSV or XLSX; read without writing.

Secondary transfer and post-16 offers, months before the roll has them (transitions, "Feeding it").
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from foundation.store.clock import today
from roll import cells
from roll.cells import BadCell
from roll.profiles import ACCEPTED, PROPOSED
from roll.tables import Reject, UnreadableFile, open_table

COLUMNS = ("upn", "setting_urn", "start_date", "certainty")
_CERTAINTIES = {"accepted": ACCEPTED, "proposed": PROPOSED, "offered": PROPOSED}
_EARLIEST, _LATEST = dt.timedelta(days=366), dt.timedelta(days=3 * 366)


class Offer(NamedTuple):
    """One line: a child is offered a place, or took it."""

    line: int
    upn: str
    urn: str
    start: dt.date
    certainty: str


@dataclass
class OffersFile:
    """What a file says. `texts`: rejected line to its cells, for the safeguarding officer's file."""

    file_name: str
    sha256: str
    rows: list[Offer] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: list[Reject] = field(default_factory=list)
    problem: Reject | None = None
    lines: int = 0
    texts: dict[int, list[str]] = field(default_factory=dict)

    def reject(self, row: Offer, column: str, reason: str) -> None:
        """Reject a line that was read; it has to be taken out of `rows` too."""
        self.rejects.append(Reject(row.line, column, reason))
        self.texts[row.line] = [row.upn, row.urn, row.start.isoformat(), row.certainty]

    def rejected_file(self) -> bytes:
        """The rejected lines, each with its number and reasons (CSV, UTF-8)."""
        reasons: dict[int, list[str]] = defaultdict(list)
        for reject in self.rejects:
            reasons[reject.line].append(
                f"{reject.column}: {reject.reason}" if reject.column else reject.reason
            )
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(["line", "reasons", *COLUMNS])
        for line, texts in sorted(self.texts.items()):
            writer.writerow([line, "; ".join(reasons[line]), *map(cells.harmless, texts)])
        return out.getvalue().encode("utf-8-sig")


def _upn(text: str) -> str:
    found = cells.upn(text)
    if found is None:
        raise BadCell("must not be empty")
    return found


def _start(text: str) -> dt.date:
    day = cells.needed_date(text)
    if not today() - _EARLIEST <= day <= today() + _LATEST:
        raise BadCell("must lie within the last year or the next three")
    return day


def _certainty(text: str) -> str:
    found = _CERTAINTIES.get(text.strip().casefold())
    if found is None:
        raise BadCell("must be accepted or proposed")
    return found


_READERS: dict[str, Callable[[str], Any]] = {
    "upn": _upn,
    "setting_urn": cells.urn,
    "start_date": _start,
    "certainty": _certainty,
}


def read(data: bytes, file_name: str) -> OffersFile:
    """Read a file. Never raises for what is in it: one that nobody can use has its `problem`."""
    found = OffersFile(file_name, hashlib.sha256(data).hexdigest())
    try:
        table = open_table(data, file_name)
        at = table.find({name: name for name in COLUMNS}, COLUMNS)
        for line, texts in table.lines:
            found.lines += 1
            _line(found, line, [texts[at[name]] if at[name] < len(texts) else "" for name in COLUMNS])
    except UnreadableFile as unreadable:
        found.rows, found.rejects = [], []
        found.problem = Reject(unreadable.line, unreadable.column, unreadable.reason)
        return found
    if not found.lines:
        found.problem = Reject(1, "", "The file has its first line and nothing below")
    _doubled(found)
    return found


def _line(found: OffersFile, line: int, texts: list[str]) -> None:
    values: list[Any] = []
    sound = True
    for name, text in zip(COLUMNS, texts, strict=True):
        try:
            values.append(_READERS[name](text))
        except BadCell as bad:
            found.rejects.append(Reject(line, name, str(bad)))
            sound = False
    if sound:
        found.rows.append(Offer(line, *values))
    else:
        found.texts[line] = texts


def _doubled(found: OffersFile) -> None:
    """The same line again is noted; lines that contradict each other are rejected, all of them."""
    same: dict[tuple[str, str, dt.date], list[Offer]] = defaultdict(list)
    for row in found.rows:
        same[row.upn, row.urn, row.start].append(row)
    for rows in same.values():
        if len({row.certainty for row in rows}) > 1:
            for row in rows:
                found.reject(row, "certainty", "another line says otherwise of the same place; keep one")
            found.rows = [row for row in found.rows if row not in rows]
        else:
            for row in rows[1:]:
                found.notes.append(Reject(row.line, "", f"says the same as line {rows[0].line}"))
                found.rows.remove(row)
