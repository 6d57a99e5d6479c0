"""Keys of other systems: made for a system account, shown once, kept as a hash, for a purpose and a time.

A key is 256 random bits, so a keyed hash without salt is enough: nothing can be guessed, no two are equal.
The hash is keyed by the installation's own secret: a stolen database lets nobody test a guess, and a new
SECRET_KEY ends every key. What a key may do is its scopes, never roles: a system account has none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Collection, Sequence

from flask import current_app
from sqlalchemy import select

from foundation.access.events import ApiKeyMade, ApiKeyRevoked, SystemAccountMade
from foundation.access.lists import account_by_email
from foundation.access.models import Account, ApiKey
from foundation.access.permissions import Permission
from foundation.store import Actor, independent_session, now, session, today
from foundation.trail import record

P = Permission
PLACEMENT_CHECKS, PLACEMENT_REASONS = "placement_checks", "placement_reasons"
SCOPES: dict[str, tuple[str, frozenset[Permission]]] = {
    PLACEMENT_CHECKS: ("ask the placement check", frozenset({P.CHECK_PLACEMENTS, P.ALL_CHILDREN})),
    PLACEMENT_REASONS: ("and be told the reasons", frozenset({P.PLACEMENT_REASONS})),
}
BEGINS = "fasp_"
SHOWN = len(BEGINS) + 6
LONGEST_DAYS = 366
SYSTEM = "system"
_LOOK = dt.timedelta(minutes=5)


def make_system_account(actor: Actor, name: str) -> Account:
    """An account for another system: it has no roles and can never sign in. Raises ValueError if taken."""
    address = f"system:{' '.join(name.split()).casefold()}"[:254]
    if account_by_email(address) is not None:
        raise ValueError("There is already a system account with this name")
    made = Account(email=address, name=" ".join(name.split())[:120], state=SYSTEM)
    session().add(made)
    session().flush()
    record(SystemAccountMade(subject=made))
    return made


def make_key(
    actor: Actor, account: Account, *, label: str, scopes: Collection[str], expires_on: dt.date
) -> tuple[ApiKey, str]:
    """A key and its text, which is kept nowhere. Raises ValueError with words for what cannot be."""
    wanted = [scope for scope in SCOPES if scope in scopes]
    if PLACEMENT_CHECKS not in wanted:
        raise ValueError("Choose what the key may do")
    if not today() < expires_on <= today() + dt.timedelta(days=LONGEST_DAYS):
        raise ValueError("A key ends after today, and within a year")
    text = BEGINS + secrets.token_urlsafe(32)
    key = ApiKey(
        account_id=account.id,
        label=label,
        begins=text[:SHOWN],
        key_hash=_hash(text),
        scopes=wanted,
        made_at=now(),
        made_by_id=actor.account_id or None,
        expires_on=expires_on,
    )
    session().add(key)
    session().flush()
    words = ", ".join(SCOPES[scope][0] for scope in wanted)
    until = f"{expires_on:%-d %B %Y}"
    record(ApiKeyMade(subject=account, begins=key.begins, scopes=words, until=until))
    return key, text


def revoke(actor: Actor, key: ApiKey, reason: str) -> None:
    """End a key; the very next call with it is refused."""
    if key.revoked_at is None:
        key.revoked_at = now()
        account = session().get_one(Account, key.account_id)
        record(ApiKeyRevoked(subject=account, begins=key.begins, reason=reason))


def keys_of(account: Account) -> Sequence[ApiKey]:
    """The keys of a system account, the latest first."""
    found = select(ApiKey).where(ApiKey.account_id == account.id).order_by(ApiKey.id.desc())
    return session().scalars(found).all()


def system_accounts() -> Sequence[Account]:
    """The accounts of other systems, by name; the portal's own is not one of them."""
    found = select(Account).where(Account.state == SYSTEM, Account.email.startswith("system:"))
    return session().scalars(found.order_by(Account.name, Account.id)).all()


def bearer(header: str) -> tuple[ApiKey, Actor] | None:
    """The key in an Authorization header and who acts with it; None for none, unknown, over or revoked."""
    kind, _, text = header.partition(" ")
    if kind.casefold() != "bearer" or not text.startswith(BEGINS):
        return None
    found = select(ApiKey).where(ApiKey.key_hash == _hash(text.strip()), ApiKey.revoked_at.is_(None))
    key = session().scalars(found).one_or_none()
    account = session().get(Account, key.account_id) if key else None
    if key is None or account is None or account.state != SYSTEM or key.expires_on < today():
        return None
    permissions = frozenset().union(*(SCOPES[scope][1] for scope in key.scopes if scope in SCOPES))
    return key, Actor(account_id=account.id, name=account.name, permissions=permissions)


def note_use(key: ApiKey) -> None:
    """Remember when a key was last used, to within a few minutes; the trail has every call."""
    if key.used_at is None or now() - key.used_at > _LOOK:
        with independent_session() as own:
            own.get_one(ApiKey, key.id).used_at = now()


def _hash(text: str) -> str:
    secret = b"api key " + str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
