"""What higher rooms put on the pages of a case, a separation and a contact, without this room knowing them.

A room calls these in its `news.listen()`, for example:
    slots.case_actions(lambda case, actor: [Start("Ask for a safety plan", url_for(...))])
    slots.case_sections(lambda case, actor: WorkList("plans", "Safety plans", rows=[...]))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cases.models import Case, Contact, Separation
from foundation.access.work import Start, WorkList
from foundation.store import Actor

CaseActions = Callable[[Case, Actor], Iterable[Start]]
CaseSection = Callable[[Case, Actor], WorkList | None]
SeparationSection = Callable[[Separation, Actor], WorkList | None]
ContactSource = Callable[[Contact, Actor], Start | None]

_actions: list[CaseActions] = []
_sections: list[CaseSection] = []
_separation_sections: list[SeparationSection] = []
_contact_sources: list[ContactSource] = []


def case_actions(offer: CaseActions) -> None:
    """Offer buttons on the case page; offering the same function twice is once."""
    if offer not in _actions:
        _actions.append(offer)


def case_sections(offer: CaseSection) -> None:
    """Offer a work list on the case page; None leaves it out."""
    if offer not in _sections:
        _sections.append(offer)


def separation_sections(offer: SeparationSection) -> None:
    """Offer a work list on the separation page; None leaves it out."""
    if offer not in _separation_sections:
        _separation_sections.append(offer)


def contact_sources(offer: ContactSource) -> None:
    """Offer the way from a contact to the form it came with; None where it is not this room's, or unseen."""
    if offer not in _contact_sources:
        _contact_sources.append(offer)


def sources_of(contact: Contact, actor: Actor) -> list[Start]:
    """Links from a contact to what it came with, as far as the reader may open it."""
    return [found for offer in _contact_sources if (found := offer(contact, actor)) is not None]


def actions_on(case: Case, actor: Actor) -> list[Start]:
    """Every button offered for a case, in order."""
    offered = [start for offer in _actions for start in offer(case, actor)]
    return sorted(offered, key=lambda start: start.order)


def sections_on(case: Case, actor: Actor) -> list[WorkList]:
    """Every work list offered for a case, in order."""
    return _in_order(offer(case, actor) for offer in _sections)


def sections_on_separation(separation: Separation, actor: Actor) -> list[WorkList]:
    """Every work list offered for a separation, in order."""
    return _in_order(offer(separation, actor) for offer in _separation_sections)


def _in_order(offered: Iterable[WorkList | None]) -> list[WorkList]:
    return sorted((found for found in offered if found is not None), key=lambda found: found.order)
