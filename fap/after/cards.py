"""What follows a decision, on people's home page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for

from fap.after.lists import not_in_school_yet, offered_to, under_way
from fap.after.showing import rows_of
from fap.models import Placement
from foundation.access.permissions import Permission
from foundation.access.work import Clock, Tag, WorkList, WorkRow
from foundation.store import Actor

MOST = 8


def cards(actor: Actor) -> list[WorkList]:
    """For the coordinator who is not in school yet and what is late; for a school what was offered to it."""
    if actor.may(Permission.RUN_FAIR_ACCESS):
        return [_not_in_school(), _late()]
    if actor.settings and actor.may(Permission.ANSWER_OFFERS):
        return [_offered(actor)]
    return []


def _late() -> WorkList:
    rows = rows_of([row for row in under_way() if row.status == "attending"])
    late = [row for row in rows if row["wait"] and row["wait"].late]
    return _list("fap-late", "In school, and something is late", late, "Nothing is late.", 25)


def _not_in_school() -> WorkList:
    rows = rows_of(not_in_school_yet())
    return _list("fap-not-in-school", "Decided, not in school yet", rows, "Everybody is in school.", 24)


def _offered(actor: Actor) -> WorkList:
    open_ones = [row for row in offered_to(actor) if row.status not in ("held", "ended")]
    words = "You are asked to admit nobody."
    return _list("fap-offered", "Pupils you are asked to admit", rows_of(open_ones), words, 22, team=False)


def _list(
    key: str, title: str, rows: Sequence[dict[str, Any]], empty: str, order: int, *, team: bool = True
) -> WorkList:
    return WorkList(
        key,
        title,
        [_row(row, team=team) for row in rows[:MOST]],
        str(len(rows) or ""),
        empty,
        link=("All places", url_for("fap_after.places")),
        order=order,
    )


def _row(row: dict[str, Any], *, team: bool) -> WorkRow:
    place: Placement = row["placement"]
    wait = row["wait"]
    return WorkRow(
        row["setting"] if team else wait.what if wait else "Place after the panel",
        url_for("fap_after.place", placement=place.public_id),
        wait.what if wait and team else "",
        row["child"],
        clock=Clock(wait.words, wait.state, wait.detail) if wait else None,
        tag=Tag(*row["state"]),
    )
