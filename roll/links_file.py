"""The register's file of links between settings (GIAS, `links_edubasealldata`), read without writing.

Columns URN, LinkURN, LinkName, LinkType, LinkEstablishedDate; Windows-1252, days written DD-MM-YYYY. Each
link stands twice, once from either side; both say the same. Source: field standards, 3.2 and 5.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from roll import cells
from roll.cells import BadCell
from roll.tables import Reject, UnreadableFile, open_csv

COLUMNS = {"urn": "URN", "linked": "LinkURN", "kind": "LinkType", "since": "LinkEstablishedDate"}
SUCCESSOR, PREDECESSOR = "successor", "predecessor"


@dataclass
class LinksFile:
    """What a file says of settings on our register. `follows`: (before, after) URNs to the day."""

    file_name: str
    sha256: str
    lines: int = 0
    left_out: int = 0
    follows: dict[tuple[str, str], dt.date | None] = field(default_factory=dict)
    places: dict[tuple[str, str], int] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    notes: list[Reject] = field(default_factory=list)
    problem: Reject | None = None


def read(data: bytes, file_name: str, registered: Collection[str]) -> LinksFile:
    """Read the plain successions among the settings on our register; others are counted and left out."""
    found = LinksFile(file_name, hashlib.sha256(data).hexdigest())
    try:
        table = open_csv(data)
        at = table.find(COLUMNS, list(COLUMNS))
        for line, texts in table.lines:
            found.lines += 1
            if len(texts) != len(table.header):
                words = "has another number of cells than the first line has columns"
                found.rejects.append(Reject(line, "", words))
                continue
            _line(found, line, {name: texts[place].strip() for name, place in at.items()}, registered)
    except UnreadableFile as unreadable:
        found.follows, found.rejects = {}, []
        found.problem = Reject(unreadable.line, unreadable.column, unreadable.reason)
        return found
    _one_by_one(found)
    if not found.lines:
        found.problem = Reject(1, "", "The file has its first line and nothing below. Fetch it again")
    return found


def _line(found: LinksFile, line: int, texts: dict[str, str], registered: Collection[str]) -> None:
    kind = " ".join(texts["kind"].split()).casefold()
    if kind not in (SUCCESSOR, PREDECESSOR) or not {texts["urn"], texts["linked"]} <= set(registered):
        found.left_out += 1
        return
    try:
        since = cells.date(texts["since"])
    except BadCell as bad:
        found.rejects.append(Reject(line, COLUMNS["since"], str(bad)))
        return
    pair = (texts["urn"], texts["linked"]) if kind == SUCCESSOR else (texts["linked"], texts["urn"])
    if pair[0] == pair[1]:
        found.rejects.append(Reject(line, COLUMNS["linked"], "links a setting with itself"))
        return
    found.follows[pair] = max(filter(None, (found.follows.get(pair), since)), default=None)
    found.places.setdefault(pair, line)


def _one_by_one(found: LinksFile) -> None:
    """Keep what goes on one place: one setting followed by one other, and never in a circle."""
    before, after = Counter(a for a, _ in found.follows), Counter(b for _, b in found.follows)
    for pair in sorted(found.follows):
        if before[pair[0]] > 1 or after[pair[1]] > 1:
            words = "is no plain succession of one setting by one other, so they stay places of their own"
            found.notes.append(Reject(found.places[pair], COLUMNS["kind"], words))
            del found.follows[pair]
    following = dict(found.follows.keys())
    for first in list(following):
        seen, urn = [first], following.get(first)
        while urn is not None and urn not in seen:
            seen.append(urn)
            urn = following.get(urn)
        if urn == first:
            pair = (first, following[first])
            found.rejects.append(Reject(found.places[pair], COLUMNS["kind"], "closes a circle of settings"))


def chain(follows: Collection[tuple[str, str]]) -> dict[str, str]:
    """URN of each setting that follows another, to the first URN of its chain."""
    before = {after: earlier for earlier, after in follows}
    found = {}
    for urn in before:
        first = urn
        while first in before:
            first = before[first]
        found[urn] = first
    return found
