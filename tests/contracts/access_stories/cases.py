"""Entries of the case, somebody who works with the child, a contact with its letter, in each story."""

from __future__ import annotations

import datetime as dt
from typing import Any

from cases import actions
from cases.kinds import KINDS
from foundation.store import acting_as, today


def tell(story: Any) -> None:
    """What the officer records in the case that the story told of already."""
    with acting_as(story.officer):
        advice = {
            "what": story.prose,
            "agency": "school",
            "owner": "The safeguarding lead",
            "by_whom": "A. Officer",
            "guidance": "KCSIE",
            "includes": ["risk_assessment"],
            "due_on": today() + dt.timedelta(days=3),
        }
        story.put("entry", _recorded(story, "advice", advice).public_id)
        worker = {"part": "nurse", "owner": "S. Nurse"}
        story.put("worker_entry", _recorded(story, "worker", worker).public_id)
        told = actions.receive_contact(
            story.officer,
            source_kind="agency",
            child_id=story.child.id,
            other_child_ids=[story.friend.id],
            agency="A service",
            summary=story.prose,
        )
        actions.link_contact(story.officer, told, story.case, rationale=story.prose)
        actions.write_letter(story.officer, told, story.prose)
        story.put("told_contact", told.reference)


def _recorded(story: Any, kind: str, values: dict[str, Any]) -> Any:
    given = {"happened_on": today(), **values}
    return actions.add_entry(story.officer, story.case, KINDS[kind], given, child_id=story.child.id)
