"""A decision that was signed outside a meeting and waits for the panel's word, at a meeting to come."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from fap.models import AgendaItem, Decision, PanelMeeting, Ratification
from foundation.store import acting_as, now, session


def tell(story: Any) -> None:
    """Of the same child; the item of the other meeting stays the one on which a place is decided."""
    with acting_as(story.coordinator):
        meets_on = dt.date(2026, 11, 24)
        known = select(PanelMeeting).where(
            PanelMeeting.panel_id == story.panel.id, PanelMeeting.meets_on == meets_on
        )
        meeting = session().scalars(known).one_or_none()
        if meeting is None:
            meeting = PanelMeeting(panel_id=story.panel.id, meets_on=meets_on, deadline=meets_on)
            session().add(meeting)
            session().flush()
        number = len(session().scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)).all())
        item = AgendaItem(meeting_id=meeting.id, referral_id=story.referral.id, number=number + 1)
        item.outcome = "to_ratify"
        decision = Decision(
            referral_id=story.referral.id,
            panel_id=story.panel.id,
            kind="respite",
            reasons=story.prose,
            why_not_wait=story.prose,
            status="signed",
            signed_at=now(),
            signed_by=story.coordinator.account_id,
            drafted_by=story.coordinator.account_id,
            drafted_at=now(),
        )
        session().add_all([item, decision])
        session().flush()
        word = Ratification(
            decision_id=decision.id,
            referral_id=story.referral.id,
            panel_id=story.panel.id,
            item_id=item.id,
        )
        session().add(word)
        session().flush()
        story.put("ratification", word.public_id)
