"""Kinds answered by typing on one line or in a box."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from foundation.questions.question import Given, Making, Parsed, Posted, Question, Typed, tidy

WORDS = (
    "Agreed",
    "with",
    "the",
    "family",
    "and",
    "reviewed",
    "each",
    "week",
    "by",
    "form",
    "tutor",
    "calm",
    "start",
    "lesson",
    "mentor",
    "Tuesday",
    "library",
    "support",
    "attendance",
    "improved",
    "since",
    "May",
)


@dataclass(frozen=True)
class OneInput(Question):
    """A question with one text input. Subclasses say in `read` what the text means."""

    template = "input"
    one_line: ClassVar[bool] = True

    def parse(self, posted: Posted, name: str, given: Given) -> Parsed:
        """Read the first text posted under the name; more are kept by joining them."""
        typed = [tidy(text, one_line=self.one_line) for text in posted.getlist(name)]
        text = " ".join(part for part in typed if part)
        return self.read(text, given) if text else Parsed()

    def read(self, text: str, given: Given) -> Parsed:
        """Read a text that is not empty."""
        return Parsed(text)

    def typed(self, value: Any, name: str) -> Typed:
        return {name: [str(value)]}

    def words(self, value: Any, given: Given) -> str:
        return str(value)


@dataclass(frozen=True)
class Line(OneInput):
    """A line of text, at most `most` characters."""

    most: int = 200
    width: str = ""
    autocomplete: str = "off"

    def read(self, text: str, given: Given) -> Parsed:
        if len(text) > self.most:
            return Parsed(
                wrong=f"{self.label} must be {self.most} characters or fewer: you typed {len(text)}. "
                "Shorten it, or put the detail in a longer answer"
            )
        return Parsed(text)

    def more(self, given: Given) -> Mapping[str, Any]:
        return {"width": self.width, "autocomplete": self.autocomplete}

    def example(self, making: Making) -> Any:
        text = making.texts(self, making.rng) or " ".join(making.rng.sample(WORDS, 3)).capitalize()
        return tidy(text, one_line=True)[: self.most].strip()


@dataclass(frozen=True)
class LongText(OneInput):
    """A box of text, at most `most` characters; line breaks are kept."""

    most: int = 20_000
    rows: int = 5
    template = "textarea"
    one_line: ClassVar[bool] = False

    def read(self, text: str, given: Given) -> Parsed:
        if len(text) > self.most:
            return Parsed(
                wrong=f"{self.label} must be {self.most:,} characters or fewer: you typed {len(text):,}"
            )
        return Parsed(text)

    def more(self, given: Given) -> Mapping[str, Any]:
        return {"rows": self.rows}

    def example(self, making: Making) -> Any:
        text = making.texts(self, making.rng) or " ".join(making.rng.choices(WORDS, k=18)).capitalize() + "."
        return tidy(text)[: self.most].strip()


POSTCODE = re.compile(
    r"^(GIR ?0AA|[A-PR-UWYZ]([0-9]{1,2}|[A-HK-Y][0-9]([0-9ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW])"
    r" ?[0-9][ABD-HJLNP-UW-Z]{2})$"
)
NO_ADDRESS = "no fixed address"
NOT_KNOWN = "not known"


def postcode(text: str) -> str | None:
    """A postcode as `OUT IN`, "no fixed address", "not known", or None when it is none of these."""
    plain = tidy(text, one_line=True)
    words = plain.lower().rstrip(".")
    if words in (NO_ADDRESS, "nfa"):
        return NO_ADDRESS
    if words in (NOT_KNOWN, "unknown"):
        return NOT_KNOWN
    joined = plain.upper().replace(" ", "")
    spaced = f"{joined[:-3]} {joined[-3:]}"
    return spaced if POSTCODE.match(spaced) else None


@dataclass(frozen=True)
class Postcode(OneInput):
    """A UK postcode, stored as `OUT IN`, or "no fixed address", or "not known"."""

    def read(self, text: str, given: Given) -> Parsed:
        found = postcode(text)
        return (
            Parsed(found)
            if found
            else Parsed(
                wrong=f"{self.label} must be a full UK postcode, like LS1 4AP, or the words no fixed address"
            )
        )

    def more(self, given: Given) -> Mapping[str, Any]:
        return {"width": "10", "autocomplete": "off"}

    def example(self, making: Making) -> Any:
        rng = making.rng
        return postcode(making.texts(self, rng) or "") or f"LS{rng.randint(1, 29)} {rng.randint(1, 9)}AB"


UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
UPN = re.compile(r"^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$")


def upn_letter(rest: str) -> str:
    """The check letter for the twelve characters after it (CBDS: weights 2 to 13, modulus 23)."""
    values = (UPN_LETTERS.index(c) if c.isalpha() else int(c) for c in rest)
    return UPN_LETTERS[sum(weight * value for weight, value in enumerate(values, 2)) % 23]


def is_upn(text: str) -> bool:
    """Is this a UPN, permanent or temporary, with the right check letter?"""
    return bool(UPN.match(text)) and upn_letter(text[1:]) == text[0]


@dataclass(frozen=True)
class Upn(OneInput):
    """A unique pupil number whose check letter is right."""

    def read(self, text: str, given: Given) -> Parsed:
        plain = text.upper().replace(" ", "")
        if not UPN.match(plain):
            return Parsed(
                wrong=f"{self.label} must be a letter, then 12 digits (a temporary one ends in a letter)"
            )
        if not is_upn(plain):
            return Parsed(wrong=f"{self.label} has a wrong check letter: compare it with the school's record")
        return Parsed(plain)

    def more(self, given: Given) -> Mapping[str, Any]:
        return {"width": "20", "autocomplete": "off"}

    def example(self, making: Making) -> Any:
        rest = (
            f"999{making.rng.randint(1000, 9999)}{making.rng.randint(10, 24)}{making.rng.randint(0, 999):03}"
        )
        return upn_letter(rest) + rest


EMAIL = re.compile(r"^[^\s@<>(),;:\"\\\[\]]{1,64}@([^\s@.<>(),;:\"\\\[\]/]{1,63}\.)+[^\W\d_]{2,24}$")


@dataclass(frozen=True)
class Email(OneInput):
    """An e-mail address."""

    def read(self, text: str, given: Given) -> Parsed:
        ok = len(text) <= 254 and EMAIL.match(text) and ".." not in text
        return Parsed(text) if ok else Parsed(wrong=f"{self.label} must look like name@example.org")

    def more(self, given: Given) -> Mapping[str, Any]:
        return {"type": "email", "autocomplete": "off"}

    def example(self, making: Making) -> Any:
        return f"office{making.rng.randint(1, 999)}@school.example"


PHONE = re.compile(r"^\+?[0-9][0-9 ()\-./]{4,24}[0-9]( ?(x|ext\.?|extension) ?[0-9]{1,6})?$", re.IGNORECASE)


@dataclass(frozen=True)
class Phone(OneInput):
    """A telephone number as it was written, so that an extension or a country code survives."""

    def read(self, text: str, given: Given) -> Parsed:
        digits = sum(c.isdigit() for c in text)
        ok = PHONE.match(text) and 7 <= digits <= 21
        return (
            Parsed(text)
            if ok
            else Parsed(
                wrong=f"{self.label} must be a telephone number, like 01632 960 001 or +44 7700 900 982"
            )
        )

    def more(self, given: Given) -> Mapping[str, Any]:
        return {"type": "tel", "width": "20", "autocomplete": "off"}

    def example(self, making: Making) -> Any:
        return f"01632 960{making.rng.randint(0, 999):03}"
