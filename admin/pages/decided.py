"""What the council decides: every setting by group, one setting with its history, and a new value for it."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from admin import decided_lists, deciding
from admin.pages.blueprint import pages
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, session, today
from foundation.store.decided import Number, Wording, declared


@pages.page("/decided", needs=Permission.READ_DECIDED)
def decided() -> Any:
    """Each setting with its value now, since when, by whom, and the next change."""
    return render_template(
        "admin/decided.html",
        groups=decided_lists.standing(),
        decides=current_actor().may(Permission.DECIDE),
    )


@pages.page("/decided/<key>", needs=Permission.READ_DECIDED)
def setting(key: str) -> Any:
    """One setting: its rule, its value, every decision about it."""
    return _page(_known(key), Reading(request.form))


@pages.page("/decided/<key>/decide", needs=Permission.DECIDE, methods=("POST",))
def decide(key: str) -> Any:
    """A new value, from which day, and why."""
    found, form = _known(key), Reading(request.form)
    value = form.text("value", "the new value", required=True)
    if value:
        _check(found, value, form)
    day = form.date("from", "The first day", required=True)
    reason = form.text("reason", "the reason", required=True, longest=500)
    if not form.errors and day is not None:
        try:
            deciding.decide(current_actor(), found, value=value, from_date=day, reason=reason)
        except deciding.Refused as refused:
            session().rollback()
            form.refuse(refused.field, str(refused))
        else:
            flash("It was decided. Clocks that have started keep their dates.", "success")
            return redirect(url_for("admin.setting", key=found.key))
    return _page(found, form), 422


def _known(key: str) -> Number | Wording:
    found = declared().get(key)
    if found is None:
        abort(404)
    return found


def _check(found: Number | Wording, value: str, form: Reading) -> None:
    try:
        found.parse(value)
    except ValueError as wrong:
        form.refuse("value", str(wrong))


def _page(found: Number | Wording, form: Reading) -> str:
    decisions = decided_lists.decisions_of(found)
    return render_template(
        "admin/setting.html",
        setting=found,
        standing=decided_lists.standing_of(found, decisions),
        decisions=decisions,
        decides=current_actor().may(Permission.DECIDE) and not found.fixed,
        today=today(),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
