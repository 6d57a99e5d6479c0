"""What the pages of this room show: plain values for their templates."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from fap import deciding_events, events, lists, panel_events
from fap.clocks import clock_of
from fap.comparing import differences, pattern_of, sent_answers
from fap.decision_lines import lines_of, overrides_shown
from fap.long_form import LONG_FORM, bar, child_words
from fap.models import AgendaItem, Placement, Referral
from fap.need_to_know import read_inside
from fap.reading import writes
from fap.words import CLOCK_RUNS, FLAGS, STATES
from foundation.access.permissions import Permission
from foundation.answers import problems_of
from foundation.store import Actor
from foundation.store.clock import day_words
from foundation.store.reference_data import label
from foundation.trail import history
from roll.lists import setting_by_id, settings_by_id

Shown = dict[str, Any]


def settings_named(referrals: Sequence[Referral]) -> dict[int | None, str]:
    """Setting id -> name, for a list; a child without a school has none."""
    found = settings_by_id({row.setting_id for row in referrals if row.setting_id is not None})
    return {None: "No school", **{key: setting.name for key, setting in found.items()}}


INSIDE = frozenset(
    kind.__name__
    for kind in (
        *(events.DiscussionNoted, events.SettingSaidNotSafe, events.PeersRead),
        *(events.DecisionDrafted, events.DecisionChanged, events.CheckOverridden, events.DecisionSentBack),
        *(deciding_events.AdviceAsked, deciding_events.BackToPanel),
        *(panel_events.SchoolNamed, panel_events.SchoolNoLongerNamed),
    )
)
"""What the authority and the panel did among themselves: it is not for the school in the history either."""


def told(referral: Referral, actor: Actor) -> list[Shown]:
    """The history of a referral and of its decisions, in sentences, the newest first."""
    lines = [line for row in (referral, *lists.decisions_of(referral)) for line in history(row)]
    if not actor.may(Permission.ALL_REFERRALS):
        lines = [line for line in lines if line.name not in INSIDE]
    lines.sort(key=lambda line: line.at, reverse=True)
    return [{"who": line.who, "words": f" {line.words}", "when": line.at} for line in lines]


def referral_list(found: Sequence[Referral]) -> list[Shown]:
    """One line for each referral."""
    named = settings_named(found)
    return [
        {
            "referral": row,
            "child": child_words(row),
            "setting": named[row.setting_id],
            "state": STATES[row.status],
            "clock": running_clock(row),
        }
        for row in found
    ]


def running_clock(referral: Referral) -> Any:
    """The twenty school days, while they run."""
    if referral.status not in CLOCK_RUNS or not (referral.accepted_on and referral.due_on):
        return None
    return clock_of(referral.accepted_on, referral.due_on, referral.paused_on)


def referral_page(referral: Referral, actor: Actor) -> Shown:
    """The page of one referral, for the school, the authority or the panel."""
    item = lists.current_item(referral)
    placement = lists.placement_of(referral)
    runs = actor.may(Permission.RUN_FAIR_ACCESS)
    missing = (
        problems_of(referral, LONG_FORM) if referral.status in ("draft", "submitted", "returned") else []
    )
    answers = lists.safety_answers(referral)
    names = settings_by_id({row.setting_id for row in answers})
    return {
        "referral": referral,
        "facts": [{"label": name, "value": value} for name, value in _facts(referral)],
        "state": STATES[referral.status],
        "clock": running_clock(referral),
        "writer": writes(actor, referral),
        "runs": runs,
        "missing": missing,
        "next": next_for(referral, item, placement, runs),
        "pattern": pattern_of(sent_answers(referral)),
        "differences": differences(referral) if runs and referral.version else [],
        "steps": steps_for(referral) if runs else [],
        "item": item,
        "placement": placement,
        "placement_setting": setting_by_id(placement.setting_id) if placement else None,
        "decisions": decisions_shown(referral, actor),
        "overrides": overrides_shown(referral) if actor.may(Permission.ALL_REFERRALS) else [],
        "flags": flags_shown(referral),
        "discussions": lists.discussions_of(referral),
        "answers_of_settings": [(row, names[row.setting_id].name) for row in answers],
        "rules_safety": actor.may(Permission.PLACEMENT_REASONS),
        "reads_peers": actor.may(Permission.READ_PEERS) and referral.version is not None,
        "history": told(referral, actor) if not _panel_only(actor, referral) else [],
    }


def _panel_only(actor: Actor, referral: Referral) -> bool:
    return not actor.may(Permission.ALL_REFERRALS) and not writes(actor, referral)


def _facts(referral: Referral) -> list[tuple[str, Any]]:
    facts = bar(referral)
    if referral.category:
        words = f"({referral.category}) {label('fap_category', referral.category)}"
        facts.append(("Category", shorten(words, 80, placeholder=" …")))
    return facts


def next_for(
    referral: Referral, item: AgendaItem | None, placement: Placement | None, runs: bool = True
) -> str:
    """What is next, in one sentence, never a code; for the Fair Access team, or for everybody else."""
    if referral.status == "on_agenda" and item is not None:
        return f"Item {item.number}, {day_words(item.meeting.meets_on)}."
    if referral.status == "decided" and placement is not None:
        return f"Starts {day_words(placement.start_date)}. Not in school yet."
    if referral.status == "placed" and placement is not None and placement.check_on is not None:
        since = day_words(placement.first_attended_on or placement.start_date)
        return f"In school since {since}. Four-week check on {day_words(placement.check_on)}."
    return {
        "draft": "Nothing is sent until it is submitted.",
        "submitted": "Check it, then accept it or return it." if runs else "The Fair Access team checks it.",
        "returned": "The school answers what was asked, and submits it again.",
        "accepted": "Put it on the agenda of a panel." if runs else "It waits for a panel.",
        "deferred": "Put it on the agenda of the next panel." if runs else "It waits for the next panel.",
        "decided": "The place is decided.",
        "placed": "The child is in school.",
    }.get(referral.status, "Nothing more to do.")


STEPS: dict[str, tuple[tuple[str, str], ...]] = {
    "submitted": (
        ("accept", "Check and accept"),
        ("tried", "Note what was tried"),
        ("return_it", "Return to the school"),
        ("not_eligible", "Not a fair access case"),
    ),
    "accepted": (
        ("agenda", "Put on an agenda"),
        ("fap_panel.outside", "Decide outside a meeting"),
        ("not_eligible", "Not a fair access case"),
    ),
    "deferred": (("agenda", "Put on an agenda"), ("fap_panel.outside", "Decide outside a meeting")),
    "on_agenda": (("off_agenda", "Take off the agenda"), ("not_eligible", "Not a fair access case")),
    "decided": (("fap_after.of_referral", "Go on with the place"),),
    "placed": (("fap_after.of_referral", "Go on with the place"),),
    "closed": (("fap_after.of_referral", "The place that was decided"),),
}


def steps_for(referral: Referral) -> list[tuple[str, str]]:
    """(endpoint, words) of what the coordinator can do now; the first is the main one."""
    steps = list(STEPS.get(referral.status, ()))
    if referral.status in CLOCK_RUNS:
        steps.append(
            ("resume", "Let the clock run again") if referral.paused_on else ("pause", "Pause the clock")
        )
    return [(name if "." in name else f"fap_desk.{name}", words) for name, words in steps]


def flags_shown(referral: Referral) -> list[Shown]:
    """The flags with where they come from."""
    return [
        {
            "words": FLAGS.get(row.flag, row.flag),
            "capacity": label("peer_capacity", row.capacity) if row.capacity else "",
            "current": row.current or "",
            "panel": row.source == "panel",
            "said": row.words,
        }
        for row in lists.flags_of(referral)
    ]


def decisions_shown(referral: Referral, actor: Actor) -> list[Shown]:
    """Signed decisions and drafts, as far as this person sees them."""
    found = lists.decisions_of(referral)
    settings = settings_by_id({row.setting_id for row in found if row.setting_id})
    inside = read_inside(actor, found)
    return [
        {
            "decision": row,
            "kind": row.kind_words,
            "setting": settings[row.setting_id].name if row.setting_id else "",
            "lines": lines_of(row, inside=row.id in inside)[1:],
            "inside": row.id in inside,
            "state": {"signed": "", "dropped": "Dropped."}.get(row.status, "Draft, not signed."),
        }
        for row in found
    ]
