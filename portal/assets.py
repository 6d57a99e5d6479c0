"""Addresses of built files, with a mark of their content, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import current_app, url_for


@lru_cache(maxsize=64)
def _mark(file: Path, changed: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10]


def asset(name: str) -> str:
    """The address of a built file, for example `app.css`. Without a build it bears no mark."""
    folder = current_app.static_folder
    file = Path(folder or "") / name
    try:
        mark = _mark(file, file.stat().st_mtime_ns)
    except OSError:
        return url_for("static", filename=name)
    return url_for("static", filename=name, v=mark)
