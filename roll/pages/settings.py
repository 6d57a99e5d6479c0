"""The register of settings, for the administrator: no page here leads to a child."""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from foundation.access.permissions import Permission
from roll import runs, settings_register
from roll.pages.blueprints import settings_pages as pages

MOST_SHOWN = 200


@pages.page("/settings", needs=Permission.IMPORT_SETTINGS)
def settings() -> Any:
    """Settings by name, town or URN."""
    wanted = request.args.get("name", "")[:120]
    found = settings_register.settings_by_name(wanted, MOST_SHOWN + 1)
    return render_template(
        "roll/settings.html",
        found=found[:MOST_SHOWN],
        more=len(found) > MOST_SHOWN,
        wanted=wanted,
        groups={group.id: group.name for group in settings_register.site_groups()},
        last=runs.last_applied("settings"),
    )
