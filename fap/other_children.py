"""The children whom a document about a referral's child must not name."""

from __future__ import annotations

from cases.letters import people_but
from cases.names import NOBODY, Person
from cases.names_core import linked_children
from fap.models import Referral
from fap.other_children_core import linked_to, peers_named
from foundation.store import session, today


def others_of(referral: Referral) -> tuple[list[Person], Person]:
    """The children whom a document about this referral's child must not name, and that child."""
    if referral.child_id is None:
        return [], NOBODY
    connection = session().connection()
    known, told = linked_to(connection, referral.id)
    apart = linked_children(connection, referral.child_id, None, today())
    people, own = people_but(known | apart, referral.child_id)
    return [*people, *map(_named, [*told, *peers_named(connection, referral.id)])], own


def _named(words: str) -> Person:
    """Somebody who is known by words only: what is written with a capital, or the first two words."""
    parts = [word for word in words.split() if word[:1].isupper() and len(word) > 1] or words.split()[:2]
    return Person(tuple(parts[:1]), tuple(parts[1:]))
