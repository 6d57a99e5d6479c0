"""Mails without names, written in the transaction of what they tell of."""

from __future__ import annotations

from foundation.access.lists import accounts_with
from foundation.access.permissions import Role
from foundation.post import tell


def tell_setting(setting_id: int, notice: str, path: str, key: str) -> None:
    """A mail to every safeguarding lead of a setting."""
    for account in accounts_with(Role.DSL, setting_id=setting_id):
        tell(account_id=account.id, notice=notice, path=path, key=f"{key}-{account.id}")


def tell_role(role: Role, notice: str, path: str, key: str) -> None:
    """A mail to everybody who holds a role of the authority."""
    for account in accounts_with(role):
        tell(account_id=account.id, notice=notice, path=path, key=f"{key}-{account.id}")
