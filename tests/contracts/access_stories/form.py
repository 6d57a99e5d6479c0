"""What was said at the panel: the discussion, and a setting that says a place is not safe; feedback."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from fap.actions.panel_said import note_discussion, note_not_safe
from fap.lists import current_item
from fap.models import Referral
from foundation.store import acting_as, session
from roll.models import Setting


def tell(story: Any) -> None:
    """What the coordinator notes of the item that the story put on an agenda."""
    with acting_as(story.coordinator):
        referral = (
            session()
            .scalars(
                select(Referral).where(Referral.public_id == story.world.keys["referral"][story.relation])
            )
            .one()
        )
        item = current_item(referral)
        assert item is not None
        note_discussion(
            story.coordinator,
            item,
            referral,
            matched="no",
            discussed=story.prose,
            why_this_child=story.prose,
            words=story.prose,
        )
        setting = session().scalars(select(Setting.id).where(Setting.urn == "900005")).one()
        story.put("answer", note_not_safe(story.coordinator, item, referral, setting).public_id)
