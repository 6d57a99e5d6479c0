"""Places of schools by year group: what is known, and a file that brings it up to date."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from fap.actions.school_places import load_places, said_of
from fap.asking import Asked, blank, read
from fap.pages.blueprints import desk_pages as pages
from fap.vacancies import lists
from foundation.access.permissions import Permission
from foundation.questions import DateKind
from foundation.store import current_actor, today
from foundation.store.reference_data import choices
from roll import runs
from roll.lists import settings_by_id

LARGEST = 2 * 1024 * 1024
AS_OF = (
    DateKind(
        "as_of",
        "The figures are of",
        past=True,
        required="Enter the day of the figures",
        hint="A second file for the same day replaces its figures.",
    ),
)


@pages.page("/places", needs=Permission.RUN_FAIR_ACCESS, methods=("GET", "POST"))
def places() -> Any:
    """What is known of every school, and a new file; its bad lines are refused one by one."""
    asked = read(AS_OF, request.form) if request.method == "POST" else blank(AS_OF, _today())
    wrong_file = ""
    if request.method == "POST":
        sent = request.files.get("file")
        data = sent.stream.read(LARGEST + 1) if sent else b""
        wrong_file = _wrong_file(data)
        if asked.holds and not wrong_file:
            day = dt.date.fromisoformat(asked.answers["as_of"])
            run, rejects = load_places(current_actor(), data, (sent.filename if sent else "") or "", day)
            flash(said_of(run) + ".", "error" if rejects else "success")
            return redirect(url_for("fap_desk.places", _anchor="refused" if rejects else None))
    return _page(asked, wrong_file)


def _page(asked: Asked, wrong_file: str) -> Any:
    files = lists.last_files()
    errors = list(asked.error_list)
    if wrong_file:
        errors.append({"text": wrong_file, "href": "#file"})
    page = render_template(
        "fap/places.html",
        asked=asked,
        wrong_file=wrong_file,
        error_list=errors,
        files=[{"run": run, "said": said_of(run)} for run in files],
        refused=runs.rejects_of(files[0]) if files else [],
        rows=_rows(),
        **_ages(),
    )
    return page, 422 if errors else 200


def _today() -> dict[str, str]:
    return {"as_of": today().isoformat()}


def _wrong_file(data: bytes) -> str:
    if not data:
        return "Choose the file of places"
    return "The file is larger than 2 MB. Split it" if len(data) > LARGEST else ""


def _rows() -> list[dict[str, Any]]:
    """One line for each school: its year groups in order, and the day of its oldest figure."""
    known = lists.vacancies()
    order = [choice.code for choice in choices("year_group")]
    settings = settings_by_id({setting for setting, _ in known})
    made = []
    for setting in sorted(settings.values(), key=lambda row: row.name):
        years = {year: found for (row, year), found in known.items() if row == setting.id}
        shown = [(year, years[year]) for year in order if year in years]
        oldest = min(found.as_of for _, found in shown)
        made.append({"setting": setting, "years": shown, "oldest": oldest})
    return made


def _ages() -> dict[str, Any]:
    return {"old": today() - lists.OLD}
