"""Looking for the words of the lexicon in a text: clause by clause, with negation and misspellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from fap.nudge import lexicon as words

CLAUSE = re.compile(r"[.;:!?\n]|,? (?:but|although|though|however|yet|whereas|while)\b|, (?:and|then|or so) ")


@dataclass(frozen=True)
class Hit:
    """A word as it was written, and what it suggests: `sexual` or `violent`."""

    kind: str
    words: str


@lru_cache(maxsize=4096)
def found_in(text: str) -> tuple[Hit, ...]:
    """The words of a text that suggest sexual or violent behaviour between children, each once, in order."""
    found: dict[Hit, None] = {}
    for clause in _clauses(text):
        for hit in _in_clause(clause):
            found.setdefault(hit)
    return tuple(found)


def _clauses(text: str) -> Iterator[str]:
    plain = re.sub(r"[ \t]+", " ", text.lower().replace("’", "'").replace("‘", "'").replace("–", "-"))
    for clause in CLAUSE.split(plain):
        if clause.strip():
            yield clause.strip()


def _in_clause(clause: str) -> Iterator[Hit]:
    plain = words.ELSEWHERE.sub(" ", _corrected(clause))
    if _is_about_something_else(plain):
        return
    denied = [match.span() for match in words.NEGATORS.finditer(words.NOT_NEGATORS.sub(_blank, plain))]
    for kind in words.KINDS:
        for pattern in (words.ALWAYS[kind], words.TOWARDS[kind]):
            for match in pattern.finditer(plain):
                if not _is_negated(plain, match.start(), match.end(), denied):
                    yield Hit(kind, match.group().strip())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _is_negated(plain: str, start: int, end: int, denied: list[tuple[int, int]]) -> bool:
    """Whether a negator stands closely before the words, or what takes them back after them."""
    close = any(stop <= start and len(plain[stop:start].split()) <= words.REACH for _begin, stop in denied)
    return close or bool(words.NOT_SO.search(plain, end))


def _is_about_something_else(plain: str) -> bool:
    """A school subject, adults at home, or pupils against staff, with no other pupil in the clause."""
    if words.SCHOOL_SUBJECTS.search(plain):
        return not words.PUPILS.search(plain)
    if words.AT_HOME.search(plain) or words.ADULT_DOES.search(plain):
        return not words.PUPILS.search(plain)
    return bool(words.STAFF.search(plain)) and not words.PUPILS.search(plain)


def _corrected(clause: str) -> str:
    """The clause with misspelt long words as the lexicon spells them."""
    return re.sub(r"[a-z]{6,}", lambda match: _right(match.group()), clause)


@lru_cache(maxsize=8192)
def _right(word: str) -> str:
    if {word, word.removesuffix("s")} & {*words.MISSPELT, *words.REAL_WORDS}:
        return word
    return next((known for known in words.MISSPELT if len(known) >= 7 and _is_near(word, known)), word)


def _is_near(one: str, two: str) -> bool:
    """One letter wrong, missing, added, or two neighbours exchanged; the first letter stands."""
    if one[0] != two[0] or abs(len(one) - len(two)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    rest, other = one[at:], two[at:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[:2][::-1] and rest[2:] == other[2:])
    )
