"""The pages of a long form. Each loads, acts, and leads on; what they show is put together in `showing`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request
from werkzeug.datastructures import FileStorage

from foundation.access.pages import Pages
from foundation.answers import showing
from foundation.answers.actions import Decision, NoSuchPage, Saved, remove_row, save_page, settle
from foundation.answers.lists import open_conflicts, section_row
from foundation.answers.record_form import MOUNTED, RecordForm
from foundation.questions import Section
from foundation.questions.pages import answers_at, page_at
from foundation.questions.question import Path
from foundation.store import current_actor
from foundation.store.clock import local

CLOSED = "This form can no longer be changed. What you sent was not saved."
View = Callable[..., Any]


def mount(of: RecordForm, pages: Pages, rule: str) -> None:
    """Add the form's pages to a blueprint, for those who write it and for those who read it."""
    needs, opens = of.write, of.model
    MOUNTED[of.form.key] = pages.name
    addresses: dict[str, tuple[str, View, tuple[str, ...]]] = {
        "": ("", _task_list, ("GET",)),
        "check": ("/check", _check, ("GET",)),
        "section": ("/<section>", _section, ("GET", "POST")),
        "part": ("/<section>/at/<path:path>", _section, ("GET", "POST")),
        "remove": ("/<section>/remove/<path:path>", _remove, ("GET", "POST")),
        "autosave": ("/<section>/autosave", _autosave, ("POST",)),
        "compare": ("/<section>/compare", _compare, ("GET", "POST")),
    }
    for what, (ending, view, methods) in addresses.items():
        name = f"{of.endpoint}_{what}" if what else of.endpoint
        declare = pages.page(rule + ending, needs=needs, opens=opens, methods=methods, endpoint=name)
        declare(_bound(of, view))
    readers = [of.read, of.write] if of.read else [of.write]
    for what, view in {"read": _read, "changes": _changes}.items():
        name = f"{of.endpoint}_{what}"
        pages.page(f"{rule}/{what}", needs=readers, opens=opens, endpoint=name)(_for_reading(of, view))


def _bound(of: RecordForm, view: View) -> View:
    """A view of one form: it is handed the record, and the section when there is one."""

    def answer(**values: Any) -> Any:
        record = values.pop(of.model.RECORD)
        if not of.may_change(record):
            if request.method != "GET":
                flash(CLOSED, "error")
            return redirect(of.outside(of.home, record))
        if "section" in values:
            values["section"] = of.form.section(values["section"]) or abort(404)
        if "path" in values:
            values["path"] = tuple(values["path"].split("/"))
        found = view(of, record, **values)
        if request.method == "POST":
            of.saved(record)
        return found

    return answer


def _for_reading(of: RecordForm, view: View) -> View:
    """A view that only reads: open also when the form can no longer be changed."""
    return lambda **values: view(of, values[of.model.RECORD])


def _read(of: RecordForm, record: Any) -> Any:
    return render_template(
        "questions/read.html", **showing.read(of, record, of.reader(current_actor(), record))
    )


def _changes(of: RecordForm, record: Any) -> Any:
    return render_template(
        "questions/changes.html", **showing.changes(of, record, of.reader(current_actor(), record))
    )


def _task_list(of: RecordForm, record: Any) -> Any:
    return render_template("questions/task_list.html", **showing.task_list(of, record, current_actor()))


def _check(of: RecordForm, record: Any) -> Any:
    return render_template("questions/check.html", **showing.check(of, record, current_actor()))


def _section(of: RecordForm, record: Any, section: Section, path: Path = ()) -> Any:
    """Show a page, or save it and go where the person wants to go next."""
    if request.method == "GET":
        return _shown(of, record, section, path)
    saved = _save(of, record, section, path)
    error = _documents(of, record, section, saved)
    if saved.conflicts:
        return redirect(of.address(record, "compare", section=section.key))
    if saved.malformed or error:
        return _shown(of, record, section, saved.page.path, error=error, refused=True), 422
    return redirect(showing.next_address(of, record, section, saved.page.path, request.form))


def _shown(
    of: RecordForm, record: Any, section: Section, path: Path, error: str = "", refused: bool = False
) -> Any:
    shown = showing.page(
        of, record, section, path, current_actor(), error, refused, "missing" in request.args
    )
    return render_template("questions/section.html", **shown) if shown else abort(404)


def _revision() -> int:
    """The revision the page was drawn from; 0 when what was posted is no such number."""
    found = request.form.get("revision", 0, type=int)
    return found if 0 <= found < 2**31 else 0


def _save(of: RecordForm, record: Any, section: Section, path: Path) -> Saved:
    given = of.given(record)
    revision = _revision()
    try:
        actor = current_actor()
        reader = of.reader(actor, record)
        return save_page(actor, record, of.form, section, path, request.form, revision, given, reader)
    except NoSuchPage:
        abort(404)


def _documents(of: RecordForm, record: Any, section: Section, saved: Saved) -> str:
    """Store an uploaded document, or take one away; what is wrong with it, if anything."""
    uploaded = request.files.get("files")
    taken = request.form.get("take_away", "")
    if not of.upload or not (taken or (uploaded and uploaded.filename)):
        return ""
    path = saved.page.path
    try:
        _change_files(of, record, section, path, uploaded, taken)
    except ValueError as wrong:
        return str(wrong)
    return ""


def _change_files(
    of: RecordForm, record: Any, section: Section, path: Path, uploaded: FileStorage | None, taken: str
) -> None:
    from foundation.answers.actions import change_files

    kept = section_row(record, section.key)
    page = page_at(section, path, showing.present(of, kept), of.given(record))
    if page is None or not any(question.kind == "Files" for question in page.questions):
        abort(404)
    held = answers_at(section.questions, showing.present(of, kept), path).get("files", [])
    if taken in held and of.discard:
        of.discard(record, taken)
    added = [of.upload(record, path, uploaded)] if of.upload and uploaded and uploaded.filename else []
    files = [name for name in held if name != taken] + added
    change_files(current_actor(), record, of.form, section, path, files)


def _remove(of: RecordForm, record: Any, section: Section, path: Path) -> Any:
    """Ask, then take a row away."""
    given = of.given(record)
    if request.method == "GET":
        shown = showing.removal(of, record, section, path, current_actor())
        return render_template("questions/remove.html", **shown) if shown else abort(404)
    revision = _revision()
    try:
        saved = remove_row(current_actor(), record, of.form, section, path, revision, given)
    except NoSuchPage:
        abort(404)
    if saved.conflicts:
        return redirect(of.address(record, "compare", section=section.key))
    return redirect(of.page_address(record, section.key, path[:-2]))


def _autosave(of: RecordForm, record: Any, section: Section) -> Any:
    """Save while somebody types. A conflict is not taken for saved: the button leads to the comparison."""
    at = request.args.get("at", "")
    saved = _save(of, record, section, tuple(at.split("/")) if at else ())
    if saved.conflicts:
        return {
            "message": "A colleague changed the same answer. Use the save button to compare both texts."
        }, 409
    return {"saved_at": f"{local(saved.saved_at):%H:%M}", "revision": saved.revision}


def _compare(of: RecordForm, record: Any, section: Section) -> Any:
    """Show both texts of each answer that two people changed, and keep what the person decides."""
    actor = current_actor()
    waiting = open_conflicts(record, actor, section.key)
    if not waiting:
        return redirect(of.page_address(record, section.key))
    if request.method == "GET":
        return render_template("questions/compare.html", **showing.compare(of, record, section, waiting))
    decisions: list[Decision] = []
    errors: dict[int, str] = {}
    for conflict in waiting:
        decision, wrong = showing.decided(of, record, section, conflict, request.form)
        if decision:
            decisions.append(decision)
        else:
            errors[conflict.id] = wrong
    settle(actor, record, of.form, section, decisions)
    if errors:
        left = [conflict for conflict in waiting if conflict.id in errors]
        shown = showing.compare(of, record, section, left, errors, request.form)
        return render_template("questions/compare.html", **shown), 422
    return redirect(of.page_address(record, section.key))
