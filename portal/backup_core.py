"""A backup that either database can be restored from: rows as they stand in one snapshot, and the documents.

The file is a ZIP of encrypted members (`DATA_KEYS`, which are not in it): for each table parts of at most
`ROWS` rows as compressed JSON, the documents as they lie on disk (encrypted already), and a manifest that
names every member with its length. Each member is bound to the backup and to its own name, so that none can
be exchanged, left out or taken from another backup without being noticed. Encrypted columns stay encrypted
as they are; everything else is written as its type says, so that the engine does not matter.
"""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from alembic.migration import MigrationContext
from sqlalchemy import (
    JSON,
    Connection,
    Date,
    Engine,
    LargeBinary,
    Table,
    bindparam,
    delete,
    func,
    insert,
    inspect,
    select,
    type_coerce,
    update,
)
from sqlalchemy.types import TypeEngine

from foundation.store import Base, crypto, now
from foundation.store.crypto import CannotDecryptError
from foundation.store.documents import DocumentStore
from foundation.store.types import EncryptedJSON, EncryptedText, UtcDateTime

FORMAT = 1
ROWS = 5_000
MANIFEST = "manifest"
REVISIONS = "alembic_version"
MIGRATED = {"account": 1, "code_set": None}
"""Tables that have rows before anybody has used the database (the operator; any number of codes)."""


class BackupError(ValueError):
    """The file or the database cannot be used; the words say what to do."""


@dataclass
class Contents:
    """What a backup holds: rows by table, members by name with their length in bytes."""

    backup: str
    made_at: str
    engine: str
    revision: str
    tables: dict[str, int] = field(default_factory=dict)
    members: dict[str, int] = field(default_factory=dict)
    documents: int = 0
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """Over all tables."""
        return sum(self.tables.values())


def tables() -> list[Table]:
    """Every table, those that are referred to first."""
    return list(Base.metadata.sorted_tables)


def write(target: Path, engine: Engine, documents: DocumentStore, told: Callable[[str], None]) -> Contents:
    """Write a backup to `target`. Raises BackupError when it is there already, or a table is not known."""
    if target.exists():
        raise BackupError(f"{target} is there already; name another file")
    half = target.with_name(f"{target.name}.part")
    half.touch(mode=0o600)
    try:
        with _snapshot(engine) as connection, ZipFile(half, "w", ZIP_STORED) as out:
            contents = _begun(connection)
            for table in tables():
                contents.tables[table.name] = _write_rows(out, connection, table, contents)
                told(f"{table.name}: {contents.tables[table.name]} rows")
            for path in sorted(documents.root.glob("??/*")):
                _put(out, f"documents/{path.name}", path.read_bytes(), contents)
                contents.documents += 1
            told(f"{contents.documents} documents")
            sealed = crypto.current().encrypt(_json(vars(contents)), bound_to="backup:manifest")
            out.writestr(MANIFEST, sealed)
        half.rename(target)
    finally:
        half.unlink(missing_ok=True)
    return contents


def restore(source: Path, engine: Engine, documents: DocumentStore, told: Callable[[str], None]) -> Contents:
    """Put a backup into a database that is migrated and otherwise empty: all of it or nothing.

    Raises BackupError: not a backup, changed, sealed under a key that is not there, of another revision, or
    the database or the folder of documents is not empty.
    """
    try:
        with ZipFile(source) as file:
            contents = _manifest(file)
            if any(documents.root.glob("??/*")):
                raise BackupError(f"{documents.root} is not empty: a backup goes into an empty folder")
            for name in contents.members:
                if name.startswith("documents/"):
                    _place(documents, name.removeprefix("documents/"), _member(file, name, contents))
            with engine.execution_options(writes=True).begin() as connection:
                _check_empty(connection, contents)
                for name in MIGRATED:
                    connection.execute(delete(Base.metadata.tables[name]))
                for table in tables():
                    count = _load(connection, table, file, contents)
                    told(f"{table.name}: {count} rows")
                _go_on_counting(connection)
    except BadZipFile:
        raise BackupError("this is not a backup: it is no ZIP file") from None
    told(f"{contents.documents} documents")
    return contents


# Writing ------------------------------------------------------------------------------------------------


def _snapshot(engine: Engine) -> Connection:
    """A connection that sees one moment: a reading transaction in WAL mode, or a repeatable read."""
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="REPEATABLE READ")
    return engine.connect()


def _begun(connection: Connection) -> Contents:
    revision = MigrationContext.configure(connection).get_current_revision()
    unknown = set(inspect(connection).get_table_names()) - {t.name for t in tables()} - {REVISIONS}
    if revision is None or unknown:
        named = ", ".join(sorted(unknown))
        raise BackupError(f"this version does not know the database: {named or 'it was never migrated'}")
    made_at = now().isoformat(timespec="seconds")
    return Contents(secrets.token_hex(16), made_at, connection.dialect.name, revision)


def _write_rows(out: ZipFile, connection: Connection, table: Table, contents: Contents) -> int:
    columns = [type_coerce(column, _raw(column.type)).label(column.name) for column in table.columns]
    statement = select(*columns).order_by(*table.primary_key)
    count = 0
    found = connection.execution_options(yield_per=ROWS).execute(statement)
    for number, rows in enumerate(found.partitions(ROWS)):
        plain = gzip.compress(_json([[_plain(value) for value in row] for row in rows]), 6)
        _put(out, f"{table.name}/{number}", _sealed(plain, f"{table.name}/{number}", contents), contents)
        count += len(rows)
    return count


def _put(out: ZipFile, name: str, data: bytes, contents: Contents) -> None:
    out.writestr(name, data)
    contents.members[name] = len(data)


def _sealed(plain: bytes, name: str, contents: Contents) -> bytes:
    return crypto.current().encrypt(plain, bound_to=f"backup:{contents.backup}:{name}")


# Reading ------------------------------------------------------------------------------------------------


def _manifest(file: ZipFile) -> Contents:
    if MANIFEST not in file.namelist():
        raise BackupError("this is not a whole backup: it has no manifest")
    try:
        found = json.loads(crypto.current().decrypt(file.read(MANIFEST), bound_to="backup:manifest"))
    except CannotDecryptError as refused:
        raise BackupError(f"the backup does not open: {refused}") from None
    if found["format"] != FORMAT:
        raise BackupError(f"the backup has format {found['format']}, this version reads {FORMAT}")
    contents = Contents(**found)
    there = {info.filename: info.file_size for info in file.infolist() if info.filename != MANIFEST}
    if there != contents.members:
        raise BackupError("the backup is not whole: members are missing, added or cut short")
    return contents


def _member(file: ZipFile, name: str, contents: Contents) -> bytes:
    data = file.read(name)
    if len(data) != contents.members[name]:
        raise BackupError(f"{name} is cut short")
    return data


def _rows_of(file: ZipFile, table: Table, contents: Contents) -> Iterator[list[list[Any]]]:
    number = 0
    while (name := f"{table.name}/{number}") in contents.members:
        sealed = _member(file, name, contents)
        try:
            plain = crypto.current().decrypt(sealed, bound_to=f"backup:{contents.backup}:{name}")
        except CannotDecryptError as refused:
            raise BackupError(f"{name} does not open: {refused}") from None
        yield json.loads(gzip.decompress(plain))
        number += 1


def _place(documents: DocumentStore, name: str, data: bytes) -> None:
    """A document as it lay, still sealed and bound to its name; the store's own check opens it later."""
    documents.keyring.decrypt(data, bound_to=f"document:{name}")
    folder = documents.root / name[:2]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    path.touch(mode=0o600)
    path.write_bytes(data)


def _check_empty(connection: Connection, contents: Contents) -> None:
    present = MigrationContext.configure(connection).get_current_revision()
    if present != contents.revision:
        raise BackupError(
            f"the backup is of revision {contents.revision}, the database of {present or 'nothing'}: "
            f"run `flask db upgrade {contents.revision}` with the version of the portal that made the backup"
        )
    for table in tables():
        most = MIGRATED.get(table.name, 0)
        count = connection.scalar(select(func.count()).select_from(table)) or 0
        if most is not None and count > most:
            raise BackupError(f"the database is not empty: {table.name} has rows. Restore into a new one")


def _load(connection: Connection, table: Table, file: ZipFile, contents: Contents) -> int:
    """Insert a table's rows; what refers to the same table is filled in when all its rows are there."""
    own = [c.name for c in table.columns if any(fk.column.table is table for fk in c.foreign_keys)]
    binds = {c.name: bindparam(c.name, type_=_bound(c.type)) for c in table.columns}
    names, count, later = [c.name for c in table.columns], 0, []
    for rows in _rows_of(file, table, contents):
        values = [
            {c.name: _typed(value, c.type) for c, value in zip(table.columns, row, strict=True)}
            for row in rows
        ]
        for row in values:
            if any(row[name] is not None for name in own):
                later.append({"b_id": row["id"], **{f"b_{name}": row[name] for name in own}})
                row.update(dict.fromkeys(own))
        connection.execute(insert(table).values({name: binds[name] for name in names}), values)
        count += len(rows)
    if later:
        changed: dict[str, Any] = {name: bindparam(f"b_{name}") for name in own}
        connection.execute(update(table).where(table.c.id == bindparam("b_id")).values(changed), later)
    if count != contents.tables[table.name]:
        raise BackupError(f"{table.name} should have {contents.tables[table.name]} rows and has {count}")
    return count


def _go_on_counting(connection: Connection) -> None:
    """On PostgreSQL new rows are numbered after those that came (SQLite does so by itself)."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables():
        if "id" in table.c:
            last = connection.scalar(select(func.max(table.c.id))) or 0
            counter = func.pg_get_serial_sequence(f'"{table.name}"', "id")
            connection.execute(select(func.setval(counter, last + 1, False)))


# Values -------------------------------------------------------------------------------------------------


def _raw(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return LargeBinary() if isinstance(kind, EncryptedText | EncryptedJSON) else kind


def _bound(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return JSON(none_as_null=True) if isinstance(kind, JSON) else _raw(kind)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value.isoformat() if isinstance(value, dt.date) else value


def _typed(value: Any, kind: TypeEngine[Any]) -> Any:
    if value is None or isinstance(kind, JSON):
        return value
    raw = _raw(kind)
    if isinstance(raw, LargeBinary):
        return base64.b64decode(value)
    if isinstance(raw, UtcDateTime):
        return dt.datetime.fromisoformat(value)
    return dt.date.fromisoformat(value) if isinstance(raw, Date) else value


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
