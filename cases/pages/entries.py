"""Recording, correcting and ending the entries of a case: one form for every kind, from its declaration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from cases import actions
from cases.entry_lists import case_of_entry, entries_under, entry_above
from cases.entry_showing import every_answer, shown, shown_all
from cases.kinds import KINDS, Field, Kind
from cases.kinds.reading import as_typed, read_fields
from cases.models import Case, CaseEntry
from cases.pages.blueprint import pages
from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, today
from roll.lists import child_by_id
from roll.models import Child

READ, WRITE = Permission.READ_CASES, Permission.WRITE_CASES


def party_or_404(case: Case, child: Child) -> None:
    """A child stands in the address of a case only as one of its parties."""
    if child.id not in case.child_ids():
        abort(404)


@pages.page("/cases/<case>/record/<kind>", needs=WRITE, opens=Case, methods=("GET", "POST"))
def record(case: Case, kind: str) -> Any:
    """A new entry about the case as a whole."""
    declared = KINDS.get(kind)
    if declared is None or declared.about == "child":
        abort(404)
    return _recording(case, declared, None, url_for("cases.decisions", case=case.reference))


@pages.page(
    "/cases/<case>/children/<child>/record/<kind>", needs=WRITE, opens=(Case, Child), methods=("GET", "POST")
)
def record_for_child(case: Case, child: Child, kind: str) -> Any:
    """A new entry about one child of the case."""
    party_or_404(case, child)
    declared = KINDS.get(kind)
    if declared is None or declared.about == "case" or declared.under:
        abort(404)
    back = url_for("cases.child", case=case.reference, child=child.public_id)
    return _recording(case, declared, child, back)


@pages.page("/case-entries/<entry>", needs=READ, opens=CaseEntry)
def entry(entry: CaseEntry) -> Any:
    """One entry with every answer, and what belongs to it."""
    case = case_of_entry(entry)
    below = KINDS.get("told") if entry.kind == "worker" else None
    return render_template(
        "cases/entry.html",
        case=case,
        entry=entry,
        shown=shown(entry),
        answers=every_answer(entry),
        child=child_by_id(entry.child_id) if entry.child_id else None,
        above=entry_above(entry),
        under=shown_all(entries_under(entry)),
        below=below,
        recorded_by=names_of({entry.recorded_by_id or 0}).get(entry.recorded_by_id or 0, ""),
        return_to=_back(case, entry),
        may_write=current_actor().may(WRITE),
    )


@pages.page("/case-entries/<entry>/change", needs=WRITE, opens=CaseEntry, methods=("GET", "POST"))
def change_entry(entry: CaseEntry) -> Any:
    """Correct what was recorded."""
    kind = KINDS[entry.kind]

    def act(values: dict[str, Any]) -> None:
        actions.change_entry(current_actor(), entry, values)

    return _on_entry(entry, kind.fields, kind, f"Change: {kind.title}", act)


@pages.page("/case-entries/<entry>/answer", needs=WRITE, opens=CaseEntry, methods=("GET", "POST"))
def end_entry(entry: CaseEntry) -> Any:
    """The answer in which it ends."""
    kind = KINDS[entry.kind]
    if not kind.ending:
        abort(404)

    def act(values: dict[str, Any]) -> None:
        actions.end_entry(current_actor(), entry, values)

    return _on_entry(entry, kind.ending, kind, kind.ending_title, act)


@pages.page("/case-entries/<entry>/told", needs=WRITE, opens=CaseEntry, methods=("GET", "POST"))
def told(entry: CaseEntry) -> Any:
    """What somebody who works with the child was told."""
    kind = KINDS["told"]
    if entry.kind != kind.under:
        abort(404)

    def act(values: dict[str, Any]) -> None:
        case = case_of_entry(entry)
        actions.add_entry(current_actor(), case, kind, values, child_id=entry.child_id, parent=entry)

    return _on_entry(entry, kind.fields, kind, kind.add_words, act, new=True)


def _recording(case: Case, kind: Kind, child: Child | None, back: str) -> Any:
    form = Reading(request.form)
    if request.method == "POST":
        values = read_fields(form, kind.fields, kind)
        if not form.errors:
            about = child.id if child is not None else None
            actions.add_entry(current_actor(), case, kind, values, child_id=about)
            flash(f"Recorded: {kind.title[:1].lower()}{kind.title[1:]}.", "success")
            return redirect(f"{back}#{kind.key}")
    words = kind.add_words
    return _form_page(case, kind, kind.fields, child, words, back, form, form.posted)


def _on_entry(
    entry: CaseEntry, fields: Sequence[Field], kind: Kind, title: str, act: Any, *, new: bool = False
) -> Any:
    """The form on an entry that stands already."""
    form = Reading(request.form)
    back = url_for("cases.entry", entry=entry.public_id)
    if request.method == "POST":
        values = read_fields(form, fields, kind)
        if not form.errors:
            act(values)
            flash("Saved.", "success")
            return redirect(back)
    typed = form.posted if request.method == "POST" or new else as_typed(entry, fields)
    child = child_by_id(entry.child_id) if entry.child_id else None
    return _form_page(case_of_entry(entry), kind, fields, child, title, back, form, typed, entry)


def _form_page(
    case: Case,
    kind: Kind,
    fields: Sequence[Field],
    child: Child | None,
    title: str,
    back: str,
    form: Reading,
    typed: MultiDict[str, str],
    entry: CaseEntry | None = None,
) -> Any:
    page = render_template(
        "cases/record.html",
        case=case,
        kind=kind,
        fields=fields,
        child=child,
        shown_title=title,
        return_to=back,
        entry=shown(entry) if entry is not None else None,
        first=fields == kind.fields,
        typed=typed,
        errors=form.errors,
        error_list=form.error_list,
        today=today(),
    )
    return page, 422 if form.errors else 200


def _back(case: Case, entry: CaseEntry) -> str:
    child = child_by_id(entry.child_id) if entry.child_id else None
    if child is None:
        return url_for("cases.decisions", case=case.reference)
    return url_for("cases.child", case=case.reference, child=child.public_id)
