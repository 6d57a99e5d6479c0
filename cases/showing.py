"""Records of this room as pages show them: names, words and clocks put together once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cases.decided import answer_due, hours_to_answer
from cases.kinds.declaration import CHOOSE, LEVELS, TICKS
from cases.kinds.incident import INCIDENT
from cases.kinds.reading import said
from cases.models import Case, Contact, Incident, Party, Separation
from cases.words import (
    AGENCY_KINDS,
    ASKS_FOR,
    CAME_AS,
    PLACES,
    ROLES_SHORT,
    SOURCES,
    natures_in_words,
)
from foundation.access.work import Clock
from foundation.store import now, today
from foundation.store.clock import day_words
from foundation.trail import HistoryLine, history
from roll.lists import children_by_id, settings_by_id, settings_of_children
from roll.models import Child, Setting

SOON_HOURS = 12
SOON_DAYS = 7
UNKNOWN = "a child whose record cannot be read"


@dataclass(frozen=True)
class People:
    """The children and settings that a page names, read in one go."""

    children: dict[int, Child]
    settings: dict[int, Setting]
    present: dict[int, list[Setting]]

    def name(self, child_id: int | None) -> str:
        """A child's name."""
        child = self.children.get(child_id or 0)
        return child.name if child else UNKNOWN

    def place(self, setting_id: int | None) -> str:
        """A setting's name."""
        setting = self.settings.get(setting_id or 0)
        return setting.name if setting else ""

    def now_at(self, child_id: int) -> str:
        """Where a child is enrolled today."""
        return ", ".join(setting.name for setting in self.present.get(child_id, [])) or "no setting known"


def people(child_ids: Iterable[int | None], setting_ids: Iterable[int | None] = ()) -> People:
    """The named children (as far as the asker may see them) and settings."""
    children = children_by_id({child for child in child_ids if child is not None})
    settings = settings_by_id({setting for setting in setting_ids if setting is not None})
    return People(children, settings, settings_of_children(list(children.values())))


def people_of_case(case: Case) -> People:
    """Everybody and every place that a case names."""
    places = [party.setting_id for party in case.parties] + [found.setting_id for found in case.incidents]
    return people(case.child_ids(), places)


def people_of_cases(cases: Sequence[Case]) -> People:
    """For a list of cases."""
    return people([child for case in cases for child in case.child_ids()])


def people_of_contacts(contacts: Sequence[Contact]) -> People:
    """For the queue."""
    children = [child for contact in contacts for child in contact.child_ids()]
    return people(children, [contact.setting_id for contact in contacts])


def people_of_separations(separations: Sequence[Separation]) -> People:
    """For a list of separations."""
    return people([child for separation in separations for child in separation.child_ids()])


def party_words(party: Party, named: People) -> str:
    """A party in a list: name and part."""
    return f"{named.name(party.child_id)} ({ROLES_SHORT[party.role]})"


def dates_of(incident: Incident) -> str:
    """When an incident happened."""
    first, last = incident.happened_from, incident.happened_until
    if first is None:
        return f"Until {day(last)}" if last else "Date not known"
    return day(first) if last in (None, first) else f"{day(first)} to {day(last)}"


def incident_title(incident: Incident) -> str:
    """Nature and place as one line."""
    nature = natures_in_words(incident.natures) or "nature not yet known"
    return f"{nature[:1].upper()}{nature[1:]}, {PLACES[incident.place].lower()}"


def described(incident: Incident) -> list[dict[str, str]]:
    """The coded answers of an incident described whole; empty while nobody has described it."""
    return [
        {"label": field.label, "value": words}
        for field, words in said(incident, INCIDENT.fields)
        if field.sort in {CHOOSE, TICKS}
    ]


def day(value: dt.date | None) -> str:
    """Mon 23 Nov 2026."""
    return day_words(value) if value else ""


def answer_clock(contact: Contact) -> Clock:
    """Hours left of those within which each referrer is told the outcome (safeguarding, learning points)."""
    left = (answer_due(contact.received_at) - now()).total_seconds() / 3600
    detail = f"of {hours_to_answer(contact.received_at)} hours, since {day(contact.received_at.date())}"
    if left <= 0:
        over = _hours(-left) if -left < 24 else _days(int(-left // 24))
        return Clock(f"Overdue by {over}", "over", detail)
    return Clock(f"{_hours(left)} left", "soon" if left <= SOON_HOURS else "normal", detail)


def came_from(contact: Contact) -> str:
    """Who told us: the agency as it was written, else where the contact comes from."""
    kind = AGENCY_KINDS.get(contact.agency_kind) or SOURCES[contact.source_kind]
    if contact.source_kind != "agency":
        return f"{SOURCES[contact.source_kind]} {contact.source_reference or contact.reference}"
    return f"{kind}: {contact.agency}" if contact.agency and contact.agency_kind else contact.agency or kind


def contact_details(contact: Contact) -> list[dict[str, str]]:
    """How a contact came, as far as it was written down."""
    said = {
        "From": AGENCY_KINDS.get(contact.agency_kind, ""),
        "Person": contact.referrer or "",
        "Asks for": ASKS_FOR.get(contact.asks_for, ""),
        "Came": CAME_AS.get(contact.came_as, ""),
        "Level of need given": LEVELS.get(contact.level, ""),
    }
    return [{"label": label, "value": value} for label, value in said.items() if value]


def review_clock(separation: Separation) -> Clock:
    """Days until the review of a separation: its date is a calendar day, holidays included."""
    return days_clock(separation.review_on, f"review {day(separation.review_on)}", SOON_DAYS)


def days_clock(due: dt.date, detail: str, soon: int) -> Clock:
    """Calendar days until a date; `soon`: from how many days left it is near."""
    left = (due - today()).days
    if left < 0:
        return Clock(f"Overdue by {_days(-left)}", "over", detail)
    if left == 0:
        return Clock("Due today", "soon", detail)
    return Clock(f"{_days(left)} left", "soon" if left <= soon else "normal", detail)


def told(records: Sequence[Any], notes: Sequence[str] = ()) -> list[HistoryLine]:
    """The histories of several records as one, newest first.

    `notes` stand before the words of each record's lines, where the list mixes records.
    """
    prefixes = list(notes) or [""] * len(records)
    lines = [
        replace(line, words=f"{prefix}{line.words}")
        for record, prefix in zip(records, prefixes, strict=True)
        for line in history(record)
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _hours(number: float) -> str:
    whole = max(1, int(number)) if number < 1 else int(number)
    return "1 hour" if whole == 1 else f"{whole} hours"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"
