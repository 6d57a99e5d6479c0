"""What is missing: figures with sentences, those that somebody can act on first. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from fap.words import ABOUT_OTHERS
from needs.dimensions import DOMAINS
from needs.matrix import Ask, narrowed
from needs.suppression import SMALL

Frame = pd.DataFrame


@dataclass(frozen=True)
class Gap:
    """One figure. `percent`: it is shown as a share of `of`. `most`: where most of them are (label, figure).

    `figure` None is hidden; `forms` are the row ids of the forms behind it.
    """

    key: str
    figure: int | None
    words: str
    of: int | None = None
    percent: bool = False
    most: tuple[tuple[str, int], ...] = ()
    forms: frozenset[int] = frozenset()


def _unanswered_flags(_forms: Frame, facts: Frame) -> Frame:
    return facts[(facts["name"] == "flag") & (facts["responded"] == False)]  # noqa: E712 - a column, with empties


def _not_asked(_forms: Frame, facts: Frame) -> Frame:
    return facts[(facts["name"] == "domain") & (facts["known"] == "not_asked")]


def _no_response(_forms: Frame, facts: Frame) -> Frame:
    silent = facts["responded"] == False  # noqa: E712 - a column, with empties
    return facts[(facts["name"] == "domain") & (facts["known"] == "yes") & silent]


def _unflagged(_forms: Frame, facts: Frame) -> Frame:
    return facts[facts["name"] == "unflagged"]


def _unchanged(_forms: Frame, facts: Frame) -> Frame:
    return facts[(facts["name"] == "move") & (facts["state"] != "changed")]


def _refused(_forms: Frame, facts: Frame) -> Frame:
    return facts[(facts["name"] == "agency") & (facts["state"] == "refused")]


KINDS: dict[str, tuple[str, str, Callable[[Frame, Frame], Frame]]] = {
    "no_response": (
        "part of life where something is known and the school wrote nothing that it did",
        "parts of life where something is known and the school wrote nothing that it did",
        _no_response,
    ),
    "unanswered_flags": (
        "flag without any school response",
        "flags without any school response",
        _unanswered_flags,
    ),
    "not_asked": (
        "part of life of which the school said “we have not asked yet”",
        "parts of life of which the school said “we have not asked yet”",
        _not_asked,
    ),
    "unflagged": (
        "time that words speak of harm between children, with no flag ticked and no reason given",
        "times that words speak of harm between children, with no flag ticked and no reason given",
        _unflagged,
    ),
    "unchanged": (
        "move with no recorded change in the place the child left",
        "moves with no recorded change in the place the child left",
        _unchanged,
    ),
    "refused": (
        "referral that a service could not take",
        "referrals that a service could not take",
        _refused,
    ),
}
"""Key -> (words for one, words for several, how they are found)."""
GAP_FACTS = frozenset({"flag", "domain", "unflagged", "move", "agency"})
"""Names of the facts in which gaps are looked for."""
NOT_SHARED = frozenset({"unflagged", "unchanged", "refused"})
"""Told in the views that are given out, with their own protection, and not a second time."""
SHARE = "between_children"


def gaps(forms: Frame, facts: Frame, ask: Ask, *, shared: bool) -> list[Gap]:
    """The gaps in the forms of a period. Shared, a figure under 5 is hidden and nothing is broken down."""
    found = narrowed(forms, ask)
    own = facts[facts["form_id"].isin(set(found["id"]))]
    out = [
        _gap(key, one, many, pick(found, own), shared)
        for key, (one, many, pick) in KINDS.items()
        if not (shared and key in NOT_SHARED)
    ]
    return [*out, _share(found, own, shared)]


def _gap(key: str, one: str, many: str, rows: Frame, shared: bool) -> Gap:
    figure = len(rows)
    counts = rows[rows["name"] == "domain"]["code"].value_counts()
    most = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))[:2]
    return Gap(
        key,
        None if shared and figure < SMALL else figure,
        one if figure == 1 and not shared else many,
        most=() if shared else tuple((DOMAINS.get(str(code), str(code)), int(n)) for code, n in most),
        forms=frozenset(rows["form_id"]),
    )


def _share(forms: Frame, facts: Frame, shared: bool) -> Gap:
    """How many referrals are about harm between children (the pilot's share was over a third)."""
    referrals = forms[forms["kind"] == "referral"]
    flagged = facts[(facts["name"] == "flag") & facts["code"].isin(ABOUT_OTHERS)]
    about = referrals[referrals["id"].isin(set(flagged["form_id"]))]
    figure, of = len(about), len(referrals)
    hide = shared and (figure < SMALL or of - figure < SMALL)
    words = "fair access referrals are about harm between children"
    return Gap(SHARE, None if hide else figure, words, of=of, percent=True, forms=frozenset(about["id"]))
