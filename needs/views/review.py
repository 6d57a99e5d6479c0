"""The review's own table by period: cases, place, advice, plan, meeting, enquiry, assessment, police. Pure.

Source: the review of peer-on-peer cases 2017 to 2019 by a MASH (its tables and recommendations 3.1 a and g).
Counted in cases: a case stands in a row when it is true of one of its children at least.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from foundation.store.clock import academic_year
from needs.dimensions import DIMENSIONS
from needs.gathering.mapping import PLACE_OF_INCIDENT
from needs.views.block import Block, found_in, lines_of, stacked
from needs.views.frames import Frames

HELD = ("held", "agreed")
Rule = tuple[str, str, str, Callable[[pd.DataFrame], pd.Series]]


def _any(found: pd.DataFrame) -> pd.Series:
    return pd.Series(True, index=found.index)


def _code(*codes: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda found: found["code"].isin(codes)


def _state(*states: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda found: found["state"].isin(states)


RULES: tuple[Rule, ...] = (
    ("advice", "Advice recorded", "advice", _any),
    ("followed", "Advice followed", "advice", _state("followed")),
    ("partly", "Advice partly followed", "advice", _state("partly")),
    ("not_followed", "Advice not followed", "advice", _state("not_followed")),
    ("not_known", "Not known whether it was followed", "advice", _state("", "not_known")),
    ("plan_asked", "Safety plan asked for", "plan", _code("asked")),
    ("plan_written", "Safety plan written", "plan", _code("written")),
    ("meeting", "Strategy or other meeting held", "meeting", _state(*HELD)),
    ("no_meeting", "Considered, and not held", "meeting", _state("not_held")),
    ("single", "Section 47 enquiry, single agency", "enquiry", _code("single")),
    ("joint", "Section 47 enquiry, joint", "enquiry", _code("joint")),
    ("assessment", "Child and family assessment to be done or done", "assessment", _code("yes", "done")),
)


def _years(frames: Frames) -> pd.DataFrame:
    """The forms of cases with their school year."""
    own = frames.of_kind("case")
    return own.assign(year=[str(academic_year(day)) for day in own["submitted_on"]])


def _columns(lines: pd.DataFrame) -> list[tuple[str, str]]:
    years = sorted(set(lines["column"]))
    return [(year, f"{year}/{(int(year) + 1) % 100:02d}") for year in years]


def _by_year(frames: Frames, facts: pd.DataFrame, row: str) -> pd.DataFrame:
    cases = _years(frames)
    years = dict(zip(cases["id"], cases["year"], strict=True))
    own = facts[facts["kind"] == "case"]
    return lines_of(own.assign(year=own["id"].map(years)), row, "year", "reference")


def steps(frames: Frames) -> Block:
    """What was done in the cases of each school year."""
    own = _years(frames).assign(row="cases")
    parts = [lines_of(own, "row", "year", "reference")]
    for key, _words, name, rule in RULES:
        facts = frames.named(name)
        parts.append(_by_year(frames, facts[rule(facts)].assign(row=key), "row"))
    lines = stacked(*parts)
    rows = (("cases", "Cases"), *((key, words) for key, words, _name, _rule in RULES))
    return Block(
        "steps", "Cases, and what was done", "In the year", "cases", rows, _columns(lines), lines,
        note="A case stands in a row when it is true of one of its children at least.",
    )  # fmt: skip


def places(frames: Frames) -> Block:
    """Where it happened."""
    lines = _by_year(frames, frames.named("where"), "code")
    return Block(
        "places", "Where it happened", "Place", "cases",
        found_in(list(PLACE_OF_INCIDENT.items()), lines, "row"), _columns(lines), lines,
    )  # fmt: skip


def _outcomes(name: str, caption: str) -> Callable[[Frames], Block]:
    def made(frames: Frames) -> Block:
        lines = _by_year(frames, frames.named(name), "code")
        order = list(DIMENSIONS[name].words().items())
        return Block(name, caption, "Outcome", "cases", found_in(order, lines, "row"), _columns(lines), lines)

    return made


def severity(frames: Frames) -> Block:
    """Agreed severity."""
    lines = _by_year(frames, frames.named("severity"), "code")
    order = list(DIMENSIONS["severity"].words().items())
    return Block(
        "severity", "Agreed severity", "Level", "cases", found_in(order, lines, "row"), _columns(lines), lines
    )


BLOCKS = (
    steps,
    places,
    severity,
    _outcomes("police", "Police outcome, as last recorded"),
    _outcomes("care", "Social care outcome, as last recorded"),
)
