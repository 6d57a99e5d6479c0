"""What became late after a decision is told once: to the team, and to the school whose step it is."""

from __future__ import annotations

from fap.after.actions.offering import tell_receiving, tell_team
from fap.after.lists import decisions_by_id, steps_by_place, under_way
from fap.after.waiting import waits_of
from foundation.store import Actor, session
from foundation.store.clock import local

OF_THE_SCHOOL = ("offered", "accepted", "directed", "attending")


def tell_of_late(_actor: Actor) -> int:
    """Returns how many waits are late; each is told once, and the mail names nothing."""
    found = under_way()
    by_place = steps_by_place({row.id for row in found})
    signed = {
        row.id: local(row.signed_at).date()
        for row in decisions_by_id({row.decision_id for row in found})
        if row.signed_at
    }
    number = 0
    for place in found:
        for wait in waits_of(place, by_place.get(place.id, []), signed.get(place.decision_id)):
            if not wait.late:
                continue
            number += 1
            key = f"late-place:{place.public_id}:{place.status}:{wait.on}"
            tell_team(place, "place_late", f"{key}:team")
            if place.status in OF_THE_SCHOOL:
                tell_receiving(place, "place_late", f"{key}:school")
    session().flush()
    return number
