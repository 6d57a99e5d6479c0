"""The views on screen: all figures for one person, what was given out, and the records behind a figure."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for

from fap.words import FLAGS
from foundation.access.pages import Pages
from foundation.access.permissions import Permission
from foundation.paper import file_answer
from foundation.store import current_actor, today
from foundation.trail import opening
from needs import asking
from needs.asking import Asked
from needs.dimensions import DIMENSIONS
from needs.exports import SUPPRESSION
from needs.matrix import HOW
from needs.published.periods import Period
from needs.showing import BOUNDS
from needs.views import files, lists, showing
from needs.views.answering import VIEWS, View, answered, rows_of
from needs.views.answering import behind as behind_figure
from needs.views.models import SharedView

P = Permission
pages = Pages("needs_views", __name__, url_prefix="/needs")
BLUEPRINTS = [pages]
SHAPES = ("csv", "xlsx")


def _view(key: str) -> View:
    return VIEWS.get(key) or abort(404)


def _asked(view: View) -> Asked:
    """The question of the address; a view that has rows of its own chooses them."""
    values = {**request.args.to_dict(), "flags": ",".join(request.args.getlist("flags"))}
    values["rows"], values["columns"] = rows_of(view, values.get("rows", "")), "term"
    return asking.read(values)


@pages.page("/views/<view>", needs=P.OPEN_FIGURES)
def view(view: str) -> Any:
    """Every figure, for one person only. That it was opened is written down."""
    found = _view(view)
    asked = _asked(found)
    opening(current_actor(), "needs_views.view", kind="opening")
    return render_template(
        "needs/view.html",
        view=found,
        views=VIEWS.values(),
        tables=[] if asked.errors else showing.drawn(answered(found, asked.ask)),
        heat_rows=showing.heat_rows,
        bounds=BOUNDS,
        sentence=showing.said(asked.ask),
        address=asking.address(asked.ask),
        ask=asked.ask,
        typed={name: request.args.get(name, "") for name in ("from", "to")},
        row_options=[{"value": key, "text": DIMENSIONS[key].title} for key in found.rows],
        flags=FLAGS,
        how=[{"value": code, "text": words.capitalize()} for code, words in HOW.items()],
        error_list=[{"text": words, "href": f"#filter-{name}"} for name, words in asked.errors.items()],
    )


@pages.page("/views/<view>/records", needs=P.OPEN_FIGURES)
def behind(view: str) -> Any:
    """The forms and records behind one figure, as far as the person may read them; the opening is logged."""
    found = _view(view)
    ask = _asked(found).ask
    block, row, column = (request.args.get(name, "") for name in ("block", "row", "column"))
    words, ids = behind_figure(found, ask, block, showing.code_of(row), showing.code_of(column))
    lines = lists.records_to_read(ids)
    children = {line.child_id for line in lines} - {0}
    opening(current_actor(), "needs_views.behind", kind="opening", children=children)
    return render_template(
        "needs/records.html",
        lines=lines,
        figure=words or "No such figure",
        view=found,
        sentence=showing.said(ask),
        back=asking.address(ask),
        unread=sum(map(len, ids.values())) - len(lines),
    )


@pages.page(
    "/views/<view>/export.<shape>", needs=P.OPEN_FIGURES, kind="export", reauth=True, methods=("GET", "POST")
)
def export(view: str, shape: str) -> Any:
    """Every figure as a file. The person proves themselves again first; the proof is posted here."""
    found = _view(view)
    ask = _asked(found).ask
    if request.method == "POST":
        chosen = asking.address(ask)
        return redirect(url_for("needs_views.export", view=found.key, shape=shape, **chosen))
    words = "".join(text for text, _bold in showing.said(ask))
    return _file(found, shape, words, showing.drawn(answered(found, ask)), shared=False)


@pages.page("/given-out/<view>", needs=P.READ_MATRIX)
def given_out(view: str) -> Any:
    """A view as it was published: small numbers hidden, the others in fives, whoever looks."""
    found = _view(view)
    kept = lists.shared(found.key)
    period = next((one for one in kept if one.code == request.args.get("period")), kept[0] if kept else None)
    opening(current_actor(), "needs_views.given_out", kind="listing")
    return render_template(
        "needs/given_out.html",
        view=found,
        views=[one for one in VIEWS.values() if one.shared],
        opens=current_actor().may(P.OPEN_FIGURES),
        period=period,
        words=_words(period) if period else "",
        tables=showing.given_out(period) if period else [],
        heat_rows=showing.heat_rows,
        bounds=BOUNDS,
        period_options=[{"value": one.code, "text": _words(one)} for one in kept],
    )


@pages.page("/given-out/<view>/export.<shape>", needs=P.READ_MATRIX, kind="export")
def export_given_out(view: str, shape: str) -> Any:
    """What was published as a file."""
    found = _view(view)
    kept = lists.shared(found.key)
    period = next((one for one in kept if one.code == request.args.get("period")), kept[0] if kept else None)
    if period is None:
        abort(404)
    return _file(found, shape, _words(period), showing.given_out(period), shared=True)


def _words(kept: SharedView) -> str:
    return Period(kept.code, kept.first, kept.last).words


IN_FIVES = "; all others are told in fives: 10 is 10 to 14"


def _file(view: View, shape: str, words: str, tables: files.Tables, *, shared: bool) -> Response:
    if shape not in SHAPES:
        abort(404)
    actor = current_actor()
    small = SUPPRESSION[shared] + (IN_FIVES if shared else "")
    above = files.head(view.title, words, actor.name, small)
    csv = shape == "csv"
    body = "\ufeff" + files.as_csv(above, tables) if csv else files.as_xlsx(above, tables)
    opening(actor, request.endpoint or "", kind="export")
    made = f"needs-{view.key}-{'shared' if shared else 'all-figures'}-{today().isoformat()}.{shape}"
    return file_answer(body, made)
