"""The read model narrowed to one question, with what each fact needs of its form. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from fap.words import ABOUT_OTHERS
from needs.matrix import EVERY, Ask, narrowed, with_flags

OF_FORM = [
    "id", "kind", "reference", "version", "record_id", "child_id", "submitted_on",
    "setting", "setting_type", "ward", "year_group", "sex", "ethnicity", "category", "sen", "outcome",
]  # fmt: skip


@dataclass(frozen=True)
class Frames:
    """Forms and facts of every source that the question leaves, and the question itself."""

    forms: pd.DataFrame
    facts: pd.DataFrame
    ask: Ask

    @classmethod
    def of(cls, forms: pd.DataFrame, facts: pd.DataFrame, ask: Ask) -> Frames:
        """Narrow both. Where no kind is asked for, a view takes the sources that it is about."""
        left = with_flags(narrowed(forms, replace(ask, kind=ask.kind or EVERY)), facts, ask)
        return cls(left, facts[facts["form_id"].isin(set(left["id"]))], ask)

    def of_kind(self, *kinds: str) -> pd.DataFrame:
        """The forms of some kinds."""
        return self.forms[self.forms["kind"].isin(kinds)]

    @cached_property
    def _forms(self) -> pd.DataFrame:
        return self.forms[OF_FORM].rename(columns={"ward": "home_ward"})

    def named(self, *names: str) -> pd.DataFrame:
        """The facts of some names, each with the columns of its form (`home_ward` is the child's)."""
        own = self.facts[self.facts["name"].isin(names)]
        own = own.drop(columns=["id"], errors="ignore").rename(columns={"form_id": "id"})
        return own.merge(self._forms, on="id", how="inner")

    @cached_property
    def last_plans(self) -> set[int]:
        """Row ids of the last version of each safety plan, and of all forms of another kind."""
        plans = self.of_kind("plan").sort_values("version")
        last = plans.drop_duplicates("reference", keep="last")
        return set(last["id"]) | set(self.forms.loc[self.forms["kind"] != "plan", "id"])

    @cached_property
    def flagged(self) -> set[int]:
        """Row ids of forms with a flag that is about harm between children."""
        own = self.facts[(self.facts["name"] == "flag") & self.facts["code"].isin(ABOUT_OTHERS)]
        return set(own["form_id"])
