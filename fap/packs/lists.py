"""What is asked of packs. The session narrows every answer to the asker's own."""

from __future__ import annotations

from sqlalchemy import select

from fap.models import PanelMeeting
from fap.models.pack import MeetingPack, PackChild
from foundation.store import current_actor, session


def pack_of(meeting: PanelMeeting) -> MeetingPack | None:
    """The reader's newest copy of a meeting's papers: of all its items, or of one."""
    own = (MeetingPack.meeting_id == meeting.id, MeetingPack.account_id == current_actor().account_id)
    newest = select(MeetingPack).where(*own).order_by(MeetingPack.id.desc()).limit(1)
    return session().scalars(newest).one_or_none()


def children_of(pack: MeetingPack) -> list[PackChild]:
    """The children about whom it says something; loading them is what the trail calls looking."""
    return list(session().scalars(select(PackChild).where(PackChild.pack_id == pack.id)))


def packs_of_meeting(meeting_id: int) -> list[MeetingPack]:
    """Everybody's copies that are there or on their way (for the system)."""
    alive = MeetingPack.status.in_(("waiting", "ready"))
    return list(session().scalars(select(MeetingPack).where(MeetingPack.meeting_id == meeting_id, alive)))


def packs_that_are_there() -> list[MeetingPack]:
    """Every copy that is stored (for the system)."""
    return list(session().scalars(select(MeetingPack).where(MeetingPack.status == "ready")))
