"""Which letters of a referral are due, and their first draft from the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fap.after.lists import places_of
from fap.given_away import home_is_withheld, parents_of
from fap.letters.lists import letters_of
from fap.lists import decisions_of
from fap.models import Decision, Letter, Placement, Referral
from roll.lists import setting_by_id
from roll.models import Setting


@dataclass(frozen=True)
class Due:
    """One letter that is due. `letter` where it is written already; `why_not` why none is written.

    `setting_id`: the school it goes to; `discreet`: it names no school, because where the child is to be
    found is withheld and the addressee is not the primary carer.
    """

    kind: str
    addressee: str
    about: str
    to_name: str
    to_address: str = ""
    parent_key: str | None = None
    setting_id: int | None = None
    why_not: str = ""
    withheld: bool = False
    discreet: bool = False
    decision: Decision | None = None
    place: Placement | None = None
    letter: Letter | None = None

    @property
    def key(self) -> str:
        """What stands for it in a form; it holds no name."""
        return "/".join((self.kind, self.addressee, self.about, self.parent_key or ""))

    @property
    def is_done(self) -> bool:
        """Whether nothing is to be done any more: sent, left out with a reason, or not to be written."""
        return bool(self.why_not) or (self.letter is not None and not self.letter.is_open)


def letters_for(referral: Referral) -> list[Due]:
    """Every letter that the record asks for, with the one that was written where there is one."""
    if referral.child_id is None:
        return []
    written = {(row.kind, row.addressee, row.about, row.parent_key): row for row in letters_of(referral)}
    found = []
    for kind, addressees, about, decision, place in _occasions(referral):
        for due in _to_each(referral, kind, addressees, about, decision, place):
            letter = written.get((due.kind, due.addressee, due.about, due.parent_key))
            found.append(Due(**{**vars(due), "letter": letter}))
    return found


Occasion = tuple[str, tuple[str, ...], str, Decision | None, Placement | None]
EVERYBODY = ("parent", "receiving", "referring")


def _occasions(referral: Referral) -> Iterator[Occasion]:
    """What happened that people are written to about."""
    if referral.status == "not_eligible":
        yield "not_eligible", ("parent", "referring"), f"ended:{referral.version or 0}", None, None
    decisions = {row.id: row for row in decisions_of(referral) if row.status == "signed"}
    newest = next(iter(decisions.values()), None)
    if newest is not None and newest.kind == "deferred" and referral.status in ("deferred", "on_agenda"):
        yield "deferred", ("parent", "referring"), f"decision:{newest.id}", newest, None
    for place in places_of(referral)[:1]:
        yield from _of_place(place, decisions.get(place.decision_id))


def _of_place(place: Placement, decision: Decision | None) -> Iterator[Occasion]:
    kind = "trial" if place.kind == "managed_move" else "decision"
    yield kind, EVERYBODY, f"place:{place.id}", decision, place
    if place.status in ("refused", "negotiating", "directing", "directed"):
        yield "refusal", ("parent", "referring"), f"refused:{place.id}", decision, place
    if place.status == "directed":
        yield "direction", EVERYBODY, f"directed:{place.id}", decision, place
    if place.status == "ended":
        yield "ended", EVERYBODY, f"ended-place:{place.id}", decision, place


def _to_each(
    referral: Referral,
    kind: str,
    addressees: tuple[str, ...],
    about: str,
    decision: Decision | None,
    place: Placement | None,
) -> Iterator[Due]:
    hidden = home_is_withheld(referral)
    for parent in parents_of(referral) if "parent" in addressees else ():
        yield Due(
            kind,
            "parent",
            about,
            parent.name,
            parent.address,
            parent_key=parent.key,
            why_not=parent.why_not,
            withheld=parent.withheld,
            discreet=hidden and not parent.primary,
            decision=decision,
            place=place,
        )
    schools = {"receiving": place.setting_id if place else None, "referring": referral.setting_id}
    for addressee in addressees:
        setting = setting_by_id(schools.get(addressee))
        if setting is not None:
            yield _to_school(kind, addressee, about, setting, decision, place)


def _to_school(
    kind: str,
    addressee: str,
    about: str,
    setting: Setting,
    decision: Decision | None,
    place: Placement | None,
) -> Due:
    name = f"The head teacher and the safeguarding lead, {setting.name}"
    return Due(
        kind,
        addressee,
        about,
        name,
        setting.postcode or "",
        setting_id=setting.id,
        decision=decision,
        place=place,
    )
