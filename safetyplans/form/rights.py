"""7b. Rights and equality: is each restriction needed, fair, the least that works?"""

from __future__ import annotations

from foundation.questions import Choice, Choices, Group, Is, LongText, Option, Section, YesNo

CHARACTERISTICS = (
    Option("age", "Age"),
    Option("disability", "Disability, special educational needs"),
    Option("race", "Race, ethnicity, nationality"),
    Option("religion", "Religion or belief"),
    Option("sex", "Sex"),
    Option("orientation", "Sexual orientation"),
    Option("gender", "Gender reassignment"),
    Option("pregnancy", "Pregnancy and maternity"),
    Option("none", "None is relevant here"),
)

RIGHTS = Section(
    "rights",
    "Rights and equality",
    contents=(
        Group(
            "What the plan takes from this child",
            (
                LongText(
                    "education_effect",
                    "Effect on this child’s education",
                    rows=3,
                    required="say how the plan affects this child’s education",
                ),
                LongText(
                    "private_life",
                    "Effect on private and family life",
                    rows=3,
                    required="say how the plan affects private and family life",
                ),
                YesNo(
                    "least",
                    "Is each restriction needed, the least that works, and limited in time?",
                    required="say whether each restriction is needed, the least that works, limited in time",
                ),
                LongText(
                    "not_least",
                    "Which is not, and what is done about it?",
                    rows=3,
                    when=Is("least", "no"),
                    required="say which restriction goes further than needed",
                ),
            ),
        ),
        Group(
            "Equality",
            (
                Choices(
                    "characteristics",
                    "Which protected characteristics matter here?",
                    choices=CHARACTERISTICS,
                    none_of="none",
                    required="say which protected characteristics matter, or that none does",
                ),
                LongText("adjustments", "Reasonable adjustments for this child", rows=3),
            ),
        ),
        Group(
            "Between the children",
            (
                Choice(
                    "carries_more",
                    "Does one child carry more of the restrictions?",
                    choices=(
                        Option("harmed", "Yes: the child alleged to have been harmed"),
                        Option("alleged", "Yes: the child alleged to have caused harm"),
                        Option("even", "No"),
                        Option("no_other", "There is no other child"),
                    ),
                    required="say whether one child carries more of it",
                ),
                LongText(
                    "why_more",
                    "Why, and what is done about it?",
                    rows=3,
                    when=Is("carries_more", "harmed"),
                    required="say why the child harmed carries more, and what is done about it",
                ),
                LongText(
                    "weighed",
                    "How were both children’s rights weighed?",
                    rows=4,
                    required="say how both children’s rights were weighed",
                ),
            ),
        ),
        LongText(
            "family_help",
            "Extra help offered to this family",
            rows=3,
            required="say what extra help this family was offered",
        ),
    ),
    hint="fair to this child and to the other",
    part="7b",
)
