"""What happens to panels, their calendar, their papers and the people who sit on them."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class PanelChanged(Event):
    """Quorum, deadline or the usual time and place were changed."""

    words = "changed how the panel works"


@dataclass(frozen=True, kw_only=True)
class MeetingMoved(Event):
    """The meeting is held on another day, at another time or elsewhere."""

    was: str
    reason: str
    words = "moved the meeting, which was on {was}: {reason}"


@dataclass(frozen=True, kw_only=True)
class PanelMeetingCancelled(Event):
    """The meeting is not held; what stood on its agenda goes elsewhere."""

    reason: str
    words = "cancelled the meeting: {reason}"


@dataclass(frozen=True, kw_only=True)
class MeetingPlannedAgain(Event):
    """A cancelled meeting is held after all."""

    words = "planned the cancelled meeting again"


@dataclass(frozen=True, kw_only=True)
class ItemMoved(Event):
    """The referral goes to another meeting; its clock runs on."""

    was: str
    meeting: str
    reason: str
    words = "moved it from {was} to {meeting}: {reason}"


@dataclass(frozen=True, kw_only=True)
class AgendaOrdered(Event):
    """Somebody put the items in another order by hand."""

    words = "put the agenda in order by hand"


@dataclass(frozen=True, kw_only=True)
class AgendaSorted(Event):
    """The rule put the items in order."""

    words = "sorted the agenda by urgency"


@dataclass(frozen=True, kw_only=True)
class LeaveAsked(Event):
    """An item came after the papers had closed: the chair says whether it is heard."""

    number: int
    reason: str
    words = "asked the chair’s leave for the late item {number}: {reason}"


@dataclass(frozen=True, kw_only=True)
class LeaveGiven(Event):
    """The chair admits a late item; from now on the members read it."""

    number: int
    reason: str
    words = "gave leave for the late item {number}: {reason}"


@dataclass(frozen=True, kw_only=True)
class LeaveRefused(Event):
    """The chair does not admit a late item."""

    number: int
    reason: str
    words = "refused leave for the late item {number}: {reason}"


@dataclass(frozen=True, kw_only=True)
class AttendanceRecorded(Event):
    """Who was there, who sent apologies."""

    present: int
    words = "recorded who was at the meeting: {present} present"


@dataclass(frozen=True, kw_only=True)
class PanelMinutesWritten(Event):
    """What the minutes say beside the items."""

    words = "wrote the minutes"


@dataclass(frozen=True, kw_only=True)
class PanelActionAgreed(Event):
    """The panel asked somebody to do something."""

    words = "wrote down an action"


@dataclass(frozen=True, kw_only=True)
class PanelActionDone(Event):
    """It was done."""

    words = "recorded that an action was done"


@dataclass(frozen=True, kw_only=True)
class AgreementWritten(Event):
    """The information-sharing agreement has a new text."""

    version: int
    in_force_from: str
    words = "wrote version {version} of the information-sharing agreement, in force from {in_force_from}"


@dataclass(frozen=True, kw_only=True)
class AgreementAccepted(Event):
    """A member accepted the agreement for this school year: papers open."""

    version: int
    year: str
    words = "accepted version {version} of the information-sharing agreement for {year}"


@dataclass(frozen=True, kw_only=True)
class InterestDeclared(Event):
    """A member has an interest in an item: it is closed to them."""

    kind: str
    words = "declared an interest ({kind}); the item is closed to this member"


@dataclass(frozen=True, kw_only=True)
class InterestRecorded(Event):
    """The coordinator or the chair recorded another member's interest."""

    kind: str
    member: str
    words = "recorded an interest of {member} ({kind}); the item is closed to this member"


@dataclass(frozen=True, kw_only=True)
class InterestWithdrawn(Event):
    """The interest no longer stands."""

    reason: str
    words = "withdrew the declared interest: {reason}"


@dataclass(frozen=True, kw_only=True)
class SchoolNamed(Event):
    """A school is under consideration: its member on the panel reads the item in full."""

    setting: str
    words = "named {setting} as a school under consideration"


@dataclass(frozen=True, kw_only=True)
class SchoolNoLongerNamed(Event):
    """The school is under consideration no longer."""

    setting: str
    words = "took {setting} off the schools under consideration"
