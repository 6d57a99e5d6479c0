"""What `/readyz` answers: the database, its migrations, and what the watch over moves says of itself."""

from __future__ import annotations

from typing import Any

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from foundation.store import session
from portal.config import ROOT
from transitions.self_check import last_check


def readiness() -> dict[str, Any]:
    """Whether the portal can serve: database reachable, revision as the code needs it."""
    made = Config()
    made.set_main_option("script_location", str(ROOT / "migrations"))
    head = ScriptDirectory.from_config(made).get_current_head()
    try:
        present = MigrationContext.configure(session().connection()).get_current_revision()
    except SQLAlchemyError:
        return {"ready": False, "database": False, "migrations": False}
    found = {"ready": present == head, "database": True, "migrations": present == head}
    return {**found, "watch": _watch()} if found["ready"] else found


def _watch() -> str:
    """The last nightly self-check. A difference calls a person; it is no reason to serve nobody."""
    check = last_check()
    return check.status if check is not None else "not checked yet"
