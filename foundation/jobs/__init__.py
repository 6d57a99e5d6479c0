"""Background work: one table, claimed by any number of workers; the database is the queue.

`enqueue` writes a job in the transaction that wants it done, so a rollback takes it back. A handler's
own changes and the job's end are one transaction, so its work is done once however often it is tried.
What a handler does outside the database (a mail) is done at least once.
"""

from __future__ import annotations

from foundation.jobs.queue_core import enqueue, wake
from foundation.jobs.registry import Payload, Postpone, UnknownJob, handler, nightly, periodic

__all__ = ["Payload", "Postpone", "UnknownJob", "enqueue", "handler", "nightly", "periodic", "wake"]
