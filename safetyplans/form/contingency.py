"""10. When it stops working: what brings an immediate review, the first hour, who decides."""

from __future__ import annotations

from foundation.questions import Grid, GridRow, Line, LongText, Section

_TRIGGERS = (
    ("new_report", "A new report"),
    ("breach", "The plan or a condition is broken"),
    ("absence", "The child is absent"),
    ("bail_change", "Bail or court conditions change"),
    ("move", "A move, a new class or a new bus"),
    ("adult_away", "The key adult is away"),
    ("linked_child", "A child who is linked joins the school"),
)

TRIGGERS = Grid(
    "when_it_fails",
    "What brings an immediate review",
    rows=(
        *(GridRow(key, title) for key, title in _TRIGGERS),
        GridRow(
            "agency_back",
            "Another agency steps back",
            questions=(
                LongText(
                    "now_held_by",
                    "Who then holds each control that they held?",
                    rows=2,
                    required="say who then holds each of its controls",
                ),
            ),
        ),
    ),
    columns=(
        LongText("first_hour", "The first hour: who does what", rows=2, required="say what happens first"),
        Line("decides", "Who decides", required="name who decides"),
    ),
    skippable=True,
    as_table=True,
    required="say what happens in the first hour, or why it is not relevant",
)

CONTINGENCY = Section(
    "contingency",
    "When it stops working",
    contents=(
        TRIGGERS,
        LongText("outside_hours", "What if it happens outside school hours?", rows=3),
    ),
    hint="what brings a review at once, and who decides",
    part="10",
)
