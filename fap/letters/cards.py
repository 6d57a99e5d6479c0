"""Letters on people's home page."""

from __future__ import annotations

from typing import Any

from flask import url_for

from fap.letters.lists import letters_to, open_letters
from fap.letters.showing import rows_of
from foundation.access.permissions import Permission
from foundation.access.work import Tag, WorkList, WorkRow
from foundation.store import Actor

MOST = 8


def cards(actor: Actor) -> list[WorkList]:
    """For the coordinator what is to be proof-read or sent; for a school the letters sent to it."""
    if actor.may(Permission.RUN_FAIR_ACCESS):
        rows = rows_of(open_letters())
        return [_list("Letters to proof-read or to send", rows, "No letter waits.")]
    if actor.settings and actor.may(Permission.ANSWER_OFFERS):
        rows = rows_of(letters_to(actor))[:3]
        return [_list("Letters of the Fair Access team", rows, "None was sent to you.")] if rows else []
    return []


def _list(title: str, rows: list[dict[str, Any]], empty: str) -> WorkList:
    made = [
        WorkRow(
            row["what"],
            url_for("fap_letters.letter", letter=row["letter"].public_id),
            f"{row['to']}.",
            row["child"],
            tag=Tag(*row["state"]),
        )
        for row in rows[:MOST]
    ]
    link = ("All letters", url_for("fap_letters.overview"))
    return WorkList("fap-letters", title, made, str(len(rows) or ""), empty, link=link, order=28)
