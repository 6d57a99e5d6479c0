"""How the queue stands, for the administrator and for health checks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select

from foundation.jobs.models import Job, JobState
from foundation.store.session import session


def counts() -> dict[str, int]:
    """Number of jobs in each state."""
    found = session().execute(select(Job.state, func.count(Job.id)).group_by(Job.state)).all()
    return {state.value: 0 for state in JobState} | {row[0]: row[1] for row in found}


def waiting_since() -> dt.datetime | None:
    """When the oldest job that still waits or runs was asked for; None when nothing does."""
    open_states = (JobState.WAITING.value, JobState.RUNNING.value)
    return session().scalar(select(func.min(Job.asked_at)).where(Job.state.in_(open_states)))


def parked() -> Sequence[Job]:
    """Jobs that failed as often as they may and wait for a person, the latest first."""
    return (
        session().scalars(select(Job).where(Job.state == JobState.PARKED.value).order_by(Job.id.desc())).all()
    )
