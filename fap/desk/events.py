"""What happens to the clock of a referral and to the proof that ordinary admission was tried."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class ClockPaused(Event):
    """The twenty school days stand still, for a reason."""

    reason: str
    words = "paused the clock: {reason}"


@dataclass(frozen=True, kw_only=True)
class ClockResumed(Event):
    """They run again; the day by which a place is due moved by the school days of the pause."""

    days: int
    due_on: str
    because: str
    words = "let the clock run again after {days} school days: {because}. A place is due by {due_on}"


@dataclass(frozen=True, kw_only=True)
class AttemptNoted(Event):
    """A school was asked for a place in the ordinary way."""

    school: str
    answer: str
    words = "noted that ordinary admission was tried at {school}: {answer}"


@dataclass(frozen=True, kw_only=True)
class AttemptTakenBack(Event):
    """An attempt was noted by mistake."""

    school: str
    words = "took back the note about ordinary admission at {school}"
