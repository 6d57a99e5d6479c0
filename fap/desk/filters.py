"""What the desk is asked for: filters and order, which live in the address and hold no name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from fap.words import CLOCK_RUNS, FLAGS, STATES, WAITING

OPEN, EVERYTHING = "", "all"
WAIT, APART = "wait", "apart"
CLOCKS: dict[str, str] = {
    "over": "Over 20 school days",
    "soon": "5 school days or less left",
    "paused": "Paused",
}
SORTS: dict[str, tuple[str, str]] = {
    "time": (
        "Least time left",
        "The day by which a place is due comes first; clocks that stand still come last.",
    ),
    "danger": (
        "Danger first",
        "First children for whom the school says that it is unsafe to wait, then children who must be kept "
        "apart from another child (speak to the safeguarding officer; nothing more is shown), then by the "
        "number of flags, then by the least time left.",
    ),
    "school": ("School", "By the name of the school that refers; children without a school come last."),
    "date": ("Newest first", "The referral that was sent in last comes first."),
}
"""Order -> (words, its rule as the page says it)."""
HIGHEST_PAGE = 10_000


@dataclass(frozen=True)
class Wanted:
    """One view of the desk. An empty value narrows nothing; `state` empty means every open referral."""

    state: str = OPEN
    year: str = ""
    setting: str = ""
    panel: str = ""
    danger: str = ""
    category: str = ""
    clock: str = ""
    out: bool = False
    incomplete: bool = False
    new: bool = False
    sort: str = "time"
    page: int = 1
    sent: int = 1

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(value for name, value in asdict(self).items() if name not in ("sort", "page", "sent"))

    @property
    def statuses(self) -> tuple[str, ...]:
        """The states of the first table: of open referrals those whose clock runs."""
        if self.state == OPEN:
            return CLOCK_RUNS
        return tuple(STATES) if self.state == EVERYTHING else (self.state,)

    @property
    def waits(self) -> tuple[str, ...]:
        """The states of the second table: sent in, no clock."""
        if self.state == OPEN:
            return WAITING
        return (self.state,) if self.state in WAITING else ()

    def address(self, **changes: Any) -> dict[str, str]:
        """What stands in the address for this view, with changes; nothing that is as usual."""
        said = {**asdict(self), **changes}
        usual = asdict(Wanted())
        return {
            name: "yes" if value is True else str(value)
            for name, value in said.items()
            if value != usual[name]
        }


def read(args: Mapping[str, str]) -> Wanted:
    """The view an address asks for; what it says wrongly is left out."""
    known = {
        "state": {*STATES, EVERYTHING},
        "clock": set(CLOCKS),
        "danger": {WAIT, APART, *FLAGS},
        "sort": set(SORTS),
    }
    said: dict[str, Any] = {
        name: args[name] for name, allowed in known.items() if args.get(name, "") in allowed
    }
    for name in ("year", "setting", "panel", "category"):
        said[name] = args.get(name, "").strip()[:40]
    for name in ("out", "incomplete", "new"):
        said[name] = args.get(name) == "yes"
    return Wanted(page=page_number(args.get("page")), sent=page_number(args.get("sent")), **said)


def page_number(text: str | None) -> int:
    """The number of a page as an address says it; the first one for anything else."""
    return min(int(text), HIGHEST_PAGE) if text and text.isascii() and text.isdigit() and int(text) else 1
