"""How often another system may ask: by key, counted in this process."""

from __future__ import annotations

from typing import Any

from flask import Flask, g
from flask_limiter import Limiter

from foundation.access.rules import rules_of

limiter = Limiter(key_func=lambda: str(g.get("api_key", "")), storage_uri="memory://", headers_enabled=True)


def init_app(app: Flask) -> None:
    """Limit every address that is opened by a key (`API_LIMIT`, for example "120 per minute")."""
    limiter.init_app(app)
    for endpoint, rule in rules_of(app).items():
        if rule.key_scope:
            limited: Any = limiter.limit(lambda: str(app.config["API_LIMIT"]))
            app.view_functions[endpoint] = limited(app.view_functions[endpoint])
