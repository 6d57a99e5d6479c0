"""Logs without personal data: method, endpoint, status, time; never a path, a name or a form."""

from __future__ import annotations

import logging
import time

from flask import Flask, Response, g, request

log = logging.getLogger("portal.requests")


def init_app(app: Flask) -> None:
    """One line for each request."""
    if not logging.getLogger().handlers:
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    app.before_request(_begin)
    app.after_request(_line)


def _begin() -> None:
    g.began = time.perf_counter()


def _line(response: Response) -> Response:
    if request.endpoint != "static":
        took = (time.perf_counter() - g.get("began", time.perf_counter())) * 1000
        log.info(
            "%s %s %s %.0fms %s",
            request.method,
            request.endpoint,
            response.status_code,
            took,
            g.get("request_id"),
        )
    return response
