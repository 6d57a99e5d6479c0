"""What stands on an agenda, in which order, and whether a late item is heard."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select

from fap.actions.interests import keep_preferred
from fap.events import PutOnAgenda, TakenOffAgenda
from fap.models import AgendaItem, Decision, PanelMeeting, Referral
from fap.models.reach import OFF_AGENDA
from fap.panel_events import AgendaOrdered, AgendaSorted, ItemMoved, LeaveAsked, LeaveGiven, LeaveRefused
from fap.panels.urgency import place_in_order
from fap.rights import NotAllowed, demand, fresh, reason_of, tell_role
from foundation.access.permissions import Permission, Role
from foundation.store import Actor, now, session, today
from foundation.trail import record

LATE = "It came after the papers had closed"


def put_on_agenda(
    actor: Actor, referral: Referral, meeting: PanelMeeting, late_reason: str = ""
) -> AgendaItem:
    """Give an accepted or deferred referral an item; once papers have closed the chair is asked for leave.

    Raises ValueError for a meeting that is over.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    fresh(meeting, referral)
    item = _item_on(actor, meeting, referral, late_reason)
    record(PutOnAgenda(subject=referral, meeting=meeting.title, number=item.number))
    _asked(item, meeting, referral)
    _keep_order(meeting)
    return item


def take_off_agenda(actor: Actor, item: AgendaItem, referral: Referral, reason: str) -> None:
    """Take an item off before it is decided; the referral is accepted as before."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    words = reason_of(reason)
    item.outcome = "taken_off"
    record(TakenOffAgenda(subject=referral, meeting=item.meeting.title, reason=words))


def move_item(
    actor: Actor, item: AgendaItem, referral: Referral, meeting: PanelMeeting, reason: str
) -> AgendaItem:
    """Move an item that is not decided to another meeting, with its drafted decision; the clock runs on."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    fresh(meeting, item)
    words = reason_of(reason)
    if item.outcome is not None:
        raise ValueError("This item is decided already")
    if meeting.id == item.meeting_id:
        raise ValueError("Choose another meeting")
    new = _item_on(actor, meeting, referral, words)
    item.outcome = "moved"
    drafts = select(Decision).where(Decision.item_id == item.id, Decision.status == "draft")
    for draft in session().scalars(drafts):
        draft.item_id = new.id
    was, now_at = item.meeting.title, meeting.title
    record(ItemMoved(subject=referral, was=was, meeting=now_at, reason=words))
    _asked(new, meeting, referral)
    _keep_order(meeting)
    return new


def sort_agenda(actor: Actor, meeting: PanelMeeting) -> None:
    """Put the items in order by the rule; the rule keeps them so until somebody orders them by hand."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    meeting.by_hand = False
    _sort(meeting)
    record(AgendaSorted(subject=meeting))


def order_agenda(actor: Actor, meeting: PanelMeeting, wanted: Mapping[int, int]) -> None:
    """Put the items in order by hand. `wanted`: item id -> the number it was given; equals stay in order.

    Raises ValueError for a meeting that is over.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    if meeting.status not in ("planned", "published"):
        raise ValueError("This meeting is over")
    items = items_of(meeting)
    ordered = sorted(items, key=lambda item: (wanted.get(item.id, item.number), item.number))
    _number(ordered)
    meeting.by_hand = True
    record(AgendaOrdered(subject=meeting))


def rule_on_leave(actor: Actor, item: AgendaItem, referral: Referral, *, give: bool, reason: str) -> None:
    """The chair of the item's own panel admits a late item, or does not. Raises NotAllowed, ValueError."""
    if not (actor.may(Permission.SIGN_DECISIONS) and item.meeting.panel_id in actor.chairs):
        raise NotAllowed("the chair of this panel gives leave")
    fresh(item)
    if not item.late or item.outcome is not None:
        raise ValueError("This item needs no leave")
    item.leave_reason = reason_of(reason)
    item.leave = "given" if give else "refused"
    item.leave_by, item.leave_at = actor.account_id, now()
    event = LeaveGiven if give else LeaveRefused
    record(event(subject=referral, number=item.number, reason=item.leave_reason))
    tell_role(
        Role.FAP_COORDINATOR,
        "leave_ruled",
        f"/panels/meetings/{item.meeting.public_id}",
        f"leave:{item.public_id}:{now().isoformat()}",
    )


def items_of(meeting: PanelMeeting) -> list[AgendaItem]:
    """What stands on the agenda, in order; what was taken off or moved is left out."""
    found = session().scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.number)
    )
    return [item for item in found if item.outcome not in OFF_AGENDA]


def ask_leave(meeting: PanelMeeting) -> None:
    """Tell the chairs that late items wait for their leave; nothing where none does."""
    if not any(item.leave == "asked" for item in items_of(meeting)):
        return
    path = f"/panels/meetings/{meeting.public_id}"
    key = f"late:{meeting.public_id}:{now().isoformat()}"
    tell_role(Role.PANEL_CHAIR, "leave_asked", path, key, panel_id=meeting.panel_id)


def _item_on(actor: Actor, meeting: PanelMeeting, referral: Referral, late_reason: str) -> AgendaItem:
    """The referral's row on an agenda, made if there is none; it stands last until it is sorted."""
    if meeting.status not in ("planned", "published"):
        raise ValueError(f"This meeting is {meeting.status}")
    last = session().scalar(select(func.max(AgendaItem.number)).where(AgendaItem.meeting_id == meeting.id))
    again = session().scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.referral_id == referral.id)
    )
    item = again.one_or_none()
    if item is None:
        item = AgendaItem(meeting_id=meeting.id, referral_id=referral.id)
        session().add(item)
    item.number, item.outcome = (last or 0) + 1, None
    item.late = today() > meeting.deadline
    item.leave, item.late_reason = ("asked", late_reason.strip() or LATE) if item.late else (None, None)
    item.leave_by = item.leave_at = item.leave_reason = None
    session().flush()
    keep_preferred(actor, referral)
    return item


def _asked(item: AgendaItem, meeting: PanelMeeting, referral: Referral) -> None:
    if item.late:
        record(LeaveAsked(subject=referral, number=item.number, reason=item.late_reason or LATE))
        if meeting.status == "published":
            ask_leave(meeting)


def _keep_order(meeting: PanelMeeting) -> None:
    """Before publication the rule keeps the order; afterwards a number is what people were told."""
    if meeting.status == "planned" and not meeting.by_hand:
        _sort(meeting)


def _sort(meeting: PanelMeeting) -> None:
    items = items_of(meeting)
    about = {
        row.id: row
        for row in session().scalars(
            select(Referral).where(Referral.id.in_([item.referral_id for item in items]))
        )
    }
    items = [item for item in items if item.referral_id in about]
    _number(sorted(items, key=lambda item: (place_in_order(about[item.referral_id]), item.id)))


def _number(ordered: list[AgendaItem]) -> None:
    for number, item in enumerate(ordered, 1):
        item.number = number
    session().flush()
