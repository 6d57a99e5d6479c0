"""Site groups: settings that share a site, a sixth form, transport or lunch provision."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from roll import settings_register
from roll.pages.blueprints import settings_pages as pages

KNOWN_BY_URN = "Enter the URN of a setting on the register"


@pages.page("/site-groups", needs=Permission.IMPORT_SETTINGS, methods=("GET", "POST"))
def groups() -> Any:
    """Every site group, and making one."""
    form = Reading(request.form)
    if request.method == "POST":
        name = form.text("name", "a name for the group", required=True)
        shares = form.text("shares", "what they share")
        if not form.errors:
            try:
                made = settings_register.make_site_group(current_actor(), name=name, shares=shares)
                return redirect(url_for("roll_settings.group", group=made.public_id))
            except ValueError as taken:
                form.refuse("name", str(taken))
    return render_template(
        "roll/groups.html",
        groups=settings_register.site_groups(),
        typed=request.form,
        errors=form.errors,
        error_list=form.error_list,
    ), 422 if form.errors else 200


@pages.page("/site-groups/<group>", needs=Permission.IMPORT_SETTINGS, methods=("GET", "POST"))
def group(group: str) -> Any:
    """The settings of a group; putting one in, taking one out."""
    found = settings_register.site_group(group) or abort(404)
    form = Reading(request.form)
    if request.method == "POST":
        setting = settings_register.setting_by_urn(form.text("urn", "the URN", required=True))
        if setting is None:
            form.refuse("urn", KNOWN_BY_URN)
        elif not form.errors:
            out = request.form.get("do") == "out"
            change = settings_register.take_out_of_group if out else settings_register.put_into_group
            change(current_actor(), found, setting)
            flash("Taken out of the group." if out else "Put into the group.", "success")
            return redirect(url_for("roll_settings.group", group=found.public_id))
    return render_template(
        "roll/group.html",
        group=found,
        typed=request.form,
        errors=form.errors,
        error_list=form.error_list,
    ), 422 if form.errors else 200
