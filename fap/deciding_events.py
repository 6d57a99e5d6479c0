"""What happens around a decision: advice on risk, decisions outside a panel, and their ratification."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class AdviceAsked(Event):
    """The panel asks the safeguarding officer before it decides."""

    words = "asked the safeguarding officer for advice before a decision"


@dataclass(frozen=True, kw_only=True)
class AdviceGiven(Event):
    """The officer answers; `answer` is what the panel reads of it, in a word."""

    answer: str
    words = "gave the safeguarding officer’s advice: {answer}"


@dataclass(frozen=True, kw_only=True)
class AdviceNoted(Event):
    """What an officer said aloud was written down by somebody else; the officer is told."""

    answer: str
    words = "noted what the safeguarding officer said: {answer}"


@dataclass(frozen=True, kw_only=True)
class DraftDropped(Event):
    """A draft outside a panel is not pursued."""

    reason: str
    words = "dropped the draft: {reason}"


@dataclass(frozen=True, kw_only=True)
class AskedToRatify(Event):
    """A decision that was signed outside a panel waits for the panel’s word."""

    words = "the panel is to ratify it at its next meeting"


@dataclass(frozen=True, kw_only=True)
class DecisionRatified(Event):
    """The panel stands by it."""

    words = "noted that the panel ratified the decision"


@dataclass(frozen=True, kw_only=True)
class DecisionNotRatified(Event):
    """The panel does not stand by it; `onward` says what happens next."""

    onward: str
    words = "noted that the panel did not ratify the decision; next: {onward}"


@dataclass(frozen=True, kw_only=True)
class BackToPanel(Event):
    """A place that the panel did not ratify ends before the child came; the panel decides anew."""

    reason: str
    words = "gave it back to the panel, which did not ratify the place: {reason}"
