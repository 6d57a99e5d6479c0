"""7. Separation: made without moving the burden to the child harmed."""

from __future__ import annotations

from foundation.questions import (
    Choice,
    DateKind,
    Group,
    Is,
    Line,
    LongText,
    Not,
    Option,
    Rows,
    Section,
    YesNo,
)

MOVES = (
    Option("none", "None"),
    Option("managed_move", "Managed move"),
    Option("off_site", "Off-site direction"),
    Option("alternative_provision", "Alternative provision"),
    Option("suspension", "Suspension"),
)
STAYS = (
    Option("removed", "The child alleged to have caused harm leaves this class"),
    Option("harmed_asked", "The child harmed asked to leave this class"),
    Option("kept", "Both stay, with the control written beside it"),
)

SEPARATION = Section(
    "separation",
    "Separation",
    contents=(
        Rows(
            "shared_classes",
            "Classes the children share today",
            one="shared class",
            title_of=("class_name",),
            questions=(
                Line("class_name", "Class or group", required="name the class"),
                Choice("decision", "Decision", choices=STAYS, required="decide about the class"),
                LongText("why", "Why, and what is in place", rows=3, required="say why"),
            ),
        ),
        YesNo(
            "no_shared_classes",
            "Have all shared classes been listed, or are there none?",
            required="confirm the list",
        ),
        LongText(
            "premises",
            "Distance on the premises",
            rows=3,
            required="say how the children keep a reasonable distance on the premises",
        ),
        LongText(
            "transport_distance",
            "Distance on transport, before and after school",
            rows=3,
            required="say how on transport",
        ),
        YesNo(
            "serious",
            "Is rape or assault by penetration alleged?",
            required="say whether rape or assault by penetration is alleged",
        ),
        YesNo(
            "left_shared",
            "Has the child alleged to have caused harm left the shared classes while it is investigated?",
            when=Is("serious", "yes"),
            required="say whether that child has left the shared classes",
            hint="The guidance expects it.",
        ),
        Group(
            "A move, direction or suspension",
            (
                Choice("move", "Which?", choices=MOVES, required="say whether there is a move"),
                LongText(
                    "move_detail",
                    "Reason, length, education offered, review",
                    rows=4,
                    when=Not(Is("move", "none")),
                ),
            ),
        ),
        LongText(
            "burden",
            "Who carries the burden of the change?",
            rows=3,
            required="say whose day changes, and that the child harmed agreed to what changes for them",
        ),
        YesNo(
            "harmed_agreed",
            "Did the child harmed agree to what changes for them?",
            required="say whether the child harmed agreed to what changes for them",
        ),
        LongText("effect", "Effect on this child's learning, and what makes up for it", rows=3),
        LongText("return_plan", "How and when things return to normal", rows=3),
        DateKind(
            "separation_review", "When is the separation reviewed?", future=True, required="set a review date"
        ),
    ),
    hint="classes, premises, transport, who carries the burden",
    part="7",
    advice=(("As long as necessary", "There is no end date. There is always a next review date."),),
)
