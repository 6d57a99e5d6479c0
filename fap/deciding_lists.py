"""What is asked of decisions outside a meeting and of their ratification. The session narrows it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from fap.models import AgendaItem, Decision, PanelMeeting, Ratification, Referral
from foundation.store import session


def outside_draft(referral: Referral) -> Decision | None:
    """The draft outside a meeting that waits for a chair."""
    found = select(Decision).where(
        Decision.referral_id == referral.id, Decision.item_id.is_(None), Decision.status == "draft"
    )
    return session().scalars(found.order_by(Decision.id.desc())).first()


def outside_drafts(panel_ids: Collection[int]) -> list[Decision]:
    """Drafts outside a meeting that wait for the chairs of these panels, the oldest first."""
    found = select(Decision).where(
        Decision.item_id.is_(None),
        Decision.status == "draft",
        Decision.panel_id.in_(sorted(panel_ids)),
    )
    return list(session().scalars(found.order_by(Decision.id)))


def ratification_on(item: AgendaItem) -> Ratification | None:
    """What is to be ratified under an item, where that is what the item is for."""
    return session().scalars(select(Ratification).where(Ratification.item_id == item.id)).one_or_none()


def ratification_of(decision: Decision) -> Ratification | None:
    """The panel's word on a decision, given or waited for."""
    found = select(Ratification).where(Ratification.decision_id == decision.id)
    return session().scalars(found).one_or_none()


def ratifications_at(meeting: PanelMeeting) -> list[Ratification]:
    """What a meeting is to ratify or has ratified, in the order of its items."""
    found = (
        select(Ratification)
        .join(AgendaItem, AgendaItem.id == Ratification.item_id)
        .where(AgendaItem.meeting_id == meeting.id)
        .order_by(AgendaItem.number)
    )
    return list(session().scalars(found))


def waiting_for(panel_id: int) -> list[Ratification]:
    """Decisions of a panel's chair that wait and stand on no agenda."""
    found = select(Ratification).where(
        Ratification.panel_id == panel_id, Ratification.status == "waiting", Ratification.item_id.is_(None)
    )
    return list(session().scalars(found.order_by(Ratification.id)))


def waiting_later(meeting: PanelMeeting) -> list[Ratification]:
    """What meetings of the same panel that are not published and come later are to ratify."""
    later = select(AgendaItem.id).join(PanelMeeting, PanelMeeting.id == AgendaItem.meeting_id)
    later = later.where(
        PanelMeeting.panel_id == meeting.panel_id,
        PanelMeeting.status == "planned",
        PanelMeeting.meets_on > meeting.meets_on,
    )
    found = select(Ratification).where(Ratification.status == "waiting", Ratification.item_id.in_(later))
    return list(session().scalars(found.order_by(Ratification.id)))


def not_ratified() -> list[Ratification]:
    """Decisions that a panel did not ratify, the newest first."""
    found = select(Ratification).where(Ratification.status == "not_ratified")
    return list(session().scalars(found.order_by(Ratification.said_at.desc()).limit(20)))


def decisions_by_id(ids: Collection[int]) -> dict[int, Decision]:
    """Several decisions by row id."""
    found = session().scalars(select(Decision).where(Decision.id.in_(sorted(ids))))
    return {row.id: row for row in found}
