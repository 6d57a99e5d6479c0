"""From postcode to ward: derived where the national directory knows it, and correctable."""

from __future__ import annotations

from fap.form import FORM
from fap.models import Referral
from foundation.answers import write_answers
from foundation.questions import Answers
from foundation.store import Actor
from roll.postcodes import ward_of

PAIRS = (
    ("home_postcode", "home_ward", "derived_ward"),
    ("incident_postcode", "incident_ward", "derived_incident_ward"),
)
"""(question of the postcode, question of the ward, where the referral keeps what was derived)."""


def ward_words(postcode: str | None) -> str | None:
    """The name of the ward of a postcode (its code where no name was loaded); None where it is not known."""
    found = ward_of(postcode) if postcode else None
    return (found.name or found.code) if found else None


def follow_wards(actor: Actor, referral: Referral, answers: Answers) -> None:
    """Fill in the wards of new postcodes. A ward that somebody corrected stays as it is."""
    changed: Answers = {}
    for postcode, ward, kept in PAIRS:
        said, before = answers.get(ward), getattr(referral, kept)
        derived = ward_words(answers.get(postcode))
        if derived != before and said in (None, before):
            changed[ward] = derived
        if derived != before:
            setattr(referral, kept, derived)
    if changed:
        write_answers(actor, referral, FORM, changed)
