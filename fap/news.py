"""What this room offers on the pages of others."""

from __future__ import annotations

from flask import url_for

from cases import slots
from cases.models import Contact
from fap.lists import referral_by_reference
from foundation.access.permissions import Permission
from foundation.access.work import Start
from foundation.store import Actor


def referral_of_contact(contact: Contact, actor: Actor) -> Start | None:
    """On a contact's page: the referral that brought it, for those who may read it."""
    if contact.source_kind != "referral" or not actor.may(Permission.READ_REFERRALS):
        return None
    found = referral_by_reference(contact.source_reference)
    if found is None:
        return None
    return Start(f"Read the referral {found.reference}", url_for("fap.referral", referral=found.public_id))


def listen() -> None:
    """Fasten the offer."""
    slots.contact_sources(referral_of_contact)
