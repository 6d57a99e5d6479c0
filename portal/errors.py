"""Error pages: what happened, and what to do."""

from __future__ import annotations

import logging
from typing import Any

from flask import Flask, g, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from foundation.access.problems import problem
from foundation.store.session import OutOfScopeError
from foundation.trail import IllegalMove

log = logging.getLogger("portal.errors")
MACHINES = "/api/"
PAGES = {400, 403, 404, 405, 409, 413, 429, 500}


def _show(code: int, **context: Any) -> tuple[Any, int]:
    if "session" in g:
        g.session.rollback()
    if request.path.startswith(MACHINES):
        return problem(code, request_id=g.get("request_id", "")), code
    name = code if code in PAGES - {405} else (400 if code < 500 else 500)
    return render_template(f"errors/{name}.html", request_id=g.get("request_id", ""), **context), code


def init_app(app: Flask) -> None:
    """Every error has a page; none says more than its reader may know."""
    app.register_error_handler(HTTPException, lambda error: _show(error.code or 500))
    app.register_error_handler(CSRFError, lambda error: _show(400, expired=True))
    app.register_error_handler(IllegalMove, lambda error: _show(409))
    app.register_error_handler(OutOfScopeError, lambda error: _show(403))
    app.register_error_handler(PermissionError, _refused)
    app.register_error_handler(Exception, _unforeseen)


def _refused(error: PermissionError) -> tuple[Any, int]:
    """An action outside the person's roles; a refusal of the operating system is no such thing."""
    return _show(403) if error.errno is None else _unforeseen(error)


def _unforeseen(error: Exception) -> tuple[Any, int]:
    log.error("unforeseen", extra={"kind": type(error).__name__, "request_id": g.get("request_id", "")})
    from flask import current_app

    if current_app.testing or current_app.config.get("SHOW_ERRORS"):
        raise error
    _trace(error)
    return _show(500)


def _trace(error: Exception) -> None:
    """Where it happened: file and line only, for values may be personal."""
    found = error.__traceback__
    while found is not None:
        code = found.tb_frame.f_code
        log.error("  at %s:%s in %s", code.co_filename, found.tb_lineno, code.co_name)
        found = found.tb_next
