"""What the pages of panels and meetings show."""

from __future__ import annotations

from typing import Any

from fap import lists
from fap.long_form import child_words
from fap.models import AgendaItem, Decision, PanelMeeting, Referral
from fap.showing import running_clock, settings_named
from fap.words import DECISIONS, MEETING_STATES, STATES
from foundation.access.permissions import Permission
from foundation.store import Actor, today
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words
from foundation.store.reference_data import label

Shown = dict[str, Any]


def panels_picture(actor: Actor) -> Shown:
    """Every panel with its meetings, the next one first."""
    found = lists.panels()
    if not actor.may(Permission.ALL_REFERRALS):
        found = [panel for panel in found if panel.id in actor.panels]
    groups = []
    for panel in found:
        meetings = lists.meetings(panel)
        to_come = [meeting for meeting in meetings if meeting.status != "closed"]
        closed = [meeting for meeting in meetings if meeting.status == "closed"]
        groups.append({"panel": panel, "to_come": to_come, "closed": closed[::-1][:6]})
    return {
        "groups": groups,
        "states": MEETING_STATES,
        "runs": actor.may(Permission.RUN_FAIR_ACCESS),
        "spoken": day_words,
    }


def meeting_picture(meeting: PanelMeeting, actor: Actor) -> Shown:
    """The agenda: items in order with their clocks, and what became of them."""
    items = lists.agenda_of(meeting)
    referrals = lists.referrals_by_id([item.referral_id for item in items])
    named = settings_named(list(referrals.values()))
    decisions = lists.decisions_by_item(items)
    rows = [
        _row(item, referrals[item.referral_id], decisions.get(item.id), named)
        for item in items
        if item.referral_id in referrals
    ]
    runs = actor.may(Permission.RUN_FAIR_ACCESS)
    waiting = lists.referrals_in(("accepted", "deferred")) if runs else []
    return {
        "meeting": meeting,
        "state": MEETING_STATES[meeting.status],
        "rows": rows,
        "undecided": sum(item.outcome is None for item in items),
        "days": calendar_for(None).words(meeting.meets_on) if meeting.meets_on >= today() else "",
        "runs": runs,
        "waiting": [
            {"referral": row, "child": child_words(row), "clock": running_clock(row)} for row in waiting
        ],
    }


def _row(item: AgendaItem, referral: Referral, decision: Decision | None, named: Any) -> Shown:
    if item.outcome:
        state = DECISIONS.get(item.outcome, STATES.get(item.outcome, (item.outcome, ""))[0])
        colour = "green"
    elif decision is not None and decision.sent_back_reason:
        state, colour = "Back to draft", "amber"
    else:
        state, colour = ("To be signed", "accent") if decision else ("Not decided", "grey")
    return {
        "item": item,
        "referral": referral,
        "child": child_words(referral),
        "setting": named[referral.setting_id],
        "clock": running_clock(referral),
        "state": state,
        "colour": colour,
        "decision": decision,
        "category": _category(referral),
    }


def _category(referral: Referral) -> str:
    """The category of the Code under which it was accepted, by letter and words."""
    if not referral.category:
        return ""
    return f"Category ({referral.category}): {label('fap_category', referral.category)}"
