"""Whom a document about one child must not name: the other children of its case, and those kept apart.

The search itself is `cases.names`; the names come from the roll (`cases.names_core`).
"""

from __future__ import annotations

from collections.abc import Iterable

from cases.names import Found, Person, find_names
from cases.names_core import linked_children, people_on_roll
from foundation.store import Actor, session, today
from roll.models import Child


class NamesAnotherChild(ValueError):
    """The document would give another child away; the message names the places, never the name."""


def printed_by(actor: Actor, child: Child, case_id: int | None, instead: str) -> str:
    """Who printed it; `instead`, where the person bears a name of another child."""
    return instead if names_of_others(child, case_id, [("", actor.name)]) else actor.name


def names_of_others(child: Child, case_id: int | None, texts: Iterable[tuple[str, str]]) -> list[Found]:
    """Every place of (place, text) that would give another child of the case away."""
    connection = session().connection()
    others = people_on_roll(connection, linked_children(connection, child.id, case_id, today()))
    forenames = tuple(name for name in (child.forename, child.known_as) if name)
    surnames = tuple(name for name in (child.surname, child.preferred_surname) if name)
    return find_names(texts, others, Person(forenames, surnames))


def refuse_names(found: Iterable[Found]) -> None:
    """Raise NamesAnotherChild where anything was found for certain."""
    places = [f"{hit.place} ({hit.what})" for hit in found if hit.sure]
    if places:
        raise NamesAnotherChild("; ".join(dict.fromkeys(places)))
