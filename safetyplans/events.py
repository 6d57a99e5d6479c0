"""What happens to safety plans."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class PlanAsked(Event):
    """The council asked a school for a plan; the subject is the request."""

    due_on: dt.date
    words = "asked for a safety plan"


@dataclass(frozen=True, kw_only=True)
class RequestStarted(Event):
    """The school began to write the plan that was asked for."""

    words = "started the plan"


@dataclass(frozen=True, kw_only=True)
class RequestMet(Event):
    """The plan that was asked for has been submitted."""

    words = "sent the plan"


@dataclass(frozen=True, kw_only=True)
class RequestDeclined(Event):
    """The school answered that a plan is not appropriate now."""

    reason: str
    words = "answered: not appropriate now, because {reason}"


@dataclass(frozen=True, kw_only=True)
class RequestReopened(Event):
    """The officer did not agree, or circumstances changed."""

    reason: str
    words = "asked for it again: {reason}"


@dataclass(frozen=True, kw_only=True)
class RequestAgreed(Event):
    """The officer agreed that a plan is not appropriate now."""

    words = "agreed that a plan is not appropriate now"


@dataclass(frozen=True, kw_only=True)
class RequestSetBack(Event):
    """The draft of the plan that was asked for was closed: it is asked for again."""

    words = "closed the draft: the plan is still asked for"


@dataclass(frozen=True, kw_only=True)
class HelpAsked(Event):
    """A school asked for help with a plan, or an officer set a visit or a call."""

    kind: str
    words = "asked for: {kind}"


@dataclass(frozen=True, kw_only=True)
class HelpAnswered(Event):
    """The officer answered, with a day."""

    day: str
    words = "set the day: {day}"


@dataclass(frozen=True, kw_only=True)
class FollowUpDone(Event):
    """The help, visit or call has its finding."""

    words = "noted what came of it"


@dataclass(frozen=True, kw_only=True)
class PlanStarted(Event):
    """A school opened a draft."""

    words = "started the plan"


@dataclass(frozen=True, kw_only=True)
class PlanAdopted(Event):
    """A receiving school made a copy of a plan that travelled with the child, to adapt and to sign."""

    from_reference: str
    words = "took over the plan {from_reference} as a draft of its own"


@dataclass(frozen=True, kw_only=True)
class DraftClosed(Event):
    """The school closed a draft that was never signed."""

    words = "closed the draft unsigned"


@dataclass(frozen=True, kw_only=True)
class PlanJoinedCase(Event):
    """The authority linked what the plan told to a case: the plan belongs to it from now on."""

    case_reference: str
    words = "put the plan to {case_reference}"


@dataclass(frozen=True, kw_only=True)
class ReviewSet(Event):
    """A review of the plan was set; the subject is the plan."""

    kind: str
    day: str
    words = "set a review for {day}: {kind}"


@dataclass(frozen=True, kw_only=True)
class ReviewHeld(Event):
    """The review was held."""

    changed: int
    words = "held the review, lines to change or end: {changed}"


@dataclass(frozen=True, kw_only=True)
class ReviewDropped(Event):
    """Another review, or the end of the plan, took the place of this one."""

    words = "dropped the review: another one took its place, or the plan ended"


@dataclass(frozen=True, kw_only=True)
class EndAsked(Event):
    """The school and its head propose to end the plan; the subject is the plan."""

    words = "proposed to end the plan"


@dataclass(frozen=True, kw_only=True)
class EndAgreed(Event):
    """The officer agreed to the end."""

    words = "agreed to the end of the plan"


@dataclass(frozen=True, kw_only=True)
class EndRefused(Event):
    """The officer did not agree to the end."""

    words = "did not agree to the end of the plan"


@dataclass(frozen=True, kw_only=True)
class SettingRecordMade(Event):
    """The record of the whole setting was begun."""

    words = "began the record of the whole setting"


@dataclass(frozen=True, kw_only=True)
class FindingShared(Event):
    """A general finding can be read by every school."""

    words = "shared the finding with every school"


@dataclass(frozen=True, kw_only=True)
class FindingWithdrawn(Event):
    """A general finding was taken back."""

    words = "took the finding back"


@dataclass(frozen=True, kw_only=True)
class OtherChildNamed(Event):
    """The school saved who the other child is; a separation follows at once."""

    words = "named another child"


@dataclass(frozen=True, kw_only=True)
class OtherChildCorrected(Event):
    """The school meant another child than it had named; what came of the first naming stays."""

    words = "corrected who the other child is"


@dataclass(frozen=True, kw_only=True)
class OtherChildTakenOut(Event):
    """The school took a child out of the plan; the separation stays."""

    words = "took another child out of the plan"


@dataclass(frozen=True, kw_only=True)
class PlanSigned(Event):
    """The designated safeguarding lead signed: the plan is in force."""

    version: int
    words = "signed the plan: it is in force"


@dataclass(frozen=True, kw_only=True)
class PlanEnded(Event):
    """The plan ended; the separation has its own decision."""

    reason: str
    words = "ended the plan: {reason}"


@dataclass(frozen=True, kw_only=True)
class PlanSubmitted(Event):
    """A version was frozen and sent to the Education MASH."""

    number: int
    words = "sent version {number} to the Education MASH"


@dataclass(frozen=True, kw_only=True)
class ReviewBegun(Event):
    """An officer opened the version for quality assurance."""

    words = "began to judge the version"


@dataclass(frozen=True, kw_only=True)
class FeedbackGiven(Event):
    """Feedback against the rubric went to the school."""

    points: int
    words = "gave feedback, points to answer: {points}"


@dataclass(frozen=True, kw_only=True)
class FeedbackAnswered(Event):
    """The school answered every point."""

    words = "answered the feedback"


@dataclass(frozen=True, kw_only=True)
class PlanAccepted(Event):
    """The version was accepted."""

    words = "accepted the version"
