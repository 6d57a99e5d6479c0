"""Building the county: settings, school days, accounts, children, through the same doors as real files."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from fap.actions import make_panel
from fap.models import Panel
from foundation.access.lists import actor_of
from foundation.access.models import Account
from foundation.store import Actor, acting_as, session
from foundation.store.clock import academic_year, at
from portal.demo import children, people
from portal.demo.children import Pupil
from portal.demo.county import PLACES, SITE_GROUP, register_file
from roll import import_calendar, import_settings, roll_file
from roll.actions import make_site_group, put_into_group
from roll.models import Child, Setting


class DemoRefused(RuntimeError):
    """The county was not loaded; the message says why."""


@dataclass
class County:
    """What the stories are told with."""

    operator: Actor
    day: dt.date
    rng: random.Random
    settings: dict[str, Setting] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    pupils: list[Pupil] = field(default_factory=list)
    panel: Panel | None = None
    used: set[str] = field(default_factory=set)
    flags: dict[str, Any] = field(default_factory=dict)

    def actor(self, email: str) -> Actor:
        """A person of the county as they act today."""
        return actor_of(self.accounts[email])

    def dsl_of(self, urn: str) -> Actor | None:
        """A safeguarding lead of a setting, if the county has one there."""
        for person in people.PEOPLE:
            if person.setting == urn:
                return self.actor(person.email)
        return None

    def take(self, urn: str, *, ages: tuple[int, int] = (11, 15)) -> Pupil:
        """A child of a setting whom no story has yet; ages on the last 31 August, both inclusive."""
        year = academic_year(self.day)
        for pupil in self.pupils:
            age = year - pupil.date_of_birth.year - (0 if (pupil.date_of_birth.month, 1) < (9, 1) else 1)
            if pupil.urn == urn and pupil.upn not in self.used and ages[0] <= age <= ages[1]:
                self.used.add(pupil.upn)
                return pupil
        raise DemoRefused(f"too few children at {urn}; load at least 1,000")

    def child(self, pupil: Pupil) -> Child:
        """The child record of a pupil."""
        return session().scalars(select(Child).where(Child.upn == pupil.upn)).one()


FIRST_ROLL = dt.timedelta(days=42)
"""How long ago the first roll was applied: before the first story of a plan, whose alerts rest on it."""


def terms_file(day: dt.date) -> bytes:
    """Term dates of two school years back, this one and the next, for the whole authority."""
    lines = ["setting_urn,date_from,date_to,kind"]
    for year in range(academic_year(day) - 2, academic_year(day) + 2):
        spans = (
            ((year, 9, 2), (year, 10, 23)),
            ((year, 11, 2), (year, 12, 18)),
            ((year + 1, 1, 4), (year + 1, 2, 12)),
            ((year + 1, 2, 22), (year + 1, 3, 26)),
            ((year + 1, 4, 12), (year + 1, 5, 28)),
            ((year + 1, 6, 7), (year + 1, 7, 21)),
        )
        lines += [f",{dt.date(*a).isoformat()},{dt.date(*b).isoformat()},term" for a, b in spans]
    return "\n".join(lines).encode()


def build(county: County, count: int, seed: int, authority: str) -> None:
    """Everything but the stories."""
    operator = county.operator
    with acting_as(operator):
        found = import_settings.read(register_file(authority), "settings.csv", every=True)
        _applied(import_settings.apply(operator, found))
        _applied(import_calendar.apply(operator, terms_file(county.day), "school-days.csv"))
        county.settings = {s.urn: s for s in session().scalars(select(Setting))}
        group = make_site_group(operator, name=SITE_GROUP[0], shares=SITE_GROUP[2])
        for urn in SITE_GROUP[1]:
            put_into_group(operator, group, county.settings[urn])
        county.panel = make_panel(operator, name="Marchland secondary panel")
        ids = {urn: setting.id for urn, setting in county.settings.items()}
        county.accounts = people.settle(operator, ids, county.panel.id)
        county.pupils = children.invent(count, seed, county.day)
        first = county.day - FIRST_ROLL
        with at(dt.datetime.combine(first, dt.time(5), dt.UTC)):
            apply_roll(county, "roll.csv", first)
    session().commit()


def apply_roll(county: County, name: str, as_of: dt.date | None = None) -> None:
    """Apply the county's roll as it stands, as a real file is applied; then the sweep hears of it."""
    data = children.roll_file(county.pupils)
    found = roll_file.read(data, name, roll_file.DEFAULT)
    _applied(roll_file.apply(county.operator, found, as_of=as_of or county.day, confirm=True))


def _applied(run: object) -> None:
    state = getattr(run, "state", "")
    if state != "applied":
        raise DemoRefused(f"an invented file was not applied: {state}")


def smallest() -> int:
    """Children needed for every story to find its own."""
    return 40 * len(PLACES)
