"""The queue: asked in a transaction, claimed once, tried again, parked; on both databases."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from foundation import jobs
from foundation.jobs import lists, registry
from foundation.jobs import queue_core as queue
from foundation.jobs.actions import forget_old_jobs, try_again
from foundation.jobs.models import Job, NightlyRun
from foundation.jobs.worker import SYSTEM, Worker
from foundation.store import acting_as, independent_session, now, session


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the handlers of the test are known."""
    for name in ("DUTIES", "NIGHTS", "BEATS"):
        monkeypatch.setattr(registry, name, {})


@pytest.fixture
def worker(app: Flask) -> Worker:
    return Worker(app)


@pytest.fixture
def done() -> list[Any]:
    """What the handlers have done."""
    return []


def ask(app: Flask, name: str, count: int = 1, **given: Any) -> list[bool]:
    with app.app_context(), acting_as(SYSTEM):
        answers = [jobs.enqueue(name, {"number": number}, **given) for number in range(count)]
        session().commit()
        return answers


def the_jobs(app: Flask) -> list[Job]:
    with app.app_context(), acting_as(SYSTEM), independent_session() as own:
        return list(own.scalars(select(Job).order_by(Job.id)))


def test_a_job_is_done_once_and_stays_on_record(app: Flask, worker: Worker, done: list[Any]) -> None:
    jobs.handler("count")(lambda payload: done.append(payload["number"]))
    ask(app, "count", 3)
    assert worker.once() == 3
    assert worker.once() == 0
    assert done == [0, 1, 2]
    assert {job.state for job in the_jobs(app)} == {"done"}


def test_a_rollback_takes_the_job_back(app: Flask, worker: Worker, done: list[Any]) -> None:
    jobs.handler("count")(done.append)
    with app.app_context(), acting_as(SYSTEM):
        jobs.enqueue("count", {})
        session().rollback()
    assert worker.once() == 0
    assert the_jobs(app) == []


def test_asking_twice_under_one_key_is_asking_once_while_it_waits(
    app: Flask, worker: Worker, done: list[Any]
) -> None:
    jobs.handler("count")(done.append)
    assert ask(app, "count", 2, key="pack:7") == [True, False]
    assert worker.once() == 1
    assert ask(app, "count", 1, key="pack:7") == [True], "after it was done it may be asked for again"


def test_a_job_waits_for_its_hour(app: Flask, worker: Worker, done: list[Any], clock: Any) -> None:
    jobs.handler("count")(done.append)
    ask(app, "count", not_before=now() + dt.timedelta(hours=1))
    assert worker.once() == 0
    clock.forward(hours=1, seconds=1)
    assert worker.once() == 1


def test_an_unknown_job_is_refused_when_it_is_asked_for(app: Flask) -> None:
    with pytest.raises(jobs.UnknownJob):
        ask(app, "nobody.does.this")


@pytest.mark.parametrize(
    "value", ["Canary Name", "two\nlines", {"nested": 1}, object(), ["ok", "not ok"], "x" * 201]
)
def test_a_payload_holds_codes_and_never_a_text(app: Flask, value: Any) -> None:
    jobs.handler("count")(lambda payload: None)
    with app.app_context(), acting_as(SYSTEM), pytest.raises(ValueError, match="ids and codes") as refused:
        jobs.enqueue("count", {"about": value})
    assert "Canary" not in str(refused.value)


def test_a_failure_rolls_back_and_is_tried_again_later(
    app: Flask, worker: Worker, done: list[Any], clock: Any, caplog: pytest.LogCaptureFixture
) -> None:
    @jobs.handler("fragile", first_pause=30)
    def fragile(payload: jobs.Payload) -> None:
        session().add(NightlyRun(name=f"try {len(done)}", last_run=dt.date(2026, 1, 1)))
        session().flush()
        done.append(payload)
        if len(done) == 1:
            raise RuntimeError("Canary Name did not fit")

    ask(app, "fragile")
    assert worker.once() == 1
    (job,) = the_jobs(app)
    assert (job.state, job.attempts, job.last_error) == ("waiting", 1, "RuntimeError")
    assert "Canary" not in caplog.text
    assert "RuntimeError" in caplog.text
    assert worker.once() == 0, "not before its pause is over"
    clock.forward(seconds=31)
    assert worker.once() == 1
    (job,) = the_jobs(app)
    assert (job.state, job.last_error) == ("done", None)
    with app.app_context(), acting_as(SYSTEM):
        assert list(session().scalars(select(NightlyRun.name))) == ["try 1"]


def test_a_job_that_keeps_failing_is_parked_and_blocks_nobody(app: Flask, worker: Worker, clock: Any) -> None:
    @jobs.handler("poison", tries=3, first_pause=10)
    def poison(payload: jobs.Payload) -> None:
        if payload["number"] == 0:
            raise ValueError

    ask(app, "poison", 3)
    worker.once()
    assert Counter(job.state for job in the_jobs(app)) == {"done": 2, "waiting": 1}
    for _ in range(3):
        clock.forward(minutes=5)
        worker.once()
    first = the_jobs(app)[0]
    assert (first.state, first.attempts, first.last_error) == ("parked", 3, "ValueError")
    with app.app_context(), acting_as(SYSTEM):
        (stuck,) = lists.parked()
        assert lists.counts() == {"waiting": 0, "running": 0, "done": 2, "parked": 1}
        assert lists.waiting_since() is None
        try_again(stuck)
        session().commit()
        with pytest.raises(ValueError, match="only a parked job"):
            try_again(stuck)
    assert worker.once() == 1


def test_pauses_grow_to_a_longest() -> None:
    jobs.handler("count", first_pause=30, longest_pause=3600)(lambda payload: None)
    assert [registry.duty("count").pause(attempt) for attempt in range(1, 7)] == [
        30,
        120,
        480,
        1920,
        3600,
        3600,
    ]


def claim(app: Flask) -> queue.Claim | None:
    with app.app_context(), independent_session() as own:
        return queue.claim(own.connection(), registry.DUTIES.values())


def test_a_job_whose_worker_died_is_given_to_another(
    app: Flask, worker: Worker, done: list[Any], clock: Any
) -> None:
    jobs.handler("count", lease=60)(done.append)
    ask(app, "count")
    lost = claim(app)
    assert lost is not None
    assert worker.once() == 0, "held by somebody"
    clock.forward(seconds=61)
    assert worker.once() == 1
    with app.app_context(), independent_session() as own, pytest.raises(queue.LostClaim):
        queue.finish(own.connection(), lost)


def test_a_worker_that_was_thought_dead_has_its_work_rolled_back(
    app: Flask, worker: Worker, clock: Any
) -> None:
    other: list[queue.Claim | None] = []

    @jobs.handler("slow", lease=60)
    def slow(payload: jobs.Payload) -> None:
        if not other:
            clock.forward(seconds=61)
            other.append(claim(app))
        session().add(NightlyRun(name="slow work", last_run=dt.date(2026, 1, 1)))

    ask(app, "slow")
    worker.work_one()
    (job,) = the_jobs(app)
    assert (job.state, job.attempts) == ("running", 2), "the second worker holds it still"
    with app.app_context(), acting_as(SYSTEM):
        assert session().scalars(select(NightlyRun)).all() == []


def test_a_job_that_kills_its_workers_is_parked(app: Flask, clock: Any) -> None:
    jobs.handler("deadly", tries=3, lease=60)(lambda payload: None)
    ask(app, "deadly")
    for attempt in (1, 2, 3):
        held = claim(app)
        assert held is not None
        assert held.attempt == attempt
        clock.forward(seconds=61)
    assert claim(app) is None
    (job,) = the_jobs(app)
    assert (job.state, job.last_error) == ("parked", "WorkerLost")


def test_what_cannot_be_done_now_is_put_off_uncounted_for_all_alike(
    app: Flask, worker: Worker, clock: Any
) -> None:
    down = [True]
    tried: list[int] = []

    @jobs.handler("mail", tries=2)
    def mail(payload: jobs.Payload) -> None:
        tried.append(payload["number"])
        if down:
            raise jobs.Postpone(30, all_alike=True)
        jobs.wake(session().connection(), "mail", "Postpone")

    ask(app, "mail", 5)
    for _ in range(4):
        worker.once()
        clock.forward(seconds=31)
    assert tried == [0, 0, 0, 0], "one tries for all"
    assert {job.state for job in the_jobs(app)} == {"waiting"}
    down.clear()
    assert worker.once() == 5, "the first that goes through wakes the others"


def test_four_threads_do_each_job_exactly_once(app: Flask) -> None:
    done: Counter[int] = Counter()
    lock = threading.Lock()

    @jobs.handler("count")
    def count(payload: jobs.Payload) -> None:
        with lock:
            done[payload["number"]] += 1

    ask(app, "count", 120)
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        Worker(app).once()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    assert done == dict.fromkeys(range(120), 1)
    assert {(job.state, job.attempts) for job in the_jobs(app)} == {("done", 1)}


def test_a_nightly_job_is_asked_for_once_a_night(
    app: Flask, worker: Worker, done: list[Any], clock: Any
) -> None:
    jobs.nightly("escalate", at=dt.time(2, 0))(lambda: done.append(now()))
    clock.move_to(dt.datetime(2026, 11, 10, 1, 59, tzinfo=dt.UTC))
    worker.once()
    assert done == []
    clock.move_to(dt.datetime(2026, 11, 10, 2, 1, tzinfo=dt.UTC))
    worker.once()
    Worker(app).once()
    assert len(done) == 1
    clock.forward(days=3)
    worker.once()
    worker.once()
    assert len(done) == 2, "nights that were missed are caught up by one run"


def test_nights_are_counted_in_london(app: Flask, worker: Worker, done: list[Any], clock: Any) -> None:
    jobs.nightly("escalate", at=dt.time(0, 30))(lambda: done.append(now()))
    clock.move_to(dt.datetime(2026, 6, 10, 23, 40, tzinfo=dt.UTC))  # 00:40 on the 11th in London
    worker.once()
    clock.move_to(dt.datetime(2026, 6, 11, 1, 0, tzinfo=dt.UTC))
    worker.once()
    assert len(done) == 1


def test_a_periodic_function_that_fails_stops_nobody(
    app: Flask, worker: Worker, done: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    @jobs.periodic(60, name="broken")
    def broken() -> None:
        raise RuntimeError("Canary Name")

    jobs.periodic(60, name="seal")(lambda: done.append("sealed"))
    worker.once()
    worker.beat()
    assert done == ["sealed"], "and not again before its seconds are over"
    assert "broken failed with RuntimeError" in caplog.text
    assert "Canary" not in caplog.text


def test_done_jobs_are_forgotten_after_a_month_and_parked_ones_never(
    app: Flask, worker: Worker, clock: Any
) -> None:
    jobs.handler("count", tries=1)(lambda payload: 1 / payload["number"])
    ask(app, "count", 2)
    worker.once()
    for days, left in ((30, ["parked", "done"]), (2, ["parked"])):
        clock.forward(days=days)
        with app.app_context(), acting_as(SYSTEM):
            forget_old_jobs()
            session().commit()
        assert [job.state for job in the_jobs(app)] == left


def test_a_worker_works_until_it_is_told_to_stop(app: Flask, worker: Worker) -> None:
    ended = threading.Event()
    jobs.handler("count")(lambda payload: ended.set())
    worker.idle = 0.02
    thread = threading.Thread(target=worker.forever)
    thread.start()
    try:
        ask(app, "count")
        assert ended.wait(20)
    finally:
        worker.stopping.set()
        thread.join(20)
    assert not thread.is_alive()
    assert [job.state for job in the_jobs(app)] == ["done"]


def test_two_functions_may_not_do_the_same_job() -> None:
    jobs.handler("count")(lambda payload: None)

    def another(payload: jobs.Payload) -> None:
        raise AssertionError

    with pytest.raises(ValueError, match="two functions"):
        jobs.handler("count")(another)


def test_jobs_act_as_the_system_account(app: Flask, done: list[Any]) -> None:
    from foundation.store import Actor, current_actor

    operator = Actor(account_id=41, name="operator", system=True)
    jobs.handler("count")(lambda payload: done.append(current_actor()))
    ask(app, "count")
    Worker(app, who=lambda: operator).once()
    assert done == [operator]


def test_the_command_says_how_the_queue_stands(app: Flask, done: list[Any]) -> None:
    import json

    from foundation.jobs.commands import group

    app.cli.commands.setdefault("jobs", group)
    run = app.test_cli_runner().invoke
    jobs.handler("count", tries=1)(lambda payload: done.append(1 / payload["number"]))
    ask(app, "count", 2)
    worked = run(args=["jobs", "work", "--once"])
    assert worked.exit_code == 0, worked.output
    status = run(args=["jobs", "status", "--format", "json"])
    assert status.exit_code == 1, "a parked job is something to look at"
    found = json.loads(status.stdout)
    assert (found["done"], found["parked"], found["waiting_since"]) == (1, 1, None)
    assert "1 jobs wait again" in run(args=["jobs", "again"]).stderr
    assert run(args=["jobs", "status"]).exit_code == 0
