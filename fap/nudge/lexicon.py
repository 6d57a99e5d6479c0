"""The lexicon: the files of words beside this module, made into patterns.

Each line of a file in `words/` is a regular expression over lower-case text with plain apostrophes; a line
that begins with # says what the file is for. <PERSON>, <BODY> and <ADULT> stand for the lines of
`persons.txt`, `body.txt` and `adults.txt`. Word boundaries are added to both ends: no "sex" in "Essex".

To add a word, add a line, and a sentence with it to tests/fap/nudge_sentences.csv (`written` = tuning).
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

SEXUAL, VIOLENT = "sexual", "violent"
KINDS = (SEXUAL, VIOLENT)
FOLDER = Path(__file__).parent / "words"
STAND_INS = {"<PERSON>": "persons", "<BODY>": "body", "<ADULT>": "adults"}
OWN = {"persons": "(?:'s?)?"}
"""What may follow a person: "another boy's hand"."""
REACH = 7
"""How many words a negator reaches forward."""
BETWEEN = r"(?: \w+(?:'s)?){0,3}? "
"""At most three words between a verb and the person ("kicked a much younger child")."""


@lru_cache(maxsize=32)
def lines(name: str) -> tuple[str, ...]:
    """The lines of a file of words, without its comments."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def one_of(name: str) -> str:
    """A pattern for any line of a file."""
    pattern = f"(?:{'|'.join(lines(name))})"
    for stand_in, other in STAND_INS.items():
        if stand_in in pattern:
            pattern = pattern.replace(stand_in, one_of(other))
    return pattern + OWN.get(name, "")


def whole(pattern: str) -> re.Pattern[str]:
    """The pattern between word boundaries."""
    return re.compile(rf"(?<![\w']){pattern}(?![\w'])")


ALWAYS = {kind: whole(one_of(kind)) for kind in KINDS}
TOWARDS = {kind: whole(one_of(f"{kind}_towards") + BETWEEN + one_of("persons")) for kind in KINDS}
ELSEWHERE = whole(one_of("elsewhere"))
SCHOOL_SUBJECTS, STAFF, PUPILS, AT_HOME = (
    whole(one_of(name)) for name in ("school_subjects", "staff", "pupils", "at_home")
)
ADULT_DOES = re.compile(
    rf"(?<!\w){one_of('adults')}(?: and {one_of('adults')})? (?:\w+ ){{0,3}}"
    r"(?:violent|violence|hits?|assault\w*|abus\w+|attack\w*|fight\w*|fought|argu\w+|threat\w*|aggress\w*)(?!\w)"
)
"""An adult at home who does it: "father was violent to mother"."""
NEGATORS, NOT_NEGATORS, NOT_SO = (whole(one_of(name)) for name in ("negators", "not_negators", "not_so"))
MISSPELT = tuple(lines("misspelt"))
REAL_WORDS = frozenset(lines("real_words"))
