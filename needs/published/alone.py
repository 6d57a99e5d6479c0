"""Figures beside the sheets: children in cases, and how severe the behaviour is agreed to be. Pure.

Each is one row of figures about other children than the sheets count, so that neither tells anything of them.
A child counts once, with the highest level that was agreed; levels with fewer than five children stand with
the next ones.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from needs.dimensions import DIMENSIONS
from needs.published.axes import Sets, axis, size
from needs.suppression import SMALL, one

KEY = "severity"


def made(forms: pd.DataFrame, facts: pd.DataFrame) -> dict[str, Any]:
    """{"cases": children or None, "severity": {"levels": [code, words], "figures", "children"}}.

    `forms` are all forms and records of the period.
    """
    cases = forms.loc[forms["kind"] == "case", "child_id"].nunique()
    return {"cases": one(int(cases)), KEY: _levels(forms, facts)}


def _levels(forms: pd.DataFrame, facts: pd.DataFrame) -> dict[str, Any]:
    dimension = DIMENSIONS[KEY]
    order = [code for code in dimension.words() if code != "not_judged"]
    judged = facts[(facts["name"] == dimension.family) & facts["code"].isin(order)]
    found = judged.merge(forms[["id", "child_id"]], left_on="form_id", right_on="id")
    level = found["code"].map(order.index).groupby(found["child_id"]).max()
    sets: Sets = {code: set(level.index[level == n]) for n, code in enumerate(order) if (level == n).any()}
    if len(level) < SMALL:
        return {"levels": [], "figures": [], "children": None}
    shown = axis(dimension, sets)
    figures = [size(sets, [c for c in sets if shown.of[c] == code]) for code in shown.codes]
    return {"levels": [list(label) for label in shown.labels], "figures": figures, "children": len(level)}
