"""What a person may do to the queue."""

from __future__ import annotations

from foundation.jobs.models import Job, JobState
from foundation.store.clock import now
from foundation.store.session import session


def try_again(job: Job) -> None:
    """Give a parked job all its tries back."""
    if job.state != JobState.PARKED.value:
        raise ValueError("only a parked job can be tried again")
    job.state, job.attempts, job.not_before = JobState.WAITING.value, 0, now()
    job.ended_at = job.locked_until = None
    session().flush()
