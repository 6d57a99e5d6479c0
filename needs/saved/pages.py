"""Keeping a question to the matrix under a name."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug import Response

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from needs import asking
from needs.saved import actions
from needs.saved.lists import PAGES
from needs.saved.models import SavedView

pages = Pages("needs_saved", __name__, url_prefix="/needs/views")
BLUEPRINTS = [pages]
KEPT_OF_SHARED = ("rows", "period")


@pages.page("/save", needs=Permission.READ_MATRIX, methods=("GET", "POST"))
def save() -> Any:
    """The question that stands in the address gets a name."""
    place = request.args.get("place", "shared")
    if place not in PAGES or (place == "all" and not current_actor().may(Permission.OPEN_FIGURES)):
        abort(404)
    asked = _asked(place)
    form = Reading(request.form)
    if request.method == "POST":
        name = form.text("name", "a name", required=True, longest=actions.NAME_LENGTH)
        if not form.errors:
            everybody = form.posted.get("everybody") == "yes"
            actions.save_view(current_actor(), name=name, place=place, asked=asked, everybody=everybody)
            flash(f"Saved as “{name}”", "success")
            return redirect(url_for(PAGES[place], **asked))
    answer = render_template(
        "needs/save.html",
        leave=url_for(PAGES[place], **asked),
        place=place,
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return (answer, 422) if form.errors else answer


@pages.page("/<needs_view>/delete", needs=Permission.READ_MATRIX, opens=SavedView, methods=("POST",))
def delete(needs_view: SavedView) -> Response:
    """One's own view, or one that everybody sees, is taken away; what it showed is not."""
    try:
        actions.delete_view(current_actor(), needs_view)
    except PermissionError:
        abort(403)
    flash(f"“{needs_view.name}” is deleted", "success")
    return redirect(url_for(PAGES[needs_view.place], **needs_view.asked))


def _asked(place: str) -> dict[str, Any]:
    if place == "all":
        return asking.address(asking.read(request.args).ask)
    return {key: request.args[key][:20] for key in KEPT_OF_SHARED if request.args.get(key)}
