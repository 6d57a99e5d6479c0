"""Who may do an action, asked again where it is done: the page is the first lock, not the only one."""

from __future__ import annotations

from cases.actions import NotAllowed
from foundation.access.permissions import Permission
from foundation.store import Actor
from safetyplans.models import SafetyPlan

LONGEST = 20_000


class Refused(ValueError):
    """It cannot be done now; the message says why, in words for the person who asked."""


def school_only(actor: Actor, setting_id: int) -> None:
    """Raise NotAllowed unless the actor writes plans at this very setting (reading is not enough)."""
    if not actor.may(Permission.WRITE_PLANS) or not (actor.system or setting_id in actor.settings):
        raise NotAllowed("only a safeguarding lead of the setting may do this")


def authority_only(actor: Actor, permission: Permission) -> None:
    """Raise NotAllowed unless the actor holds a permission of the authority's."""
    if not actor.may(permission):
        raise NotAllowed("only the authority's officers may do this")


def open_plan(plan: SafetyPlan) -> None:
    """Raise Refused when the plan has ended: from then on it is only read."""
    if plan.status in {"ended", "closed"}:
        raise Refused("This plan has ended. It can be read and no longer changed")


def said(reason: str, question: str) -> str:
    """A reason that says something. Raises Refused."""
    words = (reason or "").strip()
    if len(words) < 3:
        raise Refused(question)
    if len(words) > LONGEST:
        raise Refused(f"Use {LONGEST} characters or fewer. Nothing was changed")
    return words
