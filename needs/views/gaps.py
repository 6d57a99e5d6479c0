"""What is missing, with who lacks it: responses, provision, changes in the context left behind. Pure.

Sources: Engaging the Fair Access Panel ("an evidenced lack of provision for young men displaying harmful
sexual behaviours"; "over a third of the 32 cases"); Appendix H, comments g2 and g4; Appendix L, section 7.
"""

from __future__ import annotations

import pandas as pd

from cases.meetings.table_form import TITLES
from fap.words import DECISIONS, FLAGS
from needs.dimensions import CAPACITIES, DIMENSIONS, DOMAINS
from needs.views.block import Block, Extra, found_in, lines_of, marked, stacked
from needs.views.frames import Frames

SEXES = "sex"
UNKNOWN = ("", "Not recorded")
LEFT = (
    ("changed", "A change was written down"),
    ("none", "No change was written down"),
    ("not_asked", "Not asked: no incident between children"),
)
GIVES = {
    "mainstream": {"place", "managed_move"},
    "pru_respite": {"respite"},
    "alternative_provision": {"alternative_provision"},
}
"""Provision asked for -> the decisions that give it."""


def sexes() -> list[tuple[str, str]]:
    """Sex as columns."""
    return [*DIMENSIONS[SEXES].words().items(), UNKNOWN]


def no_response(frames: Frames) -> Block:
    """Flags of the form with no school response, and how many children and forms they stand for."""
    own = frames.named("flag")
    own = own[(own["source"] == "form")]
    lines = stacked(
        marked(own, "code", "all", who="id"),
        marked(own[own["responded"] == False], "code", "silent", who="id"),  # noqa: E712
    )
    return Block(
        "no_response",
        "Flags with no school response recorded",
        "Flag",
        "referrals",
        found_in(list(FLAGS.items()), lines, "row"),
        (("silent", "Without any response"), ("all", "With the flag")),
        lines,
        note="“Nothing yet” is no response.",
        ranked=True,
    )


def contexts(frames: Frames) -> Block:
    """Parts of life where something is known and nothing was done, and those not asked about."""
    own = frames.named("domain")
    known = own[own["known"] == "yes"]
    lines = stacked(
        marked(known[known["responded"] == False], "code", "silent", who="id"),  # noqa: E712
        marked(known, "code", "known", who="id"),
        marked(own[own["known"] == "not_asked"], "code", "not_asked", who="id"),
    )
    columns = (
        ("silent", "Something is known, no response"),
        ("known", "Something is known"),
        ("not_asked", "Not asked yet"),
    )
    return Block(
        "contexts", "Contexts of the referral without an intervention", "Part of life", "referrals",
        found_in(list(DOMAINS.items()), lines, "row"), columns, lines,
    )  # fmt: skip


def factors(frames: Frames) -> Block:
    """Risk and vulnerability factors of the meetings on harmful sexual behaviour that no action answers."""
    own = frames.named("factor")
    lines = lines_of(own, "code", "state", "child_id")
    columns = (("open", "A factor without an intervention"), ("answered", "A factor with one"))
    return Block(
        "factors", "Contexts of the multi-agency meetings: factors and interventions", "Context", "children",
        found_in(list(TITLES.items()), lines, "row"), columns, lines,
        note="From contextual tables whose minutes are agreed. A child can stand in both columns.",
    )  # fmt: skip


def lacking(frames: Frames) -> pd.DataFrame:
    """One line for each child, why provision is missing (`why`), and the form that says so."""
    asked = frames.named("asked")
    decided = frames.named("provision")
    given: dict[int, set[str]] = {}
    for form, code in zip(decided["id"], decided["code"], strict=True):
        given.setdefault(form, set()).add(code)
    other = [
        bool(given.get(form)) and code in GIVES and not given[form] & GIVES[code]
        for form, code in zip(asked["id"], asked["code"], strict=True)
    ]
    services = frames.named("agency")
    services = services[services["id"].isin(frames.last_plans)]
    said = frames.named("not_safe")
    return pd.concat(
        [
            asked[pd.Series(other, index=asked.index, dtype=bool)].assign(why="other"),
            asked[asked["outcome"] == "deferred"].assign(why="deferred"),
            services[services["state"] == "refused"].assign(why="refused"),
            said[said["state"] != "not_upheld"].assign(why="not_safe"),
        ]
    )


WHY = (
    ("other", "Another provision was decided than was asked for"),
    ("deferred", "The panel deferred: no place yet"),
    ("refused", "A service could not take the child"),
    ("not_safe", "A setting said: not safe given who is here now"),
)


def provision_why(frames: Frames) -> Block:
    """Why provision is missing, by sex."""
    lines = lines_of(lacking(frames), "why", "sex", "child_id")
    return Block(
        "provision", "Children for whom provision is missing", "Why", "children",
        found_in(WHY, lines, "row"), found_in(sexes(), lines, "column"), lines,
    )  # fmt: skip


def provision_whom(frames: Frames) -> Block:
    """For whom: the flags of the children for whom provision is missing, by sex."""
    who = lacking(frames)[["child_id", "sex"]].drop_duplicates("child_id")
    flags = frames.named("flag")[["child_id", "code", "id"]]
    own = flags.merge(who, on="child_id")
    lines = lines_of(own, "code", "sex", "child_id")
    return Block(
        "provision_whom", "For whom provision is missing: their flags", "Flag", "children",
        found_in(list(FLAGS.items()), lines, "row"), found_in(sexes(), lines, "column"), lines,
        note="A child can have several flags.", ranked=True,
    )  # fmt: skip


def moves_by_sex(frames: Frames) -> Block:
    """Moves that the panel decided, by the capacity of the child who moves and by sex."""
    own = frames.named("move")
    lines = lines_of(own, "capacity", "sex", "child_id")
    return Block(
        "moves", "Children who were moved, by capacity and sex", "Capacity", "children",
        found_in([*CAPACITIES.items(), UNKNOWN], lines, "row"), found_in(sexes(), lines, "column"), lines,
        note="The capacity is that of the flags on the referral; harm on both sides is both.",
    )  # fmt: skip


def moves_left(frames: Frames) -> Block:
    """Whether anything changed in the place that the child left, by capacity."""
    own = frames.named("move")
    lines = lines_of(own, "state", "capacity", "child_id")
    return Block(
        "left_behind", "Moves, and what changed in the place that was left", "In the place that was left",
        "children", found_in(LEFT, lines, "row"),
        found_in([*CAPACITIES.items(), UNKNOWN], lines, "column"), lines,
    )  # fmt: skip


def linked(frames: Frames) -> Block:
    """Exclusions and managed moves on forms with and without a flag."""
    names = {**DIMENSIONS_OF_EXCLUSION, "managed_move": DECISIONS["managed_move"]}
    own = frames.named("exclusion", "move", "earlier_move")
    own = own[(own["name"] != "move") | (own["code"] == "managed_move")]
    own = own.assign(flag=own["id"].isin(frames.flagged).map({True: "with", False: "without"}))
    lines = lines_of(own, "code", "flag", "child_id")
    return Block(
        "linked", "Exclusions and managed moves, and flags on the same form", "What", "children",
        found_in(list(names.items()), lines, "row"),
        (("with", "With a flag of harm between children"), ("without", "Without one")), lines,
    )  # fmt: skip


DIMENSIONS_OF_EXCLUSION = {
    "SUSP": "Suspension",
    "PERM": "Permanent exclusion",
    "LNCH": "Suspension at lunchtime",
    "after_incident": "Left an earlier school after an incident between children",
}


def between_children(frames: Frames) -> Block:
    """The share of referrals that are about harm between children (the pilot's was over a third of 32)."""
    own = frames.of_kind("referral").assign(row="all")
    lines = stacked(
        marked(own[own["id"].isin(frames.flagged)], "row", "about", who="id"),
        marked(own, "row", "all", who="id"),
    )
    return Block(
        "share", "Referrals about harm between children", "", "referrals", (("all", "All referrals"),),
        (("about", "About harm between children"), ("all", "All")), lines,
        extras=(share_of(lines, "about", "all"),),
    )  # fmt: skip


def unflagged(frames: Frames) -> Block:
    """Forms whose words suggest harm, with no flag ticked and no reason given."""
    own = frames.named("unflagged")
    lines = marked(own, "code", "forms", who="id")
    words = (("sexual", "Words of sexual behaviour"), ("violent", "Words of violence, threats or bullying"))
    return Block(
        "unflagged", "Free text that speaks of harm, with no flag ticked", "What the words suggest",
        "referrals", found_in(words, lines, "row"), (("forms", "Referrals"),), lines,
        note="The words of the form’s own list; a reason why they do not apply settles it.",
    )  # fmt: skip


def share_of(lines: pd.DataFrame, part: str, whole: str, title: str = "Share") -> Extra:
    """The share of one column in another, in whole percent."""
    counted = lines.groupby(["row", "column"])["who"].nunique().to_dict()
    cells = {}
    for row in dict.fromkeys(lines["row"]):
        of, found = counted.get((row, whole), 0), counted.get((row, part), 0)
        cells[row] = (f"{round(100 * found / of)}%" if of else "", min(found, of - found))
    return Extra(title, cells, uses=(part, whole))


BLOCKS = (
    between_children, no_response, contexts, factors, provision_why, provision_whom,
    moves_by_sex, moves_left, linked, unflagged,
)  # fmt: skip
"""The tables of the page, those that somebody can act on first."""
