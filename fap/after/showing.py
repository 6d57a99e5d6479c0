"""What the pages after a decision show: plain values for their templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fap.after.choosing import possible
from fap.after.lists import (
    decision_behind,
    decisions_by_id,
    places_of,
    referral_behind,
    steps_by_place,
    steps_of,
    told_about,
)
from fap.after.waiting import Wait, waits_of
from fap.after.words import HANDED_OVER, NEGOTIATED, PLACE_STATES, SIDES, STEPS
from fap.long_form import child_words
from fap.models import Decision, Placement, PlacementStep, Referral
from fap.restorative.actions import may_write
from fap.restorative.lists import works_of
from fap.restorative.words import STATES as WORK_STATES
from fap.words import DECISIONS
from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.store import Actor
from foundation.store.clock import day_words, local
from foundation.store.reference_data import label
from roll.lists import settings_by_id

Shown = dict[str, Any]
CODED = {
    "refused": "refusal_ground",
    "direction_sought": "direction_route",
    "direction_given": "direction_route",
    "ended": "placement_end",
}

READERS = (Permission.RUN_FAIR_ACCESS, Permission.ANSWER_OFFERS, Permission.ALL_REFERRALS)
BEFORE_LETTERS = ("draft", "submitted", "returned", "accepted")


def place_page(placement: Placement, actor: Actor) -> Shown:
    """The page of one place, for the team, the receiving school or the home school."""
    steps = steps_of(placement)
    referral, decision = referral_behind(placement), decision_behind(placement)
    names = settings_by_id({one for one in (placement.setting_id, placement.home_setting_id) if one})
    waits = waits_of(placement, steps, signed_on(decision))
    return {
        "placement": placement,
        "facts": facts(placement, referral),
        "state": PLACE_STATES[placement.status],
        "kind": DECISIONS[placement.kind],
        "waits": waits,
        "possible": possible(placement, actor, sent=any(step.kind == "handover_sent" for step in steps)),
        "steps": steps_shown(steps),
        "setting": names[placement.setting_id],
        "home": names.get(placement.home_setting_id or 0),
        "referral": referral,
        "told": told_about(placement),
        "runs": actor.may(Permission.RUN_FAIR_ACCESS),
        "agreements": _agreements(steps) if placement.kind == "managed_move" else [],
        "ended": label("placement_end", placement.ended_code) if placement.ended_code else "",
    }


def signed_on(decision: Decision | None) -> Any:
    """The day of the chair's signature."""
    return local(decision.signed_at).date() if decision and decision.signed_at else None


def facts(placement: Placement, referral: Referral | None) -> list[Shown]:
    """The record bar: the child as the referral names it, the number, the school, the first day."""
    child = child_words(referral) if referral else placement.name or "The child of the offer"
    setting = settings_by_id({placement.setting_id})[placement.setting_id]
    return [
        {"label": "Child", "value": child},
        {"label": "Referral", "value": placement.reference or (referral.known_as if referral else "")},
        {"label": "School", "value": setting.name},
        {"label": "First day", "value": day_words(placement.first_attended_on or placement.start_date)},
    ]


def steps_shown(steps: Sequence[PlacementStep]) -> list[Shown]:
    """The steps, the newest first, in words."""
    names = names_of({step.recorded_by for step in steps})
    return [
        {
            "title": STEPS[step.kind],
            "what": coded(step),
            "on": step.happened_on,
            "who": step.who,
            "to": step.to_whom,
            "words": step.words if step.kind != "offer" else "",
            "due": step.due_on,
            "told": step.told_on,
            "late": bool(
                step.kind == "refused" and step.told_on and step.due_on and step.told_on > step.due_on
            ),
            "kept": f"{names.get(step.recorded_by, '')}, {local(step.recorded_at):%-d %b %Y, %H:%M}",
        }
        for step in reversed(steps)
    ]


def coded(step: PlacementStep) -> str:
    """The coded part of a step, in words."""
    code = step.code or ""
    if step.kind in CODED:
        return label(CODED[step.kind], code)
    if step.kind == "agreement":
        yes, _, side = code.partition("_")
        return f"{SIDES.get(side, side)}: {'yes' if yes == 'yes' else 'no'}"
    if step.kind == "negotiation":
        return NEGOTIATED.get(code, code)
    return "; ".join(HANDED_OVER[one] for one in code.split() if one in HANDED_OVER)


def _agreements(steps: Sequence[PlacementStep]) -> list[Shown]:
    last = {(s.code or "").partition("_")[2]: s for s in steps if s.kind == "agreement"}
    return [
        {
            "side": words,
            "yes": (last[side].code or "").startswith("yes_") if side in last else None,
            "step": last.get(side),
        }
        for side, words in SIDES.items()
    ]


def rows_of(found: Sequence[Placement]) -> list[Shown]:
    """One line for each place: child, school, where it stands, and what is due first."""
    by_place = steps_by_place({row.id for row in found})
    settings = settings_by_id({row.setting_id for row in found})
    signed = signatures(found)
    rows: list[Shown] = []
    for row in found:
        waits = waits_of(row, by_place.get(row.id, []), signed.get(row.decision_id))
        rows.append(
            {
                "placement": row,
                "child": row.name or "The child of the offer",
                "setting": settings[row.setting_id].name,
                "state": PLACE_STATES[row.status],
                "wait": first_wait(waits),
            }
        )
    rows.sort(key=lambda row: _danger(row["wait"]))
    return rows


def _danger(wait: Wait | None) -> tuple[bool, bool, Any]:
    """Late first, then by the day; what waits for nothing comes last."""
    return (wait is None, wait is not None and not wait.late, wait.on if wait else None)


def signatures(found: Sequence[Placement]) -> dict[int, Any]:
    """Decision id -> the day of its signature, as far as the reader may see it."""
    return {row.id: signed_on(row) for row in decisions_by_id({row.decision_id for row in found})}


def first_wait(waits: Sequence[Wait]) -> Wait | None:
    """What is late comes first, then what is due first."""
    return min(waits, key=lambda one: (not one.late, one.on)) if waits else None


def after_of(referral: Referral, actor: Actor) -> Shown:
    """What stands on the page of a referral: its places, each with what it waits for."""
    found = places_of(referral)
    by_place = steps_by_place({row.id for row in found})
    signed = signatures(found)
    settings = settings_by_id({row.setting_id for row in found})
    return {
        "places": [
            {
                "placement": row,
                "setting": settings[row.setting_id].name,
                "state": PLACE_STATES[row.status],
                "kind": DECISIONS[row.kind],
                "waits": waits_of(row, by_place.get(row.id, []), signed.get(row.decision_id)),
                "steps": len(by_place.get(row.id, [])),
            }
            for row in found
        ],
        "opens": any(actor.may(one) for one in READERS),
        "works": works_of(referral),
        "work_states": WORK_STATES,
        "restores": may_write(actor, referral) and referral.child_id is not None,
        "transitions": actor.may(Permission.WRITE_MEETINGS) and bool(found),
        "letters": actor.may(Permission.ALL_REFERRALS) and referral.status not in BEFORE_LETTERS,
    }
