"""Putting the application together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader

from foundation.access import front_door
from foundation.access.pages import check_every_route
from foundation.access.rules import rules_of
from foundation.store import crypto
from foundation.store.session import init_app as open_store
from portal import config, drawing, errors, headers, limits, logs, wiring

csrf = CSRFProtect()


def create_app(given: Mapping[str, Any] | None = None) -> Flask:
    """The application. `given` overrides the environment (tests). Raises UnsafeConfiguration."""
    app = Flask(
        "portal",
        root_path=str(config.ROOT),
        template_folder=str(config.ROOT / "templates"),
        static_folder=str(config.ROOT / "static" / "build"),
        static_url_path="/static",
    )
    app.config.update(config.read(given))
    secure = app.config["BASE_URL"].startswith("https://")
    app.config.update(
        SESSION_COOKIE_NAME="__Host-portal" if secure else "portal",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=8),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=secure,
        MAX_CONTENT_LENGTH=64 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=5000,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    components = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_loader = ChoiceLoader([app.jinja_loader, components])  # type: ignore[list-item]
    crypto.use(crypto.KeyRing.from_setting(app.config["DATA_KEYS"]))
    open_store(app)
    logs.init_app(app)
    headers.init_app(app)
    front_door.init_app(app)
    csrf.init_app(app)
    errors.init_app(app)
    drawing.init_app(app)
    wiring.init_app(app)
    _open_to_other_systems(app)
    check_every_route(app)
    return app


def _open_to_other_systems(app: Flask) -> None:
    """What is opened by a key has no cookie that could be misused, so it needs no token; it has a limit."""
    for endpoint, rule in rules_of(app).items():
        if rule.key_scope:
            csrf.exempt(app.view_functions[endpoint])
    limits.init_app(app)
