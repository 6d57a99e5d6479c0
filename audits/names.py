"""What may not stand in a reason, an action or a finding: they go into reports that others read."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from cases.names import names_for_certain
from cases.names_core import people_on_roll
from foundation.store import session
from foundation.store.references import REFERENCE


def gives_away(texts: Iterable[str], child_ids: Collection[int]) -> list[str]:
    """What in the texts points at a child or a case, never which one."""
    written = [text for text in texts if text]
    if not written:
        return []
    found = ["a reference"] if any(REFERENCE.search(text) for text in written) else []
    people = people_on_roll(session().connection(), child_ids) if child_ids else []
    if names_for_certain(written, people):
        found.append("a child’s name, initials or UPN")
    return found
