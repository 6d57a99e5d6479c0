"""What happens to accounts."""

from __future__ import annotations

from dataclasses import dataclass

from foundation.trail import Event


@dataclass(frozen=True, kw_only=True)
class AccountInvited(Event):
    """A link to set a password was made."""

    words = "was invited"


@dataclass(frozen=True, kw_only=True)
class AccountActivated(Event):
    """The password and the second factor were set."""

    words = "set a password and a second factor"


@dataclass(frozen=True, kw_only=True)
class AccountDisabled(Event):
    """The account can no longer sign in; its sessions ended."""

    reason: str
    words = "was disabled: {reason}"


@dataclass(frozen=True, kw_only=True)
class AssignmentGiven(Event):
    """A role with its scope and its time."""

    role: str
    scope: str
    words = "was given the role {role} {scope}"


@dataclass(frozen=True, kw_only=True)
class AssignmentEnded(Event):
    """A role ended."""

    role: str
    words = "no longer has the role {role}"


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    """Password (and code) were right."""

    words = "signed in"


@dataclass(frozen=True, kw_only=True)
class SignInRefused(Event):
    """Password, code or state of the account were not right."""

    reason: str
    words = "was refused at sign-in"


@dataclass(frozen=True, kw_only=True)
class SignedOut(Event):
    """The session ended by its owner."""

    words = "signed out"


@dataclass(frozen=True, kw_only=True)
class BarSet(Event):
    """A person was barred from a child."""

    words = "was barred from a child"


@dataclass(frozen=True, kw_only=True)
class BarLifted(Event):
    """The bar was lifted."""

    reason: str
    words = "is no longer barred: {reason}"


@dataclass(frozen=True, kw_only=True)
class SystemAccountMade(Event):
    """An account for another system was made; it has no role and cannot sign in."""

    words = "added this system"


@dataclass(frozen=True, kw_only=True)
class ApiKeyMade(Event):
    """A key was made for another system. It was shown once; only its beginning is kept readable."""

    begins: str
    scopes: str
    until: str
    words = "made the key {begins}… until {until}, to {scopes}"


@dataclass(frozen=True, kw_only=True)
class ApiKeyRevoked(Event):
    """A key was ended before its time."""

    begins: str
    reason: str
    words = "revoked the key {begins}…: {reason}"
