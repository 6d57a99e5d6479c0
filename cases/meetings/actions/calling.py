"""Calling a meeting, asking people to it, calling it off, deciding that none is held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from cases.actions.rights import NotAllowed, demand, reason_of
from cases.meetings.events import MeetingCalled, MeetingCancelled, MeetingNotHeld, PeopleInvited
from cases.meetings.models import Invitee, Meeting
from cases.meetings.words import NOT_ENOUGH, NOT_HELD, SHARED_KINDS, STRATEGY, agencies, kinds
from cases.models import Case
from foundation import post
from foundation.access.lists import accounts_with
from foundation.access.permissions import Permission, Role
from foundation.store import Actor, next_reference, now, session
from foundation.trail import record


@dataclass(frozen=True)
class CallValues:
    """A meeting as a form gives it."""

    kind: str
    child_id: int
    starts_at: dt.datetime
    place: str = ""
    chair: str = ""
    chair_agency: str = ""
    reason: str = ""
    referral_reference: str | None = None


@dataclass(frozen=True)
class Asked:
    """Somebody who is asked: `key` is the row of one who was asked before."""

    agency: str
    name: str = ""
    title: str = ""
    setting_id: int | None = None
    key: int | None = None


def demand_kind(actor: Actor, kind: str) -> None:
    """Raise NotAllowed unless the actor may write meetings of this kind."""
    demand(actor, Permission.WRITE_MEETINGS)
    if kind not in SHARED_KINDS and not actor.may(Permission.WRITE_CASES):
        raise NotAllowed(f"{actor.name} may not call a meeting of this kind")


def call_meeting(
    actor: Actor, values: CallValues, *, case: Case | None = None, twin_of: Meeting | None = None
) -> Meeting:
    """Call a meeting about one child. Raises ValueError where the child is no party to the case."""
    demand_kind(actor, values.kind)
    if values.kind not in kinds():
        raise ValueError("Choose the kind of meeting")
    roles = {party.child_id: party.role for party in case.parties} if case else {}
    if case and values.child_id not in roles:
        raise ValueError("The child is no party to this case")
    if twin_of and twin_of.child_id == values.child_id:
        raise ValueError("A meeting beside this one is about another child")
    made = Meeting(
        reference=next_reference(session(), "MTG"),
        kind=values.kind,
        child_id=values.child_id,
        child_role=roles.get(values.child_id, ""),
        case_id=case.id if case else None,
        referral_reference=values.referral_reference,
        twin_of_id=twin_of.id if twin_of else None,
        starts_at=values.starts_at,
        place=values.place,
        chair=values.chair,
        chair_agency=values.chair_agency,
        reason=values.reason.strip() or None,
        convened_by_id=actor.account_id or None,
    )
    session().add(made)
    session().flush()
    record(MeetingCalled(subject=made))
    return made


def invite(actor: Actor, meeting: Meeting, asked: Sequence[Asked]) -> None:
    """Write down who is asked; whoever is left out is taken off the list. Asked settings are told."""
    demand_kind(actor, meeting.kind)
    if meeting.status != "called":
        raise ValueError("The meeting is over: who was there is kept as it is")
    known = {row.id: row for row in meeting.invitees}
    offered = agencies()
    for row in known.values():
        if row.id not in {one.key for one in asked}:
            meeting.invitees.remove(row)
    for one in asked:
        if one.agency not in offered:
            raise ValueError("Choose the agency from the list")
        row = known.get(one.key or 0) or Invitee(meeting_id=meeting.id)
        row.agency, row.name, row.title, row.setting_id = one.agency, one.name, one.title, one.setting_id
        if row not in meeting.invitees:
            meeting.invitees.append(row)
    session().flush()
    record(PeopleInvited(subject=meeting, number=len(asked)))
    if meeting.kind in SHARED_KINDS:
        _tell_settings(meeting)


def _tell_settings(meeting: Meeting) -> None:
    for setting_id in {row.setting_id for row in meeting.invitees if row.setting_id}:
        for account in accounts_with(Role.DSL, setting_id=setting_id):
            post.tell(
                account_id=account.id,
                notice="meeting_called",
                path=f"/meetings/{meeting.reference}",
                key=f"meeting:{meeting.reference}:called:{account.id}",
            )


def cancel_meeting(actor: Actor, meeting: Meeting, reason: str) -> None:
    """Call it off, with the reason."""
    demand_kind(actor, meeting.kind)
    record(MeetingCancelled(subject=meeting, reason=reason_of(reason)))


def record_not_held(
    actor: Actor, case: Case, *, child_id: int, code: str, reason: str, manager: str
) -> Meeting:
    """A strategy meeting for one child was considered and is not held, decided by a named manager.

    A police investigation, a school plan or a protective parent are no reason by themselves: the words must
    say what else there is (case review 4.19, 4.44).
    """
    demand(actor, Permission.WRITE_CASES)
    if code not in NOT_HELD:
        raise ValueError("Choose why it is not held")
    if not manager.strip():
        raise ValueError("Name the manager who decides")
    words = reason_of(reason)
    if code in NOT_ENOUGH and len(words.split()) < 5:
        raise ValueError("This is no reason by itself. Say what else was weighed")
    made = call_meeting(
        actor, CallValues(kind=STRATEGY, child_id=child_id, starts_at=now(), reason=words), case=case
    )
    made.not_held_code, made.manager = code, manager.strip()
    record(MeetingNotHeld(subject=made, reason=NOT_HELD[code].lower()))
    return made
