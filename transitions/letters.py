"""What a letter to a setting says by itself, and the check that it does not give the other child away.

Source: transitions, "Who sees what"; mock-up 05: the most careful choice is two letters, neither names the
other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from roll.names import as_read, folded

NEAR = 40
_ORDINARY = """
    angel art autumn bill bishop brook brown bush church clay cook day dean drew earl faith field ford
    forest frank gene grace grant gray green grey guy hall hand hill holly hope hunt iris ivy jack jade
    jay joy judge king lane lily long love major mark may mercy miles miller moor myrtle noble olive
    page park pat patience pearl penny pier poppy price prince ray reed rich river rob robin rose ruby
    sandy sky smith star storm sue summer taylor violet ward warren way west white will winter wood
    young
"""
ORDINARY_WORDS = frozenset(_ORDINARY.split())
"""Names that are words too: they count only when written with a capital."""


@dataclass(frozen=True)
class Naming:
    """Everything by which a child could be told: names, other names, numbers and year group."""

    forenames: tuple[str, ...]
    surnames: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    year_group: int | None = None


def own_letter(setting: str, pupil: str, year: str, officer: str, telephone: str, today_words: str) -> str:
    """The letter about one pupil that names nobody else."""
    call = f"Please call {officer}" + (f" on {telephone}" if telephone else "")
    return (
        f"To the safeguarding lead, {setting}\n\n"
        f"Your pupil {pupil}{year} needs a conversation with the council and a review of the safety plan. "
        f"{call} {today_words}. Until then, please make sure that a key adult is with {pupil.split()[0]} "
        "at break, at lunch and at the end of the day.\n\n"
        "Please keep this within your safeguarding team."
    )


def joint_letter(setting: str, pupil: str, other: str, officer: str, telephone: str) -> str:
    """The letter that names both children and says that they are to be kept apart."""
    call = f"Please call {officer}" + (f" on {telephone}" if telephone else "")
    return (
        f"To the safeguarding lead, {setting}\n\n"
        f"Two of your pupils, {pupil} and {other}, are to be kept apart and each needs a safety plan. "
        f"{call} before they next meet. Neither family learns of the other child from this letter.\n\n"
        "Please keep this within your safeguarding team."
    )


def name_check(text: str, other: Naming, own: Naming) -> list[str]:
    """What in a letter gives the other child away, in words; empty when nothing does.

    Looks for forenames, surnames and known-as names (accents, case and hyphens do not matter), initials
    near a year group, and UPNs. What the pupil's own name shares with the other's is left out, as brothers'
    surnames are.
    """
    text, other, own = as_read(text), _as_read(other), _as_read(own)
    found = []
    shared = {folded(name) for name in (*own.forenames, *own.surnames)}
    for what, names in (("forename or known-as name", other.forenames), ("surname", other.surnames)):
        for name in names:
            if folded(name) not in shared and _has_name(text, name):
                found.append(f"the other child's {what}")
    if _has_initials(text, other, own):
        found.append("the other child's initials with the year group")
    squeezed = re.sub(r"[\s-]", "", text).upper()
    found += ["the other child's UPN" for number in other.numbers if number and number.upper() in squeezed]
    return list(dict.fromkeys(found))


def _as_read(named: Naming) -> Naming:
    forenames, surnames = (tuple(map(as_read, names)) for names in (named.forenames, named.surnames))
    return replace(named, forenames=forenames, surnames=surnames)


def _has_name(text: str, name: str) -> bool:
    wanted = folded(name)
    if not wanted:
        return False
    if wanted in ORDINARY_WORDS:
        return re.search(rf"\b{re.escape(name)}\b|\b{re.escape(name.upper())}\b", text) is not None
    return any(wanted == part for part in _parts(text, len(re.findall(r"[^\W_]+", name))))


def _parts(text: str, longest: int) -> Iterable[str]:
    """Every run of up to `longest` words, folded: "Anne-Marie" is also "Anne Marie" and "AnneMarie"."""
    words = re.findall(r"[^\W_]+", re.sub(r"['’][sS]\b|['’]", "", text))
    for begin in range(len(words)):
        for length in range(1, longest + 1):
            yield folded(" ".join(words[begin : begin + length]))
            yield folded("".join(words[begin : begin + length]))


def _has_initials(text: str, other: Naming, own: Naming) -> bool:
    year = other.year_group
    if year is None:
        return False
    years = rf"(?:\b[Yy](?:ea)?r?\s?{year}\b|\b{year}[A-Z]{{1,2}}\b)"
    mine = {(f[:1].upper(), s[:1].upper()) for f in own.forenames for s in own.surnames}
    theirs = {(f[:1].upper(), s[:1].upper()) for f in other.forenames for s in other.surnames if f and s}
    for first, last in theirs - mine:
        initials = rf"\b{re.escape(first)}\.?\s?{re.escape(last)}\b"
        near = rf"{initials}.{{0,{NEAR}}}{years}|{years}.{{0,{NEAR}}}{initials}"
        if re.search(near, text, flags=re.DOTALL):
            return True
    return False
