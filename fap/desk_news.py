"""What the desk keeps when something happens to a referral, in the same transaction."""

from __future__ import annotations

from fap.actions.clock import end_pause, note_acceptance, note_allocation
from fap.events import (
    PlacementBrokeDown,
    ReferralAccepted,
    ReferralDecided,
    ReferralNotEligible,
    ReferralWithdrawn,
)
from foundation.store import current_actor
from foundation.trail import subscribe


def accepted(event: ReferralAccepted) -> None:
    """The days begin."""
    note_acceptance(current_actor(), event.subject)


def broke_down(event: PlacementBrokeDown) -> None:
    """The days begin anew."""
    note_acceptance(current_actor(), event.subject, again=True)


def decided(event: ReferralDecided) -> None:
    """A place is allocated."""
    note_allocation(current_actor(), event.subject)


def ended(event: ReferralNotEligible | ReferralWithdrawn) -> None:
    """No clock is left to stand still."""
    end_pause(current_actor(), event.subject, "The referral ended.")


def listen() -> None:
    """Subscribe; called once for each application."""
    subscribe(ReferralAccepted, accepted)
    subscribe(PlacementBrokeDown, broke_down)
    subscribe(ReferralDecided, decided)
    subscribe(ReferralNotEligible, ended)
    subscribe(ReferralWithdrawn, ended)
