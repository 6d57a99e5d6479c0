"""What a roll file would change: enrolments against what stands, counts by setting, reasons to hold.

Source: transitions, rules 1 to 3. Pure: the state is handed in. Ends are inclusive, so a child whom a roll
as of 3 September no longer has was there until 2 September; an enrolment that would have begun on or after
3 September never was, and goes.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import NamedTuple

from roll.identities import Person
from roll.models import OPEN_END
from roll.roll_rows import RollRow
from roll.tables import Reject

FEWER_IN_100 = 10
_DAY = dt.timedelta(days=1)

Place = tuple[int, int]  # child, setting
Key = tuple[int, int, dt.date]  # child, setting, first day


class Standing(NamedTuple):
    """An enrolment as the database has it; `known_on` is the as-of date of the run that last said it."""

    leaving: dt.date
    status: str
    known_on: dt.date | None


class Said(NamedTuple):
    """An enrolment as the file says it."""

    leaving: dt.date
    status: str
    line: int


@dataclass
class Counts:
    """What a file means for one setting."""

    rows: int = 0
    children: int = 0
    new: int = 0
    changed: int = 0
    ended: int = 0
    rejected: int = 0


@dataclass
class Difference:
    """What has to be written so that the enrolments are as the file says."""

    new: dict[Key, Said] = field(default_factory=dict)
    changed: dict[Key, Said] = field(default_factory=dict)
    ended: dict[Key, dt.date] = field(default_factory=dict)
    gone: list[Key] = field(default_factory=list)
    counts: dict[int, Counts] = field(default_factory=lambda: defaultdict(Counts))
    notes: list[Reject] = field(default_factory=list)


def said(people: Iterable[Person], setting_of: Mapping[str, int]) -> tuple[dict[Key, Said], list[Reject]]:
    """The file as enrolments, with a note for every line that says of one enrolment what another does not.

    Lines about places to come (accepted, proposed) are no enrolments: see `roll_expected_core`.
    """
    found: dict[Key, Said] = {}
    notes: list[Reject] = []
    here_now = ((person.child, row) for person in people for row in person.rows if len(row.status) == 1)
    rows = sorted(here_now, key=_order)
    for child, row in rows:
        key = (child, setting_of[row.urn], row.start)
        here = Said(row.leaving, row.status, row.line)
        before = found.setdefault(key, here)
        if before is not here and before[:2] != here[:2]:
            words = (
                f"says of the same child and setting what line {before.line} says otherwise; that one counts"
            )
            notes.append(Reject(row.line, "upn", words))
    return found, notes


def _order(pair: tuple[int, RollRow]) -> tuple[object, ...]:
    child, row = pair
    return child, row.urn, row.start, "CMSFOGP".index(row.status), -row.leaving.toordinal(), row.upn or "~"


def difference(
    file: Mapping[Key, Said],
    standing: Mapping[Key, Standing],
    covered: Collection[int],
    as_of: dt.date,
    spared: Collection[int] = (),
) -> Difference:
    """Compare the file with what stands at the settings it is the full roll of.

    `covered`: settings whose children the file lists in full; `spared`: settings of which a line was
    rejected, so that a child missing there may be the one of that line: nobody is ended there.
    """
    found = Difference()
    missing = {
        key: stay
        for key, stay in standing.items()
        if stay.leaving >= as_of and key not in file and key[1] in covered and key[1] not in spared
    }
    moved = _moved_starts(file, standing, missing, as_of)
    again = _starts(file, standing)
    for key, here in file.items():
        found.counts[key[1]].rows += 1
        stay = standing.get(key)
        if stay is None:
            found.new[key] = here
            found.counts[key[1]].new += key not in moved.values()
        elif (stay.leaving, stay.status) != (here.leaving, here.status):
            found.changed[key] = here
            found.counts[key[1]].changed += 1
    for key in missing:
        _end(found, key, as_of, moved, again)
    for _child, setting in {key[:2] for key in file}:
        found.counts[setting].children += 1
    return found


def _end(
    found: Difference,
    key: Key,
    as_of: dt.date,
    moved: Mapping[Key, Key],
    again: Mapping[Place, list[dt.date]],
) -> None:
    if key in moved:
        found.gone.append(key)
        found.counts[key[1]].changed += 1
        return
    found.counts[key[1]].ended += 1
    if key[2] >= as_of:
        found.gone.append(key)
    else:
        returns = [start for start in again.get(key[:2], ()) if start > key[2]]
        found.ended[key] = min([as_of, *returns]) - _DAY


def _starts(file: Mapping[Key, Said], standing: Mapping[Key, Standing]) -> dict[Place, list[dt.date]]:
    """The first days of stays that the file brings."""
    found: dict[Place, list[dt.date]] = defaultdict(list)
    for key in file:
        if key not in standing:
            found[key[:2]].append(key[2])
    return found


def _moved_starts(
    file: Mapping[Key, Said], standing: Mapping[Key, Standing], missing: Collection[Key], as_of: dt.date
) -> dict[Key, Key]:
    """Enrolments of which only the first day was put right: the old key to the new one.

    One open stay is missing and one unknown stay has come, of the same child at the same setting, with a
    first day on which the child was already known to be there: a correction, not a return.
    """
    came: dict[Place, list[Key]] = defaultdict(list)
    went: dict[Place, list[Key]] = defaultdict(list)
    for key in missing:
        went[key[:2]].append(key)
    for key in file:
        if key[:2] in went and key not in standing and file[key].leaving >= as_of:
            came[key[:2]].append(key)
    found = {}
    for place, keys in came.items():
        old, new = went[place], keys
        if len(old) == 1 and len(new) == 1 and _is_correction(old[0], new[0], standing[old[0]]):
            found[old[0]] = new[0]
    return found


def _is_correction(old: Key, new: Key, stay: Standing) -> bool:
    return new[2] <= old[2] or stay.known_on is None or new[2] <= stay.known_on


def holds(
    children: Mapping[str, int], expected: Mapping[str, int], names: Mapping[str, str], partial: bool
) -> list[str]:
    """Why a file waits for a person: sentences that name the setting (rule 2). Empty when it may be applied.

    `children`: URN to children in the file; `expected`: URN to children in the last applied file that had
    the setting. A partial file is asked only about the settings it has.
    """
    found = []
    for urn in sorted(expected):
        now, before = children.get(urn, 0), expected[urn]
        if partial and urn not in children:
            continue
        place = f"{names.get(urn, 'a setting')} (URN {urn})"
        if now == 0:
            found.append(f"{place} is not in the file; the last one had {_children(before)} there")
        elif (before - now) * 100 > before * FEWER_IN_100:
            found.append(f"{place} has {_children(now)} in the file; the last one had {before}")
    return found


def _children(number: int) -> str:
    return "1 child" if number == 1 else f"{number} children"


def as_json(counts: Mapping[int, Counts], urns: Mapping[int, str]) -> dict[str, dict[str, int]]:
    """Counts for the run: URN to figures."""
    return {
        urns[setting]: asdict(found) for setting, found in sorted(counts.items(), key=lambda c: urns[c[0]])
    }


def carried_on(
    base: Mapping[str, Mapping[str, int]],
    before: Collection[tuple[int, str, dt.date]],
    changed: Mapping[str, Mapping[str, int]],
) -> dict[str, dict[str, int]]:
    """Figures by URN where only some children were compared.

    `base`: of the last file; `before`: what that file said of those children (child, URN, first day);
    `changed`: figures of what this file says of them.
    """
    rows, children = (
        Counter(urn for _, urn, _ in before),
        Counter(urn for _, urn in {(child, urn) for child, urn, _ in before}),
    )
    found = {}
    for urn in sorted(base.keys() | changed.keys()):
        was, now = base.get(urn, {}), {**asdict(Counts()), **changed.get(urn, {})}
        now["rows"] += was.get("rows", 0) - rows[urn]
        now["children"] += was.get("children", 0) - children[urn] if was.get("rows") else 0
        if any(now.values()):
            found[urn] = now
    return found


def total(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """The sum over all settings."""
    summed = asdict(Counts())
    for found in counts:
        for name in summed:
            summed[name] += found.get(name, 0)
    return summed


__all__ = [
    "OPEN_END",
    "Counts",
    "Difference",
    "Key",
    "Said",
    "Standing",
    "as_json",
    "difference",
    "holds",
    "said",
    "total",
]
