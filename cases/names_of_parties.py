"""Whom a document about one child must not name: the other children of its case, and those kept apart.

The search itself is `cases.names`; the names come from the roll (`cases.names_core`).
"""

from __future__ import annotations

from collections.abc import Iterable

from cases.names import Found, Person, find_names
from cases.names_core import linked_children, people_on_roll
from foundation.store import Actor, session, today
from roll.models import Child


def printed_by(actor: Actor, child: Child, case_id: int | None, instead: str) -> str:
    """Who printed it; `instead`, where the person bears a name of another child."""
    return instead if names_of_others(child, case_id, [("", actor.name)]) else actor.name


def names_of_others(child: Child, case_id: int | None, texts: Iterable[tuple[str, str]]) -> list[Found]:
    """Every place of (place, text) that would give another child of the case away."""
    connection = session().connection()
    others = people_on_roll(connection, linked_children(connection, child.id, case_id, today()))
    return find_names(texts, others, as_known(child))


def as_known(child: Child) -> Person:
    """The names that a document about a child may hold, for they are its own."""
    forenames = tuple(name for name in (child.forename, child.known_as) if name)
    surnames = tuple(name for name in (child.surname, child.preferred_surname) if name)
    return Person(forenames, surnames)
