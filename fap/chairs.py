"""Who decides: the coordinator drafts, the chair of the very panel signs."""

from __future__ import annotations

from fap.lists import chairs_of, current_item
from fap.models import AgendaItem, Decision, Referral
from fap.panels.lists import interested_in
from foundation.access.permissions import Permission
from foundation.store import Actor


def is_chair(actor: Actor, item: AgendaItem) -> bool:
    """Whether the actor chairs this very panel today and has no interest in the item."""
    return chairs_panel(actor, item.meeting.panel_id, item.referral_id)


def chairs_panel(actor: Actor, panel_id: int | None, referral_id: int) -> bool:
    """Whether the actor chairs a panel today and has no interest in a referral."""
    if panel_id is None or not actor.may(Permission.SIGN_DECISIONS):
        return False
    return actor.account_id in chairs_of(panel_id) and actor.account_id not in interested_in(referral_id)


def may_write_decision(actor: Actor, item: AgendaItem) -> bool:
    """The coordinator, and the chair of the item's own panel."""
    return actor.may(Permission.RUN_FAIR_ACCESS) or is_chair(actor, item)


def may_decide(actor: Actor, referral: Referral, draft: Decision | None = None) -> bool:
    """The coordinator, and the chair of the panel before which a referral stands."""
    if actor.may(Permission.RUN_FAIR_ACCESS):
        return True
    if draft is not None and draft.item_id is None:
        return chairs_panel(actor, draft.panel_id, referral.id)
    item = current_item(referral)
    return item is not None and is_chair(actor, item)
