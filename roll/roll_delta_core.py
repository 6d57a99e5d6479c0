"""The short way of a nightly file: only lines that came or went are understood, and whom they are about.

It comes to what the whole file would (a test compares the two over generated nights), because whatever hangs
on more than one child's own lines is read again each night, and whatever else might matter sends the file the
long way: `plan_of_changes` then answers None, and nothing was written.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from roll import roll_plan_core, roll_state_core
from roll.roll_extract_core import Ground, ground
from roll.roll_lines import Changed, Lines, Understood, compare, lines_of, plain_numbers, read_at, understand
from roll.roll_plan_core import NeedsWhole, Plan, Progress
from roll.roll_reading import ReadResult, leave_out_doubled
from roll.roll_rows import LineReader, RollRow
from roll.roll_short_core import Short, Stay
from roll.tables import Table, UnreadableFile

MOST_CHANGED = 0.7
"""Share of lines that came or went, measured on the file itself, above which the whole file is quicker."""


def plan_of_changes(
    connection: Connection,
    found: ReadResult,
    as_of: dt.date,
    partial: bool,
    progress: Progress | None = None,
) -> Plan | None:
    """What applying the file would do, from its changed lines; None where it has to be read whole.

    Fills `found` with the lines that were read.
    """
    if found.is_read or partial:
        return None
    last = ground(connection, found.profile)
    if last is None or as_of < last.as_of:
        return None
    file = lines_of(found.data, found.profile)
    if file is None or _ways_part(file, last.file):
        return None
    try:
        short = _short(connection, found, last, file)
        plan = roll_plan_core.plan(connection, found, as_of, False, progress, short)
    except (NeedsWhole, UnreadableFile):
        found.rows, found.notes, found.rejects, found.rejected = [], [], [], {}
        found.lines = found.left_out = 0
        return None
    found.is_read, plan.lines = True, file
    return plan


def _ways_part(file: Lines, last: Lines) -> bool:
    now, then = (one.header.strip() for one in (file, last))
    return (now, file.encoding, file.separator) != (then, last.encoding, last.separator)


def _short(connection: Connection, found: ReadResult, last: Ground, file: Lines) -> Short:
    changed = compare(last.file, file)
    if len(changed.came) + len(changed.went) > MOST_CHANGED * 2 * len(file.lines):
        raise NeedsWhole
    reader = _reader(found, file)
    came, went = understand(file, changed.came, reader), understand(last.file, changed.went, reader)
    apart_before = last.apart_lines
    others = apart_before.difference(changed.came, changed.went)
    apart = understand(file, dict.fromkeys(others, 1), reader)
    if came.bad or went.bad or not plain_numbers(file, changed.came):
        raise NeedsWhole
    rows = [*came.rows.values(), *went.rows.values(), *apart.rows.values()]
    numbers = {number for row in rows for number in (row.upn, row.former_upn) if number}
    children, numbers, of = _tied(connection, numbers, {child for child, _, _ in last.apart["stays"]})
    _read(found, file, changed, came, apart_before, numbers)
    found.lines = last.counts["lines"] + came.records - went.records
    found.left_out = last.counts.get("left_out", 0) + came.left_out - went.left_out
    before = _said_before(found, file, changed, went, apart_before, of)
    before |= {(child, urn, dt.date.fromisoformat(day)) for child, urn, day in last.apart["stays"]}
    return Short(file, frozenset(children), frozenset(before), last.counts["settings"])


def _reader(found: ReadResult, file: Lines) -> LineReader:
    """How the lines of the file are read; fills in where its columns stand."""
    header = next(csv.reader([file.header.decode(file.encoding)], delimiter=file.separator.decode()))
    found.header, found.encoding = header, "utf-8" if file.encoding == "utf-8" else "windows-1252"
    columns = dict(found.profile.columns)
    found.places = Table(header, iter(())).find(columns, tuple(columns))
    return LineReader(found.places, len(header), found.profile, found.numbers)


def _tied(
    connection: Connection, numbers: set[str], children: set[int]
) -> tuple[set[int], set[str], dict[str, int]]:
    """All children these numbers lead to, all numbers that lead to them, and number to child."""
    of: dict[str, int] = {}
    fresh_numbers, fresh = set(numbers), set(children)
    while fresh_numbers or fresh:
        current, former = roll_state_core.children_by_upn(connection, fresh_numbers)
        of.update({**former, **current})
        fresh |= {*current.values(), *former.values()} - children
        children = children | fresh
        known = roll_state_core.numbers_of(connection, fresh)
        fresh_numbers, numbers, fresh = known - numbers, numbers | known, set()
    return children, numbers, of


def _read(
    found: ReadResult,
    file: Lines,
    changed: Changed,
    came: Understood,
    apart_before: set[bytes],
    numbers: Collection[str],
) -> None:
    """Read every line of these children, and those that are read every night, with their line numbers."""
    nameless = {line for line, row in came.rows.items() if row.upn is None}
    always = apart_before | came.apart | changed.doubled | nameless
    positions = file.of_children({number.encode() for number in numbers}, always)
    if positions and positions[0] == 0:
        raise NeedsWhole
    cached = {line: row for line, row in came.rows.items() if line not in came.apart}
    reader = _reader(found, file)
    found.rows = read_at(file, positions, cached, reader)
    found.notes = reader.notes
    leave_out_doubled(found)
    if reader.rejects or found.rejects:
        raise NeedsWhole


def _said_before(
    found: ReadResult,
    file: Lines,
    changed: Changed,
    went: Understood,
    apart_before: set[bytes],
    of: Mapping[str, int],
) -> set[Stay]:
    """What the last file said of these children, but for the lines that are read every night."""
    still = [(file.lines[row.line - 1], row) for row in found.rows]
    unchanged = [(line, row) for line, row in still if line in changed.before]
    said: list[RollRow] = [
        row for line, row in (*went.rows.items(), *unchanged) if line not in apart_before and row.upn
    ]
    if any(row.upn not in of for row in said):
        raise NeedsWhole
    return {(of[row.upn], row.urn, row.start) for row in said if row.upn}
