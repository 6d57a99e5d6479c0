"""Barring a colleague from a child: stronger than any role, set and lifted by the safeguarding officer."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from foundation.access import actions as access_actions
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from roll import bars as bar_lists
from roll.models import Child
from roll.pages.blueprints import children_pages as pages


@pages.page("/children/<child>/bars", needs=Permission.SET_BARS, opens=Child, methods=("GET", "POST"))
def bars(child: Child) -> Any:
    """Who is barred from this child, and barring another."""
    form = Reading(request.form)
    colleagues = bar_lists.colleagues_not_barred(child.id)
    if request.method == "POST":
        offered = {account.public_id: account for account in colleagues}
        chosen = form.choice("colleague", "a colleague", offered)
        reason = form.narrative("reason", "the reason", required=True)
        if not form.errors:
            access_actions.set_bar(current_actor(), offered[chosen], child.id, reason)
            flash("Barred. It holds from their next page on.", "success")
            return redirect(url_for("roll.bars", child=child.public_id))
    return render_template(
        "roll/bars.html",
        child=child,
        bars=bar_lists.bars_of(child.id),
        colleagues={account.public_id: account.name for account in colleagues},
        typed=request.form,
        errors=form.errors,
        error_list=form.error_list,
    ), 422 if form.errors else 200


@pages.page("/children/<child>/bars/lift", needs=Permission.SET_BARS, opens=Child, methods=("GET", "POST"))
def lift_bar(child: Child) -> Any:
    """Lift one bar, with the reason."""
    number = request.values.get("bar", "")
    found = next((bar for bar in bar_lists.bars_of(child.id) if str(bar.bar.id) == number), None)
    if found is None:
        abort(404)
    form = Reading(request.form)
    if request.method == "POST":
        reason = form.text("reason", "the reason", required=True)
        if not form.errors:
            access_actions.lift_bar(current_actor(), found.bar, reason)
            flash("The bar is lifted.", "success")
            return redirect(url_for("roll.bars", child=child.public_id))
    return render_template(
        "roll/lift_bar.html",
        child=child,
        found=found,
        typed=request.form,
        errors=form.errors,
        error_list=form.error_list,
    ), 422 if form.errors else 200
