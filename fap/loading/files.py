"""Records of referrals in files: JSON lines and XLSX."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from foundation.paper import Sheet, workbook
from roll.tables import UnreadableFile, open_table

COLUMNS = ("reference", "status", "setting_urn", "started_on", "submitted_on", "paper_on")
"""The keys of a record beside its answers."""
FORMULA = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True)
class Record:
    """One referral of a file: its line (from 1), its own keys, and its answers as they stand there."""

    line: int
    said: Mapping[str, Any]
    answers: Any = field(default_factory=dict)


@dataclass(frozen=True)
class Reject:
    """A line that cannot be used: the key to blame and why, never a value."""

    line: int
    column: str
    reason: str


class Unreadable(ValueError):
    """The file as a whole cannot be used."""


def read_records(data: bytes, file_name: str) -> tuple[list[Record], list[Reject]]:
    """The records of a file, and the lines that are none. Raises Unreadable."""
    if file_name.casefold().endswith(".xlsx"):
        return _of_workbook(data, file_name), []
    return _of_lines(data)


def _of_lines(data: bytes) -> tuple[list[Record], list[Reject]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("The file is not UTF-8. Send JSON lines (UTF-8) or a spreadsheet (XLSX)") from None
    records: list[Record] = []
    rejects: list[Reject] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError:
            rejects.append(Reject(number, "", "This line is no JSON"))
            continue
        if not isinstance(found, dict):
            rejects.append(Reject(number, "", "This line is no JSON object"))
            continue
        unknown = sorted(set(found) - {*COLUMNS, "answers"})
        rejects += [Reject(number, key[:60], "is no key of a referral") for key in unknown]
        records.append(Record(number, {key: found.get(key) for key in COLUMNS}, found.get("answers") or {}))
    if not records and not rejects:
        raise Unreadable("The file is empty")
    return records, rejects


def _of_workbook(data: bytes, file_name: str) -> list[Record]:
    try:
        table = open_table(data, file_name)
        return [_record(table.header, number, cells) for number, cells in table.lines]
    except UnreadableFile as wrong:
        raise Unreadable(wrong.reason) from None


def _record(header: list[str], number: int, cells: list[str]) -> Record:
    said: dict[str, Any] = dict.fromkeys(COLUMNS)
    answers: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=False):
        key, text = name.strip(), _unguarded(cell)
        if not key or not text.strip():
            continue
        if key in said:
            said[key] = text.strip()
        else:
            _put(answers, key.split("/"), _of_cell(text))
    return Record(number, said, answers)


def _unguarded(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from running a text."""
    return cell[1:] if cell.startswith(FORMULA) else cell


def _of_cell(text: str) -> Any:
    if text.startswith(("[", "{")):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


def _put(answers: dict[str, Any], path: list[str], value: Any) -> None:
    for key in path[:-1]:
        inner = answers.setdefault(key, {})
        if not isinstance(inner, dict):
            return
        answers = inner
    answers[path[-1]] = value


def as_json_lines(records: Iterable[Mapping[str, Any]]) -> bytes:
    """One line of JSON for each referral."""
    return b"".join(json.dumps(one, ensure_ascii=False).encode() + b"\n" for one in records)


def as_workbook(records: Iterable[Mapping[str, Any]]) -> bytes:
    """A sheet with a line for each referral and a column for each answer that any of them has."""
    flat = [{**{key: one.get(key) for key in COLUMNS}, **dict(_flat(one["answers"]))} for one in records]
    columns = list(dict.fromkeys([*COLUMNS, *(key for one in flat for key in one)]))
    rows = [[_cell(one.get(key)) for key in columns] for one in flat]
    return workbook([Sheet("referrals", columns, rows)])


def _flat(value: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            yield from _flat(inner, f"{before}{key}/")
        else:
            yield f"{before}{key}", inner


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
