"""The matrix as files to take away. Every file is written down as an export."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, redirect, request, url_for

from foundation.access.permissions import Permission
from foundation.paper import file_answer
from foundation.store import current_actor, today
from foundation.trail import opening
from needs import answering, asking, exports
from needs.matrix import Table
from needs.pages.blueprint import pages
from needs.published import lists, reading

SHAPES = ("csv", "pdf", "svg", "xlsx")


@pages.page("/export.<shape>", needs=Permission.READ_MATRIX, kind="export")
def export(shape: str) -> Any:
    """A published sheet, whoever asks."""
    period = lists.period_asked(request.args.get("period", ""))
    if period is None:
        abort(404)
    return _file(shape, reading.table(period, reading.rows_asked(period, request.args.get("rows", ""))))


@pages.page(
    "/all/export.<shape>",
    needs=Permission.OPEN_FIGURES,
    kind="export",
    reauth=True,
    methods=("GET", "POST"),
)
def export_all(shape: str) -> Any:
    """Every figure. The person proves themselves again first; the proof is posted here."""
    ask = asking.read(request.args).ask
    if request.method == "POST":
        return redirect(url_for("needs.export_all", shape=shape, **asking.address(ask)))
    return _file(shape, answering.counted(ask, shared=False))


def _file(shape: str, table: Table) -> Response:
    if shape not in SHAPES:
        abort(404)
    actor = current_actor()
    body = exports.MAKERS[shape](table, actor.name)
    if not table.shared:  # a published period is a record: that it was taken away is written by itself
        opening(actor, request.endpoint or "", kind="export")
    name = f"needs-matrix-{'shared' if table.shared else 'all-figures'}-{today().isoformat()}.{shape}"
    return file_answer("\ufeff" + body if isinstance(body, str) and shape == "csv" else body, name)
