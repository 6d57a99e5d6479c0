"""What is asked of sittings: attendance, interests, schools, actions. The session narrows it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from fap.models import (
    DeclaredInterest,
    PanelAction,
    PanelAttendance,
    PanelMeeting,
    ReferralSchool,
)
from fap.models.reach import items_at
from foundation.store import session


def attendance_of(meeting: PanelMeeting) -> list[PanelAttendance]:
    """Who was there, who sent apologies, in the order in which it was recorded."""
    found = select(PanelAttendance).where(PanelAttendance.meeting_id == meeting.id)
    return list(session().scalars(found.order_by(PanelAttendance.id)))


def interests_in(referral_ids: Collection[int]) -> list[DeclaredInterest]:
    """Declared interests in these referrals, those withdrawn among them, the oldest first."""
    found = select(DeclaredInterest).where(DeclaredInterest.referral_id.in_(sorted(referral_ids)))
    return list(session().scalars(found.order_by(DeclaredInterest.id)))


def own_interests(account_id: int, meeting: PanelMeeting) -> list[DeclaredInterest]:
    """The interests that somebody declared at a meeting and that stand."""
    found = select(DeclaredInterest).where(
        DeclaredInterest.account_id == account_id,
        DeclaredInterest.withdrawn_at.is_(None),
        DeclaredInterest.item_id.in_(items_at(meeting.id)),
    )
    return list(session().scalars(found))


def interested_in(referral_id: int) -> set[int]:
    """The accounts with an interest that stands, as far as the asker sees interests."""
    found = select(DeclaredInterest).where(
        DeclaredInterest.referral_id == referral_id, DeclaredInterest.withdrawn_at.is_(None)
    )
    return {row.account_id for row in session().scalars(found)}


def schools_of(referral_id: int) -> list[ReferralSchool]:
    """The schools that a referral concerns, the preferred one first."""
    found = select(ReferralSchool).where(
        ReferralSchool.referral_id == referral_id, ReferralSchool.removed_at.is_(None)
    )
    return sorted(session().scalars(found), key=lambda row: (row.why != "preferred", row.id))


def actions_of(meeting: PanelMeeting) -> list[PanelAction]:
    """What the panel asked to be done at a meeting."""
    found = select(PanelAction).where(PanelAction.meeting_id == meeting.id)
    return list(session().scalars(found.order_by(PanelAction.id)))
