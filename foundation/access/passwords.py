"""Passwords (Argon2id) and one-time codes (TOTP)."""

from __future__ import annotations

import hashlib
import secrets

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from foundation.access.models import Account
from foundation.store.clock import now

SHORTEST, LONGEST = 15, 128
_hasher = PasswordHasher()
_nobody = _hasher.hash(secrets.token_urlsafe(24))
STEP_SECONDS = 30


class WeakPassword(ValueError):
    """The password is too easy to guess; the message says what to do."""


def check_strength(password: str, *local_words: str) -> None:
    """Length and the obvious guesses (security G3: no composition rules). Raises WeakPassword."""
    if len(password) < SHORTEST:
        raise WeakPassword(f"Use at least {SHORTEST} characters. Three or four random words work well")
    if len(password) > LONGEST:
        raise WeakPassword(f"Use no more than {LONGEST} characters")
    plain = password.casefold()
    if len(set(plain)) < 6 or any(run in plain for run in ("password", "qwerty", "12345678", "letmein")):
        raise WeakPassword("This password is one of the first that would be tried. Choose other words")
    for word in local_words:
        if len(word) > 4 and word.casefold() in plain:
            raise WeakPassword("Leave out your name, your e-mail address and the name of the council")


def hash_password(password: str) -> str:
    """An Argon2id hash with its own salt and parameters."""
    return _hasher.hash(password)


def password_is_right(account: Account | None, password: str) -> bool:
    """Compare; as slow for an unknown account as for a known one (security G8)."""
    stored = account.password_hash if account and account.password_hash else None
    try:
        right = _hasher.verify(stored or _nobody, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return right and stored is not None


def code_is_right(account: Account, code: str) -> bool:
    """A code of now or one step either side, never the same twice (security G1)."""
    if not account.totp_secret or not code.isascii() or not code.isdigit():
        return False
    present = int(now().timestamp()) // STEP_SECONDS
    generator = pyotp.TOTP(account.totp_secret)
    for step in (present - 1, present, present + 1):
        if step > account.totp_last_step and secrets.compare_digest(generator.at(step * STEP_SECONDS), code):
            account.totp_last_step = step
            return True
    return False


def new_totp_secret() -> str:
    """160 random bits in base 32."""
    return pyotp.random_base32()


def enrolment_address(secret: str, email: str, issuer: str) -> str:
    """The otpauth:// address that an authenticator app scans."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def token_hash(token: str) -> str:
    """How a random token (session, invitation) is stored."""
    return hashlib.sha256(token.encode()).hexdigest()
