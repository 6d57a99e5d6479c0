"""The cells of the access table: what each line asks as each role, in each relation, and what is expected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.contracts.access_table import (
    ABSENT,
    ALSO,
    BARRED,
    BUT,
    LETTER,
    NAMES,
    NOBODY,
    OWN,
    PARAMETER,
    RELATIONS,
    ROLES,
    SEES,
    SHORT,
    TABLE,
)

if TYPE_CHECKING:
    from tests.contracts.access_world import World


BESIDE = "@"  # in ALSO: "@bar" is the key of the bar of the same story
SHUT = (OWN, ABSENT)


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    endpoint: str
    method: str
    seen: int
    unseen: int
    record: str
    who: frozenset[str]
    by_key: bool = False

    @property
    def relations(self) -> tuple[str, ...]:
        """The relations in which the record can stand; one of no name where there is none."""
        return RELATIONS if self.record else ("",)


@dataclass(frozen=True)
class Cell:
    """One role in one relation, on one line. `barred`: asked by the account that is barred from a child."""

    row: Row
    role: str
    relation: str
    barred: bool = False

    @property
    def who(self) -> tuple[str, bool] | None:
        """The account that asks; None for nobody."""
        return None if self.role == NOBODY else (SHORT[self.role], self.barred)

    @property
    def visible(self) -> bool:
        """Whether the record is there for this role."""
        return LETTER.get(self.relation, "") in SEES.get(self.row.record, {}).get(self.role, "")

    @property
    def expected(self) -> int:
        """The status the table wants."""
        if self.row.by_key:
            return self.row.seen
        if self.role not in self.row.who:
            return 302 if self.role == NOBODY else 403
        if self.row.record and not self.visible:
            return self.row.unseen
        return BUT.get((self.row.endpoint, self.row.method, self.role), self.row.seen)

    def key(self, world: World) -> str:
        """What stands for the record in this relation."""
        return world.keys[self.row.record][self.relation] if self.row.record else ""

    def values(self, world: World) -> dict[str, Any]:
        """What stands in the address."""
        values = dict(ALSO.get(self.row.endpoint, {}))
        if values.get("token"):
            values["token"] = world.invitation
        if self.row.record and self.row.record != "upn":
            name = PARAMETER.get(self.row.endpoint, NAMES.get(self.row.record, self.row.record))
            values[name] = self.key(world)
        for name, value in values.items():
            if value.startswith(BESIDE):
                values[name] = world.keys[value.removeprefix(BESIDE)][self.relation]
        return values

    def asked(self, world: World) -> set[str]:
        """Everything about the record that stands in the request, and so may come back in the answer."""
        parts = {name: str(value) for name, value in self.values(world).items()}
        long = {value for value in parts.values() if len(value) > 9}
        short = {f"{name}{sign}{value}" for name, value in parts.items() for sign in ("=", "%3D")}
        return {self.key(world), *long, *short} - {""}

    def posted(self, world: World) -> dict[str, str]:
        """What is posted: nothing, or the number that is searched for."""
        if self.row.record != "upn":
            return {"revision": "1"} if "form_" in self.row.endpoint else {}
        day = {"from-day": "24", "from-month": "11", "from-year": "2026"}
        return {"upn": self.key(world), "setting": world.keys["urn"][OWN], **day}

    def __str__(self) -> str:
        barred = ", barred" if self.barred else ""
        return f"{self.row.method} {self.row.endpoint} as {self.role}{barred}, {self.relation or 'no record'}"


def _row(line: str) -> Row:
    endpoint, method, answer, record, *who = line.split()
    seen, _, unseen = answer.partition("/")
    everyone = frozenset(SHORT) if who == ["everyone"] else frozenset(ROLES) if who == ["all"] else None
    known = "" if record == "-" else record
    if who == ["key"]:
        return Row(endpoint, method, int(seen), int(unseen or 404), known, frozenset(), by_key=True)
    return Row(endpoint, method, int(seen), int(unseen or 404), known, everyone or frozenset(who))


ROWS = tuple(_row(line) for line in TABLE.strip().splitlines() if line.strip() and not line.startswith("#"))


def cells() -> Iterator[Cell]:
    """Every cell: lines times roles times relations; a shut door is tried with a record and without one."""
    for row in ROWS:
        for role in ROLES:
            shut = role not in row.who and row.record
            for relation in SHUT if shut else row.relations:
                yield Cell(
                    row, role, relation, barred=relation == BARRED and role in row.who and role != NOBODY
                )
