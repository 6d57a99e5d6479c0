"""The risk question before a decision: when it is to be asked, and which answer a decision rests on."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from cases.separations_core import live
from fap.models import DecisionOverride, Referral, RiskAdvice, SafetyAnswer
from foundation.store import session, today
from roll.same_child_core import joined_records

ANSWERED = ("given", "noted")
ANSWERS: dict[str, str] = {
    "no_objection": "No objection",
    "conditions": "No objection, under conditions",
    "objection": "Objection",
}
"""What the panel reads of an officer's answer, in a word."""


def has_live_separation(referral: Referral) -> bool:
    """Whether the child must not meet somebody, now or from a day to come. It is said to nobody who asks
    without right.
    """
    if referral.child_id is None:
        return False
    connection = session().connection()
    records = joined_records(connection, referral.child_id)
    return bool(live(connection, today(), records))


def is_to_be_asked(referral: Referral, result: str | None) -> bool:
    """Whether a decision waits for advice: a separation is live, or the check of its place is not clear.

    The second also keeps the question from meaning the first.
    """
    return result not in (None, "clear") or has_live_separation(referral)


def advice_of(referral: Referral) -> list[RiskAdvice]:
    """What was asked about a referral, the newest first."""
    found = select(RiskAdvice).where(RiskAdvice.referral_id == referral.id)
    return list(session().scalars(found.order_by(RiskAdvice.id.desc())))


def advice_for(referral: Referral, setting_id: int | None, start: dt.date | None) -> RiskAdvice | None:
    """The newest answered advice on this school and first day; without a school the newest on the child."""
    for advice in advice_of(referral):
        if advice.status not in ANSWERED:
            continue
        if setting_id is None or (advice.setting_id, advice.start_date) == (setting_id, start):
            return advice
    return None


def waiting_advice() -> list[RiskAdvice]:
    """For the officers: questions without an answer, and answers that somebody else wrote down for them."""
    found = select(RiskAdvice).where(RiskAdvice.status.in_(("open", "noted"))).order_by(RiskAdvice.id)
    return list(session().scalars(found))


def says_not_safe(referral: Referral, setting_id: int | None) -> bool:
    """Whether the setting said "not safe given who is here now" and no officer ruled against it."""
    found = select(SafetyAnswer).where(
        SafetyAnswer.referral_id == referral.id,
        SafetyAnswer.setting_id == setting_id,
        SafetyAnswer.status != "not_upheld",
    )
    return session().scalars(found).first() is not None


def overrides_of(referral: Referral) -> list[DecisionOverride]:
    """Every place that was chosen for a child although something spoke against it, the newest first."""
    found = select(DecisionOverride).where(DecisionOverride.referral_id == referral.id)
    return list(session().scalars(found.order_by(DecisionOverride.id.desc())))


def overrides_since(day: dt.date) -> list[DecisionOverride]:
    """The same for all children since a day."""
    since = dt.datetime.combine(day, dt.time(), dt.UTC)
    found = select(DecisionOverride).where(DecisionOverride.chosen_at >= since)
    return list(session().scalars(found.order_by(DecisionOverride.id.desc())))
