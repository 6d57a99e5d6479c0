"""Who is signed in: sessions on the server, sign-in, lock-out, proof again."""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import select

from foundation.access import passwords
from foundation.access.events import SignedIn, SignedOut, SignInRefused
from foundation.access.lists import account_by_email
from foundation.access.models import Account, WebSession
from foundation.store import independent_session, now, session
from foundation.trail import record

IDLE = dt.timedelta(minutes=15)
ABSOLUTE = dt.timedelta(hours=8)
PROOF = dt.timedelta(minutes=5)
FAILURES, FAILING_WITHIN, LOCKED_FOR = 10, dt.timedelta(minutes=5), dt.timedelta(minutes=15)
TOUCH_EVERY = dt.timedelta(seconds=20)
REFUSED = "The e-mail address, password or code is not right"


class Refused(ValueError):
    """Sign-in was refused. One message for every reason (security G8)."""


def sign_in(email: str, password: str, code: str | None) -> str:
    """Start a session; returns the token for the browser. `code` None skips the second factor (demo mode).

    A refusal is committed too (the count of failures and its line), so the caller must commit either way.
    """
    account = account_by_email(email)
    right = passwords.password_is_right(account, password)
    if account is None:
        raise Refused(REFUSED)
    locked = account.locked_until is not None and account.locked_until > now()
    ready = account.state == "active" and right and not locked
    if ready and code is not None:
        ready = passwords.code_is_right(account, code.replace(" ", ""))
    if not ready:
        _count_failure(account)
        raise Refused(REFUSED)
    account.failures, account.failing_since, account.locked_until = 0, None, None
    account.signed_in_before, account.signed_in_at = account.signed_in_at, now()
    token = secrets.token_urlsafe(32)
    session().add(
        WebSession(
            token_hash=passwords.token_hash(token),
            account_id=account.id,
            started_at=now(),
            seen_at=now(),
            proved_at=now(),
            second_factor=code is not None,
        )
    )
    record(SignedIn(subject=account))
    return token


def _count_failure(account: Account) -> None:
    if account.failing_since is None or account.failing_since < now() - FAILING_WITHIN:
        account.failing_since, account.failures = now(), 0
    account.failures += 1
    if account.failures >= FAILURES:
        account.locked_until = now() + LOCKED_FOR
    record(SignInRefused(subject=account, reason="wrong"))


def find(token: str) -> WebSession | None:
    """The live session of a token: not ended, not idle too long, not too old, its account active."""
    row = session().execute(
        select(WebSession, Account)
        .join(Account, Account.id == WebSession.account_id)
        .where(WebSession.token_hash == passwords.token_hash(token))
    )
    found = row.first()
    if found is None:
        return None
    live, account = found
    over = live.ended_at is not None or account.state != "active"
    old = live.seen_at < now() - IDLE or live.started_at < now() - ABSOLUTE
    return None if over or old else live


def touch(live: WebSession) -> None:
    """Note that the session was used, at most every 20 seconds, in a short transaction of its own."""
    if now() - live.seen_at > TOUCH_EVERY:
        with independent_session() as own:
            row = own.get(WebSession, live.id)
            if row is not None:
                row.seen_at = now()


def seconds_left(live: WebSession) -> int:
    """Seconds until the session ends if nothing more happens."""
    ends = min(now() + IDLE, live.started_at + ABSOLUTE)
    return max(0, int((ends - now()).total_seconds()))


def prove_again(live: WebSession, account: Account, password: str, code: str | None) -> None:
    """Prove again before a dangerous act (security G6). Raises Refused."""
    locked = account.locked_until is not None and account.locked_until > now()
    right = passwords.password_is_right(account, password) and not locked
    if right and code is not None:
        right = passwords.code_is_right(account, code.replace(" ", ""))
    if not right:
        _count_failure(account)
        raise Refused("The password or code is not right")
    live.proved_at, live.locked = now(), False


def is_proved(live: WebSession) -> bool:
    """Whether the person proved themselves in the last five minutes."""
    return live.proved_at >= now() - PROOF


def end(live: WebSession, account: Account) -> None:
    """Sign out."""
    live.ended_at = now()
    record(SignedOut(subject=account))
