"""How the application is configured, migrated and emptied in the tests."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import time_machine

from tests import databases

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy.orm import Session

BASE_URL = "https://portal.test"


def configuration(folder: Path) -> dict[str, Any]:
    """Production mode with invented keys: the second factor, secure cookies and CSRF are all on."""
    return {
        "TESTING": True,
        "PORTAL_MODE": "production",
        "BASE_URL": BASE_URL,
        "SECRET_KEY": "tests-only-Vx7qLw2ZkP9sRj4TfYh8NbCg3Md6",
        "TRAIL_KEY": "tests-only-Hq5mWz8KtD2vXs7BpLr4JcFy9Ng3",
        "DATA_KEYS": "tests:" + base64.b64encode(bytes(range(7, 231, 7))).decode(),
        "DATA_DIR": str(folder / "data"),
        "TRAIL_ANCHOR": str(folder / "anchor"),
        "MAIL_URL": f"file:{folder / 'mail'}",
    }


def migrate(settings: Mapping[str, Any], url: str) -> None:
    """Bring a database to the newest migration, with its reference data, as a newcomer does."""
    from portal import create_app
    from tests.conftest import MOMENT

    app = create_app({**settings, "DATABASE_URL": url})
    with time_machine.travel(MOMENT, tick=False):
        done = app.test_cli_runner().invoke(args=["db", "upgrade"], catch_exceptions=False)
    app.extensions["store"].dispose()
    assert done.exit_code == 0, done.output


def fresh(app: Flask, database: databases.Database) -> None:
    """A fresh copy of the migrated database; no document, mail, count or connection of an earlier test."""
    app.extensions["store"].dispose()
    for name in ("DATA_DIR", "MAIL_URL", "TRAIL_ANCHOR"):
        _remove(Path(str(app.config[name]).removeprefix("file:")))
    database.reset()
    for limiter in app.extensions.get("limiter", ()):
        limiter.reset()


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def system_context(app: Flask) -> Iterator[Session]:
    """An application context that acts as the system; reading in it does not hold SQLite's write lock."""
    from foundation.access.lists import operator
    from foundation.store import acting_as, session

    with app.app_context():
        opened = session(writes=False)
        with acting_as(operator()):
            yield opened
        opened.rollback()
