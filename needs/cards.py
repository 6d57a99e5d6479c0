"""What the needs matrix puts on home pages. Its figures are those of the pages, from the same definitions."""

from __future__ import annotations

from flask import url_for

from foundation.access.permissions import Permission
from foundation.access.work import Start, WorkList, WorkRow
from foundation.store import Actor, session
from needs import reading_core
from needs.pages.shown import PAGE
from needs.published import forms_core, lists

KEY, TITLE = "needs", "Needs data matrix"


def cards(actor: Actor) -> list[WorkList]:
    """The matrix, with what is new, for whoever reads it; what can be published, for who publishes."""
    if actor.may(Permission.OPEN_FIGURES):
        return _to_publish()
    if not actor.may(Permission.READ_MATRIX):
        return []
    connection = session().connection()
    moment = reading_core.looked_at(connection, actor.account_id, PAGE)
    rows = [
        WorkRow("Needs across settings", url_for("needs.matrix"), f"{lists.since_words(moment)}."),
        WorkRow("Needs across wards", url_for("needs.matrix", rows="ward")),
        WorkRow("Needs by year group", url_for("needs.matrix", rows="year_group")),
    ]
    return [WorkList(KEY, TITLE, rows, order=40)]


def _to_publish() -> list[WorkList]:
    """Terms that are over and of which nothing is out; a year is published in their stead, or they are."""
    found = lists.can_be_published(forms_core.first_form_on(session().connection()))
    terms = [period for period in found if "-" in period.code]
    if not terms:
        return []
    row = WorkRow(
        "Publish a period",
        url_for("needs_published.publish"),
        f"Over and not published: {terms[0].words.lower()}"
        + (f" and {len(terms) - 1} before it." if len(terms) > 1 else "."),
    )
    return [WorkList(KEY, TITLE, [row], str(len(terms)), order=65)]


def starts(_actor: Actor) -> list[Start]:
    """None: nothing is started here."""
    return []
