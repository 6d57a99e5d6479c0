"""What a draft and a signature have in common, at a meeting and outside one: the checks that stand before."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import select

from fap.actions.decision_values import DecisionValues, whole
from fap.actions.placements import place_child
from fap.advice import advice_for, is_to_be_asked, says_not_safe
from fap.checking import check_place
from fap.events import (
    CheckOverridden,
    DecisionChanged,
    DecisionDrafted,
    DecisionSentBack,
    DecisionSigned,
    ReferralDecided,
    ReferralDeferred,
    ReferralNotEligible,
    ReferralWithdrawn,
)
from fap.models import Decision, DecisionOverride, Referral, RiskAdvice
from fap.rights import out_of_sight, tell_role, tell_school
from fap.words import AGAINST, COLOURS, FIELD_WORDS, PLACES, SEVERITY
from foundation.access.permissions import Role
from foundation.store import Actor, now, session
from foundation.trail import record


class CheckNotClear(ValueError):
    """The place cannot be chosen without a written reason; `result` is the colour of the check.

    `because`: what speaks against it, of check, objection and not_safe.
    """

    def __init__(self, result: str, because: tuple[str, ...] = ("check",)) -> None:
        """The colour, and what speaks against the place."""
        said = " and ".join(AGAINST[one].format(colour=COLOURS[result].lower()) for one in because)
        super().__init__(
            f"For this school {said}. Speak to the safeguarding officer. If the panel still "
            "decides it, write the reason"
        )
        self.result, self.because = result, because


class AdviceNeeded(ValueError):
    """The risk question is to be answered first. Why is not said."""

    def __init__(self) -> None:
        """The words."""
        super().__init__(
            "Before this can be saved the safeguarding officer is to be asked, for this school and day. "
            "Ask under “The risk question”, or defer the item"
        )


class SignatureRefused(Exception):
    """Nothing was signed: the decision was changed meanwhile, or something speaks against it now."""


def write(actor: Actor, decision: Decision, referral: Referral, values: DecisionValues, *, new: bool) -> None:
    """Write values into a draft after every check. It decides nothing yet.

    Raises Contradiction, AdviceNeeded, CheckNotClear, ValueError.
    """
    whole(values)
    place = values.kind in PLACES
    result = check_place(referral, values.setting_id, values.start_date) if place else None
    with out_of_sight(actor):
        advice = advice_for(referral, values.setting_id, values.start_date)
        because = against(referral, values.setting_id, result, advice)
    if values.kind != "deferred" and advice is None and is_to_be_asked(referral, result):
        raise AdviceNeeded
    if because and len((values.override_reason or "").strip()) < 3:
        raise CheckNotClear(result or "clear", because)
    said = {value.name: getattr(values, value.name) for value in fields(values)}
    changed = [name for name, value in said.items() if _set(decision, name, value)]
    decision.check_result, decision.checked_at = result, now() if result else None
    decision.advice_id = advice.id if advice else None
    decision.sent_back_reason = None
    if not because:
        decision.override_reason = None
    session().add(decision)
    session().flush()
    _say_what_was_written(decision, referral, [] if new else changed, new=new)
    if because:
        _note_override(actor, decision, referral, because)


def _set(decision: Decision, name: str, value: object) -> bool:
    """Write one value; answers whether it is another than before."""
    before, after = getattr(decision, name, None), _stored(value)
    setattr(decision, name, after)
    return (before or None) != (after or None)


def _say_what_was_written(decision: Decision, referral: Referral, changed: list[str], *, new: bool) -> None:
    children = referral.child_ids()
    if new:
        record(DecisionDrafted(subject=decision, kind=decision.kind_words, children=children))
        return
    said = f" ({', '.join(FIELD_WORDS[name] for name in changed)})" if changed else " (nothing)"
    record(DecisionChanged(subject=decision, kind=decision.kind_words, changed=said, children=children))


def against(
    referral: Referral, setting_id: int | None, result: str | None, advice: RiskAdvice | None
) -> tuple[str, ...]:
    """What speaks against a place: its check, the officer's advice, the setting's own word."""
    found = []
    if result not in (None, "clear"):
        found.append("check")
    if advice is not None and advice.answer == "objection":
        found.append("objection")
    if setting_id is not None and says_not_safe(referral, setting_id):
        found.append("not_safe")
    return tuple(found)


def check_again(actor: Actor, decision: Decision, referral: Referral) -> None:
    """Look once more before a signature. Raises SignatureRefused: the draft then says why, and stays one."""
    place = decision.kind in PLACES
    result = check_place(referral, decision.setting_id, decision.start_date) if place else None
    if result and _is_worse(decision, result):
        _send_back(decision, referral, f"the placement check now says {COLOURS[result].lower()}", result)
    with out_of_sight(actor):
        advice = advice_for(referral, decision.setting_id, decision.start_date)
        because = set(against(referral, decision.setting_id, result, advice)) - _answered_for(decision)
    if decision.kind != "deferred" and advice is None and is_to_be_asked(referral, result):
        _send_back(decision, referral, "the safeguarding officer is to be asked first", result)
    if because:
        _send_back(decision, referral, "something speaks against it now that did not before", result)
    decision.check_result, decision.checked_at = result, now() if result else None
    decision.advice_id = advice.id if advice else None


def sign(actor: Actor, decision: Decision, referral: Referral) -> None:
    """Put the signature, do what follows from it, and tell those whom it concerns."""
    decision.signed_by, decision.signed_at = actor.account_id, now()
    children = referral.child_ids()
    record(DecisionSigned(subject=decision, kind=decision.kind_words, children=children))
    with out_of_sight(actor) as wide:
        _carry_out(wide, decision, referral)
    key = f"signed:{decision.public_id}"
    tell_school(referral, "decision_signed", key)
    tell_role(Role.FAP_COORDINATOR, "decision_signed", f"/referrals/{referral.public_id}", key)


def _carry_out(actor: Actor, decision: Decision, referral: Referral) -> None:
    if decision.kind == "deferred":
        record(ReferralDeferred(subject=referral, reason=decision.reasons))
    elif decision.kind == "not_eligible":
        referral.ended_reason = decision.reasons
        record(ReferralNotEligible(subject=referral, reason=decision.reasons))
    elif decision.kind == "withdrawn":
        referral.ended_reason = decision.reasons
        record(ReferralWithdrawn(subject=referral, reason=decision.reasons))
    else:
        record(ReferralDecided(subject=referral, kind=decision.kind_words))
        place_child(actor, decision, referral)


def _is_worse(decision: Decision, result: str) -> bool:
    """Worse than when it was drafted, or not clear and no reason stands for it."""
    worse = SEVERITY[result] > SEVERITY[decision.check_result or "clear"]
    return worse or (result != "clear" and not decision.override_reason)


def _send_back(decision: Decision, referral: Referral, words: str, result: str | None) -> None:
    decision.sent_back_reason = words
    decision.check_result, decision.checked_at = result, now() if result else None
    decision.override_reason = None
    record(DecisionSentBack(subject=decision, reason=words, children=referral.child_ids()))
    raise SignatureRefused(words)


def _note_override(actor: Actor, decision: Decision, referral: Referral, because: tuple[str, ...]) -> None:
    """Keep for ever that it was chosen all the same; the officers are told at once, without any name."""
    said = (decision.setting_id, decision.start_date, " ".join(because), decision.check_result or "clear")
    with out_of_sight(actor):
        last = _last_override(decision)
    reason = decision.override_reason or ""
    if last and (*said, reason) == (last.setting_id, last.start_date, last.because, last.result, last.reason):
        return
    session().add(
        DecisionOverride(
            decision_id=decision.id,
            referral_id=referral.id,
            setting_id=decision.setting_id,
            start_date=decision.start_date,
            because=said[2],
            result=said[3],
            reason=reason,
            chosen_by=actor.account_id,
            chosen_at=now(),
        )
    )
    words = COLOURS[decision.check_result or "clear"].lower()
    children = referral.child_ids()
    record(CheckOverridden(subject=decision, result=words, reason=reason, children=children))
    path = f"/referrals/{referral.public_id}"
    key = f"override:{decision.public_id}:{now().isoformat()}"
    tell_role(Role.SAFEGUARDING_OFFICER, "check_overridden", path, key)


def _answered_for(decision: Decision) -> set[str]:
    """What a reason was written for, at this school and first day."""
    last = _last_override(decision)
    if last is None or not decision.override_reason:
        return set()
    same = (last.setting_id, last.start_date) == (decision.setting_id, decision.start_date)
    return set(last.because.split()) if same else set()


def _last_override(decision: Decision) -> DecisionOverride | None:
    found = select(DecisionOverride).where(DecisionOverride.decision_id == decision.id)
    return session().scalars(found.order_by(DecisionOverride.id.desc())).first()


def _stored(value: object) -> object:
    """Texts without outer space; codes as one line; nothing as nothing."""
    if isinstance(value, tuple):
        return " ".join(value)
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dict):
        return {key: list(ticked) for key, ticked in value.items() if ticked} or None
    return value
