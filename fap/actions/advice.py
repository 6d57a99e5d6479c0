"""Asking the safeguarding officer before a decision, and answering."""

from __future__ import annotations

import datetime as dt

from fap.advice import ANSWERED, ANSWERS, advice_of
from fap.chairs import may_decide
from fap.deciding_events import AdviceAsked, AdviceGiven, AdviceNoted
from fap.models import Referral, RiskAdvice
from fap.rights import NotAllowed, demand, fresh, out_of_sight, reason_of, tell_role
from foundation.access.lists import accounts_with
from foundation.access.permissions import Permission, Role
from foundation.post.office import tell
from foundation.store import Actor, now, session
from foundation.trail import record
from roll.lists import setting_by_id


def ask_advice(
    actor: Actor,
    referral: Referral,
    *,
    setting_id: int | None = None,
    start_date: dt.date | None = None,
    asked: str = "",
) -> RiskAdvice:
    """Ask the officers about a child, and for a place about one school and first day. They are told at once.

    Raises NotAllowed, ValueError (half a place; the same question waits already).
    """
    if not may_decide(actor, referral):
        raise NotAllowed("the coordinator and the chair ask for advice")
    if (setting_id is None) != (start_date is None):
        raise ValueError("Choose the school and the first day, or leave both empty")
    if setting_id is not None and setting_by_id(setting_id) is None:
        raise ValueError("Choose the school")
    for known in advice_of(referral):
        if known.status == "open" and (known.setting_id, known.start_date) == (setting_id, start_date):
            raise ValueError("This was asked already and waits for an answer")
    made = RiskAdvice(
        referral_id=referral.id,
        setting_id=setting_id,
        start_date=start_date,
        asked=reason_of(asked),
        asked_by=actor.account_id,
        asked_at=now(),
    )
    session().add(made)
    session().flush()
    record(AdviceAsked(subject=referral))
    tell_role(Role.SAFEGUARDING_OFFICER, "advice_asked", _path(made), f"advice:{made.public_id}")
    return made


def give_advice(
    actor: Actor, advice: RiskAdvice, referral: Referral, *, answer: str, words: str = "", note: str = ""
) -> None:
    """The officer's answer. `words` are for the panel, `note` for officers. Answering again replaces.

    Raises NotAllowed, ValueError.
    """
    demand(actor, Permission.PLACEMENT_REASONS)
    fresh(advice)
    _answer(advice, answer, words)
    advice.note = note.strip() or None
    advice.given_by, advice.noted_by, advice.given_at = actor.account_id, None, now()
    record(AdviceGiven(subject=advice, answer=ANSWERS[answer].lower(), children=referral.child_ids()))
    with out_of_sight(actor):
        tell(advice.asked_by, "advice_given", f"/referrals/{referral.public_id}", _key("given", advice))


def note_advice(
    actor: Actor, advice: RiskAdvice, referral: Referral, *, officer_id: int, answer: str, words: str = ""
) -> None:
    """Write down what an officer said aloud; the officer is told and can put it right.

    Raises NotAllowed, ValueError (nobody of that name is an officer), IllegalMove (there is an answer).
    """
    if not may_decide(actor, referral):
        raise NotAllowed("the coordinator and the chair write down what was said")
    if officer_id not in {account.id for account in accounts_with(Role.SAFEGUARDING_OFFICER)}:
        raise ValueError("Choose the officer who said it")
    fresh(advice)
    if advice.status in ANSWERED:
        raise ValueError("There is an answer already")
    _answer(advice, answer, words)
    advice.given_by, advice.noted_by, advice.given_at = officer_id, actor.account_id, now()
    record(AdviceNoted(subject=advice, answer=ANSWERS[answer].lower(), children=referral.child_ids()))
    tell(officer_id, "advice_noted", _path(advice), _key("noted", advice))


def _answer(advice: RiskAdvice, answer: str, words: str) -> None:
    if answer not in ANSWERS:
        raise ValueError("Choose the answer")
    if answer == "conditions" and len(words.strip()) < 3:
        raise ValueError("Write the conditions that the panel is to know")
    advice.answer, advice.words = answer, words.strip() or None


def _path(advice: RiskAdvice) -> str:
    return f"/panels/advice/{advice.public_id}"


def _key(what: str, advice: RiskAdvice) -> str:
    return f"advice_{what}:{advice.public_id}:{now().isoformat()}"
