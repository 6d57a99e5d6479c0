"""What changed: written after every flush, without anybody having to remember it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from foundation.store.actor import current_actor
from foundation.trail.events import about
from foundation.trail.writing_core import Line, write_lines


def changed(row: Any) -> dict[str, list[Any]]:
    """Column name to [before, after], for a row about to be or just written."""
    state = inspect(row)
    found: dict[str, list[Any]] = {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if history.has_changes():
            before = history.deleted[0] if history.deleted else None
            after = history.added[0] if history.added else None
            if before != after:
                found[attribute.key] = [before, after]
    return found


@event.listens_for(Session, "after_flush")
def _write(found: Session, _context: Any) -> None:
    kinds = (("made", found.new), ("changed", found.dirty), ("removed", found.deleted))
    lines = []
    for name, rows in kinds:
        for row in rows:
            if not getattr(type(row), "TRAILED", False):
                continue
            difference = changed(row) if name != "removed" else {"id": [row.id, None]}
            if difference:
                subject = row.__tablename__, getattr(row, "id", 0) or 0
                lines.append(Line("difference", name, *subject, about(row), difference))
    if lines:
        write_lines(found.connection(), current_actor(), lines)
