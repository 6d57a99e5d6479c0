"""What happens to meetings and to the actions agreed in them."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class MeetingCalled(Event):
    """A meeting was called for a child."""

    words = "called the meeting"


@dataclass(frozen=True, kw_only=True)
class PeopleInvited(Event):
    """Who is asked, by agency, was written down or changed."""

    number: int
    words = "wrote down who is asked: {number}"


@dataclass(frozen=True, kw_only=True)
class MeetingHeld(Event):
    """It took place; who was there is kept."""

    quorum: str
    words = "recorded that it was held, {quorum}"


@dataclass(frozen=True, kw_only=True)
class MinutesWritten(Event):
    """Minutes or decisions were written or changed."""

    words = "wrote the minutes"


@dataclass(frozen=True, kw_only=True)
class MinutesAgreed(Event):
    """The minutes are settled."""

    words = "agreed the minutes"


@dataclass(frozen=True, kw_only=True)
class MeetingCancelled(Event):
    """It will not take place."""

    reason: str
    words = "cancelled the meeting: {reason}"


@dataclass(frozen=True, kw_only=True)
class MeetingNotHeld(Event):
    """It was considered and decided against, by a named manager, with a reason."""

    reason: str
    words = "recorded that it is not held: {reason}"


@dataclass(frozen=True, kw_only=True)
class TableCarriedOver(Event):
    """The contextual table began with what the meeting before had found."""

    before: str
    words = "brought the table of {before} as a beginning"


@dataclass(frozen=True, kw_only=True)
class HandoverConfirmed(Event):
    """A setting confirmed what it received."""

    setting: str
    words = "confirmed the handover for {setting}"


@dataclass(frozen=True, kw_only=True)
class ActionAgreed(Event):
    """Somebody is to do something by a date."""

    words = "agreed an action"


@dataclass(frozen=True, kw_only=True)
class ActionMoved(Event):
    """An action is rated anew. Recorded as one of the classes below."""

    said: str
    words = "rated the action: {said}"


@dataclass(frozen=True, kw_only=True)
class ActionNotBegun(ActionMoved):
    """Red."""

    words = "rated the action red: {said}"


@dataclass(frozen=True, kw_only=True)
class ActionUnderWay(ActionMoved):
    """Amber."""

    words = "rated the action amber: {said}"


@dataclass(frozen=True, kw_only=True)
class ActionDone(ActionMoved):
    """Green."""

    words = "rated the action green: {said}"


@dataclass(frozen=True, kw_only=True)
class ActionWithdrawn(ActionMoved):
    """It is not to be done any more."""

    words = "withdrew the action: {said}"
