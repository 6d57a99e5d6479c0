"""Opening a case, adding to it, closing it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from cases.actions.rights import demand, reason_of
from cases.actions.separation import separate_parties
from cases.events import (
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CaseTaken,
    IncidentAdded,
    IncidentDescribed,
    PartyAdded,
)
from cases.kinds import Values
from cases.kinds.incident import INCIDENT
from cases.kinds.reading import split
from cases.models import Case, Incident, Party
from cases.words import CLOSED_AS, NATURES, PLACES, ROLES, natures_in_words
from foundation.access.permissions import Permission
from foundation.store import Actor, next_reference, session, today
from foundation.trail import record

PartyValues = tuple[int, str, int | None]


@dataclass(frozen=True)
class IncidentValues:
    """An incident as a form or a file gives it: codes of `cases.words`, dates, words."""

    happened_from: dt.date | None = None
    happened_until: dt.date | None = None
    place: str = "not_known"
    setting_id: int | None = None
    natures: Sequence[str] = field(default_factory=tuple)
    words: str = ""


def open_case(
    actor: Actor,
    *,
    parties: Sequence[PartyValues],
    incident: IncidentValues | None = None,
    opened_on: dt.date | None = None,
    how_known: str = "",
    came_to_light_on: dt.date | None = None,
    authority_reference: str | None = None,
    owner_id: int | None = None,
) -> Case:
    """Open a case with its parties (child id, role, setting id at the time) and make its separations,
    in force from `opened_on` (today unless told). Raises ValueError for what does not make a case.
    """
    demand(actor, Permission.WRITE_CASES)
    if not parties:
        raise ValueError("A case needs at least one child")
    if len({child for child, _, _ in parties}) < len(parties):
        raise ValueError('The same child stands twice; choose the role "both"')
    day = opened_on or today()
    case = Case(
        reference=next_reference(session(), "CASE", day.year),
        authority_reference=authority_reference,
        opened_on=day,
        how_known=how_known.strip() or None,
        came_to_light_on=came_to_light_on,
        owner_id=owner_id if owner_id is not None else actor.account_id or None,
        parties=[_party(values) for values in parties],
        incidents=[_incident(incident or IncidentValues())],
    )
    session().add(case)
    session().flush()
    record(CaseOpened(subject=case))
    separate_parties(actor, case, day)
    return case


def add_party(actor: Actor, case: Case, child_id: int, role: str, setting_id: int | None = None) -> Party:
    """A further child in a case; the separations that follow from it are in force from today."""
    demand(actor, Permission.WRITE_CASES)
    if child_id in case.child_ids():
        raise ValueError("This child is a party to this case already")
    added = _party((child_id, role, setting_id))
    case.parties.append(added)
    record(PartyAdded(subject=case, role=ROLES[role]))
    separate_parties(actor, case, today())
    return added


def add_incident(actor: Actor, case: Case, values: IncidentValues) -> Incident:
    """A further incident of the same case."""
    demand(actor, Permission.WRITE_CASES)
    added = _incident(values)
    case.incidents.append(added)
    record(IncidentAdded(subject=case, nature=natures_in_words(added.natures) or "nature not yet known"))
    return added


def describe_incident(actor: Actor, case: Case, incident: Incident, values: Values) -> None:
    """The incident whole: consent, power, exploitation, relationship, each with its reason."""
    demand(actor, Permission.WRITE_CASES)
    columns, detail = split(INCIDENT.fields, values)
    for name, value in columns.items():
        setattr(incident, name, value)
    incident.detail = detail
    record(IncidentDescribed(subject=case))


def close_case(
    actor: Actor,
    case: Case,
    reason: str,
    *,
    closed_as: str = "done",
    missing: Sequence[str] = (),
    manager: str = "",
    because: str = "",
) -> None:
    """Close a case. Its separations stay as they are (transitions, "Words").

    `missing`: what the case lacks (cases.completeness). Where something is missing, a named manager says why
    it is closed all the same; the number of what is missing stays in the trail.
    """
    demand(actor, Permission.WRITE_CASES)
    words = reason_of(reason)
    if closed_as not in CLOSED_AS:
        raise ValueError("Choose why it is closed")
    if missing and not (manager.strip() and because.strip()):
        raise ValueError("Something is missing: name the manager, and why it is closed all the same")
    if missing:
        words = f"{words} (with {len(missing)} things missing; {manager.strip()}: {because.strip()})"
    case.closed_on, case.closed_as = today(), closed_as
    record(CaseClosed(subject=case, reason=words))


def take_case(actor: Actor, case: Case) -> None:
    """The actor becomes the case's owner: who is asked when something on which a decision relied changes."""
    demand(actor, Permission.WRITE_CASES)
    case.owner_id = actor.account_id or None
    record(CaseTaken(subject=case))


def reopen_case(actor: Actor, case: Case, reason: str) -> None:
    """Open a closed case again."""
    demand(actor, Permission.WRITE_CASES)
    words = reason_of(reason)
    case.closed_on = case.closed_as = None
    record(CaseReopened(subject=case, reason=words))


def _party(values: PartyValues) -> Party:
    child_id, role, setting_id = values
    if role not in ROLES:
        raise ValueError("Choose what the child's part in it was")
    return Party(child_id=child_id, role=role, setting_id=setting_id)


def _incident(values: IncidentValues) -> Incident:
    if values.happened_from and values.happened_until and values.happened_until < values.happened_from:
        raise ValueError("The last day must not be before the first")
    if values.place not in PLACES or not set(values.natures) <= set(NATURES):
        raise ValueError("Choose from the list")
    return Incident(
        happened_from=values.happened_from,
        happened_until=values.happened_until,
        place=values.place,
        setting_id=values.setting_id,
        natures=list(values.natures),
        words=values.words.strip() or None,
    )
