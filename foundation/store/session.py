"""One session for each request, command or job, with the scope lock fastened to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from flask import Flask, current_app, g
from sqlalchemy import Connection, Engine, Table, create_engine, event, select
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker, with_loader_criteria
from sqlalchemy.sql import visitors

from foundation.store.actor import Actor, acting_as, current_actor
from foundation.store.base import Base
from foundation.store.clock import today
from foundation.store.scope import Scoped

EXTENSION = "store"


class OutOfScopeError(RuntimeError):
    """A row was to be written that its writer could not have read."""


class ScopedSession(Session):
    """A session that shows its actor only what the actor may see."""


def open_engine(url: str, **options: Any) -> Engine:
    """An engine for either database; SQLite with WAL, foreign keys and full synchronisation."""
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    new = create_engine(url, pool_pre_ping=not url.startswith("sqlite"), **options)
    if new.dialect.name == "sqlite":
        event.listen(new, "connect", _sqlite_connect)
        event.listen(new, "begin", _sqlite_begin)
    return new


def _sqlite_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=20000"):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Connection) -> None:
    mode = "IMMEDIATE" if connection.get_execution_options().get("writes") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


def init_app(app: Flask) -> None:
    """Open the engine of an application and close each context's session at its end."""
    new = open_engine(app.config["DATABASE_URL"])
    app.extensions[EXTENSION] = new
    app.teardown_appcontext(_close)


def engine() -> Engine:
    """The application's engine."""
    found: Engine = current_app.extensions[EXTENSION]
    return found


def _make(writes: bool) -> ScopedSession:
    bind = engine().execution_options(writes=True) if writes else engine()
    return sessionmaker(bind, class_=ScopedSession, expire_on_commit=False)()


def session(writes: bool | None = None) -> Session:
    """The session of this request, command or job; made on first use.

    On SQLite a writing session takes the write lock when it begins, so that it never
    has to be upgraded (and fail) in the middle. Requests that read say `writes=False`.
    """
    if "session" not in g:
        g.session = _make(writes=g.get("writes", True) if writes is None else writes)
    found: Session = g.session
    return found


@contextmanager
def independent_session() -> Iterator[Session]:
    """A short transaction of its own, committed at the end of the block (openings, seals)."""
    own = _make(writes=True)
    try:
        yield own
        own.commit()
    except BaseException:
        own.rollback()
        raise
    finally:
        own.close()


def _close(_error: BaseException | None) -> None:
    found = g.pop("session", None)
    if found is not None:
        found.close()


@lru_cache(maxsize=4096)
def condition(found: Any, actor: Actor, _day: dt.date) -> Any:
    """What an actor may see of one class on a day; the same for every statement of that day."""
    return found.visible_to(actor)


@lru_cache(maxsize=4096)
def criterion(found: Any, actor: Actor, day: dt.date) -> Any:
    """The condition as it narrows a statement."""
    seen = condition(found, actor, day)
    return with_loader_criteria(found, seen, include_aliases=True, propagate_to_loaders=False)


def _mappers_of(element: Any) -> Iterator[Any]:
    """The mappers that one part of a statement reads from.

    A join along a relationship shows its target in the relationship alone, `any()` and `has()` in a table.
    """
    notes = element._annotations
    for note in ("parententity", "parentmapper"):
        if (entity := notes.get(note)) is not None:
            yield entity.mapper
    owner = notes.get("proxy_owner")
    if owner is not None and (along := owner.mapper.relationships.get(notes["proxy_key"])) is not None:
        yield along.mapper
    if isinstance(element, Table):
        yield from _mapped_to().get(element, ())


@lru_cache(maxsize=1)
def _mapped_to() -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for mapper in Base.registry.mappers:
        found.setdefault(mapper.local_table, []).append(mapper)
    return found


def scoped_in(statement: Any) -> list[Any]:
    """The scoped classes that a statement reads from, in subqueries and eager joins too, in a fixed order."""
    met = {mapper for element in visitors.iterate(statement) for mapper in _mappers_of(element)}
    waiting = list(met)
    while waiting:
        joined = {r.mapper for r in waiting.pop().relationships if r.lazy in ("joined", False)} - met
        met |= joined
        waiting.extend(joined)
    return sorted((m.class_ for m in met if issubclass(m.class_, Scoped)), key=lambda found: found.__name__)


@event.listens_for(ScopedSession, "do_orm_execute")
def _lock(state: ORMExecuteState) -> None:
    """Every ORM statement is narrowed to what the actor may see; nobody sees nothing.

    Only the classes that the statement reads from are narrowed: with every scoped class on every statement a
    page would take longer with each new kind of record.
    """
    found = [] if state.is_column_load else scoped_in(state.statement)
    if not found:
        return
    actor = current_actor()
    if actor.system:
        return
    day = today()
    state.statement = state.statement.options(*[criterion(each, actor, day) for each in found])


@event.listens_for(ScopedSession, "before_flush")
def _reading_only(found: Session, _context: Any, _instances: Any) -> None:
    """A page that is only read writes nothing (security G10: GET never writes)."""
    if (
        g.get("writes", True) is False
        and found is g.get("session")
        and (found.new or found.dirty or found.deleted)
    ):
        raise OutOfScopeError("a page that is only read tried to write")


@event.listens_for(ScopedSession, "after_flush")
def _new_rows_in_scope(found: Session, _context: Any) -> None:
    """Nobody writes a row that they could not read."""
    new: list[Any] = [row for row in found.new if isinstance(row, Scoped)]
    if not new:
        return
    actor, day = current_actor(), today()
    if actor.system:
        return
    for row in new:
        kind: Any = type(row)
        table = kind.__table__
        seen = select(table.c.id).where(table.c.id == row.id, condition(kind, actor, day))
        if found.connection().execute(seen).first() is None:
            raise OutOfScopeError(f"a new {kind.__name__} would be out of its writer's scope")


__all__ = ["Actor", "acting_as", "engine", "independent_session", "init_app", "open_engine", "session"]
