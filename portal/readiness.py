"""What `/readyz` answers: the database, its migrations."""

from __future__ import annotations

from typing import Any

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from foundation.store import session
from portal.config import ROOT


def readiness() -> dict[str, Any]:
    """Whether the portal can serve: database reachable, revision as the code needs it."""
    made = Config()
    made.set_main_option("script_location", str(ROOT / "migrations"))
    head = ScriptDirectory.from_config(made).get_current_head()
    try:
        present = MigrationContext.configure(session().connection()).get_current_revision()
    except SQLAlchemyError:
        return {"ready": False, "database": False, "migrations": False}
    return {"ready": present == head, "database": True, "migrations": present == head}
