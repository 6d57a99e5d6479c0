"""The form by which a case is opened, and the parts of it that other pages use: an incident, a child.

A child is one of a contact's children, or is found by the exact UPN, or is described and then joined to the
one record that fits or made new. Nothing is written until the reader has seen whom the form found.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from cases.actions import IncidentValues, PartyValues
from cases.actions.contact import NOT_A_PARTY
from cases.lists import case_by_reference
from cases.models import Contact
from cases.pairs import kept_apart
from cases.words import NATURES, PLACES, ROLES
from foundation.answers.small_forms import Reading
from foundation.store import Actor
from roll import upn as upns
from roll.actions import child_named_on_form
from roll.lists import children_by_id, own_child_by_upn, setting_by_urn
from roll.models import Child, Setting

MOST_PARTIES = 12
ROLES_OFFERED = {**ROLES, NOT_A_PARTY: "not part of this case"}


@dataclass(frozen=True)
class NewChild:
    """A child as described on the form; joined to a record, or made, only when the case is opened."""

    upn: str
    surname: str
    forename: str
    date_of_birth: dt.date
    postcode: str

    @property
    def name(self) -> str:
        """Forename and surname as typed."""
        return f"{self.forename} {self.surname}"


@dataclass(frozen=True)
class PartyRead:
    """A block of the form that is filled in: whom it means, the part, where the child was at the time."""

    child: Child | NewChild
    role: str
    setting: Setting | None

    def values(self, actor: Actor) -> PartyValues:
        """For the action; makes the child's record where there is none."""
        place = self.setting.id if self.setting else None
        return (child_id_of(actor, self.child), self.role, place)


def child_id_of(actor: Actor, found: Child | NewChild) -> int:
    """The row id of the child; a described one is joined to the one record that fits, or made."""
    if isinstance(found, Child):
        return found.id
    return child_named_on_form(
        actor,
        upn=found.upn or None,
        surname=found.surname,
        forename=found.forename,
        date_of_birth=found.date_of_birth,
        postcode=found.postcode or None,
        source="case",
    ).id


def read_child(form: Reading, prefix: str) -> Child | NewChild | None:
    """The child of one block: by UPN, or by name and date of birth. None where something is missing."""
    typed = upns.normalise(form.text(f"{prefix}upn", "the UPN"))
    wrong = upns.problem(typed) if typed else ""
    if wrong:
        form.refuse(f"{prefix}upn", f"The UPN {wrong}")
        return None
    found = own_child_by_upn(typed) if typed else None
    if found is not None:
        return found
    surname = form.text(f"{prefix}surname", "the surname")
    forename = form.text(f"{prefix}forename", "the first name")
    if typed and not (surname or forename):
        form.refuse(f"{prefix}upn", "No child with this UPN is known. Give the name and date of birth too")
        return None
    born = form.date(f"{prefix}born", "Date of birth", required=True, past=True)
    for name, value in (("surname", surname), ("forename", forename)):
        if not value:
            words = "surname" if name == "surname" else "first name"
            form.refuse(f"{prefix}{name}", f"Enter the child's {words}, or a UPN that is known")
    if not (surname and forename and born):
        return None
    return NewChild(typed, surname, forename, born, form.text(f"{prefix}postcode", "the postcode"))


def read_setting(form: Reading, name: str) -> Setting | None:
    """A setting chosen by its URN; None for "not known"."""
    urn = form.text(name, "the setting")
    found = setting_by_urn(urn) if urn else None
    if urn and found is None:
        form.refuse(name, "Choose the setting from the list")
    return found


def read_incident(form: Reading) -> IncidentValues:
    """An incident: dates, place, nature, words."""
    first = form.date("happened_from", "The first or only day", past=True)
    last = form.date("happened_until", "The last day", past=True)
    if first and last and last < first:
        form.refuse("happened_until-day", "The last day must not be before the first")
    place = form.choice("place", "where it happened", PLACES)
    setting = read_setting(form, "incident_setting")
    return IncidentValues(
        happened_from=first,
        happened_until=last,
        place=place or "not_known",
        setting_id=setting.id if setting else None,
        natures=form.choices("natures", NATURES),
        words=form.narrative("words", "what is said to have happened"),
    )


class OpeningForm:
    """The whole form. `parties` and `incident` are good where `errors` is empty."""

    def __init__(self, posted: MultiDict[str, str], contact: Contact | None = None) -> None:
        """`contact`: whose children stand in the first blocks."""
        self.reading = Reading(posted)
        self.contact = contact
        self.known = _children_of(contact)
        asked = posted.get("count", "")
        count = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else 0
        self.count = min(MOST_PARTIES, max(len(self.known) + (0 if len(self.known) > 1 else 1), count, 2))
        self.parties: list[PartyRead] = []
        self.left_out: list[int] = []
        self.incident = IncidentValues()
        self.reference = ""
        self.rationale = ""
        self.came_to_light_on: dt.date | None = None

    def read(self) -> bool:
        """Read what was posted; True when a case can be opened with it."""
        form = self.reading
        for number in range(self.count):
            self._read_party(number)
        self.incident = read_incident(form)
        form.narrative("how_known", "how it came to light")
        if self.contact is not None:
            self.rationale = form.narrative("rationale", "the reason the referrer is told", required=True)
            form.narrative("considered", "what was considered")
        self.came_to_light_on = form.date("came", "It came to light", past=True)
        self.reference = form.text("authority_reference", "the reference", longest=60)
        if self.reference and case_by_reference(self.reference):
            form.refuse("authority_reference", "There is a case with this reference already")
        if not self.parties and not form.errors:
            form.refuse("p0-role", "Say for at least one child what part it had")
        self._no_child_twice()
        return not form.errors

    def pairs(self) -> list[tuple[PartyRead, PartyRead]]:
        """Who would be kept apart from whom."""
        found = [(a, b) for n, a in enumerate(self.parties) for b in self.parties[n + 1 :]]
        return [(a, b) for a, b in found if kept_apart(a.role, b.role)]

    def _read_party(self, number: int) -> None:
        form, prefix = self.reading, f"p{number}-"
        known = self.known[number] if number < len(self.known) else None
        if known is None and not any(form.posted.get(f"{prefix}{name}") for name in _BLOCK):
            return
        child = known or read_child(form, prefix)
        offered = ROLES_OFFERED if known is not None and number > 0 else ROLES
        role = form.choice(f"{prefix}role", "what part the child had", offered)
        setting = read_setting(form, f"{prefix}setting")
        if child is None or not role:
            return
        if role == NOT_A_PARTY and known is not None:
            self.left_out.append(known.id)
        else:
            self.parties.append(PartyRead(child, role, setting))

    def _no_child_twice(self) -> None:
        ids = [party.child.id for party in self.parties if isinstance(party.child, Child)]
        if len(set(ids)) < len(ids):
            self.reading.refuse("p0-role", 'The same child stands twice. Name it once, with the part "both"')


_BLOCK = ("upn", "surname", "forename", "born-day", "born-month", "born-year", "postcode", "role", "setting")


def _children_of(contact: Contact | None) -> list[Child]:
    """A contact's children, the one it is about first."""
    if contact is None:
        return []
    found = children_by_id(set(contact.child_ids()))
    return [found[child] for child in dict.fromkeys(contact.child_ids()) if child in found]
