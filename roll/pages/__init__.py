"""Pages: children of one's own setting, the register of settings, site groups, imports of settings."""

from __future__ import annotations

from roll.pages import bars, children, groups, identities, imports, profiles, settings
from roll.pages.blueprints import children_pages, settings_pages

BLUEPRINTS = [children_pages, settings_pages]

__all__ = ["BLUEPRINTS", "bars", "children", "groups", "identities", "imports", "profiles", "settings"]
