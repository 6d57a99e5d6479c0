"""System reads of what stands around a form: settings, wards, children; and which records a child has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import Connection, select

from cases.meetings.models import Meeting
from cases.models import Party
from fap.models import Referral
from foundation.store.reference_data import mapped
from needs.gathering import Surroundings
from roll.models import Child, Setting
from roll.models.places import Postcode, Ward
from roll.postcodes import is_valid, normalise
from roll.stays_core import merged_children
from safetyplans.models import SafetyPlan
from transitions.models import Alert

C, S = Child.__table__, Setting.__table__
D, W = Postcode.__table__, Ward.__table__


class _Around:
    """Reads settings and merged children when they are first asked for."""

    def __init__(self, connection: Connection, everybody: bool) -> None:
        self.connection, self.everybody = connection, everybody

    @cached_property
    def settings(self) -> list[Any]:
        """Every setting."""
        columns = (S.c.id, S.c.urn, S.c.type_code, S.c.ward_code, S.c.ward_name)
        return list(self.connection.execute(select(*columns).order_by(S.c.id)))

    @cached_property
    def ids(self) -> dict[str, int]:
        """Row ids by URN."""
        return {row.urn: row.id for row in self.settings if row.urn}

    @cached_property
    def types(self) -> dict[int, str]:
        """Kinds of settings by row id."""
        known = lru_cache(maxsize=None)(lambda code: (mapped("gias_type", code) or ("",))[0])
        return {row.id: known(row.type_code) for row in self.settings}

    @cached_property
    def wards(self) -> dict[str, str]:
        """Names of wards by code, of the directory and as the settings spell them."""
        directory = self.connection.execute(select(W.c.code, W.c.name).where(W.c.name != ""))
        named = {row.code: row.name for row in directory}
        own = {row.ward_code: row.ward_name for row in self.settings if row.ward_code and row.ward_name}
        return named | own

    @cached_property
    def spelt(self) -> dict[str, str]:
        """Names of wards by how they are written without capitals."""
        return {name.casefold(): name for name in sorted(self.wards.values())}

    @cached_property
    def merged(self) -> dict[int, int]:
        """Children that stand for another one."""
        return merged_children(self.connection)

    @cached_property
    def known(self) -> dict[int, Any]:
        """All children at once, for a rebuild."""
        rows = self.connection.execute(_children()) if self.everybody else ()
        return {row.id: row for row in rows}

    def ward(self, text: str) -> str:
        """The name of a ward that was given by code or by name, as settings spell it."""
        plain = " ".join(text.split())[:120]
        return self.wards.get(plain) or self.spelt.get(plain.casefold()) or plain

    def ward_of_place(self, text: str) -> str:
        """The ward of a place that was given by ward or postcode; "" for other words, which could name."""
        plain = " ".join(text.split())
        postcode = normalise(plain)
        if plain.casefold() in self.spelt or not is_valid(postcode):
            return self.spelt.get(plain.casefold(), "")
        code = self.connection.scalar(select(D.c.ward_code).where(D.c.postcode == postcode))
        return self.wards.get(code or "", "")

    def child(self, child_id: int) -> tuple[int, dt.date, str, str]:
        """The child a row id stands for."""
        kept = self.merged.get(child_id, child_id)
        row = self.known.get(kept) or self.connection.execute(_children().where(C.c.id == kept)).one()
        return kept, row.date_of_birth, row.sex or "", row.ward_code or ""


def _children() -> Any:
    return select(C.c.id, C.c.date_of_birth, C.c.sex, C.c.ward_code)


def surroundings(connection: Connection, *, everybody: bool = False) -> Surroundings:
    """Settings, ward names and children; with `everybody` all children are read at once (a rebuild)."""
    around = _Around(connection, everybody)
    return Surroundings(
        setting_of=lambda urn: around.ids.get(urn) if urn else None,
        setting_type=lambda number: around.types.get(number or 0, "") if number else "",
        wards=lambda text: around.ward(text) if text else "",
        ward_of_place=lambda text: around.ward_of_place(text) if text else "",
        children=around.child,
    )


def forms_of_child(connection: Connection, child_ids: Collection[int]) -> dict[str, set[int]]:
    """Kind of form -> row ids of the referrals, plans, cases, meetings and alerts of some children.

    Also of those that stand under a merged record.
    """
    merged = merged_children(connection)
    wanted = set(child_ids) | {merged[child] for child in child_ids if child in merged}
    wanted |= {child for child, into in merged.items() if into in wanted}
    ids = sorted(wanted)

    def own(table: Any, key: str = "id") -> set[int]:
        return set(connection.scalars(select(table.c[key]).where(table.c.child_id.in_(ids))))

    return {
        "referral": own(Referral.__table__),
        "plan": own(SafetyPlan.__table__),
        "case": own(Party.__table__, "case_id"),
        "meeting": own(Meeting.__table__),
        "alert": own(Alert.__table__),
    }
