"""What is recorded about each child of a case, separately.

Sources: safeguarding, "What went wrong there is the requirement here" and "A case"; the practice review's
learning points 3 to 9; West Sussex, "The alleged perpetrator".
"""

from __future__ import annotations

from cases.kinds.declaration import (
    AGENCIES,
    CHOOSE,
    CONTEXTS,
    DATE,
    LEVELS,
    LINE,
    TICKS,
    WORDS,
    YES_NO,
    Field,
    Kind,
    Values,
    answer,
    when,
)

STRATEGY_STATES = {
    "held": "Held",
    "planned": "Planned",
    "not_held": "Considered, and not held",
}
NOT_HELD = {
    "police": "The police are investigating",
    "threshold": "The threshold was not met",
    "social_care": "Children’s social care decided against it",
    "other": "Another reason",
}


def _strategy(values: Values) -> dict[str, str]:
    """A police investigation alone is no sufficient reason; whoever lets it stand is named."""
    wrong: dict[str, str] = {}
    if values.get("considered") == "not_held":
        if not values.get("not_held"):
            wrong["not_held"] = "Choose why it was not held"
        if "police" in values.get("not_held", ()) and not values.get("owner"):
            wrong["owner"] = (
                "A police investigation is no sufficient reason. Hold the meeting, or name the manager who "
                "decided against it"
            )
    return wrong


STRATEGY = Kind(
    "strategy",
    "Strategy meeting",
    "Strategy meetings",
    "child",
    (
        when("When was it considered or held?"),
        answer("considered", "For this child", STRATEGY_STATES, hint="Each child has a meeting apart."),
        Field("due_on", "Planned for", DATE, column="due_on", needed_if=("considered", ("planned",))),
        Field(
            "chair",
            "Chair, and who attended by agency",
            WORDS,
            hint="A strategy meeting without health is not quorate.",
            needed_if=("considered", ("held",)),
        ),
        Field("plan", "What was planned and decided", WORDS, needed_if=("considered", ("held",))),
        Field("not_held", "Why was it not held?", TICKS, NOT_HELD, column="includes"),
        Field("because", "The reason in words", WORDS, needed_if=("considered", ("not_held",))),
        Field("owner", "Manager who agreed that none is held", LINE, column="owner"),
    ),
    intro="For this child alone. Never on a page that the other child’s family or school could print.",
    check=_strategy,
)

ASSESSMENT = Kind(
    "assessment",
    "Child and family assessment",
    "Child and family assessment",
    "child",
    (
        when("When was it considered?"),
        answer(
            "considered",
            "Is there to be a child and family assessment?",
            {"yes": "Yes, to be done", "no": "No, not needed", "done": "Done"},
        ),
        Field("because", "The reason", WORDS, needed=True),
        Field("by_whom", "Decided by", LINE, hint="Name and role.", needed=True),
        Field("due_on", "To be done by", DATE, column="due_on"),
    ),
    asks=(
        "Family history and norms: what has this family lived with?",
        "The parents’ capacity to protect and to support",
        "Relationships, and sexual health",
        "The effect of the allegation on this child",
        "Daily life outside school",
    ),
)

LEVEL = Kind(
    "level",
    "Level of need",
    "Levels of need",
    "child",
    (
        when("When was it judged?"),
        answer("level", "Level of need", LEVELS),
        Field("agency", "Judged by", CHOOSE, AGENCIES, needed=True, column="agency"),
        Field("because", "The reason", WORDS, needed=True),
    ),
)

VOICE = Kind(
    "voice",
    "The child’s voice",
    "The child’s voice",
    "child",
    (
        when("When was the child heard?"),
        answer(
            "alone",
            "Was the child seen alone?",
            {"yes": "Yes, alone", "no": "No, somebody else was there", "not_yet": "Not heard yet"},
        ),
        Field("who_there", "Who else was there, and why", WORDS, needed_if=("alone", ("no",))),
        Field("not_yet_why", "Why not yet, and when", WORDS, needed_if=("alone", ("not_yet",))),
        Field("owner", "Who spoke with the child", LINE, column="owner", needed_if=("alone", ("yes", "no"))),
        Field(
            "words",
            "What the child said, in the child’s own words",
            WORDS,
            rows=5,
            needed_if=("alone", ("yes", "no")),
        ),
        Field(
            "direct",
            "Direct questions that were asked, and the answers",
            WORDS,
            hint="For example, “have you ever”, not “are you”.",
            needed_if=("alone", ("yes", "no")),
        ),
        Field("used", "What was done because of it", WORDS),
    ),
    add="Add what the child said",
)

PARENTS = Kind(
    "parents",
    "Parents’ views",
    "Parents’ views and consent",
    "child",
    (
        when("When were they asked?"),
        Field("owner", "Whose views", LINE, hint="Which parent or carer.", needed=True, column="owner"),
        Field("views", "What they said", WORDS, needed=True, rows=4),
        answer(
            "consent",
            "Do they consent to what is planned?",
            {
                "yes": "They consent",
                "partly": "They consent to part of it",
                "no": "They do not consent",
                "not_asked": "Not asked, for the child’s safety",
            },
        ),
        Field(
            "consent_words",
            "To what, or why not",
            WORDS,
            needed_if=("consent", ("partly", "no", "not_asked")),
        ),
        Field(
            "spoke_for",
            "Did a parent speak for the child?",
            CHOOSE,
            YES_NO,
            hint="If so, the child is asked again, directly.",
            needed=True,
        ),
    ),
    add="Add a parent’s views",
)

SUPPORT = Kind(
    "support",
    "Needs and support",
    "Needs and support",
    "child",
    (
        when("Since when?"),
        Field("needs", "What this child needs", WORDS, needed=True),
        Field("support", "What support the child has, and from whom", WORDS, needed=True),
        Field("owner", "Key worker", LINE, hint="Name, role and how to reach.", needed=True, column="owner"),
        answer(
            "in_place", "Is it in place?", {"yes": "In place", "waiting": "Waiting", "declined": "Declined"}
        ),
        Field("meanwhile", "What happens meanwhile", WORDS, needed_if=("in_place", ("waiting", "declined"))),
        Field("due_on", "Look at it again on", DATE, column="due_on"),
    ),
    intro="Each child of the case has needs: the one harmed and the one alleged to have caused harm.",
    add="Add needs and support",
)

HISTORY = Kind(
    "history",
    "Family history",
    "Family history and siblings",
    "child",
    (
        when("When was it looked into?"),
        Field("what", "What is relevant in the family’s history", WORDS, needed=True, rows=4),
        Field("agency", "Whose record it comes from", CHOOSE, AGENCIES, needed=True, column="agency"),
        Field("source", "Which record, of which child", LINE, needed=True),
        answer(
            "siblings",
            "Are there brothers or sisters?",
            {"linked": "Yes, their records were read", "not_read": "Yes, not read yet", "none": "None known"},
        ),
        Field("siblings_words", "Who they are, where, and what applies to them", WORDS),
    ),
    intro="What stands on one brother’s or sister’s record is looked for and written here with its source.",
)

CIRCUMSTANCES = Kind(
    "circumstances",
    "Circumstances",
    "Social worker, home and authority",
    "child",
    (
        when("Since when is this so?"),
        Field("owner", "The child’s own social worker", LINE, hint="Or “none”.", needed=True, column="owner"),
        Field("home_authority", "Home authority", LINE, needed=True),
        Field("number", "The child’s number in the authority’s case system", LINE),
        answer(
            "household",
            "Does the child live with another child of this case?",
            {
                "no": "No, lives apart",
                "yes": "Yes, same household or placement",
                "returning": "A return to a shared home is planned",
            },
        ),
        Field(
            "safe_home",
            "The harmed child’s view, and how it is kept safe",
            WORDS,
            needed_if=("household", ("yes", "returning")),
        ),
    ),
    add="Add circumstances",
)

CONTEXT_VIEW = Kind(
    "contexts",
    "Risk in each context",
    "Risk in each context",
    "child",
    (
        when("When was it looked at?"),
        Field(
            "risk_in",
            "Where is there a risk?",
            TICKS,
            {**CONTEXTS, "none": "In none of them"},
            needed=True,
            column="includes",
        ),
        *(Field(f"in_{code}", label, WORDS, needed=True) for code, label in CONTEXTS.items()),
    ),
    intro="Risk outside school was not considered in the cases that were reviewed. Each one has an answer.",
    add="Look at the contexts",
)

SAFER = {"safer": "Safer", "unchanged": "Unchanged", "worse": "Worse", "not_known": "Not known"}

CLOSURE_VIEW = Kind(
    "contexts_end",
    "Contexts at closure",
    "Contexts at closure",
    "child",
    (
        when("When was it looked at?"),
        *(
            part
            for code, label in CONTEXTS.items()
            for part in (
                Field(f"end_{code}", label, CHOOSE, SAFER, needed=True),
                Field(f"end_{code}_because", f"{label}: evidence", WORDS, needed=True, rows=2),
            )
        ),
    ),
    intro="Needed before a case is closed.",
    add="Look at the contexts at closure",
)

LISTENED = {"yes": "Yes", "partly": "Partly", "no": "No", "not_answered": "Did not want to say"}
THEMES = {
    "believed": "Being believed",
    "told": "Being told what happens",
    "speed": "How long it took",
    "one_person": "One person to talk to",
    "school": "What school did",
    "police": "What the police did",
    "support": "Support",
    "other": "Something else",
}

FEEDBACK = Kind(
    "feedback",
    "Feedback",
    "Feedback",
    "child",
    (
        when("When were they asked?"),
        Field(
            "from_whom",
            "From whom",
            CHOOSE,
            {"child": "The child", "parent": "A parent or carer"},
            needed=True,
        ),
        answer("listened", "Were you listened to?", LISTENED),
        Field("helped", "What helped?", WORDS),
        Field("change", "What should change?", WORDS),
        Field(
            "themes",
            "Themes",
            TICKS,
            THEMES,
            hint="Only these go into the month’s report, without names.",
            column="includes",
        ),
    ),
    intro="Three questions at review and closure; nobody has to answer.",
)

CLOSING_REASON = Kind(
    "closing_reason",
    "Details for closing",
    "Details for closing",
    "child",
    (
        when("When was it decided?"),
        answer(
            "closing",
            "Why nothing further is done for this child",
            {
                "not_abuse": "It was not abuse",
                "under_ten": "The child is under ten",
                "other": "Another reason",
            },
        ),
        Field("details", "The details of what was referred", WORDS, needed=True, rows=4),
        Field("because", "The reasons for the decision", WORDS, needed=True, rows=4),
        Field("by_whom", "Decided by", LINE, hint="Names and agencies.", needed=True),
    ),
    intro="“Not abuse” and “under ten” close a case only with details and reasons, kept for each child.",
    add="Add details for closing",
)

KINDS = (
    STRATEGY,
    ASSESSMENT,
    LEVEL,
    VOICE,
    PARENTS,
    SUPPORT,
    HISTORY,
    CIRCUMSTANCES,
    CONTEXT_VIEW,
    CLOSURE_VIEW,
    FEEDBACK,
    CLOSING_REASON,
)
