"""One question answered: the read model counted, and hidden where it is shared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from foundation.store import now, session
from needs import reading_core
from needs.dimensions import DIMENSIONS
from needs.gaps import GAP_FACTS, Gap, gaps
from needs.matrix import TOTAL, Ask, Table, forms_behind, matrix, pairs
from needs.suppression import SMALL, one, suppressed, suppressed_pairs


@dataclass(frozen=True)
class Answer:
    """A table, which flags stand together, what is missing, and as of when."""

    table: Table
    flags: tuple[tuple[str, str], ...]
    flag_counts: tuple[int | None, ...]
    together: tuple[tuple[int | None, ...], ...]
    gaps: tuple[Gap, ...]
    as_of: dt.datetime
    last_form: dt.datetime | None


def frames(names: Collection[str] | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The read model: forms, and facts of some names (of all without)."""
    connection = session().connection()
    return reading_core.forms_frame(connection), reading_core.facts_frame(connection, names)


def names_in(ask: Ask) -> set[str]:
    """The names of the facts that a question rests on."""
    keys = {ask.rows, ask.columns, *ask.only, *(["flag"] if ask.flags else [])}
    return {DIMENSIONS[key].family for key in keys} - {""}


def counted(ask: Ask, *, shared: bool) -> Table:
    """The table alone."""
    forms, facts = frames(names_in(ask))
    return _table(forms, facts, ask, shared)


def answered(ask: Ask, *, shared: bool) -> Answer:
    """Everything a page shows."""
    forms, facts = frames(names_in(ask) | GAP_FACTS | {"flag"})
    flags, figures, counts = pairs(forms, facts, ask)
    alone = [one(count) if shared else count for count in counts]
    return Answer(
        table=_table(forms, facts, ask, shared),
        flags=tuple(flags),
        flag_counts=tuple(alone),
        together=tuple(map(tuple, suppressed_pairs(figures, alone) if shared else figures)),
        gaps=tuple(gaps(forms, facts, ask, shared=shared)),
        as_of=now(),
        last_form=reading_core.last_form_at(session().connection()),
    )


def _table(forms: pd.DataFrame, facts: pd.DataFrame, ask: Ask, shared: bool) -> Table:
    if not shared:
        return matrix(forms, facts, ask)
    return suppressed(matrix(forms, facts, ask, gather_below=SMALL))


def behind(ask: Ask, row: str = TOTAL, column: str = TOTAL, gap: str = "") -> dict[str, list[int]]:
    """Kind of form -> row ids of the records behind one figure."""
    forms, facts = frames(names_in(ask) | (GAP_FACTS if gap else set()))
    if gap:
        wanted = next(
            (found.forms for found in gaps(forms, facts, ask, shared=False) if found.key == gap), ()
        )
        found = forms[forms["id"].isin(set(wanted))]
    else:
        found = forms_behind(forms, facts, ask, row, column, gather_below=SMALL)
    return {str(kind): sorted(map(int, own["record_id"])) for kind, own in found.groupby("kind")}
