"""What goes wrong between two nights of a county's roll: an error model that knows nothing of the matcher.

Written from what school systems and their extracts do: a school gives a child a new number because it did
not look for the old one, or a temporary one until the transfer file comes, or leaves it out (field standards
3.1); names are keyed from a form again, shortened, married, hyphenated, turned round, written without accents
or in capitals; dates of birth are typed the American way or with a slip of one digit, or stand at 1 January
because nobody knew; families move (6.3: postcode is support only). Brothers, sisters and strangers arrive
beside them. The rates are per child with a changed number, on the bad side of a real night.
"""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bench.identity_people import TONIGHT, Pupil, county, lasting, sibling_of, stranger, temporary, urn_for

CHANGED, ARRIVING, LEAVING = 0.012, 0.006, 0.006
NUMBERS = (("new", 45), ("temporary", 35), ("none", 20))
FORMER_GIVEN = 0.25
WAYS = (("moved", 58), ("renumbered", 8), ("both places", 20), ("came back", 14))
NEW_FAMILY, NEW_TWIN, NEW_SIBLING = 0.80, 0.03, 0.17
ACCENTS = {"e": "é", "a": "á", "o": "ö", "u": "ü", "i": "í", "c": "ç", "n": "ñ", "l": "ł", "s": "š"}
SHORT = {
    "Alfie": "Alfred", "Benedict": "Ben", "Daniel": "Danny", "Elijah": "Eli", "Gabriel": "Gabe",
    "Joshua": "Josh", "Leo": "Leonard", "Rafael": "Raf", "Theo": "Theodore", "Viktor": "Vik",
    "Amelia": "Millie", "Isla": "Isabella", "Jasmine": "Jas", "Olivia": "Liv", "Phoebe": "Pheebs",
    "Sofia": "Sophie", "Tilly": "Matilda", "Valentina": "Val", "Zainab": "Zee", "Saoirse": "Sersha",
    "Yusuf": "Joe", "Mateusz": "Matt", "Ibrahim": "Abe", "Fatima": "Tima", "Zofia": "Zosia",
}  # fmt: skip
SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("y", "ie"),
    ("ae", "e"),
    ("oo", "u"),
    ("ss", "s"),
    ("c", "k"),
    ("z", "s"),
)
NEAR = {"a": "s", "e": "r", "i": "o", "o": "p", "n": "m", "s": "a", "t": "r", "r": "t", "l": "k", "h": "g"}


@dataclass
class Nights:
    """Two nights. `before`: last night's file; `gone`: known to the county from earlier; `tonight`: the file.

    `truth`: each line of tonight that no number leads home, to the key of the child it is (None: new to us).
    """

    before: list[Pupil]
    gone: list[Pupil]
    tonight: list[Pupil]
    truth: dict[int, int | None]
    kinds: Counter[str] = field(default_factory=Counter)
    marks: dict[int, tuple[str, ...]] = field(default_factory=dict)


def nights(children: int, seed: int) -> Nights:
    """Two nights of a county of so many children."""
    rng = random.Random(f"errors {seed}")
    everybody = county(children, seed)
    serial = iter(range(children + 1, 10 * children))
    picked = rng.sample(range(children), int(children * (CHANGED + LEAVING)))
    changed, leaving = set(picked[: int(children * CHANGED)]), set(picked[int(children * CHANGED) :])
    made = Nights([], [], [], {})
    for place, child in enumerate(everybody):
        if place in changed:
            _change(rng, made, child, next(serial))
            continue
        made.before.append(child)
        if place not in leaving:
            made.tonight.append(child)
    for _ in range(int(children * ARRIVING)):
        _arrive(rng, made, rng.choice(everybody), next(serial))
    order = list(range(len(made.tonight)))
    rng.shuffle(order)
    where = {old: new for new, old in enumerate(order)}
    made.tonight = [made.tonight[old] for old in order]
    made.truth = {where[line]: key for line, key in made.truth.items()}
    made.marks = {where[line]: marks for line, marks in made.marks.items()}
    return made


def _change(rng: random.Random, made: Nights, child: Pupil, serial: int) -> None:
    """One child whose number tonight is another: by which way, under which number, with which slips."""
    way = _pick(rng, WAYS)
    number = _pick(rng, NUMBERS)
    (made.gone if way == "came back" else made.before).append(
        replace(child, start=dt.date(2023, 9, 4)) if way == "came back" else child
    )
    if way == "both places":
        made.tonight.append(child)
    upn = {"new": lasting(serial), "temporary": temporary(serial), "none": None}[number]
    former = child.upn if number != "none" and rng.random() < FORMER_GIVEN else None
    there = child.urn if way == "renumbered" else _elsewhere(rng, child)
    row = replace(child, upn=upn, former_upn=former, urn=there, start=TONIGHT)
    if way == "renumbered":
        row = replace(row, start=child.start)
    row, marks = _slips(rng, row, moved=way in {"moved", "came back"})
    if former is None:
        made.truth[len(made.tonight)] = child.key
        made.marks[len(made.tonight)] = (way, number, *marks)
        made.kinds.update((way, number, *marks))
    else:
        made.kinds["former number given"] += 1
    made.tonight.append(row)


def _arrive(rng: random.Random, made: Nights, beside: Pupil, serial: int) -> None:
    """A child the county never had: mostly a stranger, sometimes a twin or sibling of one it has."""
    who = _pick(rng, (("stranger", NEW_FAMILY), ("twin", NEW_TWIN), ("sibling", NEW_SIBLING)))
    new = stranger(rng, serial) if who == "stranger" else sibling_of(rng, beside, serial, twin=who == "twin")
    number = rng.random()
    upn = lasting(serial) if number < 0.7 else temporary(serial) if number < 0.9 else None
    made.truth[len(made.tonight)] = None
    made.kinds[f"new: {who}"] += 1
    made.tonight.append(replace(new, upn=upn, urn=urn_for(rng, new.born), start=TONIGHT))


def _slips(rng: random.Random, row: Pupil, *, moved: bool) -> tuple[Pupil, tuple[str, ...]]:
    marks = []
    for name, rate, slip in SLIPS:
        if rng.random() < rate:
            other = slip(rng, row)
            if other != row:
                row, marks = other, [*marks, name]
    if rng.random() < (0.35 if moved else 0.03):
        row, marks = replace(row, postcode=stranger(rng, 0).postcode), [*marks, "address"]
    return row, tuple(marks)


def _pick(rng: random.Random, choices: tuple[tuple[str, float], ...]) -> str:
    return rng.choices([name for name, _ in choices], [weight for _, weight in choices])[0]


def _elsewhere(rng: random.Random, child: Pupil) -> str:
    while (urn := urn_for(rng, child.born)) == child.urn:
        pass
    return urn


# The slips. Each takes a row and gives another one, or the same where it has nothing to bite on. ---------


def _typo(rng: random.Random, text: str) -> str:
    """One slip of the fingers: a letter doubled, left out, turned with its neighbour, or the next key hit."""
    if len(text) < 4:
        return text
    at = rng.randint(1, len(text) - 2)
    kind = rng.randint(0, 3)
    if kind == 0:
        return text[:at] + text[at] + text[at:]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + NEAR.get(text[at].lower(), "e") + text[at + 1 :]


def _surname_typo(rng: random.Random, row: Pupil) -> Pupil:
    return replace(row, surname=_typo(rng, row.surname))


def _forename_typo(rng: random.Random, row: Pupil) -> Pupil:
    return replace(row, forename=_typo(rng, row.forename))


def _known_as(rng: random.Random, row: Pupil) -> Pupil:
    return replace(row, forename=SHORT.get(row.forename, row.forename))


def _spelling(rng: random.Random, row: Pupil) -> Pupil:
    for long, short in SOUNDS:
        if long in row.forename.lower()[1:]:
            return replace(row, forename=row.forename[0] + row.forename[1:].replace(long, short, 1))
    return row


def _middle(rng: random.Random, row: Pupil) -> Pupil:
    return replace(row, forename=f"{row.forename} {stranger(rng, 0).forename}")


def _new_surname(rng: random.Random, row: Pupil) -> Pupil:
    return replace(row, surname=stranger(rng, 0).surname)


def _married_on(rng: random.Random, row: Pupil) -> Pupil:
    return replace(row, surname=f"{row.surname}-{stranger(rng, 0).surname}")


def _half(rng: random.Random, row: Pupil) -> Pupil:
    return replace(row, surname=rng.choice(row.surname.split("-")))


def _turned(rng: random.Random, row: Pupil) -> Pupil:
    return replace(row, surname="-".join(reversed(row.surname.split("-"))))


def _unpunctuated(rng: random.Random, row: Pupil) -> Pupil:
    blank = rng.choice(("", " "))
    return replace(row, surname=row.surname.replace("-", " ").replace("'", blank))


def _accented(rng: random.Random, row: Pupil) -> Pupil:
    letter = next((c for c in row.forename[1:] if c in ACCENTS), None)
    accented = (
        row.forename[0] + row.forename[1:].replace(letter, ACCENTS[letter], 1) if letter else row.forename
    )
    return replace(row, forename=unicodedata.normalize(rng.choice(("NFC", "NFD")), accented))


def _capitals(rng: random.Random, row: Pupil) -> Pupil:
    return replace(row, surname=row.surname.upper())


def _round(rng: random.Random, row: Pupil) -> Pupil:
    return replace(row, surname=row.forename, forename=row.surname)


def _american(rng: random.Random, row: Pupil) -> Pupil:
    day = row.born
    return replace(row, born=day.replace(month=day.day, day=day.month)) if day.day <= 12 else row


def _digit(rng: random.Random, row: Pupil) -> Pupil:
    text = f"{row.born:%d%m%Y}"
    at = rng.choice((0, 1, 2, 3, 7))
    other = text[:at] + rng.choice("0123456789") + text[at + 1 :]
    try:
        born = dt.date(int(other[4:]), int(other[2:4]), int(other[:2]))
    except ValueError:
        return row
    return replace(row, born=born) if dt.date(2007, 9, 1) < born < TONIGHT - dt.timedelta(days=900) else row


def _first_of_january(rng: random.Random, row: Pupil) -> Pupil:
    return replace(row, born=row.born.replace(month=1, day=1))


def _no_postcode(rng: random.Random, row: Pupil) -> Pupil:
    return replace(row, postcode=None)


def _sex(rng: random.Random, row: Pupil) -> Pupil:
    return replace(row, sex=rng.choice((None, "F", "M")))


SLIPS: tuple[tuple[str, float, Callable[[random.Random, Pupil], Pupil]], ...] = (
    ("surname mistyped", 0.02, _surname_typo),
    ("forename mistyped", 0.02, _forename_typo),
    ("known as", 0.05, _known_as),
    ("spelt another way", 0.02, _spelling),
    ("middle name added", 0.03, _middle),
    ("surname changed", 0.035, _new_surname),
    ("surname joined on", 0.01, _married_on),
    ("half of a double surname", 0.15, _half),
    ("double surname turned", 0.05, _turned),
    ("punctuation lost", 0.3, _unpunctuated),
    ("accents", 0.02, _accented),
    ("capitals", 0.1, _capitals),
    ("names changed places", 0.004, _round),
    ("day and month changed places", 0.01, _american),
    ("a digit of the birth date", 0.01, _digit),
    ("born on 1 January", 0.002, _first_of_january),
    ("postcode missing", 0.05, _no_postcode),
    ("sex", 0.02, _sex),
)
