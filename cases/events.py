"""What happens to cases, separations and contacts. Higher rooms subscribe to these."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event):
    """A case was opened with its first incident and its parties."""

    words = "opened the case"


@dataclass(frozen=True, kw_only=True)
class PartyAdded(Event):
    """A child became a party to a case that was already open."""

    role: str
    words = "added a child: {role}"


@dataclass(frozen=True, kw_only=True)
class IncidentAdded(Event):
    """A further incident was added to a case."""

    nature: str
    words = "added an incident: {nature}"


@dataclass(frozen=True, kw_only=True)
class CaseClosed(Event):
    """A case was closed. It ends no separation."""

    reason: str
    words = "closed the case: {reason}"


@dataclass(frozen=True, kw_only=True)
class CaseTaken(Event):
    """Somebody became the owner of a case."""

    words = "took the case over"


@dataclass(frozen=True, kw_only=True)
class CaseReopened(Event):
    """A closed case was opened again."""

    reason: str
    words = "opened the case again: {reason}"


@dataclass(frozen=True, kw_only=True)
class SeparationMade(Event):
    """Two children are to be kept apart from a date on."""

    certainty: str
    basis: str
    words = "made the separation on the basis of {basis}"


@dataclass(frozen=True, kw_only=True)
class SeparationBasisAdded(Event):
    """A second case or plan of the same pair."""

    basis: str
    words = "added {basis} as a basis"


@dataclass(frozen=True, kw_only=True)
class SeparationConfirmed(Event):
    """An officer confirmed what a school had reported."""

    reason: str
    words = "confirmed it: {reason}"


@dataclass(frozen=True, kw_only=True)
class SeparationAmended(Event):
    """Scope, conditions or the start changed."""

    reason: str
    words = "amended it: {reason}"


@dataclass(frozen=True, kw_only=True)
class SeparationReviewed(Event):
    """It was looked at again and goes on, with the date of the next review."""

    outcome: str
    next_review: str
    words = "reviewed it, next review {next_review}: {outcome}"


@dataclass(frozen=True, kw_only=True)
class SeparationEnded(Event):
    """The education safeguarding officer ended it."""

    reason: str
    words = "ended it: {reason}"


@dataclass(frozen=True, kw_only=True)
class ContactReceived(Event):
    """Another service or a referral told the Education MASH of an incident."""

    source: str
    words = "recorded the contact: {source}"


@dataclass(frozen=True, kw_only=True)
class ContactAnswered(Event):
    """A waiting contact has its decision. Recorded as one of the two classes below."""


@dataclass(frozen=True, kw_only=True)
class ContactLinked(ContactAnswered):
    """The incident belongs to a case."""

    case_reference: str
    words = "linked it to {case_reference}"


@dataclass(frozen=True, kw_only=True)
class ContactNeedsNoCase(ContactAnswered):
    """No case is needed, for a reason that is kept."""

    reason: str
    words = "decided that no case is needed: {reason}"


@dataclass(frozen=True, kw_only=True)
class ContactLetterWritten(Event):
    """The letter to the referrer was written and checked."""

    words = "wrote the letter to the referrer"


@dataclass(frozen=True, kw_only=True)
class ContactReplied(Event):
    """The referrer was told the outcome."""

    how: str
    words = "told the referrer the outcome: {how}"


@dataclass(frozen=True, kw_only=True)
class EntryAdded(Event):
    """Something was recorded in a case."""

    what: str
    words = "recorded: {what}"


@dataclass(frozen=True, kw_only=True)
class EntryChanged(Event):
    """What was recorded was corrected."""

    what: str
    words = "corrected: {what}"


@dataclass(frozen=True, kw_only=True)
class EntryEnded(Event):
    """An entry has its answer."""

    what: str
    outcome: str
    words = "{what}: {outcome}"


@dataclass(frozen=True, kw_only=True)
class EntriesMarked(Event):
    """Entries were said to stand in the authority's own system."""

    count: int
    words = "marked {count} as recorded in the authority’s system"


@dataclass(frozen=True, kw_only=True)
class BasisChanged(Event):
    """Something on which decisions relied has changed."""

    what: str
    basis: str
    change: str
    words = "asked for {what} to be looked at again, relying on {basis}: {change}"


@dataclass(frozen=True, kw_only=True)
class IncidentDescribed(Event):
    """An incident was described whole, or its description changed."""

    words = "described an incident"


@dataclass(frozen=True, kw_only=True)
class ConditionEnds(Event):
    """A condition of a separation is about to end, and somebody was told."""

    until: str
    words = "gave warning that a condition ends on {until}"
