"""A made file as the answer of a page: its kind follows its name, and a name never holds a child's."""

from __future__ import annotations

from flask import Response

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_answer(data: bytes | str, name: str, *, inline: bool = False) -> Response:
    """The file to be kept, or (`inline`) to be looked at in the browser. `name` ends in a kind of KINDS."""
    made = Response(data, content_type=KINDS[name.rpartition(".")[2]])
    made.headers["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return made
