"""Settings that go on what another was: one place under several URNs, as the links file of the register says.

A school that becomes an academy gets a new URN. For whatever watches where children are it stays one place,
known by the row id of the first of the chain, so that a stay goes on, an alert keeps its key, and what was
recorded about the old URN still holds (transitions, "Feeding it": neither a lost nor a false alert). Only a
plain succession of one setting by one other is such a place: where two schools are joined into one or one is
split, children do meet who did not, and it is a move like any other.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from roll.models import Setting, SettingPlace

_P = SettingPlace.__table__.c


@dataclass(frozen=True)
class Chains:
    """`place`: row id of a setting that follows another, to that of the place. `newest`: place to the last.

    `before`: setting to the one directly before it.
    """

    place: dict[int, int]
    newest: dict[int, int]
    before: dict[int, int]

    def of(self, setting_id: int) -> int:
        """The place of a setting; itself where it follows nothing."""
        return self.place.get(setting_id, setting_id)

    def as_today(self, setting_id: int) -> int:
        """The setting under which its place is known today; itself where nothing follows it."""
        return self.newest.get(self.of(setting_id), setting_id)

    def earlier(self, setting_ids: Collection[int]) -> set[int]:
        """The settings that these go on, however far back."""
        found: set[int] = set()
        for setting in setting_ids:
            while setting in self.before:
                setting = self.before[setting]
                found.add(setting)
        return found

    def members(self, setting_ids: Collection[int]) -> frozenset[int]:
        """These settings and every other under which their places were or are known."""
        if not self.place:
            return frozenset(setting_ids)
        wanted = {self.of(setting) for setting in setting_ids}
        more = {setting for setting, place in self.place.items() if place in wanted}
        return frozenset(setting_ids) | wanted | more


def chains(connection: Connection) -> Chains:
    """Every succession that is known."""
    rows = connection.execute(select(_P.setting_id, _P.place_id, _P.follows_id)).all()
    followed = {follows for _, _, follows in rows}
    return Chains(
        {setting: place for setting, place, _ in rows},
        {place: setting for setting, place, _ in rows if setting not in followed},
        {setting: follows for setting, _, follows in rows},
    )


def known_as(connection: Connection, setting_id: int) -> frozenset[int]:
    """A setting and every other under which its place was or is known."""
    return chains(connection).members((setting_id,))


def newest_urns(connection: Connection) -> dict[str, str]:
    """URN of each setting that is part of a chain to the URN under which its place goes on."""
    known = chains(connection)
    if not known.place:
        return {}
    columns = Setting.__table__.c
    urns = dict(tuple(row) for row in connection.execute(select(columns.id, columns.urn)))
    members = {*known.place, *known.newest}
    return {urns[setting]: urns[known.newest[known.of(setting)]] for setting in members}


def replace(connection: Connection, rows: Collection[dict[str, Any]]) -> None:
    """Put these successions in the place of all that stood."""
    connection.execute(delete(SettingPlace))
    if rows:
        connection.execute(insert(SettingPlace), list(rows))
