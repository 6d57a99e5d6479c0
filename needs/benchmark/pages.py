"""The benchmark extract: to take away, and others' beside one's own."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, render_template, request

from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.paper import file_answer
from needs.benchmark import comparing, lists, reading
from needs.benchmark.extract import NothingPublished, as_text

pages = Pages("needs_benchmark", __name__, url_prefix="/needs/benchmark")
BLUEPRINTS = [pages]
MOST_FILES = 10


@pages.page("", needs=Permission.READ_MATRIX, methods=("GET", "POST"))
def compare() -> Any:
    """Extracts of other authorities beside our own; nothing of theirs is kept."""
    years = lists.years()
    error, compared = "", []
    if request.method == "POST":
        try:
            others = [reading.read(file.read()) for file in _files()]
            compared = comparing.compared(lists.beside(others))
        except reading.Refused as refused:
            error = f"Not read: {refused}"
    answer = render_template(
        "needs/benchmark.html",
        years=[(year, f"{year}/{(year + 1) % 100:02d}") for year in years],
        authority=current_app.config["AUTHORITY_NAME"],
        compared=compared,
        error=error,
        error_list=[{"text": error, "href": "#files"}] if error else [],
    )
    return (answer, 422) if error else answer


@pages.page("/<int:year>.json", needs=Permission.READ_MATRIX, kind="export")
def take(year: int) -> Any:
    """The extract of a school year."""
    try:
        document = lists.own_extract(year)
    except NothingPublished:
        abort(404)
    return file_answer(as_text(document), f"benchmark-{document['authority']['code']}-{year}.json")


def _files() -> list[Any]:
    found = [file for file in request.files.getlist("files") if file.filename]
    if not found:
        raise reading.Refused("choose at least one file")
    if len(found) > MOST_FILES:
        raise reading.Refused(f"choose at most {MOST_FILES} files")
    return found
