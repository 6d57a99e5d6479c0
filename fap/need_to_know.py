"""Which version of an item a person of a panel gets: all of it, a de-identified summary, or nothing.

Source: "Panels and the coordinator's month", need to know. The same conditions narrow the session itself
(`AgendaItem.visible_to`, `Referral.visible_to`): this says in a word what the scope already does.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import select

from fap.models import AgendaItem, Decision
from fap.models.reach import full_items, open_items
from foundation.access.permissions import Permission
from foundation.store import Actor, acting_as, session


class Version(StrEnum):
    """What of an item a person may have."""

    FULL = "full"
    SUMMARY = "summary"
    HIDDEN = "hidden"


def versions_of(actor: Actor, items: Sequence[AgendaItem]) -> dict[int, Version]:
    """Item id -> the version of it that this person gets, as one of the panel or of the authority.

    Full: the authority, core members, the chair, and who sits for a school that the item concerns. Summary:
    who sits for another school. Hidden: everybody else, whatever the reason; a school's own way to its
    referral counts for nothing here.
    """
    mine = select(AgendaItem.id).where(AgendaItem.id.in_(sorted({item.id for item in items})))
    found = {item.id: Version.HIDDEN for item in items}
    with acting_as(actor):
        if actor.may(Permission.ALL_REFERRALS):
            return found | dict.fromkeys(session().scalars(mine), Version.FULL)
        if actor.panels and actor.may(Permission.READ_PANEL):
            shown = session().scalars(mine.where(AgendaItem.id.in_(open_items(actor))))
            found |= dict.fromkeys(shown, Version.SUMMARY)
            full = session().scalars(mine.where(AgendaItem.id.in_(full_items(actor))))
            found |= dict.fromkeys(full, Version.FULL)
    return found


def read_inside(actor: Actor, decisions: Sequence[Decision]) -> set[int]:
    """The row ids of those decisions of which this person reads what the schools and the family do not.

    Again a school's own way to what was decided about its referral counts for nothing.
    """
    ids = sorted({decision.id for decision in decisions})
    inside = select(Decision.id).where(Decision.id.in_(ids), Decision.read_inside_by(actor))
    with acting_as(actor):
        return set(session().scalars(inside))
