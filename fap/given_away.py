"""To whom a letter goes, and what it must not give away: other children, and where a family lives.

A parent's withheld details print nowhere; nobody is written to whom it is not safe to contact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from cases.names import Found, find_names
from fap.comparing import sent_answers
from fap.models import Referral
from fap.other_children import others_of
from roll.names import folded

A_FAMILY = "where a family lives, or how to reach it"
PRIVATE = ("telephone", "email", "address", "postcode")


@dataclass(frozen=True)
class Parent:
    """A parent or carer as the form names them. `why_not`: why no letter is written to them."""

    key: str
    name: str
    address: str
    why_not: str
    withheld: bool
    primary: bool


def parents_of(referral: Referral) -> list[Parent]:
    """The parents and carers of the form that was sent."""
    return [_parent(row) for row in sent_answers(referral).get("parents") or []]


def _parent(row: dict[str, Any]) -> Parent:
    withheld = row.get("withheld") == "yes"
    address = "" if withheld else "\n".join(row[key] for key in ("address", "postcode") if row.get(key))
    return Parent(
        key=str(row.get("_id", "")),
        name=str(row.get("parent_name", "")),
        address=address,
        why_not=_why_not(row),
        withheld=withheld,
        primary=row.get("primary") == "yes",
    )


def _why_not(row: dict[str, Any]) -> str:
    if row.get("safe") == "no":
        return "It is not safe to contact this person."
    if row.get("safe") != "yes":
        return "It is not known whether it is safe to contact this person. Ask the school first."
    if row.get("responsibility") == "no" and row.get("primary") != "yes":
        return "This person holds no parental responsibility and is not the primary carer."
    return ""


def home_is_withheld(referral: Referral) -> bool:
    """Whether nobody may learn where the child lives, or can be found."""
    return sent_answers(referral).get("home_withheld") == "yes"


def given_away(referral: Referral, text: str, *, parent_key: str | None) -> list[Found]:
    """Every place where a letter would give another child away, or where a family lives.

    Looked for: the children named in the incident, named as peers, and kept apart from this child; and of
    everybody but the addressee the address, postcode, telephone and e-mail.
    """
    others, own = others_of(referral)
    found = find_names([("The letter", text)], others, own)
    return [*found, *_where_a_family_lives(referral, text, parent_key)]


def _where_a_family_lives(referral: Referral, text: str, parent_key: str | None) -> list[Found]:
    answers = sent_answers(referral)
    private = [
        row[key]
        for row in answers.get("parents") or []
        if str(row.get("_id", "")) != parent_key or row.get("withheld") == "yes"
        for key in PRIVATE
        if row.get(key)
    ]
    private += [answers["home_postcode"]] if answers.get("home_postcode") else []
    squeezed = folded(text)
    lines = {folded(line) for value in private for line in re.split(r"[\n,;]", value)}
    known = sorted(line for line in lines if len(line) > 4 and line in squeezed)
    return [Found("The letter", A_FAMILY)] if known else []
