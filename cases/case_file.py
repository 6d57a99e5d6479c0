"""Reading the authority's spreadsheet of known cases: one line for each party (interfaces, `cases load`).

Pure reading: no database. A reason never repeats what stood in the file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cases.words import CASE_STATES, NATURES, NATURES_AS_WRITTEN, ROLES
from roll import cells
from roll.names import folded
from roll.tables import Reject, open_csv

COLUMNS = (
    "case_ref",
    "opened_on",
    "nature",
    "status",
    "role",
    "upn",
    "surname",
    "forename",
    "date_of_birth",
    "setting_urn",
)
LONGEST_REFERENCE = 60


@dataclass(frozen=True)
class PartyLine:
    """A party as the file has it; `line` is where."""

    line: int
    role: str
    upn: str | None
    surname: str
    forename: str
    date_of_birth: dt.date
    setting_urn: str | None

    @property
    def key(self) -> tuple[str, ...]:
        """The same child within the file: by UPN, else by names and date of birth."""
        if self.upn:
            return (self.upn,)
        return (folded(self.surname), folded(self.forename), self.date_of_birth.isoformat())


@dataclass
class CaseLines:
    """A case as the file has it. `natures` are codes, `other_natures` words that are none."""

    reference: str
    opened_on: dt.date
    status: str
    natures: list[str] = field(default_factory=list)
    other_natures: list[str] = field(default_factory=list)
    parties: list[PartyLine] = field(default_factory=list)


def read_cases(data: bytes) -> tuple[list[CaseLines], list[Reject]]:
    """The cases of a CSV file in its order, and every line that cannot be used.

    Raises roll.tables.UnreadableFile when the file as a whole cannot be used.
    """
    table = open_csv(data)
    places = table.find({name: name for name in COLUMNS}, COLUMNS)
    cases: dict[str, CaseLines] = {}
    rejects: list[Reject] = []
    for number, line in table.lines:
        texts = {name: line[place] if place < len(line) else "" for name, place in places.items()}
        values, wrong = _read(texts)
        if not wrong:
            wrong = list(_put(cases, number, values))
        rejects += [Reject(number, column, reason) for column, reason in wrong]
    return list(cases.values()), rejects


def _read(texts: dict[str, str]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The values of one line, and for each bad cell its column and the reason."""
    values: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for column, reader in READERS.items():
        try:
            values[column] = reader(texts[column])
        except cells.BadCell as bad:
            wrong.append((column, str(bad)))
    return values, wrong


def _put(cases: dict[str, CaseLines], number: int, values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Put a good line into its case; yields what contradicts the lines before it."""
    reference = values["case_ref"]
    case = cases.get(reference)
    if case is None:
        case = cases[reference] = CaseLines(reference, values["opened_on"], values["status"])
    if case.opened_on != values["opened_on"]:
        yield "opened_on", "differs from an earlier line of the same case"
        return
    if case.status != values["status"]:
        yield "status", "differs from an earlier line of the same case"
        return
    names = ("role", "upn", "surname", "forename", "date_of_birth", "setting_urn")
    party = PartyLine(number, **{name: values[name] for name in names})
    if any(party.key == other.key for other in case.parties):
        yield "role", 'the same child stands in this case already; use one line with the role "both"'
        return
    case.parties.append(party)
    for nature in values["nature"]:
        known = case.natures if nature in NATURES else case.other_natures
        if nature not in known:
            known.append(nature)


def _reference(text: str) -> str:
    found = " ".join(text.split())
    if not found or len(found) > LONGEST_REFERENCE:
        raise cells.BadCell(f"must have 1 to {LONGEST_REFERENCE} characters")
    return found


def _natures(text: str) -> list[str]:
    """Codes where a word is one, else the word as written; several are parted by ; , or |."""
    found = []
    for part in re.split(r"[;,|]", text):
        words = " ".join(part.split())
        code = words.casefold().replace(" ", "_").replace("-", "_")
        if words:
            found.append(code if code in NATURES else NATURES_AS_WRITTEN.get(code, words[:200]))
    return found


def _one_of(codes: dict[str, str], default: str = "") -> Callable[[str], str]:
    def read(text: str) -> str:
        found = text.strip().casefold().replace(" ", "_") or default
        if found not in codes:
            raise cells.BadCell(f"must be one of {', '.join(codes)}")
        return found

    return read


def _optional_urn(text: str) -> str | None:
    return cells.urn(text) if text.strip() else None


READERS: dict[str, Callable[[str], Any]] = {
    "case_ref": _reference,
    "opened_on": cells.needed_date,
    "nature": _natures,
    "status": _one_of(CASE_STATES, "open"),
    "role": _one_of(ROLES),
    "upn": cells.upn,
    "surname": cells.name,
    "forename": cells.name,
    "date_of_birth": cells.needed_date,
    "setting_urn": _optional_urn,
}
