"""What happens to alerts and to what is told to settings."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class AlertRaised(Event):
    """The sweep found something that must be looked at."""

    kind: str
    evidence: str
    words = "raised it: {kind}. {evidence}"


@dataclass(frozen=True, kw_only=True)
class AlertChangedKind(Event):
    """A planned overlap became actual; the alert is the same."""

    before: str
    after: str
    words = "changed it from {before} to {after}"


@dataclass(frozen=True, kw_only=True)
class AlertAppliesAgain(Event):
    """What had disappeared, or was settled while it lay ahead, is there again."""

    reason: str
    words = "raised it again: {reason}"


@dataclass(frozen=True, kw_only=True)
class AlertNoLongerApplies(Event):
    """A correction made it disappear. It is kept."""

    reason: str
    words = "no longer applies: {reason}"


@dataclass(frozen=True, kw_only=True)
class AlertTaken(Event):
    """An officer acknowledged it and takes it."""

    words = "acknowledged and took it"


@dataclass(frozen=True, kw_only=True)
class AlertGiven(Event):
    """It was passed to a colleague."""

    to: str
    words = "passed it to {to}"


@dataclass(frozen=True, kw_only=True)
class SettingContacted(Event):
    """The setting was spoken to."""

    whom: str
    arranged: str
    words = "spoke to {whom}: {arranged}"


@dataclass(frozen=True, kw_only=True)
class AlertActioned(Event):
    """What was done about it."""

    action: str
    reason: str
    words = "recorded the action: {action}. {reason}"


@dataclass(frozen=True, kw_only=True)
class AlertClosed(Event):
    """It is settled."""

    words = "closed it"


@dataclass(frozen=True, kw_only=True)
class AlertReopened(Event):
    """It is not settled after all."""

    reason: str
    words = "reopened it: {reason}"


@dataclass(frozen=True, kw_only=True)
class AlertEscalated(Event):
    """Nobody acknowledged it in time: every officer who does not have it is told, and it stays red."""

    words = "was not acknowledged in time; every officer who does not have it was told"


@dataclass(frozen=True, kw_only=True)
class SharingWithheld(Event):
    """Nothing is told for now, because sharing would do more harm."""

    reason: str
    words = "decided to share nothing for now: {reason}"


@dataclass(frozen=True, kw_only=True)
class DisclosureDrafted(Event):
    """A letter to one setting was written or rewritten."""

    words = "wrote the letter"


@dataclass(frozen=True, kw_only=True)
class DisclosureReleased(Event):
    """The setting may read it from now on."""

    purpose: str
    legal_basis: str
    words = "released it ({purpose}; {legal_basis})"


@dataclass(frozen=True, kw_only=True)
class DisclosureOpened(Event):
    """The setting opened it: the receipt."""

    words = "opened it"


@dataclass(frozen=True, kw_only=True)
class DisclosureAcknowledged(Event):
    """The setting says that it has read it and will act."""

    words = "acknowledged it"


@dataclass(frozen=True, kw_only=True)
class DisclosureReminded(Event):
    """It was not acknowledged in time: the setting and the officer were told so."""

    words = "was not acknowledged in time; the setting was reminded"


@dataclass(frozen=True, kw_only=True)
class DisclosureWithdrawn(Event):
    """The officer took it back; it is kept."""

    reason: str
    words = "withdrew it: {reason}"


@dataclass(frozen=True, kw_only=True)
class WatchAgreed(Event):
    """The alerts and the second computation are the same."""

    words = "compared the alerts with a second computation: they agree"


@dataclass(frozen=True, kw_only=True)
class WatchDiffered(Event):
    """The alerts and the second computation differ: somebody must look."""

    number: str
    words = "compared the alerts with a second computation: {number} differences"
