"""Encryption by the application: AES-256-GCM under a ring of named keys.

A sealed value is ``version (1 byte) | length of key id (1) | key id | nonce (12) | ciphertext and
tag``. The key id and `bound_to` are authenticated, so a value copied to another column, record or file
does not open there. `bound_to` says where the value lives, for example ``"referral_answer.body"``.

`DATA_KEYS` is ``id:base64key[,id:base64key...]``: the first key seals, every key opens, so keys are
changed by putting a new one in front. No Flask and no database: `create_app` reads the setting once and
calls `use()`.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
NONCE_BYTES = 12
KEY_BYTES = 32
TAG_BYTES = 16
_KEY_ID = re.compile(r"[A-Za-z0-9_.-]{1,32}")
_FEWEST_DIFFERENT_BYTES = 12


class BadKeysError(ValueError):
    """`DATA_KEYS` cannot be used. The message never holds key material."""


class CannotDecryptError(ValueError):
    """A sealed value does not open: unknown key, changed bytes, or bound to another place."""


@dataclass(frozen=True, repr=False)
class KeyRing:
    """The keys by id; `current` seals new values."""

    current: str
    keys: Mapping[str, bytes] = field(repr=False)

    @classmethod
    def from_setting(cls, setting: str) -> KeyRing:
        """Read `DATA_KEYS`. Raises `BadKeysError`: empty, malformed, doubled, or a key not of 32 bytes."""
        keys: dict[str, bytes] = {}
        for entry in filter(None, (part.strip() for part in setting.split(","))):
            key_id, key = _entry(entry)
            if key_id in keys:
                raise BadKeysError(f"DATA_KEYS names the key {key_id!r} twice")
            keys[key_id] = key
        if not keys:
            raise BadKeysError("DATA_KEYS is empty; it needs at least one id:base64key of 32 bytes")
        return cls(current=next(iter(keys)), keys=MappingProxyType(keys))

    def __repr__(self) -> str:
        return f"KeyRing(current={self.current!r}, ids={sorted(self.keys)!r})"

    def weak(self) -> tuple[str, ...]:
        """Ids of keys that no random generator would have made: few different bytes, or readable text."""
        return tuple(key_id for key_id, key in self.keys.items() if _is_weak(key))

    def encrypt(self, plaintext: bytes, *, bound_to: str) -> bytes:
        """Seal `plaintext` under the current key, bound to the place named by `bound_to`."""
        header = _header(self.current)
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(self.keys[self.current]).encrypt(nonce, plaintext, _aad(header, bound_to))
        return header + nonce + sealed

    def decrypt(self, value: bytes, *, bound_to: str) -> bytes:
        """Open a sealed value. Raises `CannotDecryptError` and says nothing of its content."""
        key_id = key_id_of(value)
        key = self.keys.get(key_id)
        if key is None:
            raise CannotDecryptError(f"sealed under the key {key_id!r}, which DATA_KEYS does not hold")
        header = _header(key_id)
        nonce = value[len(header) : len(header) + NONCE_BYTES]
        try:
            return AESGCM(key).decrypt(nonce, value[len(header) + NONCE_BYTES :], _aad(header, bound_to))
        except InvalidTag:
            raise CannotDecryptError(f"changed since it was sealed, or not bound to {bound_to!r}") from None


def key_id_of(value: bytes) -> str:
    """The id of the key that sealed `value`, for re-encryption after a key change."""
    if len(value) < 2 or value[0] != VERSION:
        raise CannotDecryptError("not a sealed value")
    end = 2 + value[1]
    if len(value) < end + NONCE_BYTES + TAG_BYTES:
        raise CannotDecryptError("a sealed value that was cut short")
    try:
        return value[2:end].decode("ascii")
    except UnicodeDecodeError:
        raise CannotDecryptError("not a sealed value") from None


def new_key(key_id: str) -> str:
    """A fresh entry for `DATA_KEYS`: ``id:base64key``."""
    if not _KEY_ID.fullmatch(key_id):
        raise BadKeysError("a key id has 1 to 32 letters, digits, dots, dashes or underscores")
    return f"{key_id}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode('ascii')}"


_ring: KeyRing | None = None


def use(keyring: KeyRing) -> None:
    """Set the ring that `current()` answers with; called once by `create_app`."""
    global _ring
    _ring = keyring


def current() -> KeyRing:
    """The ring in use. Raises `BadKeysError` when `create_app` has not set one."""
    if _ring is None:
        raise BadKeysError("no DATA_KEYS in use; create_app sets them")
    return _ring


def _entry(entry: str) -> tuple[str, bytes]:
    key_id, colon, encoded = entry.partition(":")
    if not colon or not _KEY_ID.fullmatch(key_id):
        raise BadKeysError("DATA_KEYS must read id:base64key, separated by commas")
    try:
        key = base64.b64decode(encoded, altchars=b"-_" if set("-_") & set(encoded) else None, validate=True)
    except (binascii.Error, ValueError):
        raise BadKeysError(f"the key {key_id!r} in DATA_KEYS is not base64") from None
    if len(key) != KEY_BYTES:
        raise BadKeysError(f"the key {key_id!r} in DATA_KEYS has {len(key)} bytes; it needs {KEY_BYTES}")
    return key_id, key


def _is_weak(key: bytes) -> bool:
    readable = all(32 <= byte < 127 for byte in key)
    return readable or len(set(key)) < _FEWEST_DIFFERENT_BYTES


def _header(key_id: str) -> bytes:
    encoded = key_id.encode("ascii")
    return bytes((VERSION, len(encoded))) + encoded


def _aad(header: bytes, bound_to: str) -> bytes:
    return header + b"\x00" + bound_to.encode("utf-8")
