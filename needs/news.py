"""What other rooms tell, and which rows are counted again because of it, in the same transaction."""

from __future__ import annotations

from fap.events import (
    FlagAddedAtPanel,
    ReferralAccepted,
    ReferralNotEligible,
    ReferralSubmitted,
    ReferralWithdrawn,
)
from foundation.store import current_actor, session
from foundation.trail import Event, subscribe
from needs import actions, reading_core
from roll.events import IdentityDecided, IdentityTakenBack
from safetyplans.events import PlanSubmitted

ABOUT_A_REFERRAL = (
    ReferralSubmitted,
    ReferralAccepted,
    ReferralNotEligible,
    ReferralWithdrawn,
    FlagAddedAtPanel,
)


def count_referral(event: Event) -> None:
    """Count the event's referral again."""
    actions.count_referrals(current_actor(), [event.subject.id])


def count_plan(event: PlanSubmitted) -> None:
    """Count the event's plan again."""
    actions.count_plans(current_actor(), [event.subject.id])


def count_child(event: IdentityDecided | IdentityTakenBack) -> None:
    """Two records may have become one child, or two again: count every form of theirs again."""
    children = event.children or event.subject.child_ids()
    referrals, plans = reading_core.forms_of_child(session().connection(), children)
    if referrals:
        actions.count_referrals(current_actor(), referrals)
    if plans:
        actions.count_plans(current_actor(), plans)


def listen() -> None:
    """Subscribe; called once for each application."""
    for kind in ABOUT_A_REFERRAL:
        subscribe(kind, count_referral)
    subscribe(PlanSubmitted, count_plan)
    subscribe(IdentityDecided, count_child)
    subscribe(IdentityTakenBack, count_child)
