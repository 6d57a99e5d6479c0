"""What the minutes of a meeting and the page of who was there show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fap import lists
from fap.actions.interests import KIND_WORDS
from fap.actions.sitting import PRESENCE, may_record
from fap.models import AgendaItem, Decision, PanelAttendance, PanelMeeting, Referral
from fap.panels.lists import actions_of, attendance_of, interests_in
from fap.panels.members import CAPACITIES, members_of
from fap.panels.quorum import quorum_of
from fap.words import DECISIONS, MEETING_STATES, STATES
from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.store import Actor
from foundation.store.clock import day_words, local
from roll.lists import settings_by_id

Shown = dict[str, Any]
GUESTS = 8


def attendance_picture(
    meeting: PanelMeeting, said: Mapping[int, str] | None = None, guests: Sequence[str] = ()
) -> Shown:
    """Every member with what is recorded, or with what was just typed, and places for guests."""
    known = attendance_of(meeting)
    presence = said or {row.account_id: row.presence for row in known if row.account_id is not None}
    names = list(guests) or [row.guest or "" for row in known if row.account_id is None]
    members = members_of(meeting.panel_id, meeting.meets_on)
    settings = settings_by_id({one.setting_id for one in members if one.setting_id})
    return {
        "meeting": meeting,
        "members": [
            {
                "member": one,
                "capacity": CAPACITIES[one.capacity],
                "setting": settings[one.setting_id].name if one.setting_id in settings else "",
                "presence": presence.get(one.account_id, ""),
            }
            for one in members
        ],
        "guests": (names + [""] * GUESTS)[: max(2, min(GUESTS, len([n for n in names if n]) + 2))],
        "presences": PRESENCE,
        "quorum": quorum_of(meeting),
    }


def minutes_picture(meeting: PanelMeeting, actor: Actor) -> Shown:
    """The minutes: people, interests, items with what was decided, actions. Referrals by number only."""
    items = lists.agenda_of(meeting)
    referrals = lists.referrals_by_id([item.referral_id for item in items])
    read = [item for item in items if item.referral_id in referrals]
    actions = actions_of(meeting)
    numbers = {item.id: item.number for item in items}
    return {
        "meeting": meeting,
        "state": MEETING_STATES[meeting.status],
        "runs": actor.may(Permission.RUN_FAIR_ACCESS),
        "records": may_record(actor, meeting),
        "quorum": quorum_of(meeting),
        "people": _people(attendance_of(meeting)),
        "interests": _interests(read),
        "items": _items(read, referrals),
        "unread": len(items) - len(read),
        "open": meeting.status != "closed" or actor.may(Permission.ALL_REFERRALS),
        "actions": [
            {
                "action": row,
                "about": f"Item {numbers[row.item_id]}" if row.item_id in numbers else "The meeting",
            }
            for row in actions
        ],
    }


def _people(rows: Sequence[PanelAttendance]) -> list[Shown]:
    names = names_of({row.account_id for row in rows if row.account_id is not None})
    settings = settings_by_id({row.setting_id for row in rows if row.setting_id})
    order = tuple(PRESENCE)
    found = [
        {
            "name": names.get(row.account_id, "") if row.account_id else row.guest,
            "capacity": CAPACITIES[row.capacity],
            "setting": settings[row.setting_id].name if row.setting_id in settings else "",
            "presence": PRESENCE[row.presence],
            "rank": order.index(row.presence),
        }
        for row in rows
    ]
    return sorted(found, key=lambda one: one["rank"])


def _interests(items: Sequence[AgendaItem]) -> list[Shown]:
    """Each declared interest by item, those withdrawn with the day."""
    numbers = {item.referral_id: item.number for item in items}
    found = interests_in(list(numbers)) if numbers else []
    names = names_of({row.account_id for row in found})
    return [
        {
            "number": numbers[row.referral_id],
            "who": names.get(row.account_id, ""),
            "kind": KIND_WORDS[row.kind],
            "withdrawn": day_words(local(row.withdrawn_at).date()) if row.withdrawn_at else "",
        }
        for row in found
    ]


def _items(items: Sequence[AgendaItem], referrals: Mapping[int, Referral]) -> list[Shown]:
    decisions = lists.decisions_by_item(items)
    settings = settings_by_id({row.setting_id for row in decisions.values() if row.setting_id})
    names = names_of({item.leave_by for item in items if item.leave_by} | _signers(decisions))
    return [
        {
            "number": item.number,
            "reference": referrals[item.referral_id].known_as,
            "lines": _lines(item, decisions.get(item.id), settings, names),
        }
        for item in items
    ]


def _signers(decisions: Mapping[int, Decision]) -> set[int]:
    return {row.signed_by for row in decisions.values() if row.signed_by}


def _lines(
    item: AgendaItem, decision: Decision | None, settings: Mapping[int, Any], names: Mapping[int, str]
) -> list[tuple[str, str]]:
    """(label, words) of what happened to an item; a draft decides nothing and is not minuted."""
    lines: list[tuple[str, str]] = []
    if item.late:
        leave = {"given": "given", "refused": "refused"}.get(item.leave or "", "not given")
        who = f" by {names[item.leave_by]}" if item.leave_by and item.leave_by in names else ""
        lines.append(("Late item", f"Leave {leave}{who}: {item.leave_reason or item.late_reason or ''}"))
    if decision is None or decision.status != "signed":
        words = STATES.get(item.outcome or "", (DECISIONS.get(item.outcome or "", "Not decided"),))[0]
        return [*lines, ("Decision", words)]
    school = settings.get(decision.setting_id or 0)
    lines.append(("Decision", decision.kind_words))
    if school is not None and decision.start_date is not None:
        lines.append(("School", f"{school.name}, from {day_words(decision.start_date)}"))
    texts = (
        ("Reasons", decision.reasons),
        ("Conditions", decision.conditions),
        ("Support for the child", decision.support_child),
        ("Support for the pupils who stay", decision.support_stay),
        ("Dissent", decision.dissent),
        ("Who makes sure it happens", decision.responsible),
    )
    lines += [(name, words) for name, words in texts if words]
    if decision.signed_by and decision.signed_by in names and decision.signed_at is not None:
        lines.append(("Signed", f"{names[decision.signed_by]}, {local(decision.signed_at):%-d %B %Y, %H:%M}"))
    return lines
