"""Files that came in, on the home pages: what waits for the administrator, what the officer can send back."""

from __future__ import annotations

from flask import url_for

from foundation.access.permissions import Permission
from foundation.access.work import Tag, WorkList, WorkRow
from foundation.store import Actor
from roll import import_coming, runs
from roll.models import ImportRun

MOST = 5
KINDS = ("roll", import_coming.OFFERS, import_coming.CTF)


def cards(actor: Actor) -> list[WorkList]:
    """One list, for whoever takes files in or may see what was rejected in them."""
    if actor.may(Permission.IMPORT_ROLLS):
        open_states = {*ImportRun.WORKING, "previewed", "held"}
        found = [run for run in runs.recent(KINDS) if run.status in open_states]
        return [_list("Files that wait for a decision", found, "No file waits.")]
    if actor.may(Permission.READ_REJECTED_ROWS):
        found = [run for run in runs.recent(KINDS, 20) if run.rejected_rows]
        return [_list("Files with rejected lines", found, "None of the latest files has any.")]
    return []


def _list(heading: str, found: list[ImportRun], empty: str) -> WorkList:
    return WorkList(
        "files",
        heading,
        [_row(run) for run in found[:MOST]],
        str(len(found)) if found else "",
        empty=empty,
        link=("All files", url_for("transitions.rolls")),
        order=55,
    )


def _row(run: ImportRun) -> WorkRow:
    page = "transitions.roll_run" if run.kind == "roll" else "transitions.coming_run"
    rejected = run.counts.get("rejected", 0)
    words = f"{rejected} rejected {'line' if rejected == 1 else 'lines'}. " if rejected else ""
    return WorkRow(
        run.file_name,
        url_for(page, run=run.public_id),
        f"{runs.KIND_WORDS[run.kind]}. {words}",
        tag=Tag(runs.STATE_WORDS[run.status], "amber" if run.status == "held" else "accent"),
    )
