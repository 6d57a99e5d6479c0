"""Decisions outside a meeting: a coordinator drafts, the chair signs, the panel ratifies at its next meeting.

Source: "Panels and the coordinator's month" (out-of-panel and chair's-action decisions are ratified at the
next meeting).
"""

from __future__ import annotations

from fap.actions.decision_values import Contradiction, DecisionValues
from fap.actions.drafting import SignatureRefused, check_again, sign, write
from fap.actions.ratifying import ask_to_ratify
from fap.chairs import chairs_panel, may_decide
from fap.deciding_events import DraftDropped
from fap.deciding_lists import outside_draft
from fap.models import Decision, Panel, Referral
from fap.rights import NotAllowed, demand, fresh, reason_of, tell_role
from fap.words import PLACES
from foundation.access.permissions import Permission, Role
from foundation.store import Actor, now, session
from foundation.trail import record

OPEN = ("accepted", "deferred")
"""A referral that stands on no agenda: only such a one is decided outside a meeting."""


def draft_outside(
    actor: Actor, referral: Referral, panel: Panel, values: DecisionValues, *, why_not_wait: str
) -> Decision:
    """Draft a place outside a meeting. The chairs of the panel are told, and read the referral from now on.

    Raises what `draft_decision` raises; ValueError for a referral that stands on an agenda or is decided, and
    without a reason why it cannot wait.
    """
    found = outside_draft(referral)
    if not may_decide(actor, referral, found):
        raise NotAllowed("the coordinator drafts a decision outside a meeting")
    fresh(referral)
    if referral.status not in OPEN:
        raise Contradiction("kind", "Only a referral that waits for a panel is decided outside a meeting")
    if values.kind not in PLACES:
        raise Contradiction("kind", "Outside a meeting only a place is decided")
    why = reason_of(why_not_wait)
    decision = found or Decision(
        referral_id=referral.id,
        panel_id=panel.id,
        drafted_by=actor.account_id,
        drafted_at=now(),
        kind=values.kind,
        why_not_wait=why,
    )
    write(actor, decision, referral, values, new=found is None)
    decision.panel_id, decision.why_not_wait = panel.id, why
    path, key = f"/panels/decisions/{decision.public_id}", f"outside:{decision.public_id}:{panel.id}"
    if found is None:
        tell_role(Role.PANEL_CHAIR, "decision_outside", path, key, panel_id=panel.id)
    return decision


def drop_outside(actor: Actor, decision: Decision, reason: str) -> None:
    """Not pursue a draft; the chair reads the referral no longer.

    Raises NotAllowed, ValueError, IllegalMove.
    """
    demand(actor, Permission.RUN_FAIR_ACCESS)
    if decision.item_id is not None:
        raise ValueError("This draft belongs to a meeting")
    fresh(decision)
    record(DraftDropped(subject=decision, reason=reason_of(reason)))


def sign_outside(actor: Actor, decision: Decision, referral: Referral, *, seen: str | None = None) -> None:
    """Sign as the chair of the panel, who has just proved who they are. The place counts from now on, and the
    panel is asked to ratify it.

    Raises NotAllowed, SignatureRefused.
    """
    if decision.item_id is not None or not chairs_panel(actor, decision.panel_id, referral.id):
        raise NotAllowed("only the chair of this panel signs")
    fresh(decision, referral)
    if decision.status != "draft" or referral.status not in OPEN:
        raise SignatureRefused("the referral does not wait for a decision any more")
    if seen is not None and seen != decision.as_seen:
        raise SignatureRefused("the decision was changed after you opened it")
    check_again(actor, decision, referral)
    sign(actor, decision, referral)
    ask_to_ratify(actor, decision, referral)
    session().flush()
