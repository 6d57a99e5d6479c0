"""People of the tests: accounts with a role, and what happens between two requests."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from flask import g, has_app_context

if TYPE_CHECKING:
    from flask import Flask

    from foundation.access.models import Account
    from foundation.access.permissions import Role

PASSWORD = "correct horse battery staple 7"


def make_account(
    role: Role | None,
    *,
    setting: Any = None,
    panel_id: int | None = None,
    name: str = "",
    email: str = "",
    password: str | None = None,
    agreed: bool = True,
) -> Account:
    """An active account with one assignment (none for `role` None), committed.

    Needs an application context (`db_session`). With a `password` it can use the real sign-in form;
    its second factor's secret is then in `account.totp_secret`. Who sits on a panel has accepted the
    information-sharing agreement of the year, unless `agreed` is False.
    """
    from foundation.access import actions, passwords
    from foundation.store import current_actor, session

    words = str(role or "nobody")
    email = email or f"{words}.{secrets.token_hex(4)}@example.org"
    account = actions.open_account(current_actor(), email=email, name=name or words.replace("_", " ").title())
    account.state = "active"
    if password:
        account.password_hash = passwords.hash_password(password)
        account.totp_secret = passwords.new_totp_secret()
    if role is not None:
        setting_id = getattr(setting, "id", setting)
        actions.assign(current_actor(), account, role, setting_id=setting_id, panel_id=panel_id)
    if agreed and panel_id is not None:
        accept_agreement_for(account)
    session().commit()
    return account


def accept_agreement_for(account: Account) -> None:
    """The agreement of the year, written if there is none, accepted by an account that sits on a panel."""
    from fap.actions.agreements import accept_agreement, write_agreement
    from fap.panels.agreement import SUGGESTED, agreement_in_force
    from foundation.access.lists import actor_of
    from foundation.store import acting_as, current_actor, session, today

    text = agreement_in_force() or write_agreement(current_actor(), text=SUGGESTED, in_force_from=today())
    session().flush()
    with acting_as(actor_of(account)) as actor:
        accept_agreement(actor, text)
        session().flush()


def start_session(app: Flask, account: Account) -> str:
    """A live session of an account, both factors proved this instant; its token."""
    from foundation.access import passwords
    from foundation.access.models import WebSession
    from foundation.store import independent_session, now

    token = secrets.token_urlsafe(32)
    with between_requests(), app.app_context(), independent_session() as own:
        own.add(
            WebSession(
                token_hash=passwords.token_hash(token),
                account_id=account.id,
                started_at=now(),
                seen_at=now(),
                proved_at=now(),
                second_factor=True,
            )
        )
    return token


@contextmanager
def between_requests() -> Iterator[None]:
    """Commit what the test prepared, let others act, then see what they did and be oneself again."""
    from foundation.store import NoActorError, current_actor, set_actor

    try:
        actor = current_actor()
    except NoActorError:
        actor = None
    opened = g.get("session") if has_app_context() else None
    if opened is not None:
        opened.commit()
    try:
        yield
    finally:
        set_actor(actor)
        if opened is not None:
            opened.rollback()
            opened.expire_all()
