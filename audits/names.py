"""What may not stand in a reason, an action or a finding: they go into reports that others read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from cases.names import Person, find_names
from cases.names_core import people_on_roll
from foundation.store import session

REFERENCE = re.compile(r"\b(?:SP|CASE|CON|FAP|ALERT|WS)-\d{4}-\d+", re.IGNORECASE)
NOBODY = Person((), ())


def gives_away(texts: Iterable[str], child_ids: Collection[int]) -> list[str]:
    """What in the texts points at a child or a case, never which one."""
    written = [text for text in texts if text]
    if not written:
        return []
    found = ["a reference"] if any(REFERENCE.search(text) for text in written) else []
    people = people_on_roll(session().connection(), child_ids) if child_ids else []
    if any(hit.sure for hit in find_names([("", text) for text in written], people, NOBODY)):
        found.append("a child’s name, initials or UPN")
    return found
