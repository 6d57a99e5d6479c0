"""The list of audits, opening one, and the page of one."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from audits import actions, lists, showing
from audits.models import Audit
from audits.pages.blueprint import pages
from audits.periods import Period, month, months_until, named, quarter, theme
from audits.questions import KINDS, THEMES
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, today

MONTHS = 13
SMALLEST, LARGEST = 5, 60


@pages.page("", needs=Permission.AUDIT)
def audits() -> Any:
    """Every audit, with how far it is."""
    found = lists.audits()
    items = lists.items_of_audits(found)
    return render_template("audits/audits.html", audits=found, items=items, showing=showing)


@pages.page("/open", needs=Permission.AUDIT, methods=("GET", "POST"))
def open_one() -> Any:
    """Choose kind and period; the sample is drawn at once."""
    form = Reading(request.form)
    if request.method == "POST":
        made = _opened(form)
        if made is not None:
            flash("The sample is drawn.", "success")
            return redirect(url_for("audits.audit", audit=made.public_id))
    months = {day.strftime("%Y-%m"): named(day, day) for day in months_until(today(), MONTHS)}
    page = render_template(
        "audits/open.html",
        kinds=KINDS,
        themes=THEMES,
        months=months,
        form=form,
        typed=form.posted or MultiDict({"kind": "monthly", "month": [*months][1]}),
        errors=form.errors,
        error_list=form.error_list,
        size=actions.SIZE,
    )
    return page, 422 if form.errors else 200


def _opened(form: Reading) -> Audit | None:
    kind = form.choice("kind", "what kind of audit", KINDS)
    about = form.choice("theme", "a theme", THEMES, required=kind == "thematic")
    seed = form.text("seed", "the seed", longest=40)
    size = form.text("size", "how many records") or str(actions.SIZE)
    if not size.isdigit() or not SMALLEST <= int(size) <= LARGEST:
        form.refuse("size", f"How many records must be a number from {SMALLEST} to {LARGEST}")
    period = _period(form, kind)
    if form.errors or period is None:
        return None
    about = about if kind == "thematic" else ""
    try:
        return actions.open_audit(current_actor(), period, theme=about, seed=seed, size=int(size))
    except ValueError as refused:
        form.refuse("month", str(refused))
        return None


def _period(form: Reading, kind: str) -> Period | None:
    try:
        chosen = month(form.posted.get("month", ""))
        if kind == "quarterly":
            return quarter(chosen.first)
        until = form.posted.get("until") or form.posted.get("month", "")
        return theme(chosen.first, month(until).first) if kind == "thematic" else chosen
    except ValueError as refused:
        form.refuse("month", str(refused))
        return None


@pages.page("/<audit>", needs=Permission.AUDIT, opens=Audit)
def audit(audit: Audit) -> Any:
    """One audit: the sample, the figures beside those before, what follows."""
    return audit_page(audit, Reading(MultiDict()))


def audit_page(audit: Audit, form: Reading, status: int = 200) -> Any:
    """The page; with what was typed and what is wrong with it, where a form was refused."""
    items, beside = lists.items_of(audit), showing.comparison(audit)
    figures = {one.id: lists.figures(one) for one in beside}
    page = render_template(
        "audits/audit.html",
        audit=audit,
        items=items,
        showing=showing,
        progress=showing.progress(items),
        beside=beside,
        rows=showing.figure_rows(beside, figures),
        bars=showing.bars(beside, figures, showing.DEFAULT_FACT),
        actions=lists.actions_of(audit),
        feedback=lists.feedback_of(audit),
        schools=dict(showing.schools_of(items)),
        left=actions.left_to_do(audit) if audit.status == "open" else [],
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, status


@pages.page("/<audit>/drawn", needs=Permission.AUDIT, opens=Audit)
def drawn(audit: Audit) -> Any:
    """How the sample was drawn, so that anybody can draw it again."""
    items = lists.items_of(audit)
    return render_template("audits/drawn.html", audit=audit, items=items, showing=showing)
