"""What a file is compared with when only its changed lines were read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from roll import roll_state_core
from roll.identities import Known
from roll.models import ChildAlias
from roll.roll_lines import Lines

Stay = tuple[int, str, dt.date]  # child, URN, first day


@dataclass(frozen=True)
class Short:
    """What is compared: the children `watched`, and what the last file said of them (`before`).

    `base`: URN to the figures of the last run.
    """

    file: Lines
    watched: frozenset[int]
    before: frozenset[Stay]
    base: Mapping[str, Mapping[str, int]]

    def on_roll(self, connection: Connection, pool: Collection[Known]) -> set[int]:
        """Which of these children stand in the file with a number of theirs."""
        numbers = {known.upn.encode(): known.id for known in pool if known.upn}
        alias = ChildAlias.__table__.c
        statement = select(alias.upn, alias.child_id).where(alias.upn.is_not(None))
        ids = sorted(known.id for known in pool)
        for upn, child in roll_state_core.portions(connection, statement, alias.child_id, ids):
            numbers.setdefault(upn.encode(), child)
        return {numbers[number] for number in self.file.present(numbers)}
