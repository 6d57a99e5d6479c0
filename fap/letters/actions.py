"""The only writers of letters: drafted, changed, proof-read, sent by a person, corrected, or left out."""

from __future__ import annotations

import datetime as dt

from fap.given_away import given_away
from fap.letter_events import (
    LetterChanged,
    LetterCorrected,
    LetterDrafted,
    LetterDropped,
    LetterProofRead,
    LetterWasSent,
)
from fap.letters.lists import referral_of
from fap.letters.texts import draft
from fap.letters.words import ADDRESSEES, KINDS
from fap.letters.writing import Due
from fap.models import Letter, Referral
from fap.rights import demand, fresh, reason_of
from foundation.access.permissions import Permission
from foundation.store import Actor, now, session, today
from foundation.store.clock import day_words
from foundation.store.reference_data import is_code, label
from foundation.trail import record

HOW = "letter_sent"


class GivesAway(ValueError):
    """The letter would give another child, or a family's address, away; the words name what, never whom."""


def draft_letter(actor: Actor, referral: Referral, due: Due) -> Letter:
    """Draft a letter that is due. Raises NotAllowed, ValueError where none is to be written."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    if due.why_not:
        raise ValueError(due.why_not)
    if due.letter is not None:
        return due.letter
    assert referral.child_id is not None

    def clean(text: str | None) -> str:
        said = (text or "").strip()
        return "" if given_away(referral, said, parent_key=due.parent_key) else said

    made = Letter(
        referral_id=referral.id,
        child_id=referral.child_id,
        setting_id=due.setting_id,
        kind=due.kind,
        addressee=due.addressee,
        parent_key=due.parent_key,
        about=due.about,
        to_name=due.to_name,
        to_address=due.to_address or None,
        text=draft(referral, due, referral.name or "the child", clean),
        written_by=actor.account_id,
        written_at=now(),
    )
    session().add(made)
    session().flush()
    record(LetterDrafted(subject=made, what=f"{KINDS[due.kind]}, {ADDRESSEES[due.addressee]}".lower()))
    return made


def change_letter(actor: Actor, letter: Letter, text: str) -> None:
    """Change its words; it is proof-read again. Raises NotAllowed, GivesAway, ValueError, IllegalMove."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    words = reason_of(text)
    refuse(letter, words)
    fresh(letter)
    if words == letter.text and letter.status == "draft":
        return
    record(LetterChanged(subject=letter))
    letter.text, letter.written_by, letter.written_at = words, actor.account_id, now()
    letter.checked_by, letter.checked_at = None, None


def proof_read(actor: Actor, letter: Letter) -> None:
    """Somebody read it over: it is searched once more for whom it must not name, and may be sent."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    refuse(letter, letter.text)
    fresh(letter)
    record(LetterProofRead(subject=letter))
    letter.checked_by, letter.checked_at = actor.account_id, now()


def record_sent(actor: Actor, letter: Letter, *, how: str, on: dt.date, to: str) -> None:
    """A person sent it: how, when, and to whom in general words. Raises as the others."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    if not is_code(HOW, how, today()):
        raise ValueError("Choose how it was sent")
    if on > today():
        raise ValueError("The day must be today or in the past")
    whom = reason_of(to)
    fresh(letter)
    record(LetterWasSent(subject=letter, how=label(HOW, how).lower(), on=day_words(on)))
    letter.sent_on, letter.sent_how, letter.sent_to = on, how, whom
    letter.sent_by = actor.account_id


def correct_letter(actor: Actor, letter: Letter) -> Letter:
    """Begin the next version of a letter that was sent; the old one stays as it went out."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    fresh(letter)
    record(LetterCorrected(subject=letter))
    same = ("referral_id", "child_id", "setting_id", "kind", "addressee", "parent_key", "about", "to_name")
    made = Letter(
        **{name: getattr(letter, name) for name in same},
        to_address=letter.to_address,
        text=letter.text,
        version=letter.version + 1,
        replaces_id=letter.id,
        written_by=actor.account_id,
        written_at=now(),
    )
    session().add(made)
    session().flush()
    record(LetterDrafted(subject=made, what=f"version {made.version}"))
    return made


def drop_letter(actor: Actor, letter: Letter, reason: str) -> None:
    """It is not sent, with the reason. Raises NotAllowed, ValueError, IllegalMove."""
    demand(actor, Permission.RUN_FAIR_ACCESS)
    words = reason_of(reason)
    fresh(letter)
    record(LetterDropped(subject=letter, reason=words))
    letter.dropped_reason = words


def gives_away(letter: Letter, text: str | None = None) -> list[str]:
    """What a letter, or a text for it, gives away for certain; empty when nothing."""
    referral = referral_of(letter)
    words = letter.text if text is None else text
    found = given_away(referral, words, parent_key=letter.parent_key) if referral else []
    return sorted({hit.what for hit in found if hit.sure})


def refuse(letter: Letter, text: str) -> None:
    """Raise GivesAway where a text names for certain whom it must not."""
    sure = gives_away(letter, text)
    if sure:
        raise GivesAway(f"The letter gives away {', '.join(sure)}. Say it without")
