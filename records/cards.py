"""What this room puts on the data protection officer's home page."""

from __future__ import annotations

import datetime as dt

from flask import url_for

from foundation.access.permissions import Permission
from foundation.access.work import WorkList, WorkRow
from foundation.store import Actor, now, session
from records import reading_core


def cards(actor: Actor) -> list[WorkList]:
    """Where the log is, and how often somebody was refused since yesterday."""
    if not actor.may(Permission.READ_TRAIL):
        return []
    refused = reading_core.refusals_since(session().connection(), now() - dt.timedelta(days=1))
    times = "once" if refused == 1 else f"{refused} times"
    rows = [
        WorkRow("Who looked at what", url_for("records.openings"), "By person, by child, by day."),
        WorkRow(
            "Sign-ins and refusals",
            url_for("records.sign_ins"),
            f"Somebody was refused {times} since yesterday."
            if refused
            else "Nobody was refused since yesterday.",
        ),
        WorkRow(
            "Whether the log holds", url_for("records.verification"), "Every sealed line is checked again."
        ),
    ]
    return [WorkList("trail", "The access log", rows, count_words=" ", order=10)]
