"""Offers and transfer files: who is to come. No page here names a child or shows a value."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.paper import file_answer
from foundation.store import current_actor
from roll import import_coming, runs
from roll.models import ImportRun
from transitions.actions import coming as actions
from transitions.lists import setting_names
from transitions.pages.blueprint import pages

SEEN_BY = (Permission.IMPORT_ROLLS, Permission.READ_REJECTED_ROWS)
KINDS = {import_coming.OFFERS: "Offers", import_coming.CTF: "Transfer files"}
WAITING = frozenset({"previewed", "held"})


@pages.page("/rolls/coming", needs=SEEN_BY)
def coming() -> Any:
    """Both uploads, what waits for a decision, and the latest files."""
    return _coming_page(Reading(request.form))


@pages.page("/rolls/coming/offers", needs=Permission.IMPORT_ROLLS, methods=("POST",))
def upload_offers() -> Any:
    """Take in a file of offers: it is read and compared; nothing is applied."""
    form = Reading(request.form)
    given = request.files.get("offers")
    round_name = form.text("round", "a name for the round").lower() or import_coming.DEFAULT_ROUND
    if not import_coming.ROUND.fullmatch(round_name):
        form.refuse("round", "Use small letters, figures and hyphens, such as secondary-2027")
    if given is None or not given.filename:
        form.refuse("offers", "Choose a file of offers")
    if form.errors or given is None:
        return _coming_page(form), 422
    run = actions.take_in(
        current_actor(), import_coming.OFFERS, given.read(), given.filename or "", round_name
    )
    return redirect(url_for("transitions.coming_run", run=run.public_id))


@pages.page("/rolls/coming/transfers", needs=Permission.IMPORT_ROLLS, methods=("POST",))
def upload_transfers() -> Any:
    """Take in transfer files. Those without a fault are applied at once; each has its run."""
    form = Reading(request.form)
    given = [file for file in request.files.getlist("transfers") if file.filename]
    if not given:
        form.refuse("transfers", "Choose one or more transfer files")
        return _coming_page(form), 422
    made = [
        actions.take_in(current_actor(), import_coming.CTF, file.read(), file.filename or "", "")
        for file in given
    ]
    if len(made) == 1:
        return redirect(url_for("transitions.coming_run", run=made[0].public_id))
    applied = sum(run.status == "applied" for run in made)
    flash(f"{applied} of {len(made)} files were applied.", "success" if applied == len(made) else "error")
    return redirect(url_for("transitions.coming"))


@pages.page("/rolls/coming/<run>", needs=SEEN_BY, opens=ImportRun)
def coming_run(run: ImportRun) -> Any:
    """One file: its figures, rejected lines, why it is held, and the decision."""
    _only_ours(run)
    page = request.args.get("page", 1, type=int)
    actor = current_actor()
    return render_template(
        "transitions/coming_run.html",
        run=run,
        kind=KINDS[run.kind],
        words=runs.STATE_WORDS,
        names=setting_names(set(run.counts.get("settings", {}))),
        rejects=runs.rejects_of(run, page=page),
        notes=runs.rejects_of(run, "note"),
        page=page,
        pages_of_rejects=runs.reject_pages(run),
        waits=run.status in WAITING,
        by=names_of({run.account_id} if run.account_id else set()),
        may_import=actor.may(Permission.IMPORT_ROLLS),
        may_see_lines=actor.may(Permission.READ_REJECTED_ROWS) and not actor.barred,
    )


@pages.page("/rolls/coming/<run>/apply", needs=Permission.IMPORT_ROLLS, opens=ImportRun, methods=("POST",))
def apply_coming(run: ImportRun) -> Any:
    """Apply a file that waits; what is held or has rejected lines needs to be confirmed."""
    _only_ours(run)
    if run.status not in WAITING:
        abort(409)
    confirm = Reading(request.form).known("confirm", ("yes",)) == "yes"
    if (run.counts.get("held") or run.counts.get("rejected")) and not confirm:
        flash("Tick the box to say that you checked. Nothing was applied.", "error")
    else:
        actions.apply_waiting(current_actor(), run, confirm=confirm)
        done = run.status == "applied"
        flash(
            "The file was applied." if done else "The file was not applied.", "success" if done else "error"
        )
    return redirect(url_for("transitions.coming_run", run=run.public_id))


@pages.page("/rolls/coming/<run>/cancel", needs=Permission.IMPORT_ROLLS, opens=ImportRun, methods=("POST",))
def cancel_coming(run: ImportRun) -> Any:
    """Do not apply it."""
    _only_ours(run)
    if run.status not in WAITING:
        abort(409)
    actions.cancel(current_actor(), run)
    flash("The file was not applied and is no longer kept.", "success")
    return redirect(url_for("transitions.coming"))


@pages.page(
    "/rolls/coming/<run>/rejected.csv", needs=Permission.READ_REJECTED_ROWS, opens=ImportRun, kind="export"
)
def rejected_offers(run: ImportRun) -> Any:
    """The rejected lines of offers: for the officer only, and for none who is barred from a child."""
    _only_ours(run)
    if not run.rejected_rows or current_actor().barred:
        abort(404)
    return file_answer(runs.rejected_rows(run), "rejected-lines.csv")


def _only_ours(run: ImportRun) -> None:
    if run.kind not in KINDS:
        abort(404)


def _coming_page(form: Reading) -> str:
    recent = runs.recent(tuple(KINDS))
    return render_template(
        "transitions/coming.html",
        waiting=[run for run in recent if run.status in WAITING],
        done=[run for run in recent if run.status not in WAITING],
        kinds=KINDS,
        words=runs.STATE_WORDS,
        by=names_of({run.account_id for run in recent if run.account_id}),
        may_import=current_actor().may(Permission.IMPORT_ROLLS),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
