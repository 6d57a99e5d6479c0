"""What happens to an audit. An audit that is closed is frozen."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class AuditOpened(Event):
    """The population was counted and the sample drawn."""

    seed: str
    population: int
    drawn: int
    words = "opened the audit: {drawn} of {population}, seed {seed}"


@dataclass(frozen=True, kw_only=True)
class AuditClosed(Event):
    """The audit was closed; from here on nothing in it changes."""

    words = "closed the audit"


@dataclass(frozen=True, kw_only=True)
class JudgementsGiven(Event):
    """Every judgement on a record of the sample was given with its reason."""

    words = "judged the record"


@dataclass(frozen=True, kw_only=True)
class SecondMarkGiven(Event):
    """A second officer judged the record without seeing the first judgements."""

    words = "gave the second mark"


@dataclass(frozen=True, kw_only=True)
class MarksModerated(Event):
    """Two marks differed and were brought to one."""

    words = "moderated the marks"


@dataclass(frozen=True, kw_only=True)
class RecordReopened(Event):
    """A judged record was taken up again before the audit was closed."""

    reason: str
    words = "took the record up again: {reason}"


@dataclass(frozen=True, kw_only=True)
class ConflictDeclared(Event):
    """An officer who worked on the record judges it because nobody else can."""

    reason: str
    words = "judges a record that they worked on: {reason}"


@dataclass(frozen=True, kw_only=True)
class AuditActionAgreed(Event):
    """An action was agreed, with an owner and a day."""

    words = "agreed an action"


@dataclass(frozen=True, kw_only=True)
class ActionFinished(Event):
    """An action was done."""

    words = "finished an action"


@dataclass(frozen=True, kw_only=True)
class FeedbackSent(Event):
    """What the audit found was sent to the one school it is about."""

    words = "sent the finding to the school"


@dataclass(frozen=True, kw_only=True)
class FeedbackRead(Event):
    """The school read it."""

    words = "read the finding"
