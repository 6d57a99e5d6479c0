"""The form by which an officer writes down what an agency told: on paper, by telephone or in a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from cases.actions import Came, receive_contact
from cases.kinds.declaration import LEVELS
from cases.models import Contact
from cases.pages.case_form import NewChild, child_id_of, read_child, read_setting
from cases.words import AGENCY_KINDS, ASKS_FOR, CAME_AS
from foundation.answers.small_forms import Reading
from foundation.questions.measures import TimeKind
from foundation.questions.question import Given
from foundation.store import Actor, now, today
from foundation.store.clock import LONDON
from roll import upn as upns
from roll.lists import own_child_by_upn
from roll.models import Child, Setting

MOST_OTHERS = 12


@dataclass
class ContactForm:
    """What was typed, read; good where `reading.errors` is empty."""

    reading: Reading
    child: Child | NewChild | None = None
    others: list[Child | str] | None = None
    setting: Setting | None = None
    agency: str = ""
    summary: str = ""
    came: Came | None = None

    @classmethod
    def of(cls, posted: MultiDict[str, str]) -> ContactForm:
        """An unread form."""
        return cls(Reading(posted))

    def read(self) -> bool:
        """Read what was posted; True when a contact can be made of it."""
        form = self.reading
        kind = form.choice("agency_kind", "who told us", AGENCY_KINDS)
        self.agency = form.text("agency", "which service, school or person", required=True)
        referrer = form.text("referrer", "the name and role")
        reply_to = form.narrative("reply_to", "where the answer goes", required=True)
        asks_for = form.choice("asks_for", "what they ask for", ASKS_FOR)
        came_as = form.choice("came_as", "how it came", CAME_AS)
        received = read_instant(form, "received", "It was received")
        level = form.choice("level", "the level of need", LEVELS, required=False)
        self.child = read_child(form, "")
        if self.child is None and not form.errors:
            form.refuse("upn", "Enter the child’s UPN, or the name and date of birth")
        self.setting = read_setting(form, "setting")
        self.others = _others(form)
        self.summary = form.narrative("summary", "what they told us", required=True)
        self.came = Came(kind, asks_for, came_as, level, referrer, reply_to, received)
        return not form.errors

    def save(self, actor: Actor) -> Contact:
        """Make the contact; a described child is joined to the one record that fits, or made."""
        assert self.child is not None
        known = [other.id for other in self.others or [] if isinstance(other, Child)]
        words = [other for other in self.others or [] if isinstance(other, str)]
        return receive_contact(
            actor,
            source_kind="agency",
            child_id=child_id_of(actor, self.child),
            other_child_ids=known,
            other_words=words,
            setting_id=self.setting.id if self.setting else None,
            agency=self.agency,
            summary=self.summary,
            came=self.came,
        )


def read_instant(form: Reading, name: str, label: str) -> dt.datetime | None:
    """A day and a time of day in England as an instant, not later than now; None where something is wrong."""
    day = form.date(name, label, required=True)
    typed = form.text(f"{name}_time", "the time", required=True, longest=12)
    parsed = TimeKind("time", "The time").read(typed, Given(today=today())) if typed else None
    if parsed is not None and parsed.wrong:
        form.refuse(f"{name}_time", parsed.wrong)
    if day is None or parsed is None or parsed.wrong:
        return None
    hour, minute = (int(part) for part in str(parsed.value).split(":"))
    instant = dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)
    if instant > now():
        form.refuse(f"{name}_time", "The day and time must not be later than now")
        return None
    return instant


def _others(form: Reading) -> list[Child | str]:
    """Further children, one a line: by a UPN that is known, else by the words that were used."""
    lines = [line.strip() for line in form.narrative("others", "other children").split("\n") if line.strip()]
    if len(lines) > MOST_OTHERS:
        form.refuse("others", f"Name at most {MOST_OTHERS} other children")
    found: list[Child | str] = []
    for line in lines[:MOST_OTHERS]:
        typed = upns.normalise(line)
        known = own_child_by_upn(typed) if upns.is_valid(typed) else None
        found.append(known or line[:200])
    return found
