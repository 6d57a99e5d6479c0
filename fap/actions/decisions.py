"""Drafting and signing decisions at a meeting: only the chair's signature decides, after every check."""

from __future__ import annotations

from fap.actions.decision_values import DecisionValues
from fap.actions.drafting import SignatureRefused, check_again, sign, write
from fap.chairs import is_chair, may_write_decision
from fap.lists import draft_of
from fap.models import AgendaItem, Decision, Referral
from fap.panels.quorum import not_ready
from fap.rights import NotAllowed, fresh
from foundation.store import Actor, now


def draft_decision(actor: Actor, item: AgendaItem, referral: Referral, values: DecisionValues) -> Decision:
    """Write down a decision; it decides nothing yet. The placement check runs whenever a place is chosen.

    Raises AdviceNeeded while the risk question is not answered, CheckNotClear when something speaks against
    the place and no reason is written, ValueError for what does not make a decision, NotAllowed.
    """
    if not may_write_decision(actor, item):
        raise NotAllowed("this item belongs to another panel")
    fresh(item, referral)
    if item.outcome is not None:
        raise ValueError("This item is decided already")
    found = draft_of(item)
    decision = found or Decision(
        referral_id=referral.id,
        item_id=item.id,
        drafted_by=actor.account_id,
        drafted_at=now(),
        kind=values.kind,
    )
    write(actor, decision, referral, values, new=found is None)
    return decision


def sign_decision(
    actor: Actor, decision: Decision, item: AgendaItem, referral: Referral, *, seen: str | None = None
) -> None:
    """Sign as the chair, who has just proved who they are. Every check runs again.

    `seen`: the decision's `as_seen` on the page that the chair read. Raises NotAllowed; SignatureRefused when
    somebody changed it since, the meeting cannot decide, or something speaks against it that did not when it
    was drafted: then the decision stays a draft that says so.
    """
    if not is_chair(actor, item):
        raise NotAllowed("only the chair of this panel signs")
    fresh(decision, item, referral, item.meeting)
    if item.meeting.status != "published":
        raise NotAllowed("this meeting is not open")
    if item.outcome is not None:
        raise SignatureRefused("the item does not stand on the agenda any more")
    if why := not_ready(item):
        raise SignatureRefused(why)
    if seen is not None and seen != decision.as_seen:
        raise SignatureRefused("the decision was changed after you opened it")
    check_again(actor, decision, referral)
    item.outcome = decision.kind
    sign(actor, decision, referral)
