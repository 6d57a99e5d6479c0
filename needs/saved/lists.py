"""Saved views as a page lists them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select

from foundation.access.lists import account_by_id
from foundation.store import current_actor, session
from foundation.store.clock import day_words
from needs.saved.actions import may_delete
from needs.saved.models import SavedView

PAGES = {"shared": "needs.matrix", "all": "needs.all_figures"}


@dataclass(frozen=True)
class ViewLine:
    """One saved view: its name, where it leads, who saved it and when, whether one may delete it."""

    name: str
    href: str
    whose: str
    delete: str


def views_of(place: str) -> list[ViewLine]:
    """The views of a page (shared or all) that the actor may use, by name."""
    actor = current_actor()
    found = session().scalars(
        select(SavedView).where(SavedView.place == place).order_by(SavedView.name, SavedView.id)
    )
    lines = []
    for view in found:
        mine = view.account_id == actor.account_id
        account = None if mine else account_by_id(view.account_id)
        who = "you" if mine else account.name if account else "a colleague"
        audience = ", for everybody" if view.everybody else ", for you only"
        whose = f"Saved by {who} on {day_words(view.saved_at.date())}{audience}"
        delete = url_for("needs_saved.delete", needs_view=view.public_id) if may_delete(actor, view) else ""
        lines.append(ViewLine(view.name, url_for(PAGES[place], **view.asked), whose, delete))
    return lines
