"""The queue in the database: ask, claim, finish, fail. Core statements, because jobs are no one's records.

Claiming is one statement on both engines: an UPDATE with RETURNING over a subselect, which SKIP LOCKED
lets several workers of PostgreSQL run at once (SQLite has one writer at a time and ignores it). Every
answer to a claim names the attempt it belongs to, so a worker that was thought dead cannot end a job
that another has taken over.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, case, delete, or_, select, update

from foundation.jobs.models import Job, JobState, NightlyRun
from foundation.jobs.registry import Duty, Payload, duty
from foundation.store.base import Base
from foundation.store.clock import now
from foundation.store.once_core import insert_once
from foundation.store.session import session

J, N = Base.metadata.tables[Job.__tablename__], Base.metadata.tables[NightlyRun.__tablename__]
_CODE = re.compile(r"[A-Za-z0-9_.:/@+-]{0,200}")


class LostClaim(RuntimeError):
    """The job was given to another worker while this one was at it; its work is rolled back."""


@dataclass(frozen=True)
class Claim:
    """A job that this worker holds: which try it is, and until when nobody else takes it."""

    job_id: int
    name: str
    payload: Payload
    attempt: int


def enqueue(
    name: str, payload: Payload | None = None, key: str | None = None, not_before: dt.datetime | None = None
) -> bool:
    """Ask for a job in the present transaction; False when one with this key already waits.

    `payload` may hold numbers, codes and lists of them; anything that could be a text about a person is
    refused. Raises `UnknownJob` when nothing handles `name`.
    """
    duty(name)
    found = dict(payload or {})
    for part, value in found.items():
        _check_code(part, value)
    return ask(session().connection(), name, found, key, not_before)


def ask(
    connection: Connection,
    name: str,
    payload: dict[str, Any],
    key: str | None = None,
    not_before: dt.datetime | None = None,
) -> bool:
    """Write the job on a given connection; False when one with this key already waits."""
    moment = now()
    values = {
        "name": name,
        "payload": payload,
        "key": key,
        "state": JobState.WAITING.value,
        "attempts": 0,
        "not_before": not_before or moment,
        "asked_at": moment,
    }
    return insert_once(connection, J, values) is not None


def claim(connection: Connection, duties: Collection[Duty]) -> Claim | None:
    """Take the job that has waited longest, or one whose worker is gone; None when there is none.

    A job whose workers died as often as it may be tried is parked here: nobody lived to report its failure.
    """
    while taken := _take(connection, duties):
        if taken.attempt <= duty(taken.name).tries:
            return taken
        _park(connection, taken, "WorkerLost")
    return None


def _take(connection: Connection, duties: Collection[Duty]) -> Claim | None:
    moment = now()
    ready = or_(
        and_(J.c.state == JobState.WAITING, J.c.not_before <= moment),
        and_(J.c.state == JobState.RUNNING, J.c.locked_until < moment),
    )
    oldest = (
        select(J.c.id)
        .where(J.c.name.in_([found.name for found in duties]), ready)
        .order_by(J.c.not_before, J.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    leases = {found.lease for found in duties}
    until = [
        (
            J.c.name.in_([found.name for found in duties if found.lease == lease]),
            moment + dt.timedelta(seconds=lease),
        )
        for lease in leases
    ]
    if not until:
        return None
    taken = connection.execute(
        update(J)
        .where(J.c.id == oldest)
        .values(state=JobState.RUNNING.value, attempts=J.c.attempts + 1, locked_until=case(*until))
        .returning(J.c.id, J.c.name, J.c.payload, J.c.attempts)
    ).one_or_none()
    return Claim(*taken) if taken else None


def finish(connection: Connection, claimed: Claim) -> None:
    """Mark the job done, in the transaction of its work. Raises `LostClaim`."""
    _answer(
        connection, claimed, state=JobState.DONE.value, ended_at=now(), locked_until=None, last_error=None
    )


def fail(connection: Connection, claimed: Claim, error: str) -> JobState:
    """Put a failed job back to wait, or park it after its last try. `error` is a class name."""
    terms = duty(claimed.name)
    if claimed.attempt >= terms.tries:
        _park(connection, claimed, error)
        return JobState.PARKED
    again = now() + dt.timedelta(seconds=terms.pause(claimed.attempt))
    _put_back(connection, claimed, again, error)
    return JobState.WAITING


def postpone(connection: Connection, claimed: Claim, seconds: float, error: str, *, all_alike: bool) -> None:
    """Put a job back uncounted; with `all_alike` every waiting one of its name waits as long."""
    again = now() + dt.timedelta(seconds=seconds)
    _put_back(connection, claimed, again, error, attempts=claimed.attempt - 1)
    if all_alike:
        connection.execute(
            update(J)
            .where(J.c.name == claimed.name, J.c.state == JobState.WAITING, J.c.not_before < again)
            .values(not_before=again, last_error=error[:100])
        )


def wake(connection: Connection, name: str, error: str) -> int:
    """Let the waiting jobs of a name that were put off because of `error` run now; says how many."""
    moment = now()
    woken = connection.execute(
        update(J)
        .where(J.c.name == name, J.c.state == JobState.WAITING, J.c.last_error == error)
        .where(J.c.not_before > moment)
        .values(not_before=moment, last_error=None)
    )
    return woken.rowcount


def forget_done(connection: Connection, before: dt.datetime) -> int:
    """Delete the jobs that were done before an instant; parked ones stay for a person. Says how many."""
    return connection.execute(delete(J).where(J.c.state == JobState.DONE, J.c.ended_at < before)).rowcount


def claim_night(connection: Connection, name: str, night: dt.date) -> bool:
    """Whether this worker is the first to ask for a nightly job on this date; remembers the date."""
    moved = connection.execute(
        update(N).where(N.c.name == name, N.c.last_run < night).values(last_run=night).returning(N.c.name)
    )
    if moved.scalar_one_or_none() is not None:
        return True
    return insert_once(connection, N, {"name": name, "last_run": night}) is not None


def _park(connection: Connection, claimed: Claim, error: str) -> None:
    parked = JobState.PARKED.value
    _answer(connection, claimed, state=parked, ended_at=now(), locked_until=None, last_error=error[:100])


def _put_back(
    connection: Connection, claimed: Claim, again: dt.datetime, error: str, attempts: int | None = None
) -> None:
    """Wait again; a twin that was asked for meanwhile under the same key does the work instead."""
    twin = select(J.c.id).where(
        J.c.key == select(J.c.key).where(J.c.id == claimed.job_id).scalar_subquery(),
        J.c.state == JobState.WAITING,
    )
    if connection.execute(twin).first():
        finish(connection, claimed)
        return
    _answer(
        connection,
        claimed,
        state=JobState.WAITING.value,
        not_before=again,
        locked_until=None,
        last_error=error[:100],
        attempts=claimed.attempt if attempts is None else attempts,
    )


def _answer(connection: Connection, claimed: Claim, **values: Any) -> None:
    held = and_(J.c.id == claimed.job_id, J.c.state == JobState.RUNNING, J.c.attempts == claimed.attempt)
    if not connection.execute(update(J).where(held).values(values)).rowcount:
        raise LostClaim(f"job {claimed.job_id} was given to another worker")


def _check_code(part: str, value: Any) -> None:
    if isinstance(value, list | tuple):
        for each in value:
            _check_code(part, each)
    elif isinstance(value, str):
        if not _CODE.fullmatch(value):
            raise ValueError(f"the payload of a job holds ids and codes; {part!r} is a text")
    elif value is not None and not isinstance(value, int | float | bool):
        raise ValueError(f"the payload of a job holds ids and codes; {part!r} is neither")
