"""Rows and columns of a sheet: who stands in them, and which stand together because they are small. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from needs.dimensions import Dimension, codes_of, in_order
from needs.matrix import OTHERS
from needs.suppression import SMALL

Sets = dict[str, set[int]]
"""Code -> the children of it."""


@dataclass(frozen=True)
class Axis:
    """The rows or columns as they are shown: `labels` (code, words) in order, `of` the codes behind them."""

    labels: tuple[tuple[str, str], ...]
    of: Mapping[str, str]

    @property
    def codes(self) -> list[str]:
        """The shown codes in order."""
        return [code for code, _words in self.labels]


def axis(dimension: Dimension, sets: Sets, together: Collection[str] = ()) -> Axis:
    """An axis on which no row has fewer than 5 children: small ones stand together, with the next if need be.

    `together`: codes that must not stand alone for another reason.
    """
    by_size = sorted(sets, key=lambda code: (len(sets[code]), code))
    group = [code for code in by_size if len(sets[code]) < SMALL or code in together]
    rest = [code for code in by_size if code not in group]
    while group and rest and (len(group) < 2 or size(sets, group) < SMALL):
        group.append(rest.pop(0))
    alone = set(sets) - set(group)
    labels = in_order(dimension, alone)
    if group:
        name = dimension.gathered or f"Others by {dimension.title.lower()}"
        labels.append((OTHERS, f"{name} ({len(group)})"))
    return Axis(tuple(labels), {code: OTHERS if code in group else code for code in sets})


def size(sets: Sets, codes: Collection[str]) -> int:
    """How many children stand in any of some codes."""
    return len(set().union(*(sets[code] for code in codes)))


def meetings(forms: pd.DataFrame, facts: pd.DataFrame, row: Dimension, column: Dimension) -> pd.DataFrame:
    """One line for each `child`, `row` and `column` that meet on a form; a form without the row is "".

    Every child with a fact of the column's family is in it, whatever the row: all sheets count the same.
    """
    own = facts[facts["name"] == column.family]
    found = pd.DataFrame({"id": own["form_id"], "column": codes_of(column, own)}).drop_duplicates()
    found = found.merge(forms[["id", "child_id"]], on="id")
    if row.family:
        rows = facts[facts["name"] == row.family]
        values = pd.DataFrame({"id": rows["form_id"], "row": codes_of(row, rows)}).drop_duplicates()
    else:
        values = pd.DataFrame({"id": forms["id"], "row": codes_of(row, forms)})
    found = found.merge(values, on="id", how="left").fillna({"row": ""})
    return found.rename(columns={"child_id": "child"})[["child", "row", "column"]].drop_duplicates()


def sets_of(found: pd.DataFrame, name: str) -> Sets:
    """The children of each code of one column of the lines."""
    return {str(code): set(own["child"]) for code, own in found.groupby(name, sort=True)}
