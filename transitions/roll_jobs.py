"""Roll files in the background: reading and comparing an upload, and applying it with its sweep.

A large file must not hold up a page. Comparing locks nothing; what is told of it stands beside the database
(`roll.progress`). A person who cancels meanwhile stops the work at its next step; while the file is written
it can no longer be stopped, and is there whole or not at all.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from foundation.access.lists import account_by_id, actor_of
from foundation.jobs import Payload, enqueue, handler
from foundation.store import Actor, acting_as, current_actor, engine, session
from foundation.trail import record
from roll import progress, roll_apply_core, roll_file, runs
from roll.events import RunAsked, RunFailed
from roll.models import ImportRun
from roll.progress import Stopped, Telling
from transitions.actions import rolls

log = logging.getLogger("rolls")
AT_ONCE = 250_000  # bytes: a file of a thousand lines or so is done before the page is drawn
HOUR = 3600.0


def take_in(actor: Actor, data: bytes, file_name: str, *, run: ImportRun) -> None:
    """Have a received file compared: at once where it is small, in the background where it is not."""
    if len(data) <= AT_ONCE:
        roll_file.compare(actor, run)
    else:
        enqueue("rolls.compare", {"run": run.id, "account": actor.account_id}, key=f"rolls:{run.id}")


def ask_to_apply(actor: Actor, run: ImportRun, *, confirm: bool) -> None:
    """Have a file that waits applied and everybody looked at again."""
    if runs.size_of(run) <= AT_ONCE:
        rolls.apply_waiting(actor, run, confirm=confirm)
        return
    record(RunAsked(subject=run, confirmed=confirm))
    payload = {"run": run.id, "account": actor.account_id, "confirm": confirm}
    enqueue("rolls.apply", payload, key=f"rolls:{run.id}")


@handler("rolls.compare", tries=2, lease=HOUR)
def compare(payload: Payload) -> None:
    """Read and compare one file."""
    stages = ("Reading the lines", "Comparing")

    def work(actor: Actor, run: ImportRun, telling: Telling) -> None:
        with engine().connect() as connection:
            roll_file.compare(actor, run, connection=connection, progress=_second_stage(telling))

    _do(payload, "reading", stages, work)


@handler("rolls.apply", tries=2, lease=HOUR)
def apply(payload: Payload) -> None:
    """Apply one file, and sweep."""
    stages = ("Reading the lines", "Comparing and writing", "Looking at everybody again")

    def work(actor: Actor, run: ImportRun, telling: Telling) -> None:
        telling.no_way_back()
        confirm = bool(payload.get("confirm"))
        rolls.apply_waiting(actor, run, confirm=confirm, progress=_second_stage(telling))

    _do(payload, "applying", stages, work)


def _second_stage(telling: Telling) -> Callable[[int, int, str], None]:
    """The first call of the comparing ends the reading; the last of the writing begins the sweep."""

    def tell(done: int, total: int, words: str) -> None:
        if telling.stage == 0:
            telling.stage = 1
        telling(done, total, words)
        if words == roll_apply_core.WRITTEN:
            telling.next()

    return tell


def _do(
    payload: Payload,
    status: str,
    stages: tuple[str, ...],
    work: Callable[[Actor, ImportRun, Telling], None],
) -> None:
    """Do the work as the person who asked for it; where it breaks off, the run says so."""
    run = session().get_one(ImportRun, int(payload["run"]))
    run_id, public_id = run.id, run.public_id
    if run.status != status:
        return
    account = account_by_id(int(payload["account"] or 0))
    actor = actor_of(account) if account else current_actor()
    telling = Telling(run_id, public_id, status, stages)
    telling(0, 1, stages[0])
    try:
        with acting_as(actor):
            work(actor, run, telling)
    except Stopped:
        session().rollback()
    except Exception as error:  # noqa: BLE001  the person who waits has to be told
        session().rollback()
        log.error("the work on a roll file broke off with %s", type(error).__name__)
        _broke_off(run_id, status)
    finally:
        progress.forget(public_id)


def _broke_off(run_id: int, status: str) -> None:
    run = session().get_one(ImportRun, run_id)
    if run.status == status:
        runs.let_file_go(run)
        record(RunFailed(subject=run))
