"""Sealing and opening values under a ring of keys."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.store import crypto
from foundation.store.crypto import BadKeysError, CannotDecryptError, KeyRing

OLD = crypto.new_key("2025")
NEW = crypto.new_key("2026")
RING = KeyRing.from_setting(f"{NEW},{OLD}")


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_what_was_sealed_opens_where_it_was_bound(data: bytes, place: str) -> None:
    sealed = RING.encrypt(data, bound_to=place)
    assert RING.decrypt(sealed, bound_to=place) == data
    assert len(data) < 8 or data not in sealed


def test_the_same_text_never_seals_to_the_same_value() -> None:
    values = {RING.encrypt(b"same", bound_to="t.c") for _ in range(50)}
    assert len(values) == 50


def test_a_value_moved_to_another_place_does_not_open() -> None:
    sealed = RING.encrypt(b"text", bound_to="plan.account")
    with pytest.raises(CannotDecryptError):
        RING.decrypt(sealed, bound_to="plan.views")


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(RING.encrypt(b"nothing but the truth", bound_to="t.c"))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CannotDecryptError):
        RING.decrypt(bytes(sealed), bound_to="t.c")


@given(st.binary(max_size=60))
def test_anything_that_is_not_a_sealed_value_is_refused(junk: bytes) -> None:
    with pytest.raises(CannotDecryptError):
        RING.decrypt(junk, bound_to="t.c")


def test_every_key_opens_and_the_first_one_seals() -> None:
    before = KeyRing.from_setting(OLD).encrypt(b"kept", bound_to="t.c")
    assert RING.decrypt(before, bound_to="t.c") == b"kept"
    assert crypto.key_id_of(before) == "2025"
    assert crypto.key_id_of(RING.encrypt(b"kept", bound_to="t.c")) == "2026"


def test_a_key_that_was_taken_away_is_named() -> None:
    sealed = KeyRing.from_setting(OLD).encrypt(b"kept", bound_to="t.c")
    with pytest.raises(CannotDecryptError, match="'2025'"):
        KeyRing.from_setting(NEW).decrypt(sealed, bound_to="t.c")


@pytest.mark.parametrize(
    "setting",
    [
        "",
        " , ",
        "no-colon",
        "id:",
        "id:not base64!",
        "id:c2hvcnQ=",
        f"{NEW},{NEW}",
        "bad id:" + NEW.split(":")[1],
    ],
    ids=["empty", "commas", "no colon", "no key", "not base64", "too short", "twice", "bad id"],
)
def test_unusable_settings_are_refused(setting: str) -> None:
    with pytest.raises(BadKeysError):
        KeyRing.from_setting(setting)


def test_a_refusal_never_shows_the_key() -> None:
    almost = base64.b64encode(b"x" * 31).decode()
    with pytest.raises(BadKeysError) as refused:
        KeyRing.from_setting(f"id:{almost}")
    assert almost not in str(refused.value)
    assert NEW.split(":")[1] not in repr(RING)
    assert "31 bytes" in str(refused.value)


def test_weak_keys_are_found() -> None:
    def ring(key: bytes) -> KeyRing:
        return KeyRing.from_setting("k:" + base64.b64encode(key).decode())

    assert ring(b"\x00" * 32).weak() == ("k",)
    assert ring(b"correct horse battery staple 123").weak() == ("k",)
    assert ring(bytes(range(4)) * 8).weak() == ("k",)
    assert RING.weak() == ()


def test_nothing_is_sealed_before_keys_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crypto, "_ring", None)
    with pytest.raises(BadKeysError):
        crypto.current()
    crypto.use(RING)
    assert crypto.current() is RING
