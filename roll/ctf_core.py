"""Writing what transfer files say: who is expected where, and former numbers and names; in one transaction.

A transfer file never ends an enrolment, and what a roll says of a child it does not change.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, insert, select

from foundation.store import Actor, today
from foundation.store.types import new_public_id
from roll import expecting_core, roll_state_core
from roll.actions import child_named_on_form
from roll.ctf_file import Pupil, TransferFile
from roll.expecting_core import Expected, Key
from roll.models import Child, ChildAlias, IdentityQuestion
from roll.names import folded
from roll.stays_core import FULFILLED_WITHIN

SOURCE = "ctf"
_A, _C = ChildAlias.__table__.c, Child.__table__.c


def write(
    actor: Actor, connection: Connection, found: TransferFile, setting_id: int | None, run_id: int
) -> dict[str, int]:
    """Write a file; answers with figures."""
    known = connection.execute(select(_C.id).order_by(_C.id.desc()).limit(1)).scalar() or 0
    wanted: dict[Key, Expected] = {}
    counts = {"children": 0, "new_children": 0, "names": 0, "questions": 0}
    for pupil in found.pupils:
        child = _child(actor, connection, pupil)
        counts["children"] += 1
        counts["new_children"] += child > known
        counts["names"] += _other_names(connection, child, pupil, run_id)
        counts["questions"] += _former_number(connection, child, pupil, run_id)
        if setting_id is not None:
            day = first_day(found, pupil.left)
            wanted[child, setting_id, day] = Expected(None, "accepted", pupil.line)
    counts |= _expect(connection, wanted, found, run_id)
    return counts


def first_day(found: TransferFile, left: dt.date | None) -> dt.date:
    """The day after the last one at the school before, where the file says it; else the day of the file."""
    if left is not None:
        return left + dt.timedelta(days=1)
    return found.written_on or today()


def _child(actor: Actor, connection: Connection, pupil: Pupil) -> int:
    """The child by number, also by the former one; else as a form would name it."""
    numbers = [number for number in (pupil.upn, pupil.former_upn) if number]
    current, former = roll_state_core.children_by_upn(connection, numbers)
    for number in numbers:
        child = current.get(number) or former.get(number)
        if child is not None:
            return child
    return child_named_on_form(
        actor,
        upn=pupil.upn,
        surname=pupil.surname,
        forename=pupil.forename,
        date_of_birth=pupil.date_of_birth,
        sex=pupil.sex,
        postcode=pupil.postcode,
        source=SOURCE,
    ).id


def _other_names(connection: Connection, child: int, pupil: Pupil, run_id: int) -> int:
    """Keep every name of the file under which the child is not known yet."""
    row = connection.execute(select(_C.surname_key, _C.forename_key).where(_C.id == child)).one()
    said = connection.execute(select(_A.surname, _A.forename).where(_A.child_id == child, _A.kind == "name"))
    known = {tuple(row), *((folded(a or ""), folded(b or "")) for a, b in said)}
    made = 0
    for surname, forename in (
        (pupil.surname, pupil.forename),
        (pupil.former_surname or pupil.surname, pupil.former_forename or pupil.forename),
        (pupil.preferred_surname or pupil.surname, pupil.forename),
    ):
        key = (folded(surname), folded(forename))
        if key not in known:
            known.add(key)
            made += 1
            _alias(connection, child, run_id, surname=surname, forename=forename)
    return made


def _former_number(connection: Connection, child: int, pupil: Pupil, run_id: int) -> int:
    """Keep the file's numbers with the child; ask a person where one is another child's own."""
    asked = 0
    numbers = [number for number in (pupil.upn, pupil.former_upn) if number]
    current, former = roll_state_core.children_by_upn(connection, numbers)
    for number in numbers:
        holder = current.get(number)
        if holder is None and former.get(number) is None:
            _alias(connection, child, run_id, upn=number)
        elif holder is not None and holder != child:
            asked += _ask(connection, child, holder, pupil, run_id)
    return asked


def _alias(connection: Connection, child: int, run_id: int, **columns: str) -> None:
    kind = "upn" if "upn" in columns else "name"
    row: dict[str, Any] = {**columns, "child_id": child, "kind": kind, "noted_on": today(), "run_id": run_id}
    connection.execute(insert(ChildAlias), [row])


def _ask(connection: Connection, child: int, holder: int, pupil: Pupil, run_id: int) -> int:
    if (child, holder) in roll_state_core.asked_before(connection, {child, holder}):
        return 0
    row = {
        "public_id": new_public_id(),
        "child_id": child,
        "candidate_id": holder,
        "run_id": run_id,
        "line": pupil.line,
        "reasons": ["a former UPN in a transfer file that is another record's UPN"],
        "status": "open",
    }
    connection.execute(insert(IdentityQuestion), [row])
    return 1


def _expect(
    connection: Connection, wanted: dict[Key, Expected], found: TransferFile, run_id: int
) -> dict[str, int]:
    """Expect the pupils. What another transfer file said of the same place within 30 days is the same."""
    stands = expecting_core.standing(connection, SOURCE)
    places: dict[tuple[int, int], list[dt.date]] = {}
    for child, setting, start in stands:
        places.setdefault((child, setting), []).append(start)
    new = {
        key: value
        for key, value in wanted.items()
        if not any(abs((key[2] - start).days) <= FULFILLED_WITHIN for start in places.get(key[:2], ()))
    }
    changes = expecting_core.Changes(new, {}, {}, len(wanted) - len(new))
    reference = f"{found.source or 'unknown'}_{found.destination}"
    expecting_core.write(connection, changes, source=SOURCE, reference=reference, run_id=run_id)
    return {"new": len(new), "same": changes.same}
