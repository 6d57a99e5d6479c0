"""What every template may use: the shell, dates in words, assets."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import Flask, current_app, g, url_for
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from foundation.access.permissions import ROLE_WORDS
from foundation.store import current_actor, today
from foundation.store.clock import local
from portal import pictures
from portal.assets import asset
from portal.headers import csp_nonce
from portal.navigation import navigation
from roll.lists import places_by_id

SERVICE = "Fair access and safety planning"


def day(value: dt.date | dt.datetime | None) -> str:
    """Mon 23 Nov 2026."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        value = local(value).date()
    return f"{value:%a} {value.day} {value:%b %Y}"


def when(value: dt.datetime | None) -> str:
    """Today 14:02, or Mon 23 Nov 2026, 14:02."""
    if value is None:
        return ""
    there = local(value)
    if there.date() == today():
        return f"today {there:%H:%M}"
    return f"{day(there.date())}, {there:%H:%M}"


def _person() -> dict[str, Any] | None:
    if not current_user or not current_user.is_authenticated or current_user.live.locked:
        return None
    actor = current_actor()
    roles = [words for role, words in ROLE_WORDS.items() if role in actor.roles]
    account = current_user.account
    return {
        "name": account.name,
        "key": account.public_id,
        "role": roles[0] if roles else "no role today",
        "setting": ", ".join(sorted({s.name for s in places_by_id(set(actor.settings)).values()})) or None,
        "last_signed_in": when(account.signed_in_before) or None,
    }


def _context() -> dict[str, Any]:
    config = current_app.config
    try:
        person = _person()
    except SQLAlchemyError:
        person = None
    shell = {
        "authority": config["AUTHORITY_NAME"],
        "service": SERVICE,
        "home": url_for("home.home"),
        "demo": config["PORTAL_MODE"] == "demo",
        "session_ends": g.get("session_ends"),
        "person": person,
        "urls": {
            "sign_out": url_for("access.sign_out"),
            "sign_out_everywhere": url_for("access.sign_out_everywhere"),
            "hide": url_for("access.hide"),
            "keep_alive": url_for("access.stay"),
            "token": url_for("access.token"),
            "ended": url_for("access.sign_in"),
            "help": url_for("home.help_page"),
            "privacy": url_for("home.privacy"),
            "accessibility": url_for("home.accessibility"),
            "theme": url_for("theme.css"),
        },
    }
    return {"shell": shell, "navigation": navigation(current_actor()) if person else [], "error_list": []}


def init_app(app: Flask) -> None:
    """Globals, filters and the context of every template."""
    app.jinja_env.globals.update(asset=asset, csp_nonce=csp_nonce, today=today)
    app.jinja_env.filters.update(day=day, when=when)
    app.context_processor(_context)
    pictures.init_app(app)
