"""Drawings that the server makes: geometry here, SVG in templates/components.

Rooms hand plain values to the macro `timeline`; nothing here reads the database or the request.
"""

from __future__ import annotations

from flask import Flask

from portal.pictures.day import strip_groups, strip_labels
from portal.pictures.drawn import drawn


def init_app(app: Flask) -> None:
    """Offer the drawings to the templates."""
    app.jinja_env.globals.update(
        drawn_timeline=drawn, day_strip_groups=strip_groups, day_strip_labels=strip_labels
    )
