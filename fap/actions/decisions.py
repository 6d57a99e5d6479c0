"""Drafting and signing decisions. Only the chair's signature decides, and the placement check stands "
"before it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields

from fap.actions.placements import place_child
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
)
from fap.lists import chairs_of, draft_of
from fap.models import AgendaItem, Decision, Referral
from fap.panels.lists import interested_in
from fap.panels.quorum import not_ready
from fap.rights import NotAllowed, fresh, out_of_sight, reason_of, tell_role, tell_school
from fap.words import COLOURS, DECISIONS, PLACES, SEVERITY
from foundation.access.permissions import Permission, Role
from foundation.store import Actor, now, session
from foundation.trail import record


class CheckNotClear(ValueError):
    """The place cannot be chosen without a written reason; `result` is the colour of the check."""

    def __init__(self, result: str) -> None:
        """The colour."""
        super().__init__(
            f"The placement check for this school says {COLOURS[result].lower()}. Speak to the safeguarding "
            "officer. If the panel still decides it, write the reason"
        )
        self.result = result


class SignatureRefused(Exception):
    """Nothing was signed: the decision was changed meanwhile, or the placement check is worse than before."""


@dataclass(frozen=True)
class DecisionValues:
    """What is written into a decision. Dates are local dates; texts are as typed."""

    kind: str
    reasons: str
    setting_id: int | None = None
    start_date: dt.date | None = None
    until: dt.date | None = None
    transition_on: dt.date | None = None
    conditions: str | None = None
    dissent: str | None = None
    support_child: str | None = None
    support_stay: str | None = None
    responsible: str | None = None
    reason_matches: str | None = None
    contexts_covered: str | None = None
    override_reason: str | None = None


def may_write_decision(actor: Actor, item: AgendaItem) -> bool:
    """The coordinator, and the chair of the item's own panel."""
    return actor.may(Permission.RUN_FAIR_ACCESS) or is_chair(actor, item)


def is_chair(actor: Actor, item: AgendaItem) -> bool:
    """Whether the actor chairs this very panel today and has no interest in the item."""
    chairs = actor.may(Permission.SIGN_DECISIONS) and actor.account_id in chairs_of(item.meeting.panel_id)
    return chairs and actor.account_id not in interested_in(item.referral_id)


def draft_decision(actor: Actor, item: AgendaItem, referral: Referral, values: DecisionValues) -> Decision:
    """Write down a decision; it decides nothing yet. The placement check runs whenever a place is chosen.

    Raises CheckNotClear when the check is not clear and no reason is written, ValueError for what does not
    make a decision, NotAllowed.
    """
    if not may_write_decision(actor, item):
        raise NotAllowed("this item belongs to another panel")
    fresh(item, referral)
    if item.outcome is not None:
        raise ValueError("This item is decided already")
    _whole(values)
    result = _checked(referral, values)
    found = draft_of(item)
    decision = found or Decision(
        referral_id=referral.id,
        item_id=item.id,
        drafted_by=actor.account_id,
        drafted_at=now(),
        kind=values.kind,
    )
    before = (decision.check_result, decision.setting_id, decision.override_reason)
    for value in fields(values):
        setattr(decision, value.name, _text(getattr(values, value.name)))
    decision.check_result, decision.checked_at = result, now() if result else None
    decision.sent_back_reason = None
    if result in (None, "clear"):
        decision.override_reason = None
    session().add(decision)
    session().flush()
    event = DecisionChanged if found else DecisionDrafted
    record(event(subject=decision, kind=decision.kind_words, children=referral.child_ids()))
    if decision.override_reason and before != (result, decision.setting_id, decision.override_reason):
        _tell_of_override(decision, referral)
    return decision


def sign_decision(
    actor: Actor, decision: Decision, item: AgendaItem, referral: Referral, *, seen: str | None = None
) -> None:
    """Sign as the chair, who has just proved who they are. The placement check runs again.

    `seen`: the decision's `as_seen` on the page that the chair read. Raises NotAllowed; SignatureRefused when
    somebody changed it since, or when the check is worse than when it was drafted: then the decision stays a
    draft that says so.
    """
    if not is_chair(actor, item):
        raise NotAllowed("only the chair of this panel signs")
    fresh(decision, item, referral, item.meeting)
    if item.meeting.status != "published":
        raise NotAllowed("this meeting is not open")
    if why := not_ready(item):
        raise SignatureRefused(why)
    if seen is not None and seen != decision.as_seen:
        raise SignatureRefused("the decision was changed after you opened it")
    result = check_place(referral, decision.setting_id, decision.start_date) if _is_place(decision) else None
    if result and _is_worse(decision, result):
        _send_back(decision, referral, result)
        raise SignatureRefused(decision.sent_back_reason)
    decision.check_result, decision.checked_at = result, now() if result else None
    decision.signed_by, decision.signed_at = actor.account_id, now()
    children = referral.child_ids()
    record(DecisionSigned(subject=decision, kind=decision.kind_words, children=children))
    item.outcome = decision.kind
    with out_of_sight(actor) as wide:
        _carry_out(wide, decision, referral)
    tell_school(referral, "decision_signed", f"signed:{decision.public_id}")
    tell_role(
        Role.FAP_COORDINATOR,
        "decision_signed",
        f"/referrals/{referral.public_id}",
        f"signed:{decision.public_id}",
    )


def _carry_out(actor: Actor, decision: Decision, referral: Referral) -> None:
    if decision.kind == "deferred":
        record(ReferralDeferred(subject=referral, reason=decision.reasons))
    elif decision.kind == "not_eligible":
        referral.ended_reason = decision.reasons
        record(ReferralNotEligible(subject=referral, reason=decision.reasons))
    else:
        record(ReferralDecided(subject=referral, kind=decision.kind_words))
        place_child(actor, decision, referral)


def _is_worse(decision: Decision, result: str) -> bool:
    """Worse than when it was drafted, or not clear and no reason stands for it."""
    worse = SEVERITY[result] > SEVERITY[decision.check_result or "clear"]
    return worse or (result != "clear" and not decision.override_reason)


def _is_place(decision: Decision) -> bool:
    return decision.kind in PLACES


def _whole(values: DecisionValues) -> None:
    if values.kind not in DECISIONS:
        raise ValueError("Choose what is decided")
    reason_of(values.reasons)
    if values.kind in PLACES and (values.setting_id is None or values.start_date is None):
        raise ValueError("Choose the school and the first day")
    if values.kind not in PLACES and values.setting_id is not None:
        raise ValueError("A school is chosen only for a place")


def _checked(referral: Referral, values: DecisionValues) -> str | None:
    if values.kind not in PLACES:
        return None
    result = check_place(referral, values.setting_id, values.start_date)
    if result != "clear" and len((values.override_reason or "").strip()) < 3:
        raise CheckNotClear(result)
    return result


def _text(value: object) -> object:
    return value.strip() or None if isinstance(value, str) else value


def _tell_of_override(decision: Decision, referral: Referral) -> None:
    """The officers are told at once; the mail says neither who nor where nor why."""
    record(
        CheckOverridden(
            subject=decision,
            result=COLOURS[decision.check_result or "clear"].lower(),
            reason=decision.override_reason or "",
            children=referral.child_ids(),
        )
    )
    tell_role(
        Role.SAFEGUARDING_OFFICER,
        "check_overridden",
        f"/referrals/{referral.public_id}",
        f"override:{decision.public_id}:{now().isoformat()}",
    )


def _send_back(decision: Decision, referral: Referral, result: str) -> None:
    words = f"the placement check now says {COLOURS[result].lower()}"
    decision.sent_back_reason = words
    decision.check_result, decision.checked_at, decision.override_reason = result, now(), None
    record(DecisionSentBack(subject=decision, reason=words, children=referral.child_ids()))
