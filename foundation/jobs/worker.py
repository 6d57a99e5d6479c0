"""The worker: nightly work that is due, then job after job, then what runs every so many seconds."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask

from foundation.jobs import queue_core as queue
from foundation.jobs import registry
from foundation.jobs.registry import Beat, Night, Postpone
from foundation.store.actor import Actor, acting_as
from foundation.store.clock import local, now, today
from foundation.store.session import independent_session, session

log = logging.getLogger("jobs")

SYSTEM = Actor(account_id=0, name="operator", system=True)


@dataclass
class Worker:
    """One worker of an application. `who` names the system account that jobs act as."""

    app: Flask
    who: Callable[[], Actor] = lambda: SYSTEM
    idle: float = 1.0
    stopping: threading.Event = field(default_factory=threading.Event)
    _actor: Actor | None = None
    _beaten: dict[str, float] = field(default_factory=dict)

    def once(self) -> int:
        """Do everything that is due now, and every periodic function once; answers with the jobs done."""
        self.ask_for_nightly()
        done = 0
        while not self.stopping.is_set() and self.work_one():
            done += 1
        self.beat(everything=True)
        return done

    def forever(self) -> None:
        """Work until `stopping` is set (by a signal); the job at hand is finished first."""
        while not self.stopping.is_set():
            self.ask_for_nightly()
            self.beat()
            if not self.work_one():
                self.stopping.wait(self.idle)

    def work_one(self) -> bool:
        """Claim a job and do it; False when none is due."""
        with self._context(), independent_session() as own:
            claimed = queue.claim(own.connection(), registry.DUTIES.values())
        if claimed is None:
            return False
        self._do(claimed)
        return True

    def ask_for_nightly(self) -> list[str]:
        """Ask for each nightly job whose hour has come and that was not yet asked for on this date."""
        time_now, night = local(now()).time(), today()
        due = [job for job in registry.NIGHTS.values() if time_now >= job.at]
        return [job.name for job in due if self._ask(job, night)] if due else []

    def beat(self, *, everything: bool = False) -> None:
        """Run the periodic functions whose time has come; one that fails does not stop the others."""
        for beat in list(registry.BEATS.values()):
            moment = time.monotonic()
            if everything or moment - self._beaten.get(beat.name, -beat.seconds) >= beat.seconds:
                self._beaten[beat.name] = moment
                self._run_beat(beat)

    def _ask(self, job: Night, night: dt.date) -> bool:
        with self._context(), independent_session() as own:
            connection = own.connection()
            if not queue.claim_night(connection, job.name, night):
                return False
            return queue.ask(connection, job.name, {}, key=f"nightly:{job.name}")

    def _do(self, claimed: queue.Claim) -> None:
        with self._context():
            try:
                registry.duty(claimed.name).run(claimed.payload)
                queue.finish(session().connection(), claimed)
                session().commit()
                return
            except Exception as error:  # noqa: BLE001  the job failed, not the worker
                session().rollback()
                problem = error
        self._put_back(claimed, problem)

    def _put_back(self, claimed: queue.Claim, problem: Exception) -> None:
        known = type(problem).__name__
        with self._context(), independent_session() as own:
            connection = own.connection()
            try:
                if isinstance(problem, Postpone):
                    queue.postpone(connection, claimed, problem.seconds, known, all_alike=problem.all_alike)
                    return
                state = queue.fail(connection, claimed, known).value
            except queue.LostClaim:
                state = "taken over by another worker"
        log.error(
            "job %s (%s, try %d) failed with %s at %s: %s",
            claimed.job_id, claimed.name, claimed.attempt, known, _place(problem), state,
        )  # fmt: skip

    def _run_beat(self, beat: Beat) -> None:
        with self._context():
            try:
                beat.run()
                session().commit()
            except Exception as error:  # noqa: BLE001  the next beat tries again
                session().rollback()
                log.error("periodic %s failed with %s at %s", beat.name, type(error).__name__, _place(error))

    @contextmanager
    def _context(self) -> Iterator[None]:
        with self.app.app_context():
            if self._actor is None:
                self._actor = self.who()
                session().rollback()
            with acting_as(self._actor):
                yield


def _place(error: BaseException) -> str:
    """File and line where an exception rose; its message may name a person and is never logged."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "an unknown place"
