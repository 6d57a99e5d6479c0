"""The matrix as files to take away. Every file is written down as an export."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, redirect, request, url_for

from foundation.access.permissions import Permission
from foundation.paper import file_answer
from foundation.store import current_actor, today
from foundation.trail import opening
from needs import answering, asking, exports
from needs.pages.blueprint import pages


@pages.page("/export.<shape>", needs=Permission.READ_MATRIX, kind="export")
def export(shape: str) -> Any:
    """As shared: small numbers hidden, whoever asks."""
    return _file(shape, shared=True)


@pages.page(
    "/all/export.<shape>",
    needs=Permission.OPEN_FIGURES,
    kind="export",
    reauth=True,
    methods=("GET", "POST"),
)
def export_all(shape: str) -> Any:
    """Every figure. The person proves themselves again first; the proof is posted here."""
    if request.method == "POST":
        chosen = asking.address(asking.read(request.args).ask)
        return redirect(url_for("needs.export_all", shape=shape, **chosen))
    return _file(shape, shared=False)


def _file(shape: str, *, shared: bool) -> Response:
    if shape not in {"csv", "xlsx"}:
        abort(404)
    table = answering.counted(asking.read(request.args).ask, shared=shared)
    actor = current_actor()
    body = exports.MAKERS[shape](table, actor.name)
    opening(actor, request.endpoint or "", kind="export")
    name = f"needs-matrix-{'shared' if shared else 'all-figures'}-{today().isoformat()}.{shape}"
    return file_answer("\ufeff" + body if isinstance(body, str) else body, name)
