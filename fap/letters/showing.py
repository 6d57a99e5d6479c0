"""What the pages of letters show: plain values for their templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fap.given_away import given_away
from fap.letters.lists import letters_of, referral_of, version_after, version_before
from fap.letters.words import ADDRESSEES, KINDS, STATES
from fap.letters.writing import letters_for
from fap.long_form import bar
from fap.models import Letter, Referral
from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.store import Actor
from foundation.store.clock import local
from foundation.store.reference_data import label
from foundation.trail import history
from roll.lists import child_by_id, children_by_id, settings_by_id

Shown = dict[str, Any]


def letters_page(referral: Referral, actor: Actor) -> Shown:
    """What is due for a referral, and every letter that was written."""
    dues = letters_for(referral)
    named = {row.id for due in dues if (row := due.letter) is not None}
    return {
        "referral": referral,
        "wide": actor.may(Permission.ALL_REFERRALS),
        "facts": facts_of(referral),
        "dues": [
            {
                "due": due,
                "what": KINDS[due.kind],
                "to": due.to_name,
                "who": ADDRESSEES[due.addressee],
                "state": STATES[due.letter.status] if due.letter else None,
                "log": sent_log(due.letter) if due.letter else "",
            }
            for due in dues
        ],
        "older": [
            {"letter": row, "what": KINDS[row.kind], "to": row.to_name, "state": STATES[row.status]}
            for row in letters_of(referral)
            if row.id not in named
        ],
        "writes": actor.may(Permission.RUN_FAIR_ACCESS),
    }


def facts_of(referral: Referral) -> list[Shown]:
    """The record bar of a referral."""
    return [{"label": name, "value": value} for name, value in bar(referral)]


def letter_page(letter: Letter, actor: Actor) -> Shown:
    """One letter, for the team that writes it or for the school that it was sent to."""
    referral = referral_of(letter)
    child = child_by_id(letter.child_id)
    known = {one for one in (letter.written_by, letter.checked_by, letter.sent_by) if one}
    people = names_of(known)
    found = given_away(referral, letter.text, parent_key=letter.parent_key) if referral else []
    return {
        "letter": letter,
        "referral": referral,
        "facts": facts_of(referral)
        if referral
        else [{"label": "About", "value": child.name if child else ""}],
        "what": KINDS[letter.kind],
        "who": ADDRESSEES[letter.addressee],
        "state": STATES[letter.status],
        "doubts": sorted({hit.what for hit in found if not hit.sure}),
        "writes": actor.may(Permission.RUN_FAIR_ACCESS),
        "people": people,
        "log": sent_log(letter),
        "before": version_before(letter),
        "after": version_after(letter),
        "history": [
            {"who": line.who, "words": f" {line.words}", "when": line.at} for line in history(letter)
        ],
    }


def sent_log(letter: Letter) -> str:
    """How, when and to whom it was sent, in one sentence."""
    if letter.sent_on is None:
        return f"Not sent: {letter.dropped_reason}" if letter.dropped_reason else ""
    day = f"{letter.sent_on:%a} {letter.sent_on.day} {letter.sent_on:%b %Y}"
    return f"{label('letter_sent', letter.sent_how or '')}, {day}, to {letter.sent_to}"


def rows_of(found: Sequence[Letter]) -> list[Shown]:
    """One line for each letter."""
    settings = settings_by_id({row.setting_id for row in found if row.setting_id})
    children = children_by_id({row.child_id for row in found})
    return [
        {
            "letter": row,
            "what": KINDS[row.kind],
            "to": settings[row.setting_id].name if row.setting_id else ADDRESSEES[row.addressee],
            "state": STATES[row.status],
            "since": local(row.written_at).date(),
            "child": children[row.child_id].name if row.child_id in children else "",
        }
        for row in found
    ]
