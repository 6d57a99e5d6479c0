"""What a home page is made of: each room offers its work lists, the shell puts them in order.

Source: experience, "Home is a work list, not a menu".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Clock:
    """Bold words, a line below them, and a state: over, soon or normal."""

    words: str
    state: str = "normal"
    detail: str = ""


@dataclass(frozen=True)
class Tag:
    """A status in words; the colour only repeats it (red, amber, green, accent, grey)."""

    words: str
    colour: str = "grey"


@dataclass(frozen=True)
class WorkRow:
    """One thing to do: its title is the link, one line below, the clock at the right.

    `child` is shown in bold ("About ..."); `alarm` tints the row and gives it `button`.
    """

    title: str
    href: str
    line: str = ""
    child: str = ""
    clock: Clock | None = None
    tag: Tag | None = None
    button: str = ""
    alarm: bool = False


@dataclass(frozen=True)
class WorkList:
    """A section of the home page. Empty ones stay, with a line that says what to do."""

    key: str
    title: str
    rows: Sequence[WorkRow] = ()
    count_words: str = ""
    empty: str = ""
    link: tuple[str, str] | None = None
    order: int = 50


@dataclass(frozen=True)
class Start:
    """A button that starts something."""

    text: str
    href: str
    order: int = 50
