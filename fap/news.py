"""What this room offers on the pages of others."""

from __future__ import annotations

from flask import url_for

from cases import slots
from cases.meetings import slots as meeting_slots
from cases.meetings.models import Meeting
from cases.models import Contact
from fap import deciding_news, desk_news
from fap.lists import referral_by_reference
from fap.packs import news as pack_news
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


def referral_of_meeting(meeting: Meeting, actor: Actor) -> Start | None:
    """On a meeting's page: the referral it was called for, for those who may read it."""
    if not meeting.referral_reference or not actor.may(Permission.READ_REFERRALS):
        return None
    found = referral_by_reference(meeting.referral_reference)
    if found is None:
        return None
    return Start(f"Read the referral {found.reference}", url_for("fap.referral", referral=found.public_id))


def child_of_referral(reference: str, actor: Actor) -> int | None:
    """Whom a referral is about, for whoever calls a meeting for it."""
    found = referral_by_reference(reference) if actor.may(Permission.READ_REFERRALS) else None
    return found.child_id if found else None


def listen() -> None:
    """Fasten the offers, and hear what the desk keeps."""
    desk_news.listen()
    pack_news.listen()
    deciding_news.listen()
    slots.contact_sources(referral_of_contact)
    meeting_slots.referral_sources(referral_of_meeting)
    meeting_slots.referral_children(child_of_referral)
