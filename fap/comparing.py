"""What a reader of a referral is shown beside the answers: a pattern, and differences to the roll."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fap.form import FORM
from fap.models import Referral
from foundation.answers import answers_of, frozen_answers
from foundation.questions import Answers, postcode
from foundation.store.clock import day_words
from foundation.store.reference_data import label
from roll.lists import child_by_id, current_settings, setting_by_urn
from roll.models import Child

MANY = 3


@dataclass(frozen=True)
class Difference:
    """What the form and the roll say about the same thing."""

    label: str
    form: str
    roll: str


def sent_answers(referral: Referral) -> Answers:
    """The answers as they were last sent; those of the draft before."""
    if referral.version is None:
        return answers_of(referral, FORM)
    return frozen_answers(referral, FORM, referral.version)


def pattern_of(answers: Answers) -> str:
    """Three or more earlier related incidents, or a rising number, in a sentence (Appendix H, comment g5)."""
    rows = ((answers.get("context") or {}).get("school") or {}).get("earlier") or []
    days = sorted(dt.date.fromisoformat(row["happened_on"]) for row in rows if row.get("happened_on"))
    rising = is_rising(days)
    if len(days) < MANY and not rising:
        return ""
    named = ", ".join(day_words(day) for day in days)
    return f"The school names {len(days)} since {day_words(days[0])}: {named}.{' Rising.' if rising else ''}"


def is_rising(days: list[dt.date]) -> bool:
    """More in the later half of the time between the first and the last than in the earlier half."""
    if len(days) < MANY:
        return False
    middle = days[0] + (days[-1] - days[0]) / 2
    return sum(day > middle for day in days) > sum(day <= middle for day in days)


def differences(referral: Referral) -> list[Difference]:
    """Where the sent form and the roll differ. The form never changes the roll."""
    child = child_by_id(referral.child_id) if referral.child_id else None
    if child is None or child.source != "roll":
        return []
    said = sent_answers(referral)
    pairs = [
        ("Surname", said.get("surname"), child.surname),
        ("Forenames", said.get("forename"), child.forename),
        ("Unique pupil number", said.get("upn"), child.upn),
        ("Date of birth", said.get("date_of_birth"), child.date_of_birth.isoformat()),
        ("Sex", said.get("sex"), child.sex),
    ]
    if said.get("home_withheld") != "yes":
        pairs.append(("Home postcode", said.get("home_postcode"), postcode(child.postcode or "")))
    found = [
        Difference(name, _shown(name, form), _shown(name, roll))
        for name, form, roll in pairs
        if form and roll and form.casefold() != roll.casefold()
    ]
    return [*found, *_school(said, child)]


def _shown(name: str, value: str) -> str:
    if name == "Date of birth":
        return day_words(dt.date.fromisoformat(value))
    return label("sex", value) if name == "Sex" else value


def _school(said: Answers, child: Child) -> list[Difference]:
    code = (said.get("current_provision") or {}).get("code")
    here = current_settings(child)
    if not code or not here or code in {setting.urn for setting in here}:
        return []
    named = setting_by_urn(code)
    roll = ", ".join(setting.name for setting in here)
    return [Difference("School", named.name if named else code, roll)]
