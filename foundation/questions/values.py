"""Plain values: what stands between a question, its answers, its drawing and its readers.

A stored answer is a JSON value; no answer is the absence of its key, never `None` or an empty text.
Paths are tuples of keys from the section's questions inwards: `("parents", "r4kd…", "telephone")`.
Posted names are the part of the path inside the page, joined by "-".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

Answers = dict[str, Any]
Path = tuple[str, ...]
Typed = dict[str, list[str]]
"""What stands in the inputs of a question: posted name -> texts."""


class Posted(Protocol):
    """A posted form (werkzeug's MultiDict)."""

    def getlist(self, key: str, /) -> list[Any]: ...

    def __contains__(self, key: object, /) -> bool: ...


class Reader(Protocol):
    """Whoever reads answers."""

    def may(self, permission: Any, /) -> bool: ...


class Finder(Protocol):
    """A look-up handed in for `Lookup` questions."""

    def find(self, text: str, /) -> Sequence[tuple[str, str]]:
        """(code, label) of everything the text may mean; an exact match alone."""

    def label(self, code: str, /) -> str | None:
        """The label of a code, None when unknown."""


@dataclass(frozen=True)
class Given:
    """Everything a declaration needs from outside: today's local date, reference sets, look-ups, documents.

    `sets` holds what can be chosen today; `old_label(set, code)` names codes that no longer can be.
    `files` maps the id of a stored document to (name, address).
    """

    today: date
    sets: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    lookups: Mapping[str, Finder] = field(default_factory=dict)
    old_label: Callable[[str, str], str | None] = lambda _set, _code: None
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def label(self, set_name: str, code: str) -> str:
        """The label of a code of a reference set; the code itself when nobody knows it."""
        known = self.sets.get(set_name, ())
        return dict(known).get(code) or self.old_label(set_name, code) or code


@dataclass(frozen=True)
class Parsed:
    """What was typed: a value that can be stored (None = nothing typed), or why it cannot be."""

    value: Any = None
    wrong: str = ""


@dataclass(frozen=True)
class Malformed:
    """Something typed that cannot be stored; `typed` brings it back to the page."""

    path: Path
    label: str
    words: str
    anchor: str
    typed: Typed


@dataclass(frozen=True)
class Problem:
    """Something missing or contradictory. `page` is the path of the page that holds the input `anchor`.

    `label` is what the question, or the part it is in, is called.
    """

    section: str
    path: Path
    words: str
    page: Path = ()
    anchor: str = ""
    label: str = ""

    @property
    def key(self) -> str:
        """The question of the section that the problem is in."""
        return self.path[0] if self.path else ""


@dataclass(frozen=True)
class Conflict:
    """A question that both sides changed since `base`. None = no answer."""

    path: Path
    label: str
    base: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Said:
    """One question as it is read: by check page, view, PDF and history."""

    path: Path
    label: str
    words: str
    kind: str
    withheld: bool = False
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Block:
    """One row, grid row, flag or document type of a composite question as it is read."""

    path: Path
    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Sight:
    """What one reader sees of one form's answers: the paths shown, and those withheld but named."""

    given: Given
    shown: frozenset[Path]
    withheld: frozenset[Path] = frozenset()


@dataclass(frozen=True)
class Fact:
    """Something countable. `about` holds the facts inside it (a flag's capacity, a place's kind)."""

    name: str
    value: Any
    about: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Item:
    """An option as drawn; `inner` are the questions that open under it."""

    value: str
    label: str
    hint: str = ""
    ticked: bool = False
    inner: tuple[Drawn, ...] = ()
    details: str = ""


@dataclass(frozen=True)
class Drawn:
    """A question ready for `templates/questions/kinds/<template>.html`."""

    template: str
    name: str
    anchor: str
    label: str
    hint: str = ""
    error: str = ""
    typed: Typed = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """What stands in a question with one input."""
        return next(iter(self.typed.get(self.name, ())), "")

    def asked(self) -> Iterator[str]:
        """The posted names of this question and of those under it: posted along, so that an empty tick
        box counts.
        """
        yield self.name
        for item in self.items:
            for drawn in item.inner:
                yield from drawn.asked()


def brief(words: str, most: int = 140) -> str:
    """The words on one line, cut with an ellipsis."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def tidy(text: Any, *, one_line: bool = False) -> str:
    """Text as it is stored: unix line ends, no control characters, no spaces around it."""
    plain = UNWRITABLE.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))
    return " ".join(plain.split()) if one_line else plain.strip()
