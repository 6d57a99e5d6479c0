"""The only writers of the read model: all of it anew, or the rows of some records."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from foundation.store import Actor, session
from needs import reading_core, writing_core
from needs.records_core import SOURCES
from needs.surroundings_core import surroundings


def rebuild(_actor: Actor) -> tuple[int, str]:
    """Make the whole read model from the records again; (forms, digest)."""
    session().flush()
    connection = session().connection()
    around = surroundings(connection, everybody=True)
    writing_core.clear(connection)
    count = sum(
        writing_core.write(connection, source.read(connection, around, None)) for source in SOURCES.values()
    )
    return count, reading_core.digest(connection)


def count_again(connection: Connection, changed: Mapping[str, Collection[int]]) -> None:
    """Bring the rows of some records to what they say now: kind of form -> ids, as `SOURCES` reads them."""
    around = surroundings(connection)
    for kind, source in SOURCES.items():
        ids = changed.get(kind, ())
        if not ids:
            continue
        own = source.rows_of(connection, ids) if source.rows_of else set(ids)
        writing_core.remove(connection, kind, own)
        writing_core.write(connection, source.read(connection, around, ids))
