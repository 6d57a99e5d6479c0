"""The technical state: imports with their rejected lines, and the outbox."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from admin import actions, lists
from admin.pages.blueprint import pages
from admin.words import IMPORT_KINDS
from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.jobs import lists as jobs
from foundation.post.notices import NOTICES
from foundation.store import current_actor
from roll import runs

IMPORTS = (Permission.IMPORT_SETTINGS, Permission.IMPORT_ROLLS)


@pages.page("/imports", needs=IMPORTS)
def imports() -> Any:
    """The latest files that came in, and what became of them."""
    found = runs.recent(IMPORT_KINDS)
    names = names_of({run.account_id for run in found if run.account_id is not None})
    return render_template(
        "admin/imports.html", found=found, names=names, kinds=IMPORT_KINDS, states=runs.STATE_WORDS
    )


@pages.page("/imports/<key>", needs=IMPORTS)
def import_run(key: str) -> Any:
    """One run: line, column and reason of what could not be used, never a value."""
    run = runs.run_by_public_id(key)
    if run is None:
        abort(404)
    number = request.args.get("page", "1")
    page = int(number) if number.isdecimal() and len(number) < 6 else 1
    return render_template(
        "admin/import_run.html",
        run=run,
        rejects=runs.rejects_of(run, page=page),
        page=page,
        pages=runs.reject_pages(run),
        who=names_of({run.account_id} if run.account_id else set()).get(run.account_id or 0, "a command"),
        kinds=IMPORT_KINDS,
        states=runs.STATE_WORDS,
        page_address=lambda page: url_for("admin.import_run", key=key, page=page),
    )


@pages.page("/outbox", needs=Permission.READ_OUTBOX)
def outbox() -> Any:
    """How the post stands: counts, ages, kinds of notice; no text and no link."""
    state = lists.outbox()
    return render_template(
        "admin/outbox.html",
        state=state,
        names=names_of({message.account_id for message in state.messages}),
        notices={name: notice.subject for name, notice in NOTICES.items()},
        counts=jobs.counts(),
        parked=lists.parked_jobs(),
    )


@pages.page("/outbox/again", needs=Permission.READ_OUTBOX, methods=("POST",))
def try_again() -> Any:
    """Give everything that is parked its tries back."""
    number = actions.try_parked_again(current_actor())
    flash(f"{number} put back in the queue." if number else "Nothing was parked.", "success")
    return redirect(url_for("admin.outbox"))
