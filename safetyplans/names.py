"""The print check: no document for one child's family names the other child.

Safety-plan specification, "Print check": name, known-as, initials with school and year, UPN, also inside
free text; refused with the place named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """What would give a child away in a document."""

    forename: str
    surname: str
    known_as: str = ""
    upn: str = ""


@dataclass(frozen=True)
class Found:
    """Where something stands that would give the other child away, and what kind of thing it is."""

    place: str
    what: str


def plain(text: str) -> str:
    """Without accents, case, apostrophes and hyphens: how two spellings of one name are compared."""
    letters = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
    return re.sub(r"\s+", " ", re.sub(r"[’'`\-\u2010-\u2015.]", " ", bare)).strip()


def _patterns(person: Person, own: Person) -> list[tuple[str, str]]:
    """(what, regular expression over plain text); a name that the child of the plan shares is not one."""
    shared = {plain(own.forename), plain(own.surname), plain(own.known_as)}
    made: list[tuple[str, str]] = []
    for what, name in (
        ("forename", person.forename),
        ("surname", person.surname),
        ("the name the child is known by", person.known_as),
    ):
        word = plain(name)
        if len(word) > 1 and word not in shared:
            made.append((what, rf"(?<!\w){re.escape(word)}(?:s|es)?(?!\w)"))
    first, last = plain(person.forename)[:1], plain(person.surname)[:1]
    if first and last:
        made.append(("initials", rf"(?<!\w){first}\s?{last}(?!\w)"))
    if person.upn:
        made.append(("UPN", re.escape(person.upn.casefold())))
    return made


def find_names(texts: Iterable[tuple[str, str]], others: Iterable[Person], own: Person) -> list[Found]:
    """Everything in `texts` (place, text) that would give one of the `others` away."""
    found: list[Found] = []
    patterns = [pattern for other in others for pattern in _patterns(other, own)]
    for place, text in texts:
        words = plain(text)
        for what, expression in patterns:
            if what == "initials":
                hit = _initials(text, expression)
            else:
                hit = re.search(expression, words) is not None
            if hit and Found(place, what) not in found:
                found.append(Found(place, what))
    return found


def _initials(text: str, expression: str) -> bool:
    """Initials count when they are written as such: capitals, with or without full stops."""
    capitals = re.findall(r"(?<!\w)[A-Z]\.?\s?[A-Z](?!\w)\.?", text)
    return any(re.fullmatch(expression, plain(found)) for found in capitals)
