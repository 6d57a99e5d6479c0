"""What happens to a letter. The portal sends none: a person sends it and says so."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class LetterDrafted(Event):
    """A letter was drafted from the record."""

    what: str
    words = "drafted a letter: {what}"


@dataclass(frozen=True, kw_only=True)
class LetterChanged(Event):
    """Its words were changed; it is to be proof-read again."""

    words = "changed the letter"


@dataclass(frozen=True, kw_only=True)
class LetterProofRead(Event):
    """Somebody read it over and found it right."""

    words = "proof-read the letter"


@dataclass(frozen=True, kw_only=True)
class LetterWasSent(Event):
    """A person sent it."""

    how: str
    on: str
    words = "recorded that the letter was sent {on}: {how}"


@dataclass(frozen=True, kw_only=True)
class LetterCorrected(Event):
    """A new version takes its place."""

    words = "began a corrected version"


@dataclass(frozen=True, kw_only=True)
class LetterDropped(Event):
    """It is not sent."""

    reason: str
    words = "recorded that the letter is not sent: {reason}"
