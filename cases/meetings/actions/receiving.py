"""A setting confirms what it received after a transition meeting: the receipt."""

from __future__ import annotations

from cases.actions.rights import NotAllowed, reason_of
from cases.meetings.events import HandoverConfirmed
from cases.meetings.models import Invitee, Meeting
from cases.meetings.words import TRANSITION
from foundation.store import Actor, acting_as, now, session
from foundation.trail import record
from roll.actions import widened
from roll.lists import setting_by_id


def receipts_open(actor: Actor, meeting: Meeting) -> list[Invitee]:
    """The places at the table for which the actor can still give the receipt."""
    if meeting.kind != TRANSITION or meeting.status not in ("held", "agreed"):
        return []
    return [row for row in meeting.invitees if row.setting_id in actor.settings and row.received_at is None]


def confirm_receipt(actor: Actor, meeting: Meeting, words: str) -> None:
    """The lead of a setting that was asked says what it received. Raises NotAllowed, ValueError."""
    said = reason_of(words)
    mine = receipts_open(actor, meeting)
    if not mine:
        raise NotAllowed("only a setting that was asked confirms, once, after the meeting")
    with acting_as(widened(actor)):
        for row in mine:
            row.received, row.received_at, row.received_by_id = said, now(), actor.account_id
        session().flush()
        setting = setting_by_id(mine[0].setting_id)
        record(HandoverConfirmed(subject=meeting, setting=setting.name if setting else "a setting"))
