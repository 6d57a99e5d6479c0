"""Roll files: upload, preview, decide, and what became of it. No page here names a child or shows a value."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.paper import file_answer
from foundation.store import current_actor, today
from roll import progress, roll_file, runs
from roll.models import ImportRun
from transitions import roll_jobs
from transitions.actions import rolls as actions
from transitions.lists import setting_names, sweep_of_import
from transitions.pages.blueprint import pages

SEEN_BY = (Permission.IMPORT_ROLLS, Permission.READ_REJECTED_ROWS)
WAITING = frozenset({"previewed", "held"})


@pages.page("/rolls", needs=SEEN_BY)
def rolls() -> Any:
    """The upload, what waits for a decision, and the latest files."""
    return _rolls_page(Reading(request.form))


@pages.page("/rolls", needs=Permission.IMPORT_ROLLS, methods=("POST",))
def upload_roll() -> Any:
    """Take a file in: it is read and compared; nothing is applied."""
    form = Reading(request.form)
    given = request.files.get("file")
    data = given.read() if given and given.filename else b""
    if not given or not given.filename:
        form.refuse("file", "Choose a file")
    elif not data:
        form.refuse("file", "The file is empty. Check that the export ran to its end")
    profile = form.choice("profile", "a profile", roll_file.offered())
    as_of = form.date("as_of", "The day of the roll", past=True) or today()
    if form.errors or given is None:
        return _rolls_page(form), 422
    run = actions.receive(
        current_actor(),
        data,
        given.filename or "",
        profile,
        as_of=as_of,
        partial=form.known("partial", ("yes",)) == "yes",
    )
    roll_jobs.take_in(current_actor(), data, run.file_name, run=run)
    return redirect(url_for("transitions.roll_run", run=run.public_id))


@pages.page("/rolls/<run>", needs=SEEN_BY, opens=ImportRun)
def roll_run(run: ImportRun) -> Any:
    """One file: counts by setting, rejected lines, why it is held, and the decision."""
    if run.kind != "roll":
        abort(404)
    page = request.args.get("page", 1, type=int)
    settings = run.counts.get("settings", {})
    return render_template(
        "transitions/roll_run.html",
        run=run,
        words=runs.STATE_WORDS,
        settings=settings,
        names=setting_names({*settings, *run.counts.get("untouched", [])}),
        rejects=runs.rejects_of(run, page=page),
        notes=runs.rejects_of(run, "note"),
        page=page,
        pages_of_rejects=runs.reject_pages(run),
        swept=sweep_of_import(run.id),
        waits=run.status in WAITING,
        works=run.status in ImportRun.WORKING,
        far=progress.far(run),
        profile_note=_profile_before(run),
        headings=(run.columns or {}).get("columns", {}),
        may_import=current_actor().may(Permission.IMPORT_ROLLS),
        may_see_lines=current_actor().may(Permission.READ_REJECTED_ROWS) and not current_actor().barred,
        by=names_of({run.account_id} if run.account_id else set()),
    )


@pages.page("/rolls/<run>/apply", needs=Permission.IMPORT_ROLLS, opens=ImportRun, methods=("POST",))
def apply_roll(run: ImportRun) -> Any:
    """Apply a file that waits, and look at everybody again; what is held needs to be confirmed."""
    if run.kind != "roll":
        abort(404)
    if run.status not in WAITING:
        abort(409)
    confirm = Reading(request.form).known("confirm", ("yes",)) == "yes"
    if (run.counts.get("held") or run.counts.get("rejected")) and not confirm:
        flash("Tick the box to say that you checked. Nothing was applied.", "error")
        return redirect(url_for("transitions.roll_run", run=run.public_id))
    roll_jobs.ask_to_apply(current_actor(), run, confirm=confirm)
    if run.status == "applying":
        flash("The file is being applied in the background.", "success")
    elif run.status == "applied":
        flash("The file was applied and everybody was looked at again.", "success")
    else:
        flash("The file was not applied. The reasons are below.", "error")
    return redirect(url_for("transitions.roll_run", run=run.public_id))


@pages.page("/rolls/<run>/cancel", needs=Permission.IMPORT_ROLLS, opens=ImportRun, methods=("POST",))
def cancel_roll(run: ImportRun) -> Any:
    """Do not apply it; also while it is compared, until it is being written."""
    if run.kind != "roll":
        abort(404)
    far = progress.far(run)
    if run.status not in WAITING | ImportRun.WORKING or (far and far.certain):
        abort(409)
    actions.cancel(current_actor(), run)
    flash("The file was not applied and is no longer kept.", "success")
    return redirect(url_for("transitions.rolls"))


@pages.page("/rolls/<run>/progress", needs=SEEN_BY, opens=ImportRun, poll=True)
def roll_progress(run: ImportRun) -> Any:
    """How far the work on a file has come, for the page that waits."""
    if run.kind != "roll":
        abort(404)
    far = progress.far(run)
    return {"state": run.status, "far": vars(far) if far else None}


@pages.page("/rolls/<run>/rejected.csv", needs=Permission.READ_REJECTED_ROWS, opens=ImportRun, kind="export")
def rejected_rows(run: ImportRun) -> Any:
    """The rejected lines themselves: for the education safeguarding officer only.

    None of it for an officer who is barred from any child: a line that could not be read may be about that
    one.
    """
    if run.kind != "roll" or not run.rejected_rows or current_actor().barred:
        abort(404)
    return file_answer(runs.rejected_rows(run), "rejected-lines.csv")


def _profile_before(run: ImportRun) -> dict[str, str] | None:
    """What to say where no file was applied with the profile before, or one with another version of it."""
    last = runs.last_applied("roll", profile=run.profile, before=run.id)
    if last is None:
        ended = run.counts.get("ended", 0)
        if not ended:
            return None
        words = (
            "No earlier file was applied with these columns, so this one cannot be held for having fewer "
            f"children than the last. It ends {ended} enrolment{'s' if ended > 1 else ''} at the settings "
            "in it: compare “Ended” with what you expect."
        )
        return {"title": "The first file with this column profile", "words": words}
    if not last.columns or not run.columns or last.columns == run.columns:
        return None
    was, now_is = last.columns["version"], run.columns["version"]
    words = f"Its column profile was changed since the last file: version {now_is}, then version {was}."
    return {"title": "Another version of the column profile", "words": words}


def _rolls_page(form: Reading) -> str:
    recent = runs.recent(("roll",))
    return render_template(
        "transitions/rolls.html",
        waiting=[run for run in recent if run.status in WAITING | ImportRun.WORKING],
        done=[run for run in recent if run.status not in WAITING | ImportRun.WORKING],
        words=runs.STATE_WORDS,
        by=names_of({run.account_id for run in recent if run.account_id}),
        profiles={name: profile.title or name for name, profile in roll_file.offered().items()},
        columns=roll_file.COLUMNS,
        may_import=current_actor().may(Permission.IMPORT_ROLLS),
        day=today(),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
