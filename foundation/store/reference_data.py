"""Statutory and local lists as dated reference data, keyed by (set, code).

Each list is a CSV file in ``foundation/store/reference`` or in a room's own ``reference`` folder; the
file's name is the name of the set. ``flask db upgrade`` loads them into one table. A code that was ever
used is never removed: it gets a `valid_until`, so that old records keep their words.

Columns of a file: ``code, label``, and where they are needed ``hint, parent, maps_to, valid_from,
valid_until, note``. `parent` is a code of the same set (an extended code of a main one, an old code's
successor); `maps_to` names codes of another set, separated by spaces; `note` is for whoever mends the
file and is not loaded.
"""

from __future__ import annotations

import csv
import datetime as dt
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy import Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation.store.base import Base, Row
from foundation.store.clock import today
from foundation.store.session import session

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("foundation/store/reference", "*/reference")
EXTENSION = "code_sets"
FRESH_SECONDS = 60.0
COLUMNS = frozenset({"code", "label", "hint", "parent", "maps_to", "valid_from", "valid_until", "note"})


class BadReferenceFile(ValueError):
    """A reference file cannot be used; the message names file and line."""


class UnknownSet(LookupError):
    """No reference data of this set is loaded: the name is wrong, or `flask db upgrade` was not run."""


class ReferenceCode(Base, Row):
    """One code of one set, with the days on which it may be chosen (both inclusive; NULL is open)."""

    __tablename__ = "code_set"
    __table_args__ = (Index("ux_code_set_set_code", "set", "code", unique=True),)
    TRAILED = False  # loaded from files under version control

    set: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(200))
    hint: Mapped[str] = mapped_column(String(600), default="")
    parent: Mapped[str | None] = mapped_column(String(40))
    maps_to: Mapped[str] = mapped_column(String(200), default="")
    valid_from: Mapped[dt.date | None]
    valid_until: Mapped[dt.date | None]
    sort: Mapped[int]


@dataclass(frozen=True)
class Choice:
    """A code as a page offers it."""

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Code:
    """A code as a file or the table holds it."""

    set: str
    code: str
    label: str
    hint: str
    parent: str | None
    maps_to: str
    valid_from: dt.date | None
    valid_until: dt.date | None
    sort: int

    def valid_on(self, day: dt.date) -> bool:
        """Whether the code may be chosen on this day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


def choices(name: str, on: dt.date | None = None, *, within: str | None = None) -> list[Choice]:
    """The codes of a set that may be chosen `on` a day (today when none is given), in order.

    Codes with a parent are left out unless `within` names that parent. Raises `UnknownSet`.
    """
    day = on or today()
    found = (code for code in codes(name).values() if code.parent == within and code.valid_on(day))
    return [Choice(code.code, code.label, code.hint) for code in found]


def label(name: str, code: str) -> str:
    """The words of a code, whenever it was valid; the code itself where the set does not hold it."""
    known = codes(name).get(code)
    return known.label if known else code


def is_code(name: str, code: str, on: dt.date | None = None) -> bool:
    """Whether the set holds the code, and (with `on`) whether it was valid on that day."""
    known = codes(name).get(code)
    return known is not None and (on is None or known.valid_on(on))


def mapped(name: str, code: str) -> tuple[str, ...]:
    """The codes of another set to which this one is mapped."""
    known = codes(name).get(code)
    return tuple(known.maps_to.split()) if known else ()


def codes(name: str) -> Mapping[str, Code]:
    """Every code of a set, also those not valid any more, in order. Raises `UnknownSet`.

    Kept by the process for a minute: the lists change only with `flask db upgrade`, and a form needs
    twenty of them.
    """
    kept: dict[str, tuple[float, dict[str, Code]]] = current_app.extensions.setdefault(EXTENSION, {})
    read_at, found = kept.get(name, (-FRESH_SECONDS, {}))
    if time.monotonic() - read_at >= FRESH_SECONDS or not found:
        rows = session().scalars(
            select(ReferenceCode).where(ReferenceCode.set == name).order_by(ReferenceCode.sort)
        )
        found = {row.code: _as_code(row) for row in rows}
        if not found:
            raise UnknownSet(f"no reference data of the set {name!r} is loaded")
        kept[name] = (time.monotonic(), found)
    return found


def reference_files(root: Path = ROOT) -> list[Path]:
    """Every reference file of the foundation and of the rooms, by name of the set."""
    found = {path for pattern in FOLDERS for path in root.glob(f"{pattern}/*.csv")}
    return sorted(found, key=lambda path: path.stem)


def load_reference_data(session: Session, files: Iterable[Path] | None = None) -> int:
    """Bring the table to what the files say, in the caller's transaction; answers with the rows changed.

    Loading the same files again changes nothing. Raises `BadReferenceFile` before anything is written.
    """
    wanted = {
        (code.set, code.code): code for code in read_files(reference_files() if files is None else files)
    }
    there = {(row.set, row.code): row for row in session.scalars(select(ReferenceCode))}
    changed = 0
    for key, code in wanted.items():
        row = there.get(key)
        if row is None:
            session.add(ReferenceCode(**code.__dict__))
        elif _as_code(row) != code:
            for column, value in code.__dict__.items():
                setattr(row, column, value)
        else:
            continue
        changed += 1
    loaded = {code.set for code in wanted.values()}
    for key, row in there.items():
        if key not in wanted and row.set in loaded and row.valid_until is None:
            row.valid_until = today() - dt.timedelta(days=1)
            changed += 1
    session.flush()
    current_app.extensions.pop(EXTENSION, None)
    return changed


def read_files(files: Iterable[Path]) -> list[Code]:
    """The codes of several files. Raises `BadReferenceFile`."""
    found: list[Code] = []
    seen: dict[str, Path] = {}
    for path in files:
        if path.stem in seen:
            raise BadReferenceFile(f"{path.name}: there are two files of this set")
        seen[path.stem] = path
        found += read_file(path)
    return found


def read_file(path: Path) -> list[Code]:
    """The codes of one file, in its order. Raises `BadReferenceFile`."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        header = set(reader.fieldnames or ())
        if not {"code", "label"} <= header <= COLUMNS:
            raise BadReferenceFile(f"{path.name}: needs code and label, and may have {sorted(COLUMNS)}")
        rows = list(_codes(path, reader))
    _check(path, rows)
    return rows


def _codes(path: Path, reader: csv.DictReader[str]) -> Iterator[Code]:
    for sort, row in enumerate(reader, start=1):
        if None in row or None in row.values() or not row["code"] or not row["label"]:
            raise BadReferenceFile(f"{path.name}, line {reader.line_num}: cells are missing or too many")
        yield Code(
            set=path.stem,
            code=row["code"],
            label=row["label"],
            hint=row.get("hint", ""),
            parent=row.get("parent") or None,
            maps_to=row.get("maps_to", ""),
            valid_from=_day(path, reader.line_num, row.get("valid_from", "")),
            valid_until=_day(path, reader.line_num, row.get("valid_until", "")),
            sort=sort,
        )


def _day(path: Path, line: int, text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise BadReferenceFile(f"{path.name}, line {line}: dates are written as 2026-09-01") from None


def _check(path: Path, rows: list[Code]) -> None:
    known = [row.code for row in rows]
    if not known:
        raise BadReferenceFile(f"{path.name}: the set is empty")
    if doubled := {code for code in known if known.count(code) > 1}:
        raise BadReferenceFile(f"{path.name}: codes that stand there twice: {sorted(doubled)}")
    if orphans := {
        row.parent for row in rows if row.parent and (row.parent not in known or row.parent == row.code)
    }:
        raise BadReferenceFile(f"{path.name}: parents that are not in the set: {sorted(orphans)}")
    if backwards := [
        row.code for row in rows if row.valid_from and row.valid_until and row.valid_until < row.valid_from
    ]:
        raise BadReferenceFile(f"{path.name}: codes that end before they begin: {backwards}")


def _as_code(row: ReferenceCode) -> Code:
    return Code(**{name: getattr(row, name) for name in Code.__dataclass_fields__})
