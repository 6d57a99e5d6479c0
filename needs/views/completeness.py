"""How much of the contextual part each school fills in with something that says something. Pure."""

from __future__ import annotations

import pandas as pd

from needs.views.block import Block, lines_of, marked, stacked
from needs.views.frames import Frames
from needs.views.gaps import share_of, unflagged

PARTS = (("asked", "asked"), ("said", "said"))


def by_school(frames: Frames) -> Block:
    """Per school: referrals, required contextual answers, those that say something, and their share."""
    own = frames.of_kind("referral")
    answers = [_answers(own, name) for name, _ in PARTS]
    unticked = frames.named("unflagged")
    unticked = unticked[unticked["code"] == "sexual"]
    lines = stacked(
        marked(own, "setting", "forms", who="id"), *answers, marked(unticked, "setting", "unticked", who="id")
    )
    names = sorted(set(lines["row"]), key=str.casefold)
    return Block(
        "schools", "What schools fill in", "Setting", "referrals and answers",
        [(name, name or "No setting") for name in names],
        (
            ("forms", "Referrals"),
            ("asked", "Contextual answers required"),
            ("said", "That say something"),
            ("unticked", "Words of sexual behaviour, no flag"),
        ),
        lines,
        note="Six parts of life, each asked what is known and what the school did. “We asked and nothing is "
        "known” says something; “not asked yet”, an empty answer and “nothing yet” do not.",
        extras=(share_of(lines, "said", "asked", "Share that says something"),),
        basis="forms",
    )  # fmt: skip


def _answers(own: pd.DataFrame, column: str) -> pd.DataFrame:
    """One line for each contextual answer of each form."""
    repeated = own.loc[own.index.repeat(own[column].astype(int))]
    number = repeated.groupby("id").cumcount()
    told = repeated.assign(_column=column, one=repeated["id"].astype(str) + "-" + number.astype(str))
    return lines_of(told, "setting", "_column", "one")


BLOCKS = (by_school, unflagged)
