"""Extracts side by side: how often per 1,000 on roll, and how severe. Pure.

Periods are set beside each other where they are the same (a school year, or a term). A hidden figure stays
hidden; shares of severity are of the children whose level was agreed, and only where all levels are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

HIDDEN = "c"
NO_PERIOD = "not published"
Words = Callable[[dict[str, Any]], str]


@dataclass(frozen=True)
class Comparison:
    """One period: its name, the authorities, and lines of (what, one text for each authority)."""

    period: str
    authorities: tuple[str, ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]


def compared(documents: Sequence[dict[str, Any]]) -> list[Comparison]:
    """Every period that any of the documents has, the latest first."""
    codes = {period["code"] for document in documents for period in document["periods"]}
    return [_one(documents, code) for code in sorted(codes, reverse=True)]


def _one(documents: Sequence[dict[str, Any]], code: str) -> Comparison:
    found = [next((p for p in d["periods"] if p["code"] == code), None) for d in documents]
    here = [period for period in found if period is not None]

    def line(what: str, words: Words) -> tuple[str, tuple[str, ...]]:
        return what, tuple(NO_PERIOD if period is None else words(period) for period in found)

    lines = [
        line("Children on roll", lambda period: f"{period['on_roll']:,}"),
        line("Children in cases", lambda period: _rate(period, period["children"]["in_cases"])),
        line("Children with any flag", lambda period: _rate(period, period["children"]["with_any_flag"])),
        *(
            line(f"Flag: {words}", lambda period, c=flag: _rate(period, _figure(period["flags"], c)))  # type: ignore[misc]
            for flag, words in _labels(here, lambda period: period["flags"])
        ),
        line(
            "Children with an agreed severity", lambda period: _rate(period, period["severity"]["children"])
        ),
        *(
            line(f"Severity: {words}", lambda period, c=level: _share(period, c))  # type: ignore[misc]
            for level, words in _labels(here, lambda period: period["severity"]["levels"])
        ),
    ]
    return Comparison(
        here[0]["words"], tuple(document["authority"]["name"] for document in documents), tuple(lines)
    )


def _labels(
    periods: Sequence[dict[str, Any]], of: Callable[[dict[str, Any]], list[dict[str, Any]]]
) -> list[tuple[str, str]]:
    """Code and words of every figure that any of the periods has, in the order of the first that has it."""
    found: dict[str, str] = {}
    for period in periods:
        for one in of(period):
            if one["code"] != "~":
                found.setdefault(one["code"], one["words"])
    return list(found.items())


def _figure(figures: list[dict[str, Any]], code: str) -> int | None:
    return next((one["children"] for one in figures if one["code"] == code), None)


def _rate(period: dict[str, Any], figure: int | None) -> str:
    if figure is None:
        return HIDDEN
    if not period["on_roll"]:
        return f"{figure:,} (nobody on roll)"
    return f"{figure:,} ({1000 * figure / period['on_roll']:.1f} per 1,000)"


def _share(period: dict[str, Any], level: str) -> str:
    figure, of = _figure(period["severity"]["levels"], level), period["severity"]["children"]
    if figure is None or not of:
        return HIDDEN
    return f"{figure:,} ({100 * figure / of:.0f}%)"
