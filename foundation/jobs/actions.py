"""What a person may do to the queue, and what it does to itself at night."""

from __future__ import annotations

import datetime as dt

from foundation.jobs.models import Job, JobState
from foundation.jobs.queue_core import forget_done
from foundation.jobs.registry import nightly
from foundation.store.clock import now
from foundation.store.session import session

KEPT = dt.timedelta(days=31)


def try_again(job: Job) -> None:
    """Give a parked job all its tries back."""
    if job.state != JobState.PARKED.value:
        raise ValueError("only a parked job can be tried again")
    job.state, job.attempts, job.not_before = JobState.WAITING.value, 0, now()
    job.ended_at = job.locked_until = None
    session().flush()


@nightly("jobs.forget_done", at=dt.time(4, 0))
def forget_old_jobs() -> None:
    """Done jobs are kept for a month, to answer what ran and when."""
    forget_done(session().connection(), now() - KEPT)
