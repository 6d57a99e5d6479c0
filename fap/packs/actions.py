"""Asking for a copy of the papers, stopping it, handing it out, deleting it."""

from __future__ import annotations

from collections.abc import Sequence

from fap import pack_events as events
from fap.models import AgendaItem, PanelMeeting
from fap.models.pack import MeetingPack
from fap.packs import lists
from fap.packs.contents import contents_of
from fap.rights import NotAllowed, demand
from foundation import jobs
from foundation.access.lists import account_by_id, actor_of
from foundation.access.permissions import Permission
from foundation.store import Actor, acting_as, documents, now, session
from foundation.trail import record

MAKE = "fap.pack"
CHECK = "fap.packs_check"
CLOSED = "the meeting is closed"
CHANGED = "what it was made of has changed"
ANEW = "it is made anew"


class OutOfDate(ValueError):
    """The copy does not hold any more; nobody is handed it."""


def ask_for_pack(actor: Actor, meeting: PanelMeeting, item: AgendaItem | None = None) -> MeetingPack:
    """Have a copy made for this reader; the one before is deleted. Raises ValueError with what to do."""
    demand(actor, Permission.READ_PANEL)
    if meeting.status not in open_to(actor):
        raise ValueError("The papers of this meeting are not open")
    item_id = item.id if item is not None else None
    contents = contents_of(actor, meeting, item_id)
    if contents.is_empty:
        raise ValueError("There is nothing on this agenda that you may read")
    before = lists.pack_of(meeting)
    if before is not None and before.status == "waiting":
        return before
    if before is not None:
        _throw_away(before, ANEW)
    made = MeetingPack(meeting_id=meeting.id, item_id=item_id, account_id=actor.account_id, asked_at=now())
    session().add(made)
    session().flush()
    record(events.PackAsked(subject=made))
    jobs.enqueue(MAKE, {"pack": made.id}, key=f"pack:{made.public_id}")
    return made


def open_to(actor: Actor) -> tuple[str, ...]:
    """The states of a meeting in which this person may have its papers."""
    return ("planned", "published") if actor.may(Permission.ALL_REFERRALS) else ("published",)


def stop_pack(actor: Actor, pack: MeetingPack) -> None:
    """Not wanted any more."""
    _own(actor, pack)
    if pack.status == "waiting":
        record(events.PackStopped(subject=pack))


def hand_out(actor: Actor, pack: MeetingPack) -> bytes:
    """The copy, to its reader, if it still holds; the children in it are written down as looked at.

    Raises OutOfDate, NotAllowed.
    """
    _own(actor, pack)
    if not holds(actor, pack) or pack.stored_as is None:
        raise OutOfDate(CHANGED)
    lists.children_of(pack)
    try:
        return documents.get(pack.stored_as)
    except documents.DocumentMissingError:
        raise OutOfDate(CHANGED) from None


def holds(actor: Actor, pack: MeetingPack) -> bool:
    """Whether a copy that was made is still what its reader would be given now."""
    meeting = pack.meeting
    if pack.status != "ready" or meeting is None or meeting.status not in open_to(actor):
        return False
    return contents_of(actor, meeting, pack.item_id).made_of == pack.made_of


def _own(actor: Actor, pack: MeetingPack) -> None:
    if pack.account_id != actor.account_id:
        raise NotAllowed("a pack is its reader's alone")


def throw_away_all(meeting_id: int, why: str) -> None:
    """Delete every copy of a meeting's papers, and stop those that are being made (for the system)."""
    for pack in lists.packs_of_meeting(meeting_id):
        _throw_away(pack, why)


def _throw_away(pack: MeetingPack, why: str) -> None:
    """Delete the file and the list of its children; that there was a copy stays in the trail."""
    if pack.status == "waiting":
        record(events.PackStopped(subject=pack))
        return
    if pack.status != "ready":
        return
    name, pack.stored_as = pack.stored_as, None
    for child in lists.children_of(pack):
        session().delete(child)
    record(events.PackThrownAway(subject=pack, why=why))
    session().flush()
    if name:
        documents.remove(name)


def throw_away_what_changed(packs: Sequence[MeetingPack]) -> int:
    """Delete the copies that do not hold for their readers any more (for the system). Returns how many."""
    gone = 0
    for pack in packs:
        reader = account_by_id(pack.account_id)
        if reader is None or reader.state != "active" or not _holds_for(actor_of(reader), pack):
            _throw_away(pack, CHANGED)
            gone += 1
    return gone


def _holds_for(reader: Actor, pack: MeetingPack) -> bool:
    with acting_as(reader):
        return holds(reader, pack)
