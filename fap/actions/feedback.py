"""Keeping what somebody says about the form."""

from __future__ import annotations

from fap.form import FORM
from fap.models import FormFeedback
from fap.rights import demand, out_of_sight
from foundation.access.permissions import Permission
from foundation.store import Actor, now, session


def give_feedback(
    actor: Actor,
    *,
    ease: str,
    minutes: int | None = None,
    section: str | None = None,
    changed: str | None = None,
    words: str | None = None,
) -> FormFeedback:
    """Keep an answer, with the school it came from and nobody's name. Raises NotAllowed."""
    demand(actor, Permission.WRITE_REFERRALS)
    made = FormFeedback(
        setting_id=min(actor.settings) if actor.settings else None,
        ease=int(ease),
        minutes=minutes,
        section=section,
        changed=changed,
        words=words,
        form_version=FORM.version,
        said_at=now(),
    )
    with out_of_sight(actor):
        session().add(made)
        session().flush()
    return made
