"""The information-sharing agreement: read, accept, write anew."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from fap.actions.agreements import accept_agreement, write_agreement
from fap.asking import blank, read
from fap.models import PanelAgreement
from fap.pages import panel_forms
from fap.pages.asked_page import asked_page
from fap.pages.blueprints import panel_pages as pages
from fap.panels.agreement import (
    SUGGESTED,
    acceptance_of,
    agreement_in_force,
    agreements,
    this_year,
    year_words,
)
from foundation.access.permissions import Permission
from foundation.store import current_actor, today

RUN, READ = Permission.RUN_FAIR_ACCESS, Permission.READ_PANEL


@pages.page("/agreement", needs=READ)
def agreement() -> Any:
    """The text in force, in its own words; who sits on a panel accepts it for the school year."""
    actor = current_actor()
    return render_template(
        "fap/panels/agreement.html",
        text=agreement_in_force(),
        accepted=acceptance_of(actor),
        sits=bool(actor.panels),
        runs=actor.may(RUN),
        year=year_words(this_year()),
        texts=agreements(),
    )


@pages.page("/agreements/<agreement>/accept", needs=READ, opens=PanelAgreement, methods=("POST",))
def accept_agreement_page(agreement: PanelAgreement) -> Any:
    """Accept the text that was read."""
    try:
        if request.form.get("accept") != "yes":
            raise ValueError("Tick the box to accept the agreement")
        accept_agreement(current_actor(), agreement)
        flash("You have accepted the agreement. The papers of your panel are open to you.", "success")
        return redirect(url_for("fap_panel.panels"))
    except ValueError as refused:
        flash(str(refused), "error")
    return redirect(url_for("fap_panel.agreement"))


@pages.page("/agreement/write", needs=RUN, methods=("GET", "POST"))
def write_agreement_page() -> Any:
    """Write a new text; it begins with the one in force."""
    contents = panel_forms.agreement()
    known = agreement_in_force()
    start = {"text": known.text if known else SUGGESTED, "in_force_from": today().isoformat()}
    asked = read(contents, request.form) if request.method == "POST" else blank(contents, start)
    if request.method == "POST" and asked.holds:
        try:
            day = dt.date.fromisoformat(asked.answers["in_force_from"])
            made = write_agreement(current_actor(), text=asked.answers["text"], in_force_from=day)
            flash(f"Version {made.version} is kept. Members accept it before papers open.", "success")
            return redirect(url_for("fap_panel.agreement"))
        except ValueError as refused:
            asked = read(contents, request.form, {"text": str(refused)})
    back = url_for("fap_panel.agreement")
    return asked_page(asked, "Write the agreement", back=back, button="Keep this text")
