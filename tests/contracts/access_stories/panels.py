"""A panel's agreement, an interest of somebody who left, and an action about the story's item."""

from __future__ import annotations

from typing import Any

from fap.actions.interests import declare_interest
from fap.lists import current_item
from fap.models import PanelAction
from fap.panels.agreement import agreement_in_force
from foundation.access.permissions import Role
from foundation.store import acting_as, session
from tests.people import make_account


def tell(story: Any) -> None:
    """What the coordinator records around the item that the story put on an agenda."""
    member = make_account(Role.PANEL_MEMBER, panel_id=story.panel.id, name="Member with an interest")
    text = agreement_in_force()
    assert text is not None
    story.put("agreement", text.public_id)
    with acting_as(story.coordinator):
        item = current_item(story.referral)
        assert item is not None
        interest = declare_interest(story.coordinator, item, "relation", account_id=member.id)
        story.put("interest", interest.public_id)
        action = PanelAction(meeting_id=item.meeting_id, item_id=item.id, words=story.prose, who=story.prose)
        session().add(action)
        session().flush()
        story.put("panel_action", action.public_id)
