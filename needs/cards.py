"""What the needs matrix puts on home pages."""

from __future__ import annotations

from flask import url_for

from foundation.access.permissions import Permission
from foundation.access.work import Start, WorkList, WorkRow
from foundation.store import Actor, session
from needs import reading_core
from needs.pages.shown import PAGE
from needs.published import lists


def cards(actor: Actor) -> list[WorkList]:
    """The matrix, with what is new since this person last looked; for whoever looks at numbers only."""
    if not actor.may(Permission.READ_MATRIX) or actor.may(Permission.OPEN_FIGURES):
        return []
    connection = session().connection()
    moment = reading_core.looked_at(connection, actor.account_id, PAGE)
    rows = [
        WorkRow("Needs across settings", url_for("needs.matrix"), f"{lists.since_words(moment)}."),
        WorkRow("Needs across wards", url_for("needs.matrix", rows="ward")),
        WorkRow("Needs by year group", url_for("needs.matrix", rows="year_group")),
    ]
    return [WorkList("needs", "Needs data matrix", rows, order=40)]


def starts(_actor: Actor) -> list[Start]:
    """None: nothing is started here."""
    return []
