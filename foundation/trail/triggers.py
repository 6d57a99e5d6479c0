"""The triggers that make the trail append-only on both engines."""

from __future__ import annotations

from foundation.trail.models import APPEND_ONLY


def statements(dialect: str) -> list[str]:
    """The SQL that refuses update, delete (and, on PostgreSQL, truncate) of the trail's tables."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
            for table in APPEND_ONLY
            for verb in ("update", "delete")
        ]
    made = [
        "CREATE OR REPLACE FUNCTION trail_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$"
    ]
    for table in APPEND_ONLY:
        made.append(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION trail_refuses()"
        )
        made.append(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION trail_refuses()"
        )
    return made


def removal(dialect: str) -> list[str]:
    """The SQL that takes the triggers away again (downgrade)."""
    if dialect == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {table}_no_{verb}"
            for table in APPEND_ONLY
            for verb in ("update", "delete")
        ]
    made = [
        f"DROP TRIGGER IF EXISTS {t}_{n} ON {t}" for t in APPEND_ONLY for n in ("append_only", "no_truncate")
    ]
    return [*made, "DROP FUNCTION IF EXISTS trail_refuses()"]
