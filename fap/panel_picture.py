"""What the pages of panels and meetings show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from fap import lists
from fap.actions.interests import KIND_WORDS
from fap.actions.sitting import may_record
from fap.long_form import child_words
from fap.models import AgendaItem, Decision, Panel, PanelMeeting, Referral
from fap.need_to_know import Version, versions_of
from fap.packs.summary import summaries_for
from fap.panels.agreement import accepted_by, agreement_in_force, papers_locked, this_year, year_words
from fap.panels.lists import attendance_of, interested_in, interests_in, own_interests, schools_of
from fap.panels.members import CAPACITIES, members_of
from fap.panels.quorum import NO_QUORUM_SET, QUORUM_OF, quorum_of
from fap.panels.urgency import RULE, WORDS, urgency
from fap.showing import running_clock, settings_named
from fap.words import DECISIONS, MEETING_STATES, OUTCOMES, STATES
from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.store import Actor, today
from foundation.store.calendar import calendar_for
from foundation.store.clock import academic_year, day_words
from foundation.store.reference_data import label
from roll.lists import settings_by_id

Shown = dict[str, Any]
PHASES = {"primary": "Primary", "secondary": "Secondary", "all": "All ages"}
OVER = ("closed", "cancelled")
LEAVE = {"asked": "Late: waits for the chair’s leave", "refused": "Late: leave was refused"}


def panels_picture(actor: Actor) -> Shown:
    """Every panel with its next meetings, and whether papers are open to this person."""
    found = lists.panels()
    if not actor.may(Permission.ALL_REFERRALS):
        found = [panel for panel in found if panel.id in actor.panels]
    groups = []
    for panel in found:
        meetings = lists.meetings(panel)
        to_come = [meeting for meeting in meetings if meeting.status not in OVER]
        closed = [meeting for meeting in meetings if meeting.status in OVER]
        groups.append(
            {"panel": panel, "about": _about(panel), "to_come": to_come[:4], "closed": closed[::-1][:6]}
        )
    return {
        "groups": groups,
        "states": MEETING_STATES,
        "runs": actor.may(Permission.RUN_FAIR_ACCESS),
        "locked": papers_locked(actor),
        "agreement": agreement_in_force(),
    }


def _about(panel: Panel) -> str:
    return ", ".join(part for part in (PHASES.get(panel.phase, panel.phase), panel.district) if part)


def panel_picture(panel: Panel, actor: Actor) -> Shown:
    """How a panel works, who sits on it, and its calendar by school year, the present one first."""
    members = members_of(panel.id)
    settings = settings_by_id({one.setting_id for one in members if one.setting_id})
    accepted = accepted_by() if actor.may(Permission.ALL_REFERRALS) else {}
    years: dict[int, list[PanelMeeting]] = defaultdict(list)
    for meeting in lists.meetings(panel):
        years[academic_year(meeting.meets_on)].append(meeting)
    return {
        "panel": panel,
        "about": _about(panel),
        "runs": actor.may(Permission.RUN_FAIR_ACCESS),
        "sees_agreement": actor.may(Permission.ALL_REFERRALS),
        "quorum": f"{panel.quorum}. Who counts: {QUORUM_OF[panel.quorum_of]}"
        if panel.quorum
        else NO_QUORUM_SET,
        "members": [
            {
                "name": one.name,
                "capacity": CAPACITIES[one.capacity],
                "setting": settings[one.setting_id].name if one.setting_id in settings else "",
                "accepted": one.account_id in accepted,
            }
            for one in members
        ],
        "years": [(year_words(year), years[year]) for year in sorted(years, reverse=True)],
        "states": MEETING_STATES,
        "year": year_words(this_year()),
    }


def meeting_picture(meeting: PanelMeeting, actor: Actor) -> Shown:
    """The agenda: items in order with their clocks, each in the version that this person may read."""
    items = lists.agenda_of(meeting)
    versions = versions_of(actor, items)
    referrals = lists.referrals_by_id([item.referral_id for item in items])
    read = [item for item in items if versions[item.id] is Version.FULL and item.referral_id in referrals]
    told = [item for item in items if versions[item.id] is Version.SUMMARY]
    runs = actor.may(Permission.RUN_FAIR_ACCESS)
    chairs = meeting.panel_id in actor.chairs
    rows = [*_full_rows(read, referrals, actor, runs or chairs), *_summary_rows(actor, told)]
    waiting = lists.referrals_in(("accepted", "deferred")) if runs and meeting.status not in OVER else []
    return {
        "meeting": meeting,
        "state": MEETING_STATES[meeting.status],
        "rows": sorted(rows, key=lambda row: row["item"].number),
        "undecided": sum(item.outcome is None for item in items),
        "days": calendar_for(None).words(meeting.meets_on) if meeting.meets_on >= today() else "",
        "runs": runs,
        "chairs": chairs,
        "sits": meeting.panel_id in actor.panels,
        "locked": papers_locked(actor) and not actor.may(Permission.ALL_REFERRALS),
        "quorum": quorum_of(meeting),
        "attended": bool(attendance_of(meeting)),
        "records": may_record(actor, meeting),
        "closed_to_me": len(own_interests(actor.account_id, meeting)),
        "nobody_signs": _nobody_signs(meeting, read) if runs else [],
        "rule": RULE,
        "waiting": [
            {"referral": row, "child": child_words(row), "clock": running_clock(row)} for row in waiting
        ],
    }


def _full_rows(
    items: Sequence[AgendaItem], referrals: dict[int, Referral], actor: Actor, runs: bool
) -> list[Shown]:
    named = settings_named(list(referrals.values()))
    decisions = lists.decisions_by_item(items)
    declared = interests_in([item.referral_id for item in items]) if items else []
    names = names_of({row.account_id for row in declared})
    interests = defaultdict(list)
    for row in declared:
        if row.withdrawn_at is None:
            words = f"{names.get(row.account_id, '')}: {KIND_WORDS[row.kind]}"
            opens = runs and row.account_id != actor.account_id
            interests[row.referral_id].append({"interest": row, "words": words, "opens": opens})
    return [
        _row(item, referrals[item.referral_id], decisions.get(item.id), named)
        | {"interests": interests[item.referral_id]}
        for item in items
    ]


def _row(item: AgendaItem, referral: Referral, decision: Decision | None, named: Any) -> Shown:
    state, colour = _state(item, decision)
    return {
        "item": item,
        "full": True,
        "referral": referral,
        "child": child_words(referral),
        "setting": named[referral.setting_id],
        "clock": running_clock(referral),
        "state": state,
        "colour": colour,
        "decision": decision,
        "category": _category(referral),
        "urgent": WORDS[0] if urgency(referral) == 0 else "",
        "late": LEAVE.get(item.leave or "", "Late: the chair gave leave") if item.late else "",
    }


def _state(item: AgendaItem, decision: Decision | None) -> tuple[str, str]:
    if item.outcome in OUTCOMES:
        return OUTCOMES[item.outcome]
    if item.outcome:
        return DECISIONS.get(item.outcome, STATES.get(item.outcome, (item.outcome, ""))[0]), "green"
    if decision is not None and decision.sent_back_reason:
        return "Back to draft", "amber"
    return ("To be signed", "accent") if decision else ("Not decided", "grey")


def _summary_rows(actor: Actor, items: Sequence[AgendaItem]) -> list[Shown]:
    """Items of which this person reads a summary without the child."""
    found = summaries_for(actor, items) if items else {}
    return [{"item": item, "full": False, "lines": found[item.id].lines} for item in items]


def _nobody_signs(meeting: PanelMeeting, items: Sequence[AgendaItem]) -> list[int]:
    """The numbers of undecided items in which every chair has an interest."""
    chairs = lists.chairs_of(meeting.panel_id)
    open_items = [item for item in items if item.outcome is None]
    return [item.number for item in open_items if chairs and chairs <= interested_in(item.referral_id)]


def _category(referral: Referral) -> str:
    """The category of the Code under which it was accepted, by letter and words."""
    if not referral.category:
        return ""
    return f"Category ({referral.category}): {label('fap_category', referral.category)}"


def interest_members(actor: Actor, item: AgendaItem) -> dict[str, str]:
    """Whose interest this person can record: account id to name; empty for who declares their own."""
    panel_id = item.meeting.panel_id
    if not (actor.may(Permission.RUN_FAIR_ACCESS) or panel_id in actor.chairs):
        return {}
    taken = interested_in(item.referral_id)
    members = [one for one in members_of(panel_id) if one.account_id not in taken]
    return {str(one.account_id): one.name for one in members}


def schools_shown(referral: Referral, item: AgendaItem) -> Shown:
    """The schools that an item concerns, why, and who sits on the panel for each."""
    found = schools_of(referral.id)
    ids = {row.setting_id for row in found} | ({referral.setting_id} if referral.setting_id else set())
    settings = settings_by_id(ids)
    seats = defaultdict(list)
    for one in members_of(item.meeting.panel_id):
        if one.setting_id is not None:
            seats[one.setting_id].append(one.name)
    rows = [(referral.setting_id, "Refers the child", False)] if referral.setting_id else []
    rows += [
        (row.setting_id, "Preferred by the family", False)
        if row.why == "preferred"
        else (row.setting_id, "Under consideration", True)
        for row in found
    ]
    return {
        "schools": [
            {
                "setting": settings[key],
                "why": why,
                "removable": removable,
                "members": ", ".join(seats[key]) or "Nobody sits for it",
            }
            for key, why, removable in rows
            if key in settings
        ],
        "spoken": day_words,
    }
