"""What an entry of a case is made of: kinds and their fields, declared as data.

A kind says what is asked, which answers stand in columns of `case_entry`, and which second form ends it
(advice ends in an answer, a challenge in an outcome). Forms, pages, the chronology, the exports and the
completeness panel all read the declaration; there is no other list of fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

LINE, WORDS, DATE, CHOOSE, TICKS = "line", "words", "date", "choose", "ticks"
Values = dict[str, Any]
Check = Callable[[Values], Mapping[str, str]]
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Field:
    """One question. `column`: where its answer is kept in `case_entry`; else in `answers` under its key.

    `needed_if`: (key of an earlier field, its codes): needed only with one of these answers.
    `limit`: "past" or "future" for a date.
    """

    key: str
    label: str
    sort: str = WORDS
    options: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""
    needed: bool = False
    needed_if: tuple[str, tuple[str, ...]] | None = None
    column: str = ""
    limit: str = ""
    rows: int = 3

    @property
    def spoken(self) -> str:
        """The label inside a sentence: "Enter what was advised"."""
        return f"{self.label[:1].lower()}{self.label[1:]}".rstrip("?")


@dataclass(frozen=True)
class Kind:
    """One kind of entry.

    `about`: "child", "case" or "either". `ending`: the fields that end it; `still_open`: codes of `state`
    with which it has not ended. `check`: what is wrong with the values besides, by field key.
    `asks`: questions put to the writer above the form. `under`: the kind whose entry it belongs to.
    `called`: the field by whose answer one of several is told from the others.
    """

    key: str
    title: str
    many: str
    about: str
    fields: tuple[Field, ...]
    ending: tuple[Field, ...] = ()
    ending_title: str = ""
    still_open: tuple[str, ...] = ()
    intro: str = ""
    asks: tuple[str, ...] = ()
    check: Check | None = None
    under: str = ""
    add: str = ""
    called: str = ""

    @property
    def add_words(self) -> str:
        """The link that adds one."""
        return self.add or f"Add {self.title[:1].lower()}{self.title[1:]}"

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """What is asked first and what ends it."""
        return self.fields + self.ending

    def state_words(self, code: str) -> str:
        """The coded answer in words."""
        for found in reversed(self.all_fields):
            if found.column == "state" and code in found.options:
                return found.options[code]
        return code


def when(label: str = "When was it?", **more: Any) -> Field:
    """The date on which it happened."""
    return Field("happened_on", label, DATE, needed=True, column="happened_on", limit="past", **more)


def answer(key: str, label: str, options: Mapping[str, str], **more: Any) -> Field:
    """The coded answer that is asked for across cases."""
    return Field(key, label, CHOOSE, options, needed=True, column="state", **more)


YES_NO = {"yes": "Yes", "no": "No"}
YES_NO_UNKNOWN = {"yes": "Yes", "no": "No", "not_known": "Not known"}
AGENCIES = {
    "school": "School or college",
    "police": "Police",
    "social_care": "Children’s social care",
    "health": "Health",
    "gp": "GP",
    "youth_justice": "Youth justice",
    "early_help": "Early help",
    "specialist": "Specialist service",
    "education": "Education, the council",
    "voluntary": "Voluntary organisation",
    "parent": "Parent or carer",
    "other": "Other",
}
LEVELS = {
    "1": "Level 1: universal",
    "2": "Level 2: early help",
    "3": "Level 3: targeted",
    "4": "Level 4: specialist, significant harm",
}
CONTEXTS = {
    "home": "Home and family",
    "peers": "Peer group",
    "school": "School",
    "neighbourhood": "Neighbourhood",
    "online": "Online",
}
