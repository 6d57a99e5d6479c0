"""Writing the postcode directory and the names of wards, in portions, in the caller's transaction.

1.8 million rows in one transaction: plain tuples go to the driver (COPY on PostgreSQL), no record is made,
and no more than one portion is ever in memory. The table is put in the place of the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, func, select, text

from roll.models import Postcode, Ward

AT_ONCE = 20_000
_COLUMNS = {
    "postcode": ("postcode", "ward_code", "district_code", "easting", "northing", "ended"),
    "ward": ("code", "name"),
}


def replace(
    connection: Connection, model: type[Postcode] | type[Ward], rows: Iterable[tuple[Any, ...]]
) -> int:
    """Put the rows in the place of all that stood; of a key that comes twice the last counts."""
    name: str = model.__tablename__
    columns = _COLUMNS[name]
    connection.execute(delete(model))
    if connection.dialect.name == "postgresql":
        _copy(connection, name, columns, rows)
    else:
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT OR REPLACE INTO {name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608  our own names
        for part in _portions(rows):
            connection.exec_driver_sql(statement, part)
    return count(connection, model)


def _copy(
    connection: Connection, name: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> None:
    names, key = ", ".join(columns), columns[0]
    connection.execute(text(f"CREATE TEMP TABLE came_in (LIKE {name}) ON COMMIT DROP"))
    connection.execute(text("ALTER TABLE came_in ADD COLUMN nth BIGSERIAL"))
    with connection.connection.cursor().copy(f"COPY came_in ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    connection.execute(
        text(
            f"INSERT INTO {name} ({names}) SELECT DISTINCT ON ({key}) {names} FROM came_in"  # noqa: S608  our own names
            f" ORDER BY {key}, nth DESC"
        )
    )
    connection.execute(text("DROP TABLE came_in"))


def _portions(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    stream = iter(rows)
    while part := list(islice(stream, AT_ONCE)):
        yield part


def count(connection: Connection, model: type[Postcode] | type[Ward]) -> int:
    """How many rows stand."""
    return connection.execute(select(func.count()).select_from(model.__table__)).scalar_one()


def wards_of_children(connection: Connection) -> int:
    """Give every child with a postcode the ward in which it lies; says how many changed."""
    found = connection.execute(
        text(
            "UPDATE child SET ward_code = (SELECT NULLIF(p.ward_code, '') FROM postcode p"
            " WHERE p.postcode = child.postcode)"
            " WHERE child.postcode IS NOT NULL AND COALESCE(ward_code, '') <> COALESCE("
            "(SELECT p.ward_code FROM postcode p WHERE p.postcode = child.postcode), '')"
        )
    )
    return found.rowcount
