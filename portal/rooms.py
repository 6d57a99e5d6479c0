"""Which rooms there are, in their order, and the modules each of them offers."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

CASES = ("cases", "cases.meetings", "cases.peer_groups", "cases.review")
NEEDS = ("needs", "needs.published", "needs.saved", "needs.views", "needs.benchmark")
FAP = ("fap", "fap.after", "fap.letters")
ROOMS = ("roll", *CASES, "safetyplans", "transitions", *FAP, *NEEDS, "audits", "records", "admin")


def parts(name: str) -> Iterator[ModuleType]:
    """The module `name` of every room that has one, in the order of the rooms."""
    for room in ROOMS:
        if find_spec(f"{room}.{name}"):
            yield import_module(f"{room}.{name}")
