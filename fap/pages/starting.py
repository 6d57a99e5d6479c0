"""A referral begins: find one of the school's own children, or go on with a new record."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from fap import actions
from fap.asking import blank, read
from fap.lists import open_referral_of
from fap.pages.blueprints import referral_pages as pages
from foundation.access.permissions import Permission
from foundation.questions import Upn
from foundation.store import current_actor
from roll.lists import current_settings, my_settings, own_child_by_upn
from roll.models import Child, Setting

FIND = (
    Upn(
        "upn",
        "Unique pupil number",
        required="Enter the unique pupil number",
        hint="13 characters: a letter, then 12 digits. A temporary one ends in a letter.",
    ),
)


@pages.page("/start", needs=Permission.WRITE_REFERRALS, methods=("GET", "POST"), kind="search")
def start() -> Any:
    """Find the child by UPN. What is not found can be gone on with as a new record."""
    settings = my_settings()
    if request.method == "GET":
        return render_template("fap/start.html", asked=blank(FIND), settings=settings)
    if request.form.get("step") == "begin":
        return _begin(settings)
    asked = read(FIND, request.form)
    child = own_child_by_upn(asked.answers["upn"]) if asked.holds else None
    page = render_template(
        "fap/start.html",
        asked=asked,
        settings=_settings_for(child, settings),
        child=child,
        searched=asked.holds,
        upn=asked.answers.get("upn"),
        error_list=asked.error_list,
    )
    return page, 200 if asked.holds else 422


def _begin(settings: Any) -> Any:
    """Open the draft for the found child or for a new record; an open one is gone on with."""
    actor = current_actor()
    upn = request.form.get("upn", "")
    child = own_child_by_upn(upn) if upn else None
    chosen = _chosen(_settings_for(child, settings))
    setting_id = chosen.id if chosen else None
    if child is not None and (found := open_referral_of(child.id, setting_id)):
        flash("There is an open referral for this child already. Go on with it.", "success")
        return redirect(url_for("fap.form", referral=found.public_id))
    made = actions.start_referral(actor, setting_id=setting_id, child=child)
    return redirect(url_for("fap.form", referral=made.public_id))


def _settings_for(child: Child | None, settings: Any) -> list[Setting]:
    """The person's settings at which the child is; all of theirs for a new record."""
    mine = {setting.id: setting for setting in settings}
    if child is None:
        return list(mine.values())
    here = [setting for setting in current_settings(child) if setting.id in mine]
    return here or list(mine.values())


def _chosen(settings: list[Setting]) -> Setting | None:
    wanted = request.form.get("setting", "")
    return next((one for one in settings if one.urn == wanted), settings[0] if settings else None)
