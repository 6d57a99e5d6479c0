"""What stands in a month's report beside the audit's own figures.

The assurance statement (transitions, "The assurance statement") as of the period's last day, and what
families said when they were asked (cases, "Families"): how many, and the themes, never their words.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import select

from audits.models import Audit
from cases.kinds.child import FEEDBACK, LISTENED, THEMES
from cases.models import CaseEntry
from foundation.access.lists import operator
from foundation.store import acting_as, session, today
from foundation.store.clock import day_words
from transitions.assurance import statement
from transitions.assurance.telling import as_document, in_one_sentence, lines

FEWEST = 5


def beside(audit: Audit) -> dict[str, Any]:
    """As it was frozen when the audit was closed, else as it is now."""
    return audit.beside if audit.beside is not None else computed(audit)


def computed(audit: Audit) -> dict[str, Any]:
    """Numbers and fixed words alone, over everything: a bar on the reader changes no total.

    {"assurance": the statement as a document with "as_of_words", its "sentence" and
    "lines" [words, meaning, figure, is a sum], "families": {"asked", "listened": {words: number},
    "themes": {words: number}}}.
    """
    with acting_as(operator()):
        found = statement(min(audit.last, today()), audit.first)
        entries = session().scalars(
            select(CaseEntry).where(
                CaseEntry.kind == FEEDBACK.key,
                CaseEntry.happened_on >= audit.first,
                CaseEntry.happened_on <= audit.last,
            )
        )
        said = [(entry.state, tuple(entry.includes or ())) for entry in entries]
    listened = Counter(answer for answer, _themes in said)
    themes = Counter(theme for _answer, themes in said for theme in themes)
    return {
        "assurance": as_document(found)
        | {
            "as_of_words": day_words(found.as_of),
            "sentence": in_one_sentence(found),
            "lines": [list(line) for line in lines(found)],
        },
        "families": {
            "asked": len(said),
            "listened": {words: listened[code] for code, words in LISTENED.items()},
            "themes": {words: themes[code] for code, words in THEMES.items() if themes[code]},
        },
    }


def for_partners(found: dict[str, Any]) -> dict[str, Any]:
    """Without the statement unless none of its figures is small; themes that few named are left out."""
    small = any(0 < number < FEWEST for number in found["assurance"]["figures"].values())
    families = found["families"]
    enough = families["asked"] >= FEWEST
    themes = {words: number for words, number in families["themes"].items() if number >= FEWEST}
    return {
        "assurance": None if small else found["assurance"],
        "families": families | {"listened": {}, "themes": themes} if enough else None,
    }
