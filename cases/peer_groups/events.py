"""What happens to a request for peer group information."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class InformationAsked(Event):
    """One provider was asked, for one assessment."""

    words = "asked for peer group information"


@dataclass(frozen=True, kw_only=True)
class LetterSent(Event):
    """The questions went by letter to a provider without an account."""

    how: str
    words = "sent the questions: {how}"


@dataclass(frozen=True, kw_only=True)
class InformationGiven(Event):
    """The provider answered, or its reply was typed in."""

    by: str
    words = "wrote down the answer of {by}"


@dataclass(frozen=True, kw_only=True)
class InformationChanged(Event):
    """The provider says that something has changed."""

    by: str
    words = "wrote down a changed answer of {by}"


@dataclass(frozen=True, kw_only=True)
class FeedbackOnInformation(Event):
    """The provider was told what came of it."""

    words = "told the provider what came of it"


@dataclass(frozen=True, kw_only=True)
class RequestWithdrawn(Event):
    """It is not needed any more."""

    reason: str
    words = "withdrew the request: {reason}"


@dataclass(frozen=True, kw_only=True)
class ReaderAdded(Event):
    """A colleague joined the assessment, and so reads the answer."""

    reason: str
    words = "joined the assessment to read it: {reason}"


@dataclass(frozen=True, kw_only=True)
class PeerLinked(Event):
    """An officer decided which child a name means."""

    reason: str
    words = "decided whom a name means: {reason}"
