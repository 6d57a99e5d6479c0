"""Counting: forms and facts as frames go in, a table of counts comes out. Pure pandas, no database.

Children and forms are told apart: a child counts once in a cell however many forms it has there, a safety
plan with several versions is one form. A child can stand in several cells of a row (it has several flags), so
totals are counted for themselves and never added up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from needs.dimensions import DIMENSIONS, codes_of, in_order

CHILDREN, FORMS = "children", "forms"
UNITS = (CHILDREN, FORMS)
EVERY = "every"
USUAL_KINDS = ("referral", "plan")
"""Forms that are counted where no kind is asked for: both are filled in by schools."""
ANY, ALL, ONLY = "any", "all", "only"
HOW = {ANY: "any of them", ALL: "all of them", ONLY: "only them"}
FILTER_KEYS = ("year_group", "sex", "ethnicity", "setting_type", "category", "capacity", "source", "flag")
TOTAL = "*"
OTHERS = "~"


@dataclass(frozen=True)
class Ask:
    """What is asked of the matrix. `only` narrows by other keys; days are inclusive.

    `kind` "" is referrals and safety plans, `EVERY` all sources. `flags` narrows to children who have, over
    all forms that are left, any, all or only these flags (`how`).
    """

    rows: str = "setting"
    columns: str = "flag"
    unit: str = CHILDREN
    from_: dt.date | None = None
    to: dt.date | None = None
    kind: str = ""
    only: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    how: str = ANY


@dataclass(frozen=True)
class Table:
    """Counts: `cells[i][j]` for row i and column j, and the totals, each counted for itself.

    None is a count that is not shown; it never becomes 0. `grand` counts everybody in the table, `forms` and
    `children` say how much lies behind it; `versions` which versions of which forms.
    """

    ask: Ask
    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    grand: int | None
    children: int | None
    forms: int | None
    versions: tuple[str, ...] = ()
    shared: bool = False


def narrowed(forms: pd.DataFrame, ask: Ask) -> pd.DataFrame:
    """The forms of the period and of what is asked about the form itself."""
    keep = pd.Series(True, index=forms.index)
    if ask.from_ is not None:
        keep &= forms["submitted_on"] >= ask.from_
    if ask.to is not None:
        keep &= forms["submitted_on"] <= ask.to
    if ask.kind != EVERY:
        keep &= forms["kind"].isin([ask.kind] if ask.kind else USUAL_KINDS)
    for key, code in ask.only.items():
        if not DIMENSIONS[key].family:
            keep &= codes_of(DIMENSIONS[key], forms) == code
    return forms[keep]


def with_flags(forms: pd.DataFrame, facts: pd.DataFrame, ask: Ask) -> pd.DataFrame:
    """The forms of children who have any, all or only the flags that are asked for."""
    if not ask.flags:
        return forms
    own = facts.loc[facts["name"] == "flag", ["form_id", "code"]]
    own = own.merge(forms[["id", "child_id"]], left_on="form_id", right_on="id")
    own = own[["child_id", "code"]].drop_duplicates()
    wanted = own["code"].isin(ask.flags)
    inside = own[wanted].groupby("child_id")["code"].nunique()
    children = set(inside.index[inside == len(set(ask.flags))] if ask.how == ALL else inside.index)
    if ask.how == ONLY:
        children -= set(own.loc[~wanted, "child_id"])
    return forms[forms["child_id"].isin(children)]


def narrowed_facts(facts: pd.DataFrame, ask: Ask, family: str) -> pd.DataFrame:
    """The facts of one family, as far as they are asked about. In a domain, only where something is known."""
    found = facts[facts["name"] == family]
    if family == "domain":
        found = found[found["known"] == "yes"]
    for key, code in ask.only.items():
        if DIMENSIONS[key].family == family:
            found = found[found[DIMENSIONS[key].column] == code]
    return found


def entries(forms: pd.DataFrame, facts: pd.DataFrame, ask: Ask) -> pd.DataFrame:
    """One line for each thing counted: `id` of the form, `row`, `column`, and the unit's key `who`."""
    found = with_flags(narrowed(forms, ask), facts, ask)
    axes = {"row": DIMENSIONS[ask.rows], "column": DIMENSIONS[ask.columns]}
    out = found[["id", "child_id", "kind", "reference", "submitted_on"]].copy()
    for axis, dimension in axes.items():
        if not dimension.family:
            out[axis] = codes_of(dimension, found)
    families = {d.family for d in axes.values()} | {DIMENSIONS[key].family for key in ask.only}
    for family in sorted(families - {""}):
        own = narrowed_facts(facts, ask, family)
        taken = {axis: codes_of(d, own) for axis, d in axes.items() if d.family == family}
        inner = pd.DataFrame({"id": own["form_id"], **taken}).drop_duplicates()
        out = out.merge(inner, on="id", how="inner")
    who = out["child_id"] if ask.unit == CHILDREN else out["kind"] + ":" + out["reference"]
    return out.assign(who=who)


def matrix(forms: pd.DataFrame, facts: pd.DataFrame, ask: Ask, *, gather_below: int | None = None) -> Table:
    """Count. `gather_below` puts rows whose total is under it together, where the key has words for that."""
    found = entries(forms, facts, ask)
    rows = in_order(DIMENSIONS[ask.rows], set(found["row"]))
    columns = in_order(DIMENSIONS[ask.columns], set(found["column"]))
    if gather_below is not None:
        found, rows = gathered(found, rows, DIMENSIONS[ask.rows].gathered, gather_below)
    by_cell = found.groupby(["row", "column"], sort=False)["who"].nunique().to_dict()
    by_row = found.groupby("row", sort=False)["who"].nunique().to_dict()
    by_column = found.groupby("column", sort=False)["who"].nunique().to_dict()
    behind = forms[forms["id"].isin(set(found["id"]))]
    return Table(
        ask=ask,
        rows=tuple(rows),
        columns=tuple(columns),
        cells=tuple(tuple(int(by_cell.get((r, c), 0)) for c, _ in columns) for r, _ in rows),
        row_totals=tuple(int(by_row[r]) for r, _ in rows),
        column_totals=tuple(int(by_column[c]) for c, _ in columns),
        grand=int(found["who"].nunique()),
        children=int(found["child_id"].nunique()),
        forms=int((found["kind"] + found["reference"]).nunique()) if len(found) else 0,
        versions=tuple(
            sorted(
                {f"{kind} form {n}" for kind, n in zip(behind["kind"], behind["form_version"], strict=True)}
            )
        ),
    )


def gathered(
    found: pd.DataFrame, rows: Sequence[tuple[str, str]], words: str, below: int
) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """The same lines with small rows under one name, "Other settings (14)", where there are two or more."""
    totals = found.groupby("row", sort=False)["who"].nunique().to_dict()
    small = {code for code, _label in rows if totals[code] < below}
    if not words or len(small) < 2:
        return found, list(rows)
    kept = [(code, label) for code, label in rows if code not in small]
    together = found.assign(row=found["row"].where(~found["row"].isin(small), OTHERS))
    return together, [*kept, (OTHERS, f"{words} ({len(small)})")]


def pairs(
    forms: pd.DataFrame, facts: pd.DataFrame, ask: Ask
) -> tuple[list[tuple[str, str]], list[list[int]], list[int]]:
    """Which flags stand together: (flags, counts below the diagonal, count of each flag).

    Counted over everything the unit's key has in the period: a child whose two flags stand on two forms
    has both.
    """
    asked = replace(ask, rows="flag", columns="flag")
    found = entries(forms, facts, asked)[["who", "row"]].drop_duplicates()
    names = in_order(DIMENSIONS["flag"], set(found["row"]))
    sets = {code: set(found.loc[found["row"] == code, "who"]) for code, _ in names}
    figures = [[len(sets[a] & sets[b]) for b, _ in names[:i]] for i, (a, _) in enumerate(names)]
    return names, figures, [len(sets[code]) for code, _ in names]


def forms_behind(
    forms: pd.DataFrame,
    facts: pd.DataFrame,
    ask: Ask,
    row: str = TOTAL,
    column: str = TOTAL,
    *,
    gather_below: int = 0,
) -> pd.DataFrame:
    """The forms behind one figure (`TOTAL` for the margin): the same lines that were counted."""
    found = entries(forms, facts, ask)
    if row == OTHERS:
        rows = in_order(DIMENSIONS[ask.rows], set(found["row"]))
        found, _rows = gathered(found, rows, DIMENSIONS[ask.rows].gathered, gather_below)
    if row != TOTAL:
        found = found[found["row"] == row]
    if column != TOTAL:
        found = found[found["column"] == column]
    return forms[forms["id"].isin(set(found["id"]))]
