"""What the administrator does that the foundation has no verb for: several of its verbs as one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from admin.lists import parked_jobs
from foundation.access import actions as access
from foundation.access import keys
from foundation.access.lists import account_by_email
from foundation.access.models import Account, ApiKey
from foundation.access.permissions import PANEL_ROLES, SCHOOL_SEATS, SETTING_ROLES, Permission, Role
from foundation.jobs.actions import try_again
from foundation.store import Actor


class NotAllowed(PermissionError):
    """The actor may not manage accounts, or not their own."""


@dataclass(frozen=True)
class RoleValues:
    """A role with its scope and its time."""

    role: Role
    setting_id: int | None = None
    panel_id: int | None = None
    from_date: dt.date | None = None
    until_date: dt.date | None = None
    scope_words: str = ""


def invite_person(
    actor: Actor, *, email: str, name: str, job_title: str, given: RoleValues
) -> tuple[Account, str]:
    """A new account with its first role; returns it with the one-time token, which is kept nowhere.

    Raises ValueError when the address has an account already.
    """
    _demand(actor)
    if account_by_email(email) is not None:
        raise ValueError("There is an account with this address. Give it another role on its page")
    account = access.open_account(actor, email=email, name=name, job_title=job_title)
    give_role(actor, account, given)
    return account, access.invite(actor, account)


def give_role(actor: Actor, account: Account, given: RoleValues) -> None:
    """Give a role to somebody else. Raises ValueError for a scope that does not belong to the role."""
    _demand(actor, account)
    if given.role in SETTING_ROLES and given.setting_id is None:
        raise ValueError("Choose the school or college for this role")
    if given.role in PANEL_ROLES and given.panel_id is None:
        raise ValueError("Choose the panel for this role")
    if given.from_date and given.until_date and given.until_date < given.from_date:
        raise ValueError("The last day must not be before the first")
    access.assign(
        actor,
        account,
        given.role,
        setting_id=given.setting_id if given.role in SETTING_ROLES | SCHOOL_SEATS else None,
        panel_id=given.panel_id if given.role in PANEL_ROLES else None,
        from_date=given.from_date,
        until_date=given.until_date,
        scope_words=given.scope_words,
    )


def end_role(actor: Actor, account: Account, number: int) -> None:
    """End the account's n-th assignment, counted from one; it no longer holds from now on."""
    _demand(actor, account)
    access.end_assignment(actor, account.assignments[number - 1])


def disable_account(actor: Actor, account: Account, reason: str) -> None:
    """The person can no longer sign in, and is signed out everywhere."""
    _demand(actor, account)
    if not reason.strip():
        raise ValueError("Give a reason")
    access.disable(actor, account, reason.strip())


def new_link(actor: Actor, account: Account) -> str:
    """A new one-time link; the earlier one no longer works. Raises ValueError for a disabled account."""
    _demand(actor, account)
    if account.state not in {"invited", "active"}:
        raise ValueError("This account is disabled")
    return access.invite(actor, account)


def make_system_account(actor: Actor, name: str) -> Account:
    """An account for another system. Raises ValueError if there is one of this name."""
    _demand(actor)
    return keys.make_system_account(actor, name)


def make_key(
    actor: Actor, account: Account, *, label: str, scopes: Collection[str], expires_on: dt.date
) -> tuple[ApiKey, str]:
    """A key for a system account, with its text, which is kept nowhere. Raises ValueError with words."""
    _demand(actor)
    return keys.make_key(actor, account, label=label, scopes=scopes, expires_on=expires_on)


def revoke_key(actor: Actor, key: ApiKey, reason: str) -> None:
    """End a key; the very next call with it is refused."""
    _demand(actor)
    keys.revoke(actor, key, reason)


def try_parked_again(actor: Actor) -> int:
    """Give every parked job its tries back; returns how many."""
    if not actor.may(Permission.READ_OUTBOX):
        raise NotAllowed("the outbox is the administrator's")
    parked = list(parked_jobs())
    for job in parked:
        try_again(job)
    return len(parked)


def _demand(actor: Actor, account: Account | None = None) -> None:
    if not actor.may(Permission.MANAGE_ACCOUNTS):
        raise NotAllowed("accounts are the administrator's")
    if account is not None and account.id == actor.account_id:
        raise ValueError("This is your own account. Ask another administrator to change it")
