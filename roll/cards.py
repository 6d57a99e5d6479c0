"""What the roll puts on the home page."""

from __future__ import annotations

from flask import url_for

from foundation.access.permissions import Permission
from foundation.access.work import Start, WorkList, WorkRow
from foundation.store import Actor
from roll import lists, runs

MOST = 5


def cards(actor: Actor) -> list[WorkList]:
    """Identities to decide, and files of settings that wait for the administrator."""
    made = []
    if actor.may(Permission.DECIDE_IDENTITIES):
        made.append(_identities())
    if actor.may(Permission.IMPORT_SETTINGS):
        made.append(_settings())
    return made


def starts(actor: Actor) -> list[Start]:
    """Finding a child; importing settings."""
    if actor.may(Permission.IMPORT_SETTINGS):
        return [Start("Import settings", url_for("roll_settings.imports"), order=60)]
    return []


def _identities() -> WorkList:
    found = lists.open_identities()
    rows = [
        WorkRow(
            "Is this one child or two?",
            url_for("roll.identity", identity=question.public_id),
            "; ".join(question.reasons).capitalize(),
        )
        for question in found[:MOST]
    ]
    return WorkList(
        "identities",
        "Identities to decide",
        rows,
        str(len(found)) if found else "",
        empty="None waits. They come with the nightly roll.",
        link=("All of them", url_for("roll.identities")) if found else None,
        order=60,
    )


def _settings() -> WorkList:
    rows = [
        WorkRow(
            f"Settings from {run.file_name}",
            url_for("roll_settings.run", run=run.public_id),
            "Read and compared. Apply or cancel it.",
        )
        for run in runs.waiting("settings")[:MOST]
    ]
    empty = "No file waits."
    if runs.last_applied("settings") is None:
        empty = "No setting is on the register yet. Import the national register’s file first."
    return WorkList("settings", "Files of settings that wait for you", rows, empty=empty, order=60)
