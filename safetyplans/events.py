"""What happens to safety plans."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class PlanAsked(Event):
    """The council asked a school for a plan; the subject is the request."""

    due_on: dt.date
    words = "a safety plan was asked for, due {due_on}"


@dataclass(frozen=True, kw_only=True)
class RequestStarted(Event):
    """The school began to write the plan that was asked for."""

    words = "the school started the plan"


@dataclass(frozen=True, kw_only=True)
class RequestMet(Event):
    """The plan that was asked for has been submitted."""

    words = "the plan was submitted"


@dataclass(frozen=True, kw_only=True)
class RequestDeclined(Event):
    """The school answered that a plan is not appropriate now."""

    reason: str
    words = "the school answered: not appropriate now, because {reason}"


@dataclass(frozen=True, kw_only=True)
class RequestReopened(Event):
    """The officer did not agree, or circumstances changed."""

    reason: str
    words = "asked for again: {reason}"


@dataclass(frozen=True, kw_only=True)
class PlanStarted(Event):
    """A school opened a draft."""

    words = "was started"


@dataclass(frozen=True, kw_only=True)
class OtherChildNamed(Event):
    """The school saved who the other child is; a separation follows at once."""

    words = "the school named another child"


@dataclass(frozen=True, kw_only=True)
class OtherChildCorrected(Event):
    """The school meant another child than it had named; what came of the first naming stays."""

    words = "the school corrected who the other child is"


@dataclass(frozen=True, kw_only=True)
class OtherChildTakenOut(Event):
    """The school took a child out of the plan; the separation stays."""

    words = "the school took another child out of the plan"


@dataclass(frozen=True, kw_only=True)
class PlanSigned(Event):
    """The designated safeguarding lead signed: the plan is in force."""

    version: int
    words = "was signed and is in force (version {version})"


@dataclass(frozen=True, kw_only=True)
class PlanEnded(Event):
    """The plan ended; the separation has its own decision."""

    reason: str
    words = "ended: {reason}"


@dataclass(frozen=True, kw_only=True)
class PlanSubmitted(Event):
    """A version was frozen and sent to the Education MASH."""

    number: int
    words = "version {number} was submitted to the Education MASH"


@dataclass(frozen=True, kw_only=True)
class ReviewBegun(Event):
    """An officer opened the version for quality assurance."""

    words = "quality assurance began"


@dataclass(frozen=True, kw_only=True)
class FeedbackGiven(Event):
    """Feedback against the rubric went to the school."""

    points: int
    words = "feedback was given on {points} points"


@dataclass(frozen=True, kw_only=True)
class FeedbackAnswered(Event):
    """The school answered every point."""

    words = "the school answered the feedback"


@dataclass(frozen=True, kw_only=True)
class PlanAccepted(Event):
    """The version was accepted."""

    words = "the version was accepted"
