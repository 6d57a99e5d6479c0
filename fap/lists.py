"""What is asked of referrals, meetings and decisions. The session narrows every answer to the asker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from statistics import mean, median
from typing import Any

from sqlalchemy import select

from fap.models import (
    AgendaItem,
    Decision,
    FormFeedback,
    HeardAtPanel,
    Panel,
    PanelMeeting,
    Placement,
    Referral,
    ReferralFlag,
    SafetyAnswer,
)
from fap.models.reach import OFF_AGENDA, on_agenda
from foundation.access.lists import accounts_with
from foundation.access.permissions import Role
from foundation.store import session, today
from roll.same_child_core import joined_records

TWO_YEARS = dt.timedelta(days=731)


# Referrals ----------------------------------------------------------------------------------------


def referrals_in(statuses: Collection[str], setting_ids: Collection[int] | None = None) -> list[Referral]:
    """Referrals in these states that the asker may see, the one due first in front."""
    statement = select(Referral).where(Referral.status.in_(sorted(statuses)))
    if setting_ids is not None:
        statement = statement.where(Referral.setting_id.in_(sorted(setting_ids)))
    order = (Referral.due_on, Referral.submitted_at, Referral.id)
    return list(session().scalars(statement.order_by(*order)))


def open_referral_of(child_id: int, setting_id: int | None) -> Referral | None:
    """A draft or returned referral of the same child at the same setting."""
    return (
        session()
        .scalars(
            select(Referral).where(
                Referral.child_id.in_(joined_records(session().connection(), child_id)),
                Referral.setting_id == setting_id,
                Referral.status.in_(("draft", "returned")),
            )
        )
        .first()
    )


def earlier_referrals(referral: Referral) -> list[Referral]:
    """Other referrals of the same child in the last 24 months."""
    if referral.child_id is None:
        return []
    since = dt.datetime.combine(today() - TWO_YEARS, dt.time(), dt.UTC)
    return list(
        session().scalars(
            select(Referral)
            .where(
                Referral.child_id.in_(joined_records(session().connection(), referral.child_id)),
                Referral.id != referral.id,
                Referral.status != "draft",
                Referral.started_at >= since,
            )
            .order_by(Referral.started_at.desc())
        )
    )


def referrals_by_id(ids: Collection[int]) -> dict[int, Referral]:
    """Several referrals by row id."""
    found = session().scalars(select(Referral).where(Referral.id.in_(sorted(ids))))
    return {row.id: row for row in found}


def referral_by_reference(reference: str | None) -> Referral | None:
    """A referral by its number, if the reader may see it."""
    if not reference:
        return None
    return session().scalars(select(Referral).where(Referral.reference == reference)).one_or_none()


def flags_of(referral: Referral) -> list[ReferralFlag]:
    """The flags of a referral, from the form and from the panel."""
    return list(
        session().scalars(
            select(ReferralFlag).where(ReferralFlag.referral_id == referral.id).order_by(ReferralFlag.id)
        )
    )


def heard_of(item: AgendaItem) -> dict[str, Any] | None:
    """What was noted of the discussion of an item, as the short form asks it."""
    found = session().scalars(select(HeardAtPanel).where(HeardAtPanel.item_id == item.id)).one_or_none()
    if found is None:
        return None
    return {
        "matched": found.reason_matched,
        "discussed": found.reason_discussed,
        "covered": sorted(found.contexts) or None,
        "why_this_child": found.why_this_child,
        "words": found.words,
    }


def discussions_of(referral: Referral) -> list[HeardAtPanel]:
    """What was noted of every discussion of a referral, the newest first."""
    found = select(HeardAtPanel).where(HeardAtPanel.referral_id == referral.id)
    return list(session().scalars(found.order_by(HeardAtPanel.id.desc())))


def safety_answers(referral: Referral) -> list[SafetyAnswer]:
    """What settings said about their safety, the newest first."""
    found = select(SafetyAnswer).where(SafetyAnswer.referral_id == referral.id)
    return list(session().scalars(found.order_by(SafetyAnswer.id.desc())))


def open_safety_answers() -> list[SafetyAnswer]:
    """Those that wait for a ruling, the oldest first."""
    found = select(SafetyAnswer).where(SafetyAnswer.status == "open").order_by(SafetyAnswer.id)
    return list(session().scalars(found))


def feedback_given() -> list[FormFeedback]:
    """What was said about the form, the newest first."""
    found = select(FormFeedback).order_by(FormFeedback.said_at.desc(), FormFeedback.id.desc())
    return list(session().scalars(found.limit(500)))


def feedback_figures(found: Sequence[FormFeedback]) -> dict[str, Any]:
    """Ease on average, minutes in the middle, how many thought of something new."""
    minutes = [row.minutes for row in found if row.minutes is not None]
    return {
        "ease": f"{mean(row.ease for row in found):.1f}" if found else "",
        "minutes": round(median(minutes)) if minutes else None,
        "changed": sum(row.changed == "yes" for row in found),
    }


# Panels and meetings ------------------------------------------------------------------------------


def panels() -> list[Panel]:
    """The panels the asker may see, by name."""
    return list(session().scalars(select(Panel).where(Panel.active).order_by(Panel.name)))


def meetings(panel: Panel | None = None, statuses: Collection[str] = ()) -> list[PanelMeeting]:
    """Meetings the asker may see, the next one first."""
    statement = select(PanelMeeting).order_by(PanelMeeting.meets_on, PanelMeeting.id)
    if panel is not None:
        statement = statement.where(PanelMeeting.panel_id == panel.id)
    if statuses:
        statement = statement.where(PanelMeeting.status.in_(sorted(statuses)))
    return list(session().scalars(statement))


def meetings_to_come() -> list[PanelMeeting]:
    """Meetings that are not closed."""
    return meetings(statuses=("planned", "published"))


def next_meeting(panel_ids: Collection[int] | None = None) -> PanelMeeting | None:
    """The next meeting from today on."""
    found = [
        meeting
        for meeting in meetings_to_come()
        if meeting.meets_on >= today() and (panel_ids is None or meeting.panel_id in panel_ids)
    ]
    return found[0] if found else None


def agenda_of(meeting: PanelMeeting) -> list[AgendaItem]:
    """The items of a meeting that the asker may see, in order."""
    found = session().scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.number)
    )
    return [item for item in found if item.outcome not in OFF_AGENDA]


def current_item(referral: Referral) -> AgendaItem | None:
    """The newest place of a referral on an agenda, if the asker may see it."""
    found = select(AgendaItem).where(AgendaItem.referral_id == referral.id, on_agenda(AgendaItem.outcome))
    return session().scalars(found.order_by(AgendaItem.id.desc())).first()


def items_of_referrals(ids: Collection[int]) -> dict[int, AgendaItem]:
    """Referral id -> its newest place on an agenda."""
    found = select(AgendaItem).where(AgendaItem.referral_id.in_(sorted(ids)), on_agenda(AgendaItem.outcome))
    return {item.referral_id: item for item in session().scalars(found.order_by(AgendaItem.id))}


def chairs_of(panel_id: int) -> set[int]:
    """The account ids of those who chair a panel today."""
    return {account.id for account in accounts_with(Role.PANEL_CHAIR, panel_id=panel_id)}


# Decisions and placements -------------------------------------------------------------------------


def draft_of(item: AgendaItem) -> Decision | None:
    """The unsigned decision of an item."""
    return (
        session()
        .scalars(select(Decision).where(Decision.item_id == item.id, Decision.status == "draft"))
        .first()
    )


def decisions_of(referral: Referral) -> list[Decision]:
    """The decisions on a referral that the asker may see, the newest first."""
    return list(
        session().scalars(
            select(Decision).where(Decision.referral_id == referral.id).order_by(Decision.id.desc())
        )
    )


def decisions_by_item(items: Sequence[AgendaItem]) -> dict[int, Decision]:
    """Item id -> its newest decision."""
    found = session().scalars(
        select(Decision).where(Decision.item_id.in_([item.id for item in items])).order_by(Decision.id)
    )
    return {row.item_id: row for row in found if row.item_id is not None}


def drafts_to_sign(panel_ids: Collection[int]) -> list[Decision]:
    """Decisions of these panels' published meetings that wait for a signature."""
    statement = (
        select(Decision)
        .join(AgendaItem, AgendaItem.id == Decision.item_id)
        .join(PanelMeeting, PanelMeeting.id == AgendaItem.meeting_id)
        .where(
            Decision.status == "draft",
            PanelMeeting.status == "published",
            PanelMeeting.panel_id.in_(sorted(panel_ids)),
        )
        .order_by(PanelMeeting.meets_on, AgendaItem.number)
    )
    return list(session().scalars(statement))


def placement_of(referral: Referral) -> Placement | None:
    """The place that stands: the newest that has not broken down."""
    return (
        session()
        .scalars(
            select(Placement)
            .where(Placement.referral_id == referral.id, Placement.broke_down_on.is_(None))
            .order_by(Placement.id.desc())
        )
        .first()
    )


def placements_by_referral(ids: Collection[int]) -> dict[int, Placement]:
    """Referral id -> the place that stands."""
    found = session().scalars(
        select(Placement)
        .where(Placement.referral_id.in_(sorted(ids)), Placement.broke_down_on.is_(None))
        .order_by(Placement.id)
    )
    return {row.referral_id: row for row in found}
