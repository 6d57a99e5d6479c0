"""Common Transfer Files: which pupils go to which school, and what they were called; read without writing.

The file comes from outside, so it is read by defusedxml: no document type, no entities, nothing fetched. Any
version is taken; Sex (from 2023) or Gender; names of elements whatever their case or namespace. Source: field
standards, 6.1.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from foundation.store.clock import today
from roll import cells
from roll.cells import BadCell
from roll.tables import Reject

MOST_PUPILS = 20_000
_NUMBER = re.compile(r"[0-9]{3}[0-9]{4}", re.ASCII)


class Pupil(NamedTuple):
    """One pupil. `line`: the place in the file, from 1. `left`: the last day at the school before."""

    line: int
    upn: str | None
    former_upn: str | None
    surname: str
    forename: str
    preferred_surname: str | None
    former_surname: str | None
    former_forename: str | None
    date_of_birth: dt.date
    sex: str | None
    postcode: str | None
    left: dt.date | None


@dataclass
class TransferFile:
    """What a file says. `source`, `destination`: DfE numbers (7 digits), "" where the file names none."""

    file_name: str
    sha256: str
    version: str = ""
    source: str = ""
    destination: str = ""
    written_on: dt.date | None = None
    pupils: list[Pupil] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    notes: list[Reject] = field(default_factory=list)
    problem: Reject | None = None
    lines: int = 0


def read(data: bytes, file_name: str) -> TransferFile:
    """Read a file. Never raises for what is in it: one that nobody can use has its `problem`."""
    found = TransferFile(file_name, hashlib.sha256(data).hexdigest())
    try:
        root = _root(data)
        _header(found, root)
        for number, pupil in enumerate(_all(root, "CTFpupilData", "Pupil"), 1):
            if number > MOST_PUPILS:
                raise BadCell(f"The file has more than {MOST_PUPILS} pupils; send it in parts")
            found.lines = number
            _pupil(found, number, pupil)
    except BadCell as bad:
        found.pupils, found.rejects, found.notes = [], [], []
        found.problem = Reject(0, "", str(bad))
        return found
    if not found.lines:
        found.problem = Reject(0, "CTFpupilData", "There is no pupil in the file")
    return found


def _root(data: bytes) -> Element:
    if not data.strip():
        raise BadCell("The file is empty. Export it again")
    for text in (data, _recoded(data)):
        try:
            root: Element = fromstring(text, forbid_dtd=True)
            break
        except DefusedXmlException:
            words = (
                "The file has a document type or entities, which a transfer file never has; it was not read"
            )
            raise BadCell(words) from None
        except (ParseError, ValueError, LookupError):
            continue
    else:
        raise BadCell("This is not an XML file, or it is damaged. Export the transfer file again")
    if _name(root) != "ctfile":
        raise BadCell("This is XML but no Common Transfer File (its first element is not CTfile)")
    return root


def _recoded(data: bytes) -> bytes:
    """Latin letters written as Windows-1252 in a file that says it is UTF-8, as some systems do."""
    text = data.decode("cp1252", "replace")
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8")


def _header(found: TransferFile, root: Element) -> None:
    header = next(_all(root, "Header"), None)
    if header is None:
        raise BadCell("The file has no Header: it does not say from which school to which it goes")
    found.version = _text(header, "CTFversion")[:10]
    found.source, found.destination = _school(header, "SourceSchool"), _school(header, "DestSchool")
    try:
        found.written_on = cells.date(_text(header, "DateTime")[:10])
    except BadCell:
        raise BadCell("The date of the file (Header, DateTime) cannot be read") from None


def _school(header: Element, name: str) -> str:
    for school in _all(header, name):
        number = _text(school, "LEA") + _text(school, "Estab")
        return number if _NUMBER.fullmatch(number) else ""
    return ""


def _pupil(found: TransferFile, number: int, pupil: Element) -> None:
    wrong: list[Reject] = []

    def value(path: tuple[str, ...], read: Callable[[str], Any], *, needed: bool = False) -> Any:
        try:
            return read(_text(pupil, *path))
        except BadCell as bad:
            if needed:
                wrong.append(Reject(number, path[-1], str(bad)))
            else:
                found.notes.append(Reject(number, path[-1], f"{bad}; it was left out"))
            return None

    details = ("BasicDetails",)
    sex = "Sex" if _text(pupil, "Sex") else "Gender"
    row = Pupil(
        number,
        value(("UPN",), cells.upn),
        value((*details, "FormerUPN"), cells.upn) or value(("FormerUPN",), cells.upn),
        value(("Surname",), cells.name, needed=True),
        value(("Forename",), cells.name, needed=True),
        value((*details, "PreferredSurname"), cells.optional_name),
        value((*details, "FormerSurname"), cells.optional_name),
        value((*details, "FormerForename"), cells.optional_name),
        value(("DOB",), _born, needed=True),
        value((sex,), cells.sex),
        value(("Address", "PostCode"), cells.postcode) or value(("Address", "Postcode"), cells.postcode),
        _left(found, pupil),
    )
    found.rejects += wrong
    if not wrong:
        found.pupils.append(row._replace(former_upn=None if row.former_upn == row.upn else row.former_upn))


def _born(text: str) -> dt.date:
    day = cells.needed_date(text)
    if not today() - dt.timedelta(days=366 * cells.OLDEST) <= day <= today():
        raise BadCell("lies in the future or more than 30 years ago")
    return day


def _left(found: TransferFile, pupil: Element) -> dt.date | None:
    """The last day at the school that sent the file, where its history says so."""
    days = []
    for school in _all(pupil, "SchoolHistory", "School"):
        if not found.source or _text(school, "LEA") + _text(school, "Estab") == found.source:
            try:
                days.append(cells.date(_text(school, "LeavingDate")))
            except BadCell:
                continue
    return max(filter(None, days), default=None)


def _name(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def _all(element: Element, *path: str) -> Iterator[Element]:
    """Every element at the end of a path of names."""
    first, *rest = path
    for child in element:
        if _name(child) == first.lower():
            if rest:
                yield from _all(child, *rest)
            else:
                yield child


def _text(element: Element, *path: str) -> str:
    found = next(_all(element, *path), None)
    return (found.text or "").strip() if found is not None else ""
