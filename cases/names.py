"""The print check: no document for one child's family names another child.

Safety-plan specification, "Print check": the document for one child's family contains no name, initials or
UPN of the other child: scanned at rendering, refused with the place named. Pure: texts and names are handed
in. Two spellings are compared without accents, case, hyphens, apostrophes, spaces and invisible characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from roll.names import as_read, folded

_ORDINARY = """
    an angel april art august autumn bell best bill bird bishop brook brown bush can case chance chase child
    church clay close cook cross dale day dean do drew ernest faith field ford forest frank friend gene good
    grace grant gray green grey guy hall hand he heath hill his holly hope hunt in iris is it ivy jack jade
    jay jo joy judge june just king lane light little long love low major mark may me mercy mills moon moor
    my nice no noble north olive or page park pat patience pearl penny piece pierce pool poppy power price
    pride prince ray read reed reid rich right river rob robin rose ruby rush said sandy see sharp she short
    sky small so son south star stone storm strong sue summer sun swift the to true wall ward warren way
    week west white will winter wise wood wright you young
"""
ORDINARY = frozenset(_ORDINARY.split())
"""Names that are words too. With a capital inside a sentence they are names; elsewhere a person looks."""

_ABBREVIATIONS = "AM AP BT CP DT EP GP HT IT LA MH NA OK PE PC PM RE SW TA TV UK VR YJ"
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
"""Capitals that stand for something in schools. As initials of a child they are shown to a person."""

_PARTICLES = """
    abu al ben bin bint dal das de del della den der des di dos du el ibn la las le les los mac mc o san st
    ter the und van von y
"""
PARTICLES = frozenset(_PARTICLES.split())
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


@dataclass(frozen=True)
class Person:
    """What would give a child away in a document: every name it goes by, and its numbers."""

    forenames: tuple[str, ...]
    surnames: tuple[str, ...]
    upns: tuple[str, ...] = ()


NOBODY = Person((), ())
"""Whom a text is about that is about no child: every name counts."""


class NamesAnotherChild(ValueError):
    """The document would give another child away; the message names the places, never the name."""


@dataclass(frozen=True)
class Found:
    """Where something stands that would give another child away, and what kind of thing it is.

    When not `sure`, it may be an ordinary word or an abbreviation: a person has to look.
    """

    place: str
    what: str
    sure: bool = True


@dataclass(frozen=True)
class Text:
    """One text as it is searched: its words as written and folded, and its letters and digits in one run."""

    written: str

    @cached_property
    def words(self) -> list[tuple[str, str, bool]]:
        """(as written, folded, does it begin a sentence) of each run of letters; possessives are cut."""
        visible = as_read(self.written)
        visible = re.sub(r"(?<=\w)[’'`´]s\b", " ", visible, flags=re.IGNORECASE)
        found = []
        for match in re.finditer(r"[^\W\d_]+", visible):
            before = visible[: match.start()].rstrip(" \t\"“”‘’'(")
            begins = not before or before[-1] in ".!?:;•\n-–—"
            found.append((match.group(), folded(match.group()), begins))
        return found

    @cached_property
    def squeezed(self) -> str:
        """Letters and digits alone, folded."""
        return folded(as_read(self.written))


def _parts(name: str) -> list[str]:
    """The runs of letters of a name: "Anne-Marie" is "Anne" and "Marie"."""
    return re.findall(r"[^\W\d_]+", as_read(name))


def _spellings(name: str) -> set[tuple[str, ...]]:
    """A name as it may be written: its parts, all in one, each longer part alone, umlauts spelled out."""
    parts = _parts(name)
    folds = tuple(folded(part) for part in parts)
    made = {folds, ("".join(folds),)}
    made |= {(fold,) for fold in folds if len(fold) > 2 and fold not in PARTICLES}
    made |= {(folded(part.casefold().translate(_UMLAUTS)),) for part in parts if len(part) > 2}
    return {spelling for spelling in made if spelling and all(spelling) and len("".join(spelling)) > 1}


def _initials(forename: str, surname: str) -> Iterator[str]:
    """The first letters of a name, with and without those of its further parts and particles."""
    first = [folded(part)[:1] for part in _parts(forename)]
    parts = [folded(part) for part in _parts(surname)]
    last = [part[:1] for part in parts]
    main = [part[:1] for part in parts if part not in PARTICLES][:1]
    if not first or not last:
        return
    for front in (first[0], "".join(first)):
        yield from (front + back for back in (last[0], "".join(last), *main))


def find_names(texts: Iterable[tuple[str, str]], others: Iterable[Person], own: Person) -> list[Found]:
    """Everything in `texts` (place, text) that would give one of the `others` away.

    What the plan's own child shares with another (a surname of brothers, the same initials) tells nothing.
    """
    people = list(others)
    mine = {spelling for name in (*own.forenames, *own.surnames) for spelling in _spellings(name)}
    my_initials = {i for f in own.forenames for s in own.surnames for i in _initials(f, s)}
    found: list[Found] = []
    for place, written in texts:
        text = Text(written)
        for person in people:
            hits = [*_names(text, person, mine), *_joined(text, person, mine)]
            hits += [*_short(text, person, my_initials), *_numbers(text, person)]
            found += [Found(place, what, sure) for what, sure in hits]
    return _each_once(found)


def names_for_certain(texts: Iterable[str], others: Iterable[Person], own: Person = NOBODY) -> bool:
    """Whether any of the texts gives one of the `others` away, beyond doubt."""
    return any(hit.sure for hit in find_names([("", text) for text in texts], others, own))


def refuse_names(found: Iterable[Found]) -> None:
    """Raise NamesAnotherChild where anything was found for certain."""
    places = [f"{hit.place} ({hit.what})" for hit in found if hit.sure]
    if places:
        raise NamesAnotherChild("; ".join(dict.fromkeys(places)))


def _each_once(found: Iterable[Found]) -> list[Found]:
    """Each place and kind once; what is sure counts before what is not."""
    best: dict[tuple[str, str], Found] = {}
    for hit in found:
        if hit.sure or (hit.place, hit.what) not in best:
            best[hit.place, hit.what] = hit
    return list(best.values())


def _names(text: Text, person: Person, mine: set[tuple[str, ...]]) -> Iterator[tuple[str, bool]]:
    folds = [fold for _written, fold, _begins in text.words]
    for what, names in (("forename", person.forenames), ("surname", person.surnames)):
        for spelling in {one for name in names for one in _spellings(name)} - mine:
            for at in _places(folds, spelling):
                yield what, _is_name(text, at, spelling)


def _places(folds: list[str], spelling: tuple[str, ...]) -> Iterator[int]:
    """Where a spelling begins in a row of words; a last word may carry a plural or possessive s."""
    size = len(spelling)
    for at in range(len(folds) - size + 1):
        run = folds[at : at + size]
        same_start = run[:-1] == list(spelling[:-1])
        if same_start and run[-1] in (spelling[-1], spelling[-1] + "s", spelling[-1] + "es"):
            yield at
    if size == 1:
        whole = spelling[0]
        for at in range(len(folds) - 1):
            for end in range(at + 2, min(at + 5, len(folds) + 1)):
                if "".join(folds[at:end]) == whole:
                    yield at


def _is_name(text: Text, at: int, spelling: tuple[str, ...]) -> bool:
    """A word that is a name too is one for certain only with a capital inside a sentence."""
    written, fold, begins = text.words[at]
    if len(spelling) > 1 or fold not in ORDINARY:
        return True
    return written[:1].isupper() and not begins


def _joined(text: Text, person: Person, mine: set[tuple[str, ...]]) -> Iterator[tuple[str, bool]]:
    """Forename and surname written into one, as in an address or a file name."""
    for forename in person.forenames:
        for surname in person.surnames:
            first, last = folded(forename), folded(surname)
            alone = (first,) in mine and (last,) in mine
            if alone or min(len(first), len(last)) < 2 or len(first + last) < 7:
                continue
            if first + last in text.squeezed or last + first in text.squeezed:
                yield "name", True


def _short(text: Text, person: Person, mine: set[str]) -> Iterator[tuple[str, bool]]:
    """Initials, when they are written as such: capitals, with or without full stops and spaces."""
    wanted = {i for f in person.forenames for s in person.surnames for i in _initials(f, s)} - mine
    letter = r"[^\W\d_a-z]"
    pattern = rf"(?<![^\W\d_])(?:{letter}[.\s/&-]{{0,2}}){{1,4}}{letter}(?![^\W\d_])"
    for match in re.finditer(pattern, as_read(text.written)):
        capitals = "".join(re.findall(r"[^\W\d_]", match.group()))
        if capitals.upper() != capitals:
            continue
        runs = {capitals[a:b] for a in range(len(capitals)) for b in range(a + 2, len(capitals) + 1)}
        spaced = len(match.group()) > len(capitals)
        for run in runs if spaced else {capitals}:
            if folded(run) in wanted:
                yield "initials", run not in ABBREVIATIONS and (run == capitals or "." in match.group())


def _numbers(text: Text, person: Person) -> Iterator[tuple[str, bool]]:
    for upn in person.upns:
        if upn and folded(upn) in text.squeezed:
            yield "UPN", True
