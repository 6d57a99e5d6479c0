"""Column profiles as an authority has them: those that are built in, and those it made or changed.

A profile is made in steps: a file is pointed at (`begin`), columns are chosen (`change`), and the profile is
saved (`save`). Of the file only the first line and the first few hundred lines are kept, encrypted, until the
profile is saved or the day is over; the page shows what they look like and never a value.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence

from sqlalchemy import event, select

from foundation.jobs import periodic
from foundation.store import Actor, documents, now, session
from foundation.trail import record
from roll.events import ProfileRetired, ProfileSaved
from roll.models import ColumnProfile
from roll.profiles import BUILT_IN, COLUMNS, Profile, from_json, problems
from roll.tables import column_key

NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,38}[a-z0-9]", re.ASCII)
SAMPLE_KEPT = dt.timedelta(hours=24)


def offered() -> dict[str, Profile]:
    """Every profile that may be used, by name: those built in first, then the authority's own."""
    statement = select(ColumnProfile).where(ColumnProfile.version > 0, ColumnProfile.status != "retired")
    own = session().scalars(statement.order_by(ColumnProfile.name))
    return BUILT_IN | {row.name: from_json(row.says) for row in own if row.status == "in_use"}


def named(name: str) -> Profile:
    """A profile by its name. Raises KeyError."""
    return offered()[name]


def everything() -> Sequence[ColumnProfile]:
    """The authority's own profiles, drafts too, by name."""
    statement = select(ColumnProfile).where(ColumnProfile.status != "retired")
    return session().scalars(statement.order_by(ColumnProfile.name)).all()


def drafted(row: ColumnProfile) -> Profile:
    """A profile as it stands on its page, saved or not."""
    return from_json(row.draft or row.says)


def begin(actor: Actor, name: str, *, after: str = "") -> ColumnProfile:
    """A draft under a new name, empty or a copy of another. Raises ValueError with words for people."""
    name = name.strip().lower()
    if not NAME.fullmatch(name):
        raise ValueError("Use 3 to 40 small letters, figures and hyphens, such as our-arbor")
    taken = session().scalars(select(ColumnProfile).where(ColumnProfile.name == name)).first()
    if taken is not None or name in BUILT_IN:
        raise ValueError("There is already a profile of this name")
    start = dataclasses.replace(named(after), title="", dated="", note="") if after else Profile(name)
    row = ColumnProfile(name=name, changed_at=now(), changed_by_id=actor.account_id or None, headings=[])
    row.says = row.draft = dataclasses.replace(start, name=name, version=0).as_json()
    session().add(row)
    session().flush()
    return row


def point_at(row: ColumnProfile, headings: Sequence[str], sample: bytes) -> None:
    """Take the first lines of a file to point at; what has the heading of a known profile is guessed."""
    _let_go(row)
    row.headings = list(headings)
    row.sample, row.sample_until = documents.put(sample), now() + SAMPLE_KEPT
    if not drafted(row).columns:
        row.draft = _guessed(drafted(row), headings).as_json()


def change(actor: Actor, row: ColumnProfile, profile: Profile) -> None:
    """Keep what was chosen; the profile in use is not touched before `save`."""
    row.draft = dataclasses.replace(profile, name=row.name, version=row.version).as_json()
    row.changed_at, row.changed_by_id = now(), actor.account_id or None


def save(actor: Actor, row: ColumnProfile, profile: Profile) -> None:
    """Put a profile into use as its next version. Raises ValueError while something is missing."""
    if wrong := problems(profile):
        raise ValueError("; ".join(wrong.values()))
    row.version += 1
    change(actor, row, profile)
    row.says, row.draft = row.draft or row.says, None
    _let_go(row)
    record(ProfileSaved(subject=row, version=row.version))


def retire(actor: Actor, row: ColumnProfile) -> None:
    """Offer a profile no longer; the runs that used it keep it."""
    _let_go(row)
    record(ProfileRetired(subject=row))


@periodic(3600)
def forget_samples() -> None:
    """Sample lines are kept for a day at most."""
    over = select(ColumnProfile).where(ColumnProfile.sample.is_not(None), ColumnProfile.sample_until < now())
    for row in session().scalars(over):
        _let_go(row)


def _let_go(row: ColumnProfile) -> None:
    name, row.sample, row.sample_until = row.sample, None, None
    if name:
        event.listen(session(), "after_commit", lambda _session: documents.remove(name), once=True)


def _guessed(profile: Profile, headings: Sequence[str]) -> Profile:
    """What the headings say by themselves: our columns by the names that known profiles have for them."""
    there = {column_key(heading): heading for heading in reversed(headings)}
    best = max(BUILT_IN.values(), key=lambda known: _hits(known, there))
    found: dict[str, str] = {}
    for column in COLUMNS:
        for known in (best, *BUILT_IN.values()):
            heading = there.get(column_key(known.columns[column]))
            if heading and heading not in found.values():
                found.setdefault(column, heading)
    return dataclasses.replace(
        best, name=profile.name, title=profile.title, columns=found, version=0, dated="", note=""
    )


def _hits(known: Profile, there: dict[str, str]) -> int:
    return sum(column_key(heading) in there for heading in known.columns.values())
