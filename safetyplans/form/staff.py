"""9. Staff and communication: role cards, scripts, the child's own signal."""

from __future__ import annotations

from foundation.questions import Choice, DateKind, Group, Line, LongText, Option, Rows, Section

STAFF_ROLES = (
    Option("tutor", "Form tutor or class teacher"),
    Option("teachers", "Subject teachers"),
    Option("cover", "Cover and supply staff"),
    Option("support", "Teaching assistants and support staff"),
    Option("lunchtime", "Lunchtime and break staff"),
    Option("reception", "Office and reception"),
    Option("site", "Site staff"),
    Option("transport", "Transport crew"),
    Option("clubs", "Club and trip leaders"),
    Option("other", "Others"),
)

STAFF = Section(
    "staff",
    "Staff and communication",
    contents=(
        Rows(
            "role_cards",
            "Cards for staff: who does what",
            one="card",
            title_of=("staff_role", "staff_names"),
            least=1,
            required="write a card for each group of staff who must do something",
            hint="A card says what to do and where. It never says what is alleged, and never names another "
            "child.",
            questions=(
                Choice(
                    "staff_role",
                    "For whom?",
                    choices=STAFF_ROLES,
                    select=True,
                    required="say for whom the card is",
                ),
                Line("staff_names", "Names, as the school day names them", hint="Separated by commas."),
                LongText("does", "What do they do?", rows=3, required="say what they do"),
                LongText("where_when", "Where and when?", rows=2, required="say where and when"),
                Line("tell", "Whom do they tell at once?", required="name whom they tell"),
                DateKind("until", "The card holds until", required="say until when the card holds"),
                DateKind("handed_on", "Handed over on", past=True),
                Line("handed_by", "Handed over by"),
            ),
        ),
        LongText(
            "cover_staff",
            "How do supply, lunchtime and transport staff learn what they must do?",
            rows=3,
            required="say how supply, lunchtime and transport staff are told",
        ),
        LongText(
            "script",
            "What staff say when pupils or parents ask",
            rows=4,
            required="write what staff say when they are asked",
        ),
        Group(
            "When the child needs somebody",
            (
                LongText(
                    "signal",
                    "How does the child show that the plan is not working?",
                    rows=2,
                    hint="A word, a card, a message. In words the child can read.",
                    required="say how the child shows that the plan is not working",
                ),
                LongText(
                    "out_of_hours",
                    "Whom can the child and the family reach outside school hours?",
                    rows=2,
                    required="say whom the family can reach outside school hours",
                ),
            ),
        ),
    ),
    hint="cards, what to say, how the child asks for help",
    part="9",
)
