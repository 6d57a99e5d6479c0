"""Configuration of the machine, from environment variables (interfaces: Configuration)."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from foundation.store import crypto

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"
KEYS = ("SECRET_KEY", "DATA_KEYS", "TRAIL_KEY")
SHORTEST_SECRET = 32

DEFAULTS: dict[str, str] = {
    "PORTAL_MODE": "production",
    "DATABASE_URL": f"sqlite:///{INSTANCE / 'portal.sqlite3'}",
    "DATA_DIR": str(INSTANCE / "data"),
    "SECRET_KEY": "",
    "DATA_KEYS": "",
    "TRAIL_KEY": "",
    "TRAIL_ANCHOR": "",
    "MAIL_URL": f"file:{INSTANCE / 'mail'}",
    "MAIL_FROM": "portal@localhost.localdomain",
    "BASE_URL": "http://127.0.0.1:8000",
    "AUTHORITY_NAME": "Marchland Council",
    "AUTHORITY_CODE": "999",
    "AUTHORITY_COLOUR": "#4b2358",
    "NEIGHBOUR_CODES": "",
    "TERMINOLOGY": "peer-on-peer",
    "PHASE_TRANSFER_FROM_JUNE": "no",
    "CLAMD_ADDRESS": "",
    "CONTACT_FAIR_ACCESS": "",
    "CONTACT_MASH": "",
    "CONTACT_SEND": "",
    "CONTACT_VIRTUAL_SCHOOL": "",
    "API_LIMIT": "120 per minute",
}

IN_A_DEMO: dict[str, str] = {
    "CONTACT_FAIR_ACCESS": "Fair Access team, 01632 960100, fair.access@marchland.example",
    "CONTACT_MASH": "Education MASH, 01632 960110, out of hours 01632 960119",
    "CONTACT_SEND": "SEND casework team, 01632 960120",
    "CONTACT_VIRTUAL_SCHOOL": "Marchland Virtual School, 01632 960130",
}
"""Invented contacts (01632 960 is kept for fiction), so that a demo shows what the pages say."""
MEANINGS: dict[str, str] = {
    "PORTAL_MODE": "production, or demo (invented county, no second factor, a banner on every page)",
    "DATABASE_URL": "sqlite:///... or postgresql://...",
    "DATA_DIR": "folder of the encrypted documents; never below a served folder",
    "SECRET_KEY": "signs the cookie; at least 32 random characters",
    "DATA_KEYS": "id:base64 of 32 random bytes, several separated by commas; the first encrypts, all decrypt",
    "TRAIL_KEY": "key of the trail's chain; not the same as SECRET_KEY",
    "TRAIL_ANCHOR": "file, on another machine or disk, to which the head of the chain is copied",
    "MAIL_URL": "smtp://, smtps:// or file: folder",
    "MAIL_FROM": "sender of the mails",
    "BASE_URL": "address of the portal; https:// in production",
    "AUTHORITY_NAME": "name of the council",
    "AUTHORITY_CODE": "its LA code",
    "AUTHORITY_COLOUR": "accent of the pages; less than 7 to 1 on white is refused",
    "NEIGHBOUR_CODES": "LA codes of neighbouring councils",
    "TERMINOLOGY": "peer-on-peer or child-on-child",
    "PHASE_TRANSFER_FROM_JUNE": "yes or no: from when a child in the last year of a setting is an alert",
    "CLAMD_ADDRESS": "the virus scanner: host:port or unix:/path of clamd",
    "CONTACT_FAIR_ACCESS": "whom the pages name for fair access: telephone and address",
    "CONTACT_MASH": "whom the pages name for the Education MASH",
    "CONTACT_SEND": "whom the pages name for special educational needs",
    "CONTACT_VIRTUAL_SCHOOL": "whom the pages name for children looked after",
    "API_LIMIT": "how often one API key may ask the placement check",
}
"""Variable -> what it means, in one line (docs/configuration.md says more)."""


class UnsafeConfiguration(RuntimeError):
    """The application refuses to start; the message names each setting and what to do."""


def default_of(name: str) -> str:
    """The default, without the place where the portal lies."""
    return DEFAULTS[name].replace(str(INSTANCE), "instance")


def new_secret() -> str:
    """256 random bits as text."""
    return secrets.token_urlsafe(32)


def demo_keys(folder: Path = INSTANCE) -> dict[str, str]:
    """The keys of a demo, made once under instance/ with mode 0600."""
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, str] = {}
    for name in KEYS:
        file = folder / name.lower()
        if not file.exists():
            value = new_secret()
            if name == "DATA_KEYS":
                value = crypto.new_key("demo")
            file.touch(mode=0o600)
            file.write_text(value, encoding="ascii")
        made[name] = file.read_text(encoding="ascii").strip()
    return made


def read(given: Mapping[str, Any] | None = None, environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Defaults, then the environment, then what the caller gives; keys made in demo mode."""
    environ = os.environ if environ is None else environ
    config: dict[str, Any] = {**DEFAULTS, **{name: environ[name] for name in DEFAULTS if environ.get(name)}}
    config.update(given or {})
    if config["PORTAL_MODE"] == "demo":
        config.update({name: words for name, words in IN_A_DEMO.items() if not config[name]})
        missing = [name for name in KEYS if not config[name]]
        if missing:
            made = demo_keys()
            config.update({name: made[name] for name in missing})
    check(config)
    return config


def check(config: Mapping[str, Any]) -> None:
    """Refuse what is unsafe in production, naming each setting. Raises UnsafeConfiguration."""
    wrong = []
    if config["PORTAL_MODE"] not in {"production", "demo"}:
        wrong.append("PORTAL_MODE: say production or demo")
    if str(config["PHASE_TRANSFER_FROM_JUNE"]) not in {"yes", "no"}:
        wrong.append("PHASE_TRANSFER_FROM_JUNE: say yes or no")
    for name in KEYS:
        if not config[name]:
            wrong.append(f"{name}: not set; make one of 256 random bits (docs/configuration.md)")
    if config["PORTAL_MODE"] == "production":
        wrong += _unsafe(config)
    if wrong:
        raise UnsafeConfiguration("The portal does not start:\n  " + "\n  ".join(wrong))


def _unsafe(config: Mapping[str, Any]) -> list[str]:
    wrong = []
    for name in ("SECRET_KEY", "TRAIL_KEY"):
        value = str(config[name])
        if value and (len(value) < SHORTEST_SECRET or len(set(value)) < 10):
            wrong.append(f"{name}: too weak; use at least {SHORTEST_SECRET} random characters")
    if config["DATA_KEYS"]:
        wrong += _unsafe_data_keys(config["DATA_KEYS"])
    if config["SECRET_KEY"] and config["SECRET_KEY"] == config["TRAIL_KEY"]:
        wrong.append("TRAIL_KEY: must not be the same as SECRET_KEY")
    if not str(config["BASE_URL"]).startswith("https://"):
        wrong.append("BASE_URL: must begin with https:// so that cookies are secure")
    if ":memory:" in str(config["DATABASE_URL"]):
        wrong.append("DATABASE_URL: a database in memory loses everything")
    if config.get("DEBUG") or os.environ.get("FLASK_DEBUG") in {"1", "true"}:
        wrong.append("FLASK_DEBUG: must be off")
    return wrong


def _unsafe_data_keys(setting: str) -> list[str]:
    try:
        weak = crypto.KeyRing.from_setting(setting).weak()
    except crypto.BadKeysError as bad:
        return [str(bad)]
    return [f"DATA_KEYS: too weak: the key {key_id!r}; make one of 32 random bytes" for key_id in weak]
