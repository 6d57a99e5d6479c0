"""The offer as it is drafted from the decision, before somebody reads it over."""

from __future__ import annotations

from fap.models import Decision, Placement
from fap.words import DECISIONS
from foundation.store.clock import day_words


def drafted_offer(placement: Placement, decision: Decision | None) -> str:
    """What the receiving school is told: the place, the first day, reasons, support, conditions."""
    parts = [f"{DECISIONS[placement.kind]}, from {day_words(placement.start_date)}."]
    if placement.trial_until:
        until = day_words(placement.trial_until)
        parts.append(f"On trial until {until}. The child stays on the roll of the home school.")
    if decision is not None:
        known = (
            ("Why", decision.reasons),
            ("Support that goes with the child", decision.support_child),
            ("Conditions", decision.conditions),
            ("Who makes sure that it happens", decision.responsible),
            ("Transition meeting", day_words(decision.transition_on) if decision.transition_on else None),
        )
        parts += [f"{title}: {text}" for title, text in known if text]
    return "\n\n".join(parts)
