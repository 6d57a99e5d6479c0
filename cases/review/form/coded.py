"""Kinds of text that hold no name: what would give a child of the case away is refused as it is typed.

Appendix C: "Anonymised at the point of input into the template". The search is handed in as the look-up
`names`; without one (a published list of questions) nothing is searched. What was refused stays in the box
for whoever typed it, until it is changed; it is no answer, and stands in no export.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foundation.questions import Line, LongText
from foundation.questions.question import Given, Parsed

NAMES = "names"
CODE = re.compile(r"[A-Z]{1,3}[0-9]{1,3}")
CODE_HINT = "Capitals and a number, such as YP1. Never initials."


def wrong_with(text: str, given: Given) -> str:
    """What in a text would give somebody away; empty when nothing does."""
    finder = given.lookups.get(NAMES)
    found = [what for _, what in finder.find(text)] if finder else []
    kinds = ", ".join(dict.fromkeys(found))
    return f"This holds {kinds} of somebody in the case. Use a code instead" if found else ""


@dataclass(frozen=True)
class CodedText(LongText):
    """A box of text without names."""

    def read(self, text: str, given: Given) -> Parsed:
        wrong = wrong_with(text, given)
        return Parsed(wrong=wrong) if wrong else super().read(text, given)


@dataclass(frozen=True)
class CodedLine(Line):
    """A line of text without names."""

    def read(self, text: str, given: Given) -> Parsed:
        wrong = wrong_with(text, given)
        return Parsed(wrong=wrong) if wrong else super().read(text, given)


@dataclass(frozen=True)
class Code(Line):
    """The code of a young person or a context."""

    most: int = 6
    width: str = "5"

    def read(self, text: str, given: Given) -> Parsed:
        code = text.upper()
        if not CODE.fullmatch(code):
            return Parsed(wrong=f"{self.label} must be capitals and a number, such as YP1")
        wrong = wrong_with(code, given)
        return Parsed(wrong=wrong) if wrong else Parsed(code)

    def example(self, making):  # type: ignore[no-untyped-def]
        return f"YP{making.rng.randint(1, 9)}"
