"""The matrix as files to take away. Every file is written down as an export."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, request

from foundation.access.permissions import Permission
from foundation.store import current_actor, today
from foundation.trail import opening
from needs import answering, asking, exports
from needs.pages.blueprint import pages

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.page("/export.<kind>", needs=Permission.READ_MATRIX, kind="export")
def export(kind: str) -> Any:
    """As shared: small numbers hidden, whoever asks."""
    return _file(kind, shared=True)


@pages.page("/all/export.<kind>", needs=Permission.OPEN_FIGURES, kind="export", reauth=True)
def export_all(kind: str) -> Any:
    """Every figure. The person proves themselves again first."""
    return _file(kind, shared=False)


def _file(kind: str, *, shared: bool) -> Response:
    if kind not in {"csv", "xlsx"}:
        abort(404)
    table = answering.counted(asking.read(request.args).ask, shared=shared)
    actor = current_actor()
    body = exports.MAKERS[kind](table, actor.name)
    opening(actor, request.endpoint or "", kind="export")
    name = f"needs-matrix-{'shared' if shared else 'all-figures'}-{today().isoformat()}.{kind}"
    data = "\ufeff" + body if isinstance(body, str) else body
    kinds = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}
    found = Response(data, content_type=kinds[kind])
    found.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return found
