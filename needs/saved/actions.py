"""Saving and deleting a view."""

from __future__ import annotations

from collections.abc import Mapping

from foundation.access.permissions import Permission
from foundation.store import Actor, now, session
from needs.saved.models import SavedView

NAME_LENGTH = 60


def save_view(actor: Actor, *, name: str, place: str, asked: Mapping[str, str], everybody: bool) -> SavedView:
    """Keep a question under a name. Raises PermissionError for a page that the person does not read."""
    needed = Permission.OPEN_FIGURES if place == "all" else Permission.READ_MATRIX
    if not actor.may(needed):
        raise PermissionError("the page of this view is not open to this person")
    view = SavedView(
        account_id=actor.account_id,
        name=name[:NAME_LENGTH],
        place=place,
        asked=dict(asked),
        everybody=everybody,
        saved_at=now(),
    )
    session().add(view)
    session().flush()
    return view


def may_delete(actor: Actor, view: SavedView) -> bool:
    """Whether a person may take a view away."""
    mine = view.account_id == actor.account_id
    return mine or (view.everybody and actor.may(Permission.OPEN_FIGURES))


def delete_view(actor: Actor, view: SavedView) -> None:
    """Take a view away. Raises PermissionError where `may_delete` says no."""
    if not may_delete(actor, view):
        raise PermissionError("only who saved a view deletes it")
    session().delete(view)
    session().flush()
