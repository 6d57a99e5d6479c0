"""Reading small hand-written forms: what was typed, and a sentence for everything that is wrong with it.

Nothing typed is lost: a refused form is drawn again from what was posted, with the fields of
templates/components/fields.html.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Mapping

from werkzeug.datastructures import MultiDict

from foundation.questions.measures import DateKind
from foundation.questions.question import Given
from foundation.store import today

LONGEST_LINE = 120
LONGEST_TEXT = 20_000


class Reading:
    """One posted form. `errors` maps the id of a field to its sentence, in the order of the page."""

    def __init__(self, posted: MultiDict[str, str]) -> None:
        """`posted`: the form as it came."""
        typed = [(name, printable(value)) for name, value in posted.items(multi=True)]
        self.posted: MultiDict[str, str] = MultiDict(typed)
        self.errors: dict[str, str] = {}

    @property
    def error_list(self) -> list[dict[str, str]]:
        """For the summary above the heading."""
        return [{"text": words, "href": f"#{name}"} for name, words in self.errors.items()]

    def kept(self, *left_out: str) -> list[tuple[str, str]]:
        """Everything that was posted, to be carried on by the next page."""
        return [pair for pair in self.posted.items(multi=True) if pair[0] not in {"csrf_token", *left_out}]

    def refuse(self, name: str, words: str) -> None:
        """Say what is wrong with a field; the first word on a field stays."""
        self.errors.setdefault(name, words)

    def text(self, name: str, label: str, *, required: bool = False, longest: int = LONGEST_LINE) -> str:
        """What was typed in one line, without the space around it and what cannot be printed."""
        return self._checked(name, label, " ".join((self.posted.get(name) or "").split()), required, longest)

    def narrative(self, name: str, label: str, *, required: bool = False) -> str:
        """A longer text; its lines stay lines."""
        return self._checked(name, label, (self.posted.get(name) or "").strip(), required, LONGEST_TEXT)

    def _checked(self, name: str, label: str, typed: str, required: bool, longest: int) -> str:
        if required and not typed:
            self.refuse(name, f"Enter {label}")
        if len(typed) > longest:
            self.refuse(name, f"{label[:1].upper()}{label[1:]} must be {longest} characters or fewer")
        return typed[:longest]

    def choice(self, name: str, label: str, offered: Collection[str], *, required: bool = True) -> str:
        """One of what was offered; empty when nothing was chosen."""
        chosen = self.posted.get(name) or ""
        if chosen and chosen not in offered:
            chosen = ""
            self.refuse(name, f"Choose {label} from the list")
        if required and not chosen:
            self.refuse(name, f"Choose {label}")
        return chosen

    def known(self, name: str, offered: Collection[str]) -> str:
        """A choice out of an address, where a strange one counts as none."""
        chosen = self.posted.get(name) or ""
        return chosen if chosen in offered else ""

    def choices(self, name: str, offered: Mapping[str, str]) -> list[str]:
        """Every ticked box that was offered, in the order of the page."""
        ticked = set(self.posted.getlist(name))
        return [code for code in offered if code in ticked]

    def day(self, name: str, label: str) -> dt.date | None:
        """A date in one input of a filter bar (23/11/2026 or 2026-11-23); None for nothing good."""
        parts = [part for part in re.split(r"[^0-9]+", (self.posted.get(name) or "").strip()[:20]) if part]
        if not parts:
            return None
        try:
            year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            self.refuse(f"filter-{name}", f"{label} must be a real date, like 23/11/2026")
        return None

    def date(
        self, name: str, label: str, *, required: bool = False, past: bool = False, future: bool = False
    ) -> dt.date | None:
        """A date of three inputs; None when nothing, or nothing good, was typed."""
        kind = DateKind(name, label, past=past, future=future)
        parsed = kind.parse(self.posted, name, Given(today=today()))
        field = f"{name}-day"
        if parsed.wrong:
            self.refuse(field, parsed.wrong)
        elif not parsed.value:
            if required:
                self.refuse(field, f"Enter {label[:1].lower()}{label[1:]}")
        else:
            for doubt in kind.doubts(parsed.value, Given(today=today())):
                self.refuse(field, doubt)
            return dt.date.fromisoformat(parsed.value)
        return None


def printable(text: str) -> str:
    """A text without control characters, which no page may show; line breaks and tabs become plain ones."""
    text = text.replace("\r\n", "\n").replace("\t", " ")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc")
