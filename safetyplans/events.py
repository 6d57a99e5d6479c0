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
class PlanStarted(Event):
    """A school opened a draft."""

    words = "started the plan"


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
