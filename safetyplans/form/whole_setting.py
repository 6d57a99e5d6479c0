"""7a. The whole setting: once for each case and setting. It names neither child."""

from __future__ import annotations

from foundation.questions import DateKind, Form, Grid, GridRow, Integer, Line, LongText, Rows, Section

_TOPICS = (
    ("other_victims", "Other possible victims"),
    ("witnesses", "Witnesses and friends"),
    ("siblings", "Brothers and sisters, here or elsewhere"),
    ("groups", "Friendship groups that split"),
    ("talk", "Talk, posts, pressure to withdraw"),
    ("places", "Places to make safer: supervision, layout, timing"),
    ("briefing", "Staff briefing"),
    ("culture", "Curriculum and culture"),
    ("those_who_stay", "Support for the pupils who stay"),
)

LINES = Grid(
    "setting_lines",
    "Everybody else",
    rows=tuple(GridRow(key, title) for key, title in _TOPICS),
    columns=(
        LongText("known", "What is known", rows=2, required="say what is known"),
        LongText("action", "What is done", rows=2, required="say what is done"),
        Line("owner", "Owner", required="name the owner"),
        DateKind("review_on", "Review on", future=True, required="set a review date"),
    ),
    skippable=True,
    as_table=True,
    hint="No child’s name, initials or number: this record is read by people who do not know who it was.",
    required="say what is done, or why it is not relevant",
)

WHOLE_SETTING = Form(
    key="whole_setting",
    title="The whole setting",
    version=1,
    sections=(
        Section(
            "setting",
            "The whole setting",
            contents=(
                LINES,
                Rows(
                    "more_lines",
                    "Anything else",
                    one="line",
                    title_of=("topic",),
                    questions=(
                        Line("topic", "What is it about?", required="say what it is about"),
                        LongText("action", "What is done", rows=2, required="say what is done"),
                        Line("owner", "Owner", required="name the owner"),
                        DateKind("review_on", "Review on", future=True, required="set a review date"),
                    ),
                ),
                Integer(
                    "affected",
                    "How many pupils are indirectly affected?",
                    least=0,
                    most=5000,
                    hint="Your best estimate.",
                    required="estimate how many pupils are indirectly affected",
                ),
            ),
            part="7a",
        ),
    ),
)
