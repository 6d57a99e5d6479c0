"""Publishing the figures of a period: who sees all figures decides what is given out."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.store import current_actor, session
from needs.published import actions, forms_core, lists, periods

pages = Pages("needs_published", __name__, url_prefix="/needs/periods")
BLUEPRINTS = [pages]


@pages.page("", needs=Permission.OPEN_FIGURES, methods=("GET", "POST"))
def publish() -> Any:
    """The periods that are out, those that could be, and what publishing means."""
    error = ""
    if request.method == "POST":
        period = periods.named(request.form.get("period", ""))
        try:
            if period is None:
                raise actions.NotPublished("Choose a period")
            actions.publish(current_actor(), period)
        except actions.NotPublished as refused:
            error = str(refused)
        else:
            flash(f"{period.words} is published", "success")
            return redirect(url_for("needs.matrix", period=period.code))
    first = forms_core.first_form_on(session().connection())
    answer = render_template(
        "needs/periods.html",
        published=[(one, lists.named_words(one)) for one in lists.published()],
        possible=lists.can_be_published(first),
        error=error,
        error_list=[{"text": error, "href": "#period"}] if error else [],
    )
    return (answer, 422) if error else answer
