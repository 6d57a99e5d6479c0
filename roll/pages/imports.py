"""Importing settings, and the links between them, from the national register: upload, look, apply."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor
from roll import runs, settings_register
from roll.models import ImportRun
from roll.pages.blueprints import page_number
from roll.pages.blueprints import settings_pages as pages

KINDS = ("settings", "links", "calendar", "postcodes", "wards")
WHAT = {"settings": "Settings (edubasealldata)", "links": "Links between settings (links_edubasealldata)"}


@pages.page("/settings/imports", needs=Permission.IMPORT_SETTINGS, methods=("GET", "POST"))
def imports() -> Any:
    """Choose a file; it is read and compared, and nothing is applied yet."""
    form = Reading(request.form)
    if request.method == "POST":
        file = request.files.get("file")
        if file is None or not file.filename:
            form.refuse("file", "Choose a file of the national register, CSV")
        elif form.choice("what", "what the file is", WHAT, required=False) == "links":
            run = settings_register.take_in_links(current_actor(), file.read(), file.filename)
            return redirect(url_for("roll_settings.run", run=run.public_id))
        else:
            every = request.form.get("every") == "yes"
            run = settings_register.take_in(current_actor(), file.read(), file.filename, every=every)
            return redirect(url_for("roll_settings.run", run=run.public_id))
    return render_template(
        "roll/imports.html",
        runs=runs.recent(KINDS, 20),
        states=runs.STATE_WORDS,
        kinds=runs.KIND_WORDS,
        codes=sorted(settings_register.our_codes()),
        what=WHAT,
        typed=form.posted,
        places={kind: runs.last_applied(kind) for kind in ("postcodes", "wards")},
        errors=form.errors,
        error_list=form.error_list,
    ), 422 if form.errors else 200


@pages.page("/settings/imports/<run>", needs=Permission.IMPORT_SETTINGS, opens=ImportRun)
def run(run: ImportRun) -> Any:
    """What a file would do, or did; the lines that were rejected, without their values."""
    _only_ours(run)
    page = page_number(request.args.get("page"))
    return render_template(
        "roll/run.html",
        run=run,
        by=names_of({run.account_id} if run.account_id else set()).get(run.account_id or 0, ""),
        rejects=runs.rejects_of(run, page=page),
        notes=runs.rejects_of(run, "note"),
        page=page,
        pages=runs.reject_pages(run),
        kind=runs.KIND_WORDS[run.kind],
        state=runs.STATE_WORDS[run.status],
    )


@pages.page(
    "/settings/imports/<run>/apply", needs=Permission.IMPORT_SETTINGS, opens=ImportRun, methods=("POST",)
)
def apply_run(run: ImportRun) -> Any:
    """Apply a file that waits; with rejected lines only if the person says so."""
    _only_ours(run)
    if run.status not in run.WAITING:
        flash("This file was already decided about.", "error")
    else:
        apply = settings_register.apply_kept_links if run.kind == "links" else settings_register.apply_kept
        apply(current_actor(), run, confirm=request.form.get("confirm") == "yes")
        done = run.status == "applied"
        good = "The links are in force." if run.kind == "links" else "The settings are on the register."
        flash(good if done else "The file was not applied.", "success" if done else "error")
    return redirect(url_for("roll_settings.run", run=run.public_id))


@pages.page(
    "/settings/imports/<run>/cancel", needs=Permission.IMPORT_SETTINGS, opens=ImportRun, methods=("POST",)
)
def cancel_run(run: ImportRun) -> Any:
    """Do not apply a file that waits."""
    _only_ours(run)
    if run.status in run.WAITING:
        runs.cancel(current_actor(), run)
        flash("The import was cancelled. Nothing was changed.", "success")
    return redirect(url_for("roll_settings.imports"))


def _only_ours(run: ImportRun) -> None:
    if run.kind not in KINDS:
        abort(404)
