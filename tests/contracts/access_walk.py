"""Sending every request of the access table for real, and looking at everything that came of it.

The world is told once and kept aside. After a request that changed anything but sessions and the trail it is
put back, so that every request finds it as it was told. Nothing of the application is replaced, except that
documents which a request took away stay on disk for the next one.
"""

from __future__ import annotations

import contextvars
import hashlib
import io
import logging
import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from unittest import mock

import psycopg
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from psycopg import sql
from sqlalchemy import event, func, select

from foundation.store import documents
from foundation.store.base import Base
from foundation.trail.models import TrailChild, TrailEntry
from tests import databases
from tests.configuration import BASE_URL
from tests.contracts.access_cells import Cell
from tests.contracts.access_table import ABSENT
from tests.contracts.access_world import CANARIES, World

WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
# What may be written while somebody only reads: that the session is in use, and who looked.
WRITTEN_BY_READING = frozenset({"web_session", "trail_entry", "trail_child", "trail_key"})
DRAWN_BY_LOT = frozenset(
    {
        "public_id",
        "token_hash",
        "totp_secret",
        "key",
        "path",
        "payload",
        "document",
        "stored_as",
        "rejected_rows",
        "counts",
    }
)
CHANGING = re.compile(
    rb'nonce="[^"]+"|name="csrf_token"[^>]*value="[^"]+"|value="[^"]+"[^>]*name="csrf_token"'
    rb'|content="[A-Za-z0-9_.-]{60,}"|[0-9a-f]{32}|req-[\w-]+'
)


class Kept(logging.Handler):
    """Every log record of the walk as one text, with what it carries besides its message."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        usual = logging.makeLogRecord({}).__dict__
        more = {key: value for key, value in record.__dict__.items() if key not in usual}
        self.lines.append(f"{record.getMessage()} {more} {record.exc_text or ''}")


class Shelf:
    """The world as it was told, put back after whatever changed it; and every statement sent meanwhile."""

    def __init__(self, app: Flask, database: Any) -> None:
        self.engine, self.database = app.extensions["store"], database
        self.statements: list[str] = []
        self.refuse = ""
        self.engine.dispose()
        if database.engine == "sqlite":
            self.kept = database.path.with_name("world.sqlite")
            databases.settle_sqlite(database.path)
            databases.copy_sqlite(database.path, self.kept)
        else:
            self.kept = f"{database.name}_world"
            self._copy(database.name, self.kept)
        event.listen(self.engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        self.statements.append(statement)
        if self.refuse and self.refuse in statement:
            raise RuntimeError("the disk is full")

    def _copy(self, template: str, name: str) -> None:
        with psycopg.connect(self.database.server, autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
            if template:
                made = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
                connection.execute(made.format(sql.Identifier(name), sql.Identifier(template)))

    def written(self) -> Counter[str]:
        """Tables and how often a statement wrote to them."""
        found = (WRITES.match(statement) for statement in self.statements)
        return Counter(match.group(2).lower() for match in found if match)

    def put_back(self) -> None:
        """As it was told."""
        self.engine.dispose()
        if self.database.engine == "sqlite":
            databases.copy_sqlite(self.kept, self.database.path)
        else:
            self._copy(self.kept, self.database.name)

    def close(self) -> None:
        """Leave nothing behind."""
        event.remove(self.engine, "before_cursor_execute", self._note)
        self.engine.dispose()
        if self.database.engine != "sqlite":
            self._copy("", self.kept)


@dataclass
class Answer:
    """What came back, and what happened meanwhile."""

    status: int
    body: bytes
    location: str
    content_type: str
    written: Counter[str]
    trail: frozenset[int]
    looked: Any = None

    @property
    def changed(self) -> set[str]:
        """Tables that were written to, but for what reading may write."""
        return set(self.written) - WRITTEN_BY_READING

    @property
    def text(self) -> str:
        """What can be read in it: a page, a file, the text of a PDF or of a workbook."""
        return readable(self.body, self.content_type)

    def plain(self, keys: Collection[str]) -> tuple[Any, ...]:
        """The answer without what differs between any two: nonce, token, number, and what was asked."""
        body, location = CHANGING.sub(b"", self.body), self.location
        for key in sorted(keys, key=len, reverse=True):
            body, location = body.replace(key.encode(), b"KEY"), location.replace(key, "KEY")
        return (self.status, location, body)


def readable(body: bytes, content_type: str) -> str:
    """The words in an answer."""
    if content_type.startswith("application/pdf"):
        return _pdf_text(body)
    if "openxmlformats" in content_type:
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            return " ".join(parts.read(name).decode(errors="replace") for name in parts.namelist())
    return body.decode(errors="replace")


_read: dict[str, str] = {}


def _pdf_text(body: bytes) -> str:
    from pypdf import PdfReader

    key = hashlib.sha256(body).hexdigest()
    if key not in _read:
        reader = PdfReader(io.BytesIO(body))
        facts = " ".join(str(value) for value in (reader.metadata or {}).values())
        _read[key] = facts + " ".join(page.extract_text() for page in reader.pages)
    return _read[key]


def named_in(text: str) -> set[str]:
    """Surnames of the children whom a text names, by forename or surname."""
    pairs = [child for pair in CANARIES.values() for child in pair]
    return {child.surname for child in pairs if any(name in text for name in child.names)}


@dataclass
class Walk:
    """A world, and the means to ask it anything as anybody."""

    world: World
    shelf: Shelf
    logs: Kept
    answers: dict[Cell, Answer] = field(default_factory=dict)
    looking: bool = False

    def __post_init__(self) -> None:
        app = self.world.app
        self.browser = app.test_client(use_cookies=False)
        self.adapter = app.url_map.bind("portal.test", url_scheme="https")
        signer = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token")
        self.token = signer.dumps("f" * 40)

    def _last_line(self) -> int:
        with self.shelf.engine.connect() as connection:
            return int(connection.execute(select(func.max(TrailEntry.id))).scalar() or 0)

    def cookie(self, who: tuple[str, bool] | None) -> str:
        """The cookie of a signed-in browser, or of one that only has a token against forged requests."""
        app = self.world.app
        kept = {"csrf_token": "f" * 40}
        if who is not None:
            kept["token"] = self.world.tokens[who]
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(kept)}"

    def send(
        self, method: str, path: str, who: tuple[str, bool] | None, data: Any = None, *, token: bool = True
    ) -> Answer:
        """One request, undone afterwards."""
        posted = None
        if method == "POST":
            posted = {**(data or {}), **({"csrf_token": self.token} if token else {})}
        before = self._last_line()
        self.shelf.statements.clear()
        headers = {"Cookie": self.cookie(who), "Referer": f"{BASE_URL}/"}
        response = contextvars.Context().run(
            self.browser.open, path, method=method, base_url=BASE_URL, headers=headers, data=posted
        )
        answer = Answer(
            response.status_code,
            response.data,
            response.headers.get("Location", ""),
            response.content_type or "",
            self.shelf.written(),
            self._children_in_trail(who, before),
        )
        if answer.changed:
            answer.looked = self.rows_of(answer.changed) if self.looking else None
        if answer.changed or (method == "POST" and "web_session" in answer.written):
            self.shelf.put_back()
        return answer

    def rows_of(self, tables: Collection[str]) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of some tables as it can be read, but for what is drawn by lot."""
        found = {}
        with self.shelf.engine.connect() as connection:
            for table in (Base.metadata.tables[name] for name in sorted(tables)):
                columns = [column for column in table.c if column.name not in DRAWN_BY_LOT]
                rows = connection.execute(select(*columns)).all()
                found[table.name] = sorted((tuple(row) for row in rows), key=repr)
        return found

    def _children_in_trail(self, who: tuple[str, bool] | None, before: int) -> frozenset[int]:
        if who is None:
            return frozenset()
        statement = (
            select(TrailChild.child_id)
            .join(TrailEntry, TrailEntry.id == TrailChild.entry_id)
            .where(TrailEntry.id > before, TrailEntry.actor_id == self.world.accounts[who])
        )
        with self.shelf.engine.connect() as connection:
            return frozenset(connection.execute(statement).scalars())

    def ask(self, cell: Cell, *, token: bool = True, more: Any = None) -> Answer:
        """Send what a cell of the table is about."""
        path = self.adapter.build(cell.row.endpoint, cell.values(self.world), method=cell.row.method)
        return self.send(
            cell.row.method, path, cell.who, {**cell.posted(self.world), **(more or {})}, token=token
        )

    def all(self, cells: list[Cell]) -> None:
        """Every cell once; and beside a barred record an absent one, asked by the same account."""
        for cell in cells:
            self.answers[cell] = self.ask(cell)
            if cell.barred:
                absent = replace(cell, relation=ABSENT)
                self.answers[absent] = self.ask(absent)


@contextmanager
def walking(world: World, database: Any) -> Iterator[Walk]:
    """A walk through a world that is put back after every step that changed it."""
    shelf, logs = Shelf(world.app, database), Kept()
    root = logging.getLogger()
    level = root.level
    with mock.patch.object(documents, "remove"):
        root.addHandler(logs)
        root.setLevel(logging.DEBUG)
        try:
            yield Walk(world, shelf, logs)
        finally:
            root.setLevel(level)
            root.removeHandler(logs)
            shelf.close()
