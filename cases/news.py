"""What this room hears: its own contacts, so that somebody is told of each."""

from __future__ import annotations

from cases.events import ContactReceived
from foundation import post
from foundation.access.lists import accounts_with
from foundation.access.permissions import Role
from foundation.trail import subscribe


def listen() -> None:
    """Hear of every contact that comes in."""
    subscribe(ContactReceived, _tell_the_officers)


def _tell_the_officers(event: ContactReceived) -> None:
    """Each Education MASH officer gets a mail that says only that something is in the queue."""
    contact = event.subject
    for account in accounts_with(Role.MASH_OFFICER):
        post.tell(
            account_id=account.id,
            notice="incident_unlinked",
            path=f"/mash/{contact.reference}",
            key=f"contact:{contact.reference}:received:{account.id}",
        )
