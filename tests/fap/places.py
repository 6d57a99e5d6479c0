"""A place that was decided, for tests of what follows: signed as the chair signs, without the meeting."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from fap.actions.placements import place_child
from fap.events import DecisionSigned, ReferralDecided
from fap.models import AgendaItem, Decision, Placement, Referral
from foundation.access.lists import operator
from foundation.store import acting_as, now, session
from foundation.trail import record

START = dt.date(2026, 11, 24)


def decide(people: Any, referral: Referral, **more: Any) -> Placement:
    """Sign a place at the other school for a referral that stands on an agenda."""
    with acting_as(operator()) as system:
        item = session().scalars(select(AgendaItem).where(AgendaItem.referral_id == referral.id)).one()
        values = {
            "kind": "place",
            "reasons": "Nearest school with a place.",
            "setting_id": people.other.id,
            "start_date": START,
            "support_child": "A mentor for half a term.",
            "responsible": "The deputy head",
            **more,
        }
        decision = Decision(
            referral_id=referral.id,
            item_id=item.id,
            drafted_by=people.coordinator.id,
            drafted_at=now(),
            check_result="clear",
            **values,
        )
        session().add(decision)
        session().flush()
        decision.signed_by, decision.signed_at = people.chair.id, now()
        record(DecisionSigned(subject=decision, kind=decision.kind_words, children=referral.child_ids()))
        item.outcome = decision.kind
        record(ReferralDecided(subject=referral, kind=decision.kind_words))
        made = place_child(system, decision, referral)
    session().commit()
    return made
