"""Who looked: every scoped row that reached a page is named in a line before the page is sent."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from foundation.store.actor import Actor, current_actor
from foundation.store.scope import Scoped
from foundation.store.session import ScopedSession, independent_session
from foundation.trail.writing_core import write_line

SEEN = "seen"


@event.listens_for(ScopedSession, "loaded_as_persistent")
def _seen(found: Session, row: Any) -> None:
    if isinstance(row, Scoped) and not current_actor().system:
        found.info.setdefault(SEEN, []).append(row)


def children_seen(found: Session) -> set[int]:
    """The children about whom a scoped row was loaded or written in this session."""
    rows = [*found.info.get(SEEN, []), *(row for row in found.new if isinstance(row, Scoped))]
    return {child for row in rows for child in row.child_ids()}


def opening(
    actor: Actor,
    page: str,
    *,
    subject: Any = None,
    children: set[int] | None = None,
    kind: str = "opening",
    payload: Any = None,
) -> None:
    """Write who looked at what, in a short transaction of its own; its failure stops the page."""
    with independent_session() as own:
        write_line(
            own.connection(),
            actor,
            kind=kind,
            name=page,
            subject_type=subject.__tablename__ if subject is not None else "",
            subject_id=subject.id if subject is not None else None,
            children=children or set(),
            payload=payload,
        )
