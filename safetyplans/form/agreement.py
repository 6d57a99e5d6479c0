"""11. Agreement: views, sign-off, copies; disagreement is an outcome too. 12: the next review."""

from __future__ import annotations

from foundation.questions import Choice, DateKind, Group, In, Line, LongText, Option, Rows, Section

WHO = (
    Option("child", "The child"),
    Option("parent", "A parent or carer"),
    Option("social_worker", "Social worker"),
    Option("police", "Police"),
    Option("head", "Head teacher"),
    Option("other", "Other"),
)
ANSWERS = (
    Option("agreed", "Agreed"),
    Option("disagreed", "Disagreed"),
    Option("refused", "Refused to take part"),
    Option("not_asked", "Not asked"),
)

AGREEMENT = Section(
    "agreement",
    "Agreement and review",
    contents=(
        Rows(
            "agreements",
            "Who was asked, and what they said",
            one="person",
            title_of=("who", "name"),
            least=1,
            required="record what the child and a parent said, or why they were not asked",
            hint="Disagreement is an answer too. It does not stop the plan.",
            questions=(
                Choice("who", "Who?", choices=WHO, select=True, required="say who was asked"),
                Line("name", "Name", required="enter the name"),
                Choice("answer", "Answer", choices=ANSWERS, required="say what the answer was"),
                LongText(
                    "because",
                    "Because",
                    rows=3,
                    when=In("answer", ("disagreed", "refused", "not_asked")),
                    required="say why",
                ),
                DateKind("on", "Date", past=True, required="date the answer"),
                LongText("views", "Their views", rows=3),
                Line("copy", "Copy given (which, in what form)"),
                Line("interpreter", "Interpreter, if there was one"),
            ),
        ),
        Group(
            "Review",
            (
                DateKind(
                    "review_on",
                    "When is the plan reviewed next?",
                    future=True,
                    required="set the next review date",
                ),
                Line("review_by", "Who leads the review?", required="say who leads the review"),
                LongText(
                    "triggers",
                    "What else brings the review forward?",
                    rows=3,
                    hint="Besides what stands in section 10.",
                ),
            ),
        ),
    ),
    hint="who agreed, who has a copy, the next review",
    part="11",
)
