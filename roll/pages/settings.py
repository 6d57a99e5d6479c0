"""The register of settings, for the administrator: no page here leads to a child."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from roll import postcodes, runs, settings_register
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


@pages.page("/settings/add", needs=Permission.IMPORT_SETTINGS, methods=("GET", "POST"))
def add_setting() -> Any:
    """A place of education that the national register does not have."""
    form = Reading(request.form)
    if request.method == "POST":
        words: dict[str, Any] = {
            "code": form.text("code", "a code", required=True),
            "name": form.text("name", "a name", required=True),
            "type_name": form.text("type_name", "what it is"),
            "postcode": form.text("postcode", "the postcode"),
        }
        words |= {name: _age(form, name) for name in ("low_age", "high_age")}
        if words["postcode"] and not postcodes.is_valid(postcodes.normalise(words["postcode"])):
            form.refuse("postcode", "Enter a whole postcode, such as EC3A 5DE, or leave it empty")
        if not form.errors:
            try:
                settings_register.add_setting(current_actor(), **words)
                flash("The setting is on the register.", "success")
                return redirect(url_for("roll_settings.settings"))
            except ValueError as wrong:
                form.refuse("code", str(wrong))
    return render_template(
        "roll/add_setting.html", typed=request.form, errors=form.errors, error_list=form.error_list
    ), 422 if form.errors else 200


def _age(form: Reading, name: str) -> int | None:
    typed = form.text(name, "the age")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and int(typed[:4]) <= 25):
        form.refuse(name, "Enter an age in years, up to 25, or leave it empty")
        return None
    return int(typed)
