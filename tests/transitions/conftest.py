"""A small county: settings, children, where they are, and cases between them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from cases.models import Separation
    from roll.models import Child, Setting

OPEN_END = dt.date(9999, 12, 31)
SINCE = dt.date(2026, 3, 12)
NAMES = {"leona": ("Leona", "Praed"), "devin": ("Devin", "Marsh"), "third": ("Imogen", "Halloran")}


def on(text: str) -> dt.date:
    """ "2026-11-10" as a date; "" is the open end."""
    return dt.date.fromisoformat(text) if text else OPEN_END


@dataclass
class County:
    """What a test builds on; everything is written by the system and committed by `save`."""

    session: Session
    settings: dict[str, Setting]
    children: dict[str, Child]

    def setting(self, name: str) -> Setting:
        return self.settings[name]

    def child(self, name: str) -> Child:
        return self.children[name]

    def put(self, child: str, setting: str, start: str, leaving: str = "", **more: Any) -> Any:
        """An enrolment (the same key again changes its end)."""
        from roll.models import Enrolment

        made = Enrolment(
            child_id=self.child(child).id,
            setting_id=self.setting(setting).id,
            start=on(start),
            leaving=on(leaving),
            **more,
        )
        return self.session.merge(made)

    def take_away(self, enrolment: Any) -> None:
        self.session.delete(enrolment)

    def separate(
        self, a: str = "leona", b: str = "devin", since: dt.date = SINCE, at: str | None = None
    ) -> Separation:
        """A case of two children; the separation follows from it."""
        from sqlalchemy import select

        from cases.actions import open_case
        from cases.models import Separation
        from foundation.store import current_actor

        place = self.setting(at).id if at else None
        pair = sorted([self.child(a).id, self.child(b).id])
        open_case(
            current_actor(),
            parties=[
                (self.child(a).id, "alleged_victim", place),
                (self.child(b).id, "alleged_perpetrator", place),
            ],
            opened_on=since,
        )
        statement = select(Separation).where(
            Separation.child_a_id == pair[0], Separation.child_b_id == pair[1]
        )
        return self.session.scalars(statement).one()

    def sweep(self, day: str = "2026-11-10", **more: Any) -> Any:
        from foundation.store import current_actor
        from transitions.sweep import sweep

        return sweep(current_actor(), on(day), **more)

    def alerts(self, **wanted: Any) -> list[Any]:
        from sqlalchemy import select

        from transitions.models import Alert

        return list(self.session.scalars(select(Alert).filter_by(**wanted).order_by(Alert.id)))

    def alert(self, **wanted: Any) -> Any:
        [only] = self.alerts(**wanted)
        return only

    def save(self) -> None:
        self.session.commit()


@pytest.fixture
def county(db_session) -> County:
    """Three secondary settings (two on one site), a unit, and three children."""
    from roll.models import Child, Setting, SiteGroup

    group = SiteGroup(name="Saltbeck campus")
    db_session.add(group)
    db_session.flush()
    made = {
        name: Setting(
            urn=urn, name=words, low_age=11, high_age=high, site_group_id=group.id if site else None
        )
        for name, urn, words, high, site in (
            ("saltbeck", "900001", "Saltbeck High School", 18, True),
            ("sixth", "900002", "Saltbeck Sixth Form", 19, True),
            ("corvin", "900003", "Corvin Hill Academy", 16, False),
            ("kiln", "900004", "Kiln Lane Centre", 16, False),
        )
    }
    born = dt.date(2012, 1, 5)
    children = {
        name: Child(forename=first, surname=last, date_of_birth=born, upn=upn, source="roll")
        for (name, (first, last)), upn in zip(NAMES.items(), UPNS, strict=True)
    }
    db_session.add_all([*made.values(), *children.values()])
    db_session.commit()
    return County(db_session, made, children)


UPNS = ("H801200001001", "X801200001002", "L801200001003")
