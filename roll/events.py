"""What happens to import runs, and what the roll tells those above it."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class RollApplied(Event):
    """A roll file was applied whole. Heard in the same transaction; the subject is the run."""

    words = "The roll file was applied"


@dataclass(frozen=True, kw_only=True)
class SettingsApplied(Event):
    """A file of settings was applied whole."""

    words = "The file of settings was applied"


@dataclass(frozen=True, kw_only=True)
class CalendarApplied(Event):
    """A file of school days was applied whole."""

    words = "The calendar file was applied"


@dataclass(frozen=True, kw_only=True)
class PlacesApplied(Event):
    """The postcode directory, or the names of wards, were loaded whole."""

    words = "The file of places was loaded"


@dataclass(frozen=True, kw_only=True)
class LinksApplied(Event):
    """Which setting goes on what another was is known anew."""

    words = "The links between settings were applied"


@dataclass(frozen=True, kw_only=True)
class OffersApplied(Event):
    """A file of offers was applied whole."""

    words = "The file of offers was applied"


@dataclass(frozen=True, kw_only=True)
class TransferFilesApplied(Event):
    """Common Transfer Files were applied whole."""

    words = "The transfer files were applied"


@dataclass(frozen=True, kw_only=True)
class RunAsked(Event):
    """A person asked for a file to be applied; it is done in the background."""

    confirmed: bool
    words = "Somebody asked for the file to be applied"


@dataclass(frozen=True, kw_only=True)
class RunFailed(Event):
    """The work on a file broke off; nothing of it was applied."""

    words = "The work on the file broke off; nothing was applied"


@dataclass(frozen=True, kw_only=True)
class ProfileSaved(Event):
    """A column profile was made or changed."""

    version: int
    words = "The column profile was saved as version {version}"


@dataclass(frozen=True, kw_only=True)
class ProfileRetired(Event):
    """A column profile is no longer offered."""

    words = "The column profile is no longer offered"


@dataclass(frozen=True, kw_only=True)
class RunPreviewed(Event):
    """A file was read and compared; nothing was applied yet."""

    words = "The file was read; nothing was applied yet"


@dataclass(frozen=True, kw_only=True)
class RunHeld(Event):
    """A file was held: it would take away more than a person has agreed to."""

    words = "The file was held; nothing was applied"


@dataclass(frozen=True, kw_only=True)
class RunRejected(Event):
    """A file could not be applied; what stood before stays in force."""

    words = "The file was refused; nothing was applied"


@dataclass(frozen=True, kw_only=True)
class RunCancelled(Event):
    """A person decided not to apply a file."""

    words = "The import was cancelled; nothing was applied"


@dataclass(frozen=True, kw_only=True)
class SettingAdded(Event):
    """A place of education without a URN was put on the register by a person."""

    words = "The setting was put on the register"


@dataclass(frozen=True, kw_only=True)
class SiteGroupMade(Event):
    """Settings that share a site, a sixth form, transport or lunch were given a common name."""

    words = "The site group was made"


@dataclass(frozen=True, kw_only=True)
class SiteGroupChanged(Event):
    """A setting was put into a site group or taken out of it."""

    urn: str
    words = "The settings of the group changed (URN {urn})"


@dataclass(frozen=True, kw_only=True)
class ChildExpected(Event):
    """A child is expected at a setting, and from where that is known."""

    words = "is expected at a setting"


@dataclass(frozen=True, kw_only=True)
class ExpectationWithdrawn(Event):
    """A child is no longer expected at a setting."""

    reason: str
    words = "is no longer expected at a setting: {reason}"


@dataclass(frozen=True, kw_only=True)
class ExpectationReleased(Event):
    """The setting at which a child is expected may see the child."""

    words = "The expected setting may see the child"


@dataclass(frozen=True, kw_only=True)
class IdentityDecided(Event):
    """A person said whether two records are one child."""

    same: bool
    reason: str = ""
    words = "A person decided whether two records are one child"


@dataclass(frozen=True, kw_only=True)
class IdentityJoined(IdentityDecided):
    """Two records are one child, and were joined."""

    words = "The two records are one child and were joined: {reason}"


@dataclass(frozen=True, kw_only=True)
class IdentityKeptApart(IdentityDecided):
    """Two records are two children."""

    words = "The two records are two children: {reason}"


@dataclass(frozen=True, kw_only=True)
class IdentityLeftOpen(Event):
    """A person looked, and could not decide yet."""

    reason: str
    words = "Not sure yet: {reason}"


@dataclass(frozen=True, kw_only=True)
class IdentityTakenBack(Event):
    """A decision was taken back: what was joined stands apart again, and the question is open."""

    reason: str
    words = "The decision was taken back: {reason}"
