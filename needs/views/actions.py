"""Giving out the views of a period: counted once, protected, kept."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from foundation.store import Actor, now, session
from needs.matrix import Ask
from needs.views.answering import VIEWS, answered
from needs.views.models import SharedView
from needs.views.shared import as_shared


def share(_actor: Actor, *, code: str, first: dt.date, last: dt.date) -> None:
    """Keep every shared view of a period that is published; what is there already stays as it is."""
    there = set(session().scalars(select(SharedView.view).where(SharedView.code == code)))
    made_at = now()
    for view in VIEWS.values():
        if view.shared and view.key not in there:
            blocks = answered(view, Ask(from_=first, to=last)).blocks
            content = [as_shared(block) for block in blocks if not block.private]
            made = {"code": code, "first": first, "last": last, "made_at": made_at}
            session().add(SharedView(view=view.key, content=content, **made))
    session().flush()
