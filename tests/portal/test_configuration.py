"""What a portal in production refuses to start with."""

from __future__ import annotations

import base64

import pytest

from foundation.store import crypto
from portal import config

SAFE = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": config.new_secret(),
    "TRAIL_KEY": config.new_secret(),
    "DATA_KEYS": crypto.new_key("2026"),
    "BASE_URL": "https://portal.example.org",
}


def test_random_keys_and_https_are_enough():
    config.check(config.read(SAFE, {}))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {"DATA_KEYS": "k:" + base64.b64encode(b"correct horse battery staple 123").decode()},
            "DATA_KEYS: too weak",
        ),
        ({"DATA_KEYS": "not a key"}, "DATA_KEYS must read id:base64key"),
        ({"DATA_KEYS": ""}, "DATA_KEYS: not set"),
        ({"SECRET_KEY": "a" * 40}, "SECRET_KEY: too weak"),
        ({"TRAIL_KEY": SAFE["SECRET_KEY"]}, "TRAIL_KEY: must not be the same"),
        ({"BASE_URL": "http://portal.example.org"}, "BASE_URL: must begin with https"),
    ],
)
def test_what_is_unsafe_is_named(changed, words):
    with pytest.raises(config.UnsafeConfiguration, match=words):
        config.check(config.read({**SAFE, **changed}, {}))
