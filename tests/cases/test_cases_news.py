"""Somebody is told of each contact, by a mail that says nothing about it."""

from __future__ import annotations

from sqlalchemy import select

from cases import actions
from foundation.access.permissions import Role
from foundation.post.models import OutboxMessage
from foundation.store import acting_as, session
from tests.cases.conftest import actor_of
from tests.people import make_account


def test_each_mash_officer_is_told_once_of_a_contact(writable, new_child):
    officers = {make_account(Role.MASH_OFFICER).id for _ in range(2)}
    make_account(Role.SAFEGUARDING_OFFICER)
    child = new_child("Canaryforename", "Canarysurname")
    for _ in range(2):
        with acting_as(actor_of(Role.DSL)) as dsl:
            contact = actions.receive_contact(
                dsl, source_kind="referral", source_reference="FAP-2026-000001", child_id=child.id
            )
    told = session().scalars(select(OutboxMessage).where(OutboxMessage.notice == "incident_unlinked")).all()
    assert {message.account_id for message in told} == officers
    assert len(told) == 2
    assert {message.path for message in told} == {f"/mash/{contact.reference}"}
    assert not any("anary" in message.key for message in told)
