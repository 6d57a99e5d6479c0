"""The coordinator's answers to a submitted referral: return, accept, not a fair access case."""

from __future__ import annotations

from sqlalchemy import select

from fap.actions.eligibility import Attempt, demand_eligible, note_attempt
from fap.clocks import due_after
from fap.events import ReferralAccepted, ReferralNotEligible, ReferralReturned
from fap.models import AgendaItem, Referral
from fap.rights import demand, fresh, reason_of, tell_school
from foundation.access.permissions import Permission
from foundation.store import Actor, session, today
from foundation.store.clock import day_words
from foundation.store.reference_data import is_code
from foundation.trail import record


def return_for_information(actor: Actor, referral: Referral, reason: str) -> None:
    """Ask the school for what is missing; it can change the form and submit again.

    Raises NotAllowed, ValueError, IllegalMove.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    words = reason_of(reason)
    fresh(referral)
    referral.returned_reason = words
    record(ReferralReturned(subject=referral, reason=words))
    tell_school(referral, "referral_returned", f"returned:{referral.public_id}:v{referral.version}")


def accept(
    actor: Actor, referral: Referral, category: str, evidence: str, tried: Attempt | None = None
) -> None:
    """Accept under a category of the Code's closed list; the 20 school days start tomorrow.

    `tried` is noted first: without an attempt at ordinary admission nothing is accepted.
    Raises NotAllowed, ValueError, IllegalMove.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    if not is_code("fap_category", category, today()):
        raise ValueError("Choose a category of the School Admissions Code")
    words = reason_of(evidence)
    fresh(referral)
    demand_eligible(referral, category, tried)
    if tried is not None:
        note_attempt(actor, referral, tried)
    referral.category, referral.category_evidence = category, words
    referral.accepted_on, referral.due_on = today(), due_after(today())
    record(ReferralAccepted(subject=referral, category=category, due_on=day_words(referral.due_on)))
    tell_school(referral, "referral_accepted", f"accepted:{referral.public_id}:{today()}")


def declare_not_eligible(actor: Actor, referral: Referral, reason: str, because: str = "") -> None:
    """Not a fair access case; the reason says what to do instead.

    `because` is a code of not_eligible_because, whose hint is the standing advice to the school.
    Raises NotAllowed, ValueError, IllegalMove.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    words = reason_of(reason)
    if because and not is_code("not_eligible_because", because, today()):
        raise ValueError("Choose why it is not a fair access case")
    fresh(referral)
    for item in open_items(referral):
        item.outcome = "not_eligible"
    referral.ended_reason, referral.ended_code = words, because or None
    record(ReferralNotEligible(subject=referral, reason=words))
    tell_school(referral, "referral_ended", f"ended:{referral.public_id}")


def open_items(referral: Referral) -> list[AgendaItem]:
    """The places of a referral on agendas that have not come to anything yet."""
    return list(
        session().scalars(
            select(AgendaItem).where(AgendaItem.referral_id == referral.id, AgendaItem.outcome.is_(None))
        )
    )
