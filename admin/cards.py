"""What this room puts on the administrator's home page. No child's name stands in any of it."""

from __future__ import annotations

from flask import url_for

from admin import lists
from admin.words import IMPORT_KINDS
from foundation.access.permissions import Permission
from foundation.access.work import Clock, Start, Tag, WorkList, WorkRow
from foundation.store import Actor
from roll import runs

WORTH_SEEING = ("held", "previewed", "rejected")
LATEST = 30


def cards(actor: Actor) -> list[WorkList]:
    """Imports that need somebody, and the outbox."""
    made = []
    if actor.may(Permission.IMPORT_ROLLS):
        made.append(_imports())
    if actor.may(Permission.READ_OUTBOX):
        made.append(_outbox())
    return made


def starts(actor: Actor) -> list[Start]:
    """The button that invites somebody."""
    if not actor.may(Permission.MANAGE_ACCOUNTS):
        return []
    return [Start("Invite somebody", url_for("admin.invite"), order=60)]


def _imports() -> WorkList:
    found = [run for run in runs.recent(IMPORT_KINDS, LATEST) if run.status in WORTH_SEEING][:8]
    rows = [
        WorkRow(
            f"{IMPORT_KINDS.get(run.kind, run.kind)}: {run.file_name}",
            url_for("admin.import_run", key=run.public_id),
            f"{run.counts.get('rejected', 0)} lines could not be used.",
            tag=Tag(
                runs.STATE_WORDS.get(run.status, run.status),
                "red_light" if run.status == "rejected" else "amber",
            ),
        )
        for run in found
    ]
    return WorkList(
        "imports",
        "Files that need somebody",
        rows,
        empty="Every file that came in was applied.",
        link=("All imports", url_for("admin.imports")),
        order=60,
    )


def _outbox() -> WorkList:
    state, parked = lists.outbox(), lists.parked_jobs()
    rows = []
    if parked:
        clock = Clock(f"{len(parked)} parked", "over", "failed as often as they may")
        rows.append(
            WorkRow("Background work that stopped", url_for("admin.outbox"), "Try it again.", clock=clock)
        )
    return WorkList(
        "outbox",
        "Outbox",
        rows,
        f"{state.waiting} waiting, {state.sent_today} sent since yesterday",
        empty="Nothing is stuck.",
        link=("The outbox", url_for("admin.outbox")),
        order=65,
    )
