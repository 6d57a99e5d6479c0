"""What applying a roll file would do, worked out against the database and written nowhere.

The steps of transitions, "Feeding it" and rules 1 to 3: settings, who is who, where they are, what is held.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from roll import candidates_core, continuing_core, identities, roll_diff, roll_expected_core, roll_state_core
from roll.identities import Known, Matching, Person
from roll.roll_lines import Lines
from roll.roll_reading import ReadResult
from roll.roll_rows import RollRow
from roll.roll_short_core import Short
from roll.tables import Reject
from roll.upn import is_temporary

Progress = Callable[[int, int, str], None]


class NeedsWhole(Exception):
    """The changed lines do not say enough: the file has to be read and compared whole."""


@dataclass
class Plan:
    """All that an apply would write, and what it would tell."""

    people: list[Person] = field(default_factory=list)
    matching: Matching = field(default_factory=Matching)
    new_children: dict[int, dict[str, Any]] = field(default_factory=dict)
    changed_children: list[dict[str, Any]] = field(default_factory=list)
    aliases: list[dict[str, Any]] = field(default_factory=list)
    difference: roll_diff.Difference = field(default_factory=roll_diff.Difference)
    expected: dict[roll_expected_core.Key, roll_expected_core.Expected] = field(default_factory=dict)
    covered: set[int] = field(default_factory=set)
    rejects: list[Reject] = field(default_factory=list)
    notes: list[Reject] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    counts: dict[str, Any] = field(default_factory=dict)
    lines: Lines | None = None


def plan(
    connection: Connection,
    read: ReadResult,
    as_of: dt.date,
    partial: bool,
    progress: Progress | None = None,
    short: Short | None = None,
) -> Plan:
    """Compare a file that was read with what stands.

    `short`: only the lines about some children were read; the others are as the last file said. Raises
    NeedsWhole where that turns out to be too little.
    """
    tell = progress or _silent
    tell(0, 4, "Looking up settings")
    settings = roll_state_core.settings_by_urn(connection)
    rows = _on_register(read, settings)
    found = Plan(rejects=list(read.rejects), notes=list(read.notes))
    setting_of = {urn: row for urn, (row, _) in settings.items()}
    expected = roll_state_core.expected_children(connection, read.profile.name)
    in_file = {row.urn for row in rows}
    covered = {
        setting_of[urn] for urn in (in_file if partial else in_file | set(expected)) if urn in setting_of
    }
    chains = continuing_core.chains(connection)
    covered |= chains.earlier(covered)

    tell(1, 4, "Comparing who is who")
    since = min([as_of, *(row.start for row in rows)])
    standing = _standing(connection, covered, since, expected, setting_of, short)
    found.people = identities.persons(rows)
    _who(connection, found, standing, covered, setting_of, as_of, short)

    tell(2, 4, "Comparing who is where")
    found.expected, found.covered = roll_expected_core.said(found.people, setting_of), covered
    file, notes = roll_diff.said(found.people, setting_of)
    spared = set(chains.members(_spared(read, found.rejects, covered, setting_of)))
    found.difference = roll_diff.difference(file, standing, covered, as_of, spared)
    found.notes += notes

    tell(3, 4, "Counting")
    names = {urn: name for urn, (_, name) in settings.items()}
    goes_on = continuing_core.newest_urns(connection)
    _count(found, read, setting_of, _as_one(expected, goes_on), names, partial, goes_on, short)
    tell(4, 4, "Compared")
    return found


def _standing(
    connection: Connection,
    covered: Collection[int],
    since: dt.date,
    expected: Mapping[str, int],
    setting_of: Mapping[str, int],
    short: Short | None,
) -> dict[roll_diff.Key, roll_diff.Standing]:
    """What stands at the settings of the file; the short way, of the children it is about, and of everybody
    at settings that the last file did not have.
    """
    if short is None:
        return roll_state_core.standing(connection, covered, since)
    known = {setting_of[urn] for urn in expected if urn in setting_of}
    found = roll_state_core.standing_of(connection, short.watched, covered, since)
    return {**found, **roll_state_core.standing(connection, set(covered) - known, since)}


def _silent(_done: int, _total: int, _words: str) -> None:
    return


def _on_register(read: ReadResult, settings: Mapping[str, object]) -> list[RollRow]:
    """The rows whose setting is known; the others become rejects of the file."""
    unknown = {row.urn for row in read.rows} - set(settings)
    if unknown:
        words = "this setting is not on the register of settings; import it first, or correct the number"
        for row in read.rows:
            if row.urn in unknown:
                read.reject(row, "setting_urn", words)
        read.rows = [row for row in read.rows if row.urn not in unknown]
    return read.rows


def _who(
    connection: Connection,
    found: Plan,
    standing: Mapping[roll_diff.Key, roll_diff.Standing],
    covered: Collection[int],
    setting_of: Mapping[str, int],
    as_of: dt.date,
    short: Short | None,
) -> None:
    numbers = {
        number for person in found.people for row in person.rows for number in (row.upn, row.former_upn)
    }
    current, former = roll_state_core.children_by_upn(connection, {number for number in numbers if number})
    matching = found.matching
    matching.vanished = {
        key[0] for key, stay in standing.items() if stay.leaving >= as_of and key[1] in covered
    }
    left = identities.by_number(found.people, current, former, matching)
    candidates_core.decide(connection, left, setting_of, matching, short)
    if short and not set(matching.claimed) <= short.watched:
        raise NeedsWhole
    known = roll_state_core.known_children(connection, matching.claimed)
    goes_by = {child: _number(known[child], person) for child, person in matching.claimed.items()}
    for person in found.people:
        if person.by == "new":
            found.new_children[person.child] = as_new(person)
            goes_by[person.child] = person.upn
    for person in found.people:
        _former_numbers(found, person, current, former, goes_by[person.child], as_of)
    for child, person in matching.claimed.items():
        _changes(found, known[child], person, goes_by[child], as_of)
    _drop_asked(connection, matching)


def as_new(person: Person) -> dict[str, Any]:
    """The columns of a child that the roll brings."""
    surname, forename, _ = person.key
    best = person.best
    return {
        "upn": best.upn,
        "surname": best.surname,
        "forename": best.forename,
        "preferred_surname": best.preferred_surname,
        "surname_key": surname,
        "forename_key": forename,
        "date_of_birth": best.date_of_birth,
        "sex": best.sex,
        "postcode": best.postcode,
        "source": "roll",
    }


def _changes(found: Plan, known: Known, person: Person, number: str | None, as_of: dt.date) -> None:
    """What the roll says of a known child otherwise; blanks take nothing away."""
    wanted = {**as_new(person), "upn": number}
    kept = {"sex", "postcode", "preferred_surname", "upn"}
    changed = {
        name: value
        for name, value in wanted.items()
        if value != getattr(known, name) and not (value is None and name in kept)
    }
    if not changed:
        return
    found.changed_children.append(
        {**wanted, **{k: getattr(known, k) for k in wanted if k not in changed}, "id": known.id}
    )
    if "upn" in changed and known.upn:
        found.aliases.append(_alias(known.id, as_of, upn=known.upn))
    if {"surname_key", "forename_key"} & set(changed):
        found.aliases.append(_alias(known.id, as_of, surname=known.surname, forename=known.forename))


def _number(known: Known, person: Person) -> str | None:
    """The UPN a child goes by from now on: a lasting one is never given up for a temporary one."""
    number = known.upn if person.by in {"upn", "decided"} else person.upn
    if number is None or number == known.upn or known.upn is None:
        return number or known.upn
    if is_temporary(number) and not is_temporary(known.upn):
        return known.upn
    said_former = known.upn in {row.former_upn for row in person.rows}
    if person.by == "alias" and is_temporary(number) == is_temporary(known.upn) and not said_former:
        return known.upn
    return number


def _former_numbers(
    found: Plan,
    person: Person,
    current: Mapping[str, int],
    former: dict[str, int],
    goes_by: str | None,
    as_of: dt.date,
) -> None:
    """Keep every number under which a row names a child; ask where it is another child's own."""
    for number in sorted({n for row in person.rows for n in (row.upn, row.former_upn) if n}):
        holder = current.get(number)
        if holder is not None and holder != person.child:
            words = ("a former UPN that is another record's UPN",)
            found.matching.ask(person, [identities.Doubt(holder, words)])
        elif holder is None and number not in former and number != goes_by:
            found.aliases.append(_alias(person.child, as_of, upn=number))
            former[number] = person.child


def _alias(child: int, as_of: dt.date, **columns: str) -> dict[str, Any]:
    kind = "upn" if "upn" in columns else "name"
    blank = {"upn": None, "surname": None, "forename": None}
    return {**blank, **columns, "child_id": child, "kind": kind, "noted_on": as_of}


def _drop_asked(connection: Connection, matching: Matching) -> None:
    known = {q.child for q in matching.questions if q.child > 0} | {q.candidate for q in matching.questions}
    asked = roll_state_core.asked_before(connection, known)
    fresh: dict[tuple[int, int], identities.Question] = {}
    for question in matching.questions:
        pair = (question.child, question.candidate)
        if pair in asked or question.child == question.candidate:
            continue
        same = fresh.get(pair)
        fresh[pair] = same.joined(question) if same else question
    matching.questions = list(fresh.values())


def _spared(
    read: ReadResult, rejects: Collection[Reject], covered: Collection[int], setting_of: Mapping[str, int]
) -> set[int]:
    """Settings where nobody is ended, because a line that was rejected may be about one of their children."""
    spared: set[int] = set()
    for line in {reject.line for reject in rejects}:
        urn = read.rejected_urns.get(line)
        if urn is None:
            return set(covered)
        if urn in setting_of:
            spared.add(setting_of[urn])
    return spared


def _count(
    found: Plan,
    read: ReadResult,
    setting_of: Mapping[str, int],
    expected: Mapping[str, int],
    names: Mapping[str, str],
    partial: bool,
    goes_on: Mapping[str, str],
    short: Short | None,
) -> None:
    counts = found.difference.counts
    for line in {reject.line for reject in found.rejects}:
        urn = read.rejected_urns.get(line) or ""
        if urn in setting_of:
            counts[setting_of[urn]].rejected += 1
    urns = {row: urn for urn, row in setting_of.items()}
    by_setting = roll_diff.as_json(counts, urns)
    if short is not None:
        by_setting = roll_diff.carried_on(short.base, short.before, by_setting)
    children = {urn: figures["children"] for urn, figures in by_setting.items() if figures["rows"]}
    found.held = roll_diff.holds(_as_one(children, goes_on), expected, names, partial)
    found.counts = {
        **roll_diff.total(by_setting.values()),
        "lines": read.lines,
        "rejected": len({reject.line for reject in found.rejects}),
        "new_children": len(found.new_children),
        "changed_children": len(found.changed_children),
        "questions": len(found.matching.questions),
        "expected": len(found.expected),
        "left_out": read.left_out,
        "settings": by_setting,
        "held": found.held,
        "untouched": sorted(set(expected) - set(_as_one(children, goes_on))) if partial else [],
    }


def _as_one(children: Mapping[str, int], goes_on: Mapping[str, str]) -> dict[str, int]:
    """Children by URN, with those of a school that goes on under a new URN counted there."""
    found: dict[str, int] = {}
    for urn, number in children.items():
        newest = goes_on.get(urn, urn)
        found[newest] = found.get(newest, 0) + number
    return found
