"""The only writers of accounts, assignments, bars and invitations."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import select, update

from foundation.access import passwords
from foundation.access.events import (
    AccountActivated,
    AccountDisabled,
    AccountInvited,
    AssignmentEnded,
    AssignmentGiven,
    BarLifted,
    BarSet,
)
from foundation.access.lists import OPERATOR, account_by_email
from foundation.access.models import Account, Assignment, Bar, Invitation, WebSession
from foundation.access.permissions import ROLE_WORDS, Role
from foundation.store import Actor, now, session, today
from foundation.trail import record

INVITATION_DAYS = 7


class InvitationSpent(ValueError):
    """The link was used, is too old, or never existed."""


def open_account(actor: Actor, *, email: str, name: str, job_title: str = "") -> Account:
    """The account with this address, made if there is none."""
    found = account_by_email(email)
    if found is None:
        found = Account(
            email=email.strip().casefold(), name=name.strip() or email, job_title=job_title.strip()
        )
        session().add(found)
        session().flush()
    return found


def assign(
    actor: Actor,
    account: Account,
    role: Role,
    *,
    setting_id: int | None = None,
    panel_id: int | None = None,
    from_date: dt.date | None = None,
    until_date: dt.date | None = None,
    scope_words: str = "",
) -> Assignment:
    """Give an account a role within a scope."""
    given = Assignment(
        account_id=account.id,
        role=str(role),
        setting_id=setting_id,
        panel_id=panel_id,
        from_date=from_date or today(),
        until_date=until_date,
    )
    session().add(given)
    session().flush()
    record(AssignmentGiven(subject=account, role=ROLE_WORDS[role], scope=scope_words))
    return given


def end_assignment(actor: Actor, assignment: Assignment) -> None:
    """End an assignment yesterday, so that the next request no longer has it."""
    assignment.until_date = today() - dt.timedelta(days=1)
    record(AssignmentEnded(subject=assignment.account, role=ROLE_WORDS[Role(assignment.role)]))


def invite(actor: Actor, account: Account) -> str:
    """Make a one-time token (7 days) by which the account sets its password and second factor."""
    token = secrets.token_urlsafe(32)
    session().execute(
        update(Invitation)
        .where(Invitation.account_id == account.id, Invitation.used_at.is_(None))
        .values(used_at=now())
    )
    session().add(
        Invitation(
            account_id=account.id,
            token_hash=passwords.token_hash(token),
            totp_secret=passwords.new_totp_secret(),
            made_at=now(),
            expires_at=now() + dt.timedelta(days=INVITATION_DAYS),
        )
    )
    record(AccountInvited(subject=account))
    return token


def invitation_behind(token: str) -> tuple[Invitation, Account]:
    """The unspent invitation of a token and its account. Raises InvitationSpent."""
    found = session().scalars(
        select(Invitation).where(
            Invitation.token_hash == passwords.token_hash(token),
            Invitation.used_at.is_(None),
            Invitation.expires_at > now(),
        )
    )
    invitation = found.one_or_none()
    account = session().get(Account, invitation.account_id) if invitation else None
    if invitation is None or account is None or account.state == "disabled":
        raise InvitationSpent("This link has been used or is too old. Ask for a new one")
    return invitation, account


def activate(token: str, password: str, code: str | None) -> Account:
    """Set the password and, outside demo mode, prove the second factor; the token is spent.

    `code` None means that the second factor is skipped (demo mode only).
    Raises InvitationSpent, passwords.WeakPassword, ValueError for a wrong code.
    """
    invitation, account = invitation_behind(token)
    passwords.check_strength(password, account.email.split("@")[0], *account.name.split())
    if code is not None:
        account.totp_secret, account.totp_last_step = invitation.totp_secret, 0
        if not passwords.code_is_right(account, code.replace(" ", "")):
            account.totp_secret = None
            raise ValueError(
                "The code is not right. Check that the time on your phone is right and try the next code"
            )
    account.password_hash = passwords.hash_password(password)
    account.state, account.failures, account.locked_until = "active", 0, None
    invitation.used_at = now()
    end_sessions(account.id)
    record(AccountActivated(subject=account))
    return account


def disable(actor: Actor, account: Account, reason: str) -> None:
    """The account can no longer sign in; the very next request of each of its sessions is refused."""
    account.state = "disabled"
    end_sessions(account.id)
    record(AccountDisabled(subject=account, reason=reason))


def end_sessions(account_id: int) -> None:
    """End every session of an account."""
    session().execute(
        update(WebSession)
        .where(WebSession.account_id == account_id, WebSession.ended_at.is_(None))
        .values(ended_at=now())
    )


def set_bar(actor: Actor, account: Account, child_id: int, reason: str) -> Bar:
    """Bar a person from everything about a child; it holds from the next request."""
    bar = Bar(account_id=account.id, child_id=child_id, reason=reason, set_by=actor.account_id, set_at=now())
    session().add(bar)
    session().flush()
    record(BarSet(subject=account, children=(child_id,)))
    return bar


def lift_bar(actor: Actor, bar: Bar, reason: str) -> None:
    """Lift a bar."""
    bar.lifted_at = now()
    account = session().get(Account, bar.account_id)
    record(BarLifted(subject=account, children=(bar.child_id,), reason=reason))


def open_operator() -> Account:
    """The system account, made once; it can never sign in."""
    found = account_by_email(OPERATOR)
    if found is None:
        found = Account(email=OPERATOR, name="The portal", state="system")
        session().add(found)
        session().flush()
    return found
