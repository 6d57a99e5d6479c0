"""What higher rooms put on the pages of a case, a separation and a contact, without this room knowing them.

A room calls these in its `news.listen()`, for example:
    slots.case_actions(lambda case, actor: [Start("Ask for a safety plan", url_for(...))])
    slots.case_sections(lambda case, actor: WorkList("plans", "Safety plans", rows=[...]))
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping

from cases.models import Case, Contact, Separation
from foundation.access.work import Start, WorkList
from foundation.store import Actor

CaseActions = Callable[[Case, Actor], Iterable[Start]]
CaseSection = Callable[[Case, Actor], WorkList | None]
SeparationSection = Callable[[Separation, Actor], WorkList | None]
ChildSection = Callable[[Case, int, Actor], WorkList | None]
ChildrenMet = Callable[[Collection[int]], Mapping[int, Collection[int]]]
DatedWords = tuple[dt.date, str, str, int | None]
Chronology = Callable[[Case], Iterable[DatedWords]]
ContactSource = Callable[[Contact, Actor], Start | None]

_actions: list[CaseActions] = []
_sections: list[CaseSection] = []
_separation_sections: list[SeparationSection] = []
_child_sections: list[ChildSection] = []
_children_met: list[ChildrenMet] = []
_chronologies: list[Chronology] = []
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


def child_sections(offer: ChildSection) -> None:
    """Offer a work list on the page of one child of a case (case, child's row id); None leaves it out."""
    if offer not in _child_sections:
        _child_sections.append(offer)


def strategy_meetings(offer: ChildrenMet) -> None:
    """Say for cases (row ids) for which of their children a separate strategy meeting was held."""
    if offer not in _children_met:
        _children_met.append(offer)


def chronologies(offer: Chronology) -> None:
    """Offer dated lines for a chronology: (day, what, words, row id of the child it is about alone)."""
    if offer not in _chronologies:
        _chronologies.append(offer)


def chronology_of(case: Case) -> list[DatedWords]:
    """Every dated line that other rooms offer for a case."""
    return [line for offer in _chronologies for line in offer(case)]


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


def sections_on_child(case: Case, child_id: int, actor: Actor) -> list[WorkList]:
    """Every work list offered for one child of a case, in order."""
    return _in_order(offer(case, child_id, actor) for offer in _child_sections)


def children_met(case_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Case id to the children for whom a separate strategy meeting was held."""
    met: dict[int, set[int]] = {case: set() for case in case_ids}
    for offer in _children_met:
        for case, children in offer(case_ids).items():
            met.setdefault(case, set()).update(children)
    return {case: frozenset(children) for case, children in met.items()}


def sections_on_separation(separation: Separation, actor: Actor) -> list[WorkList]:
    """Every work list offered for a separation, in order."""
    return _in_order(offer(separation, actor) for offer in _separation_sections)


def _in_order(offered: Iterable[WorkList | None]) -> list[WorkList]:
    return sorted((found for found in offered if found is not None), key=lambda found: found.order)
