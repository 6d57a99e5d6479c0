"""Pages of the data protection officer."""

from __future__ import annotations

from foundation.access.pages import Pages

BLUEPRINTS: list[Pages] = []
