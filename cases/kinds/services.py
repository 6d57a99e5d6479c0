"""Police, social care, ratings; services a child is referred to; who works with a child and was told what.

Sources: safeguarding, "What went wrong there is the requirement here" and "A case"; learning points 6, 7, 9.
"""

from __future__ import annotations

from cases.kinds.declaration import (
    AGENCIES,
    CHOOSE,
    DATE,
    LINE,
    TICKS,
    WORDS,
    YES_NO,
    Field,
    Kind,
    answer,
    when,
)

POLICE_STATES = {
    "reported": "Reported",
    "investigating": "Investigating",
    "arrested": "Arrested",
    "rui": "Released under investigation",
    "bail": "Bail with conditions",
    "awaited": "Decision awaited",
    "charge": "Charged",
    "court": "At court",
    "nfa": "No further action",
    "words_of_advice": "Words of advice",
    "not_wished": "The child did not wish to continue",
    "released": "Released",
    "convicted": "Found guilty",
    "acquitted": "Found not guilty",
}
POLICE_ENDS = frozenset({"nfa", "words_of_advice", "not_wished", "convicted", "acquitted"})

POLICE = Kind(
    "police",
    "Police outcome",
    "Police",
    "child",
    (
        when(),
        answer("outcome", "What is it?", POLICE_STATES),
        Field(
            "conditions", "Bail or court conditions, word for word", WORDS, needed_if=("outcome", ("bail",))
        ),
        Field(
            "due_on",
            "Conditions or time limit end on",
            DATE,
            column="due_on",
            needed_if=("outcome", ("bail",)),
        ),
        Field("owner", "Officer in charge", LINE, column="owner"),
        Field("words", "What was said to whom", WORDS),
    ),
    intro="No further action by the police changes nothing by itself: support and separation go on.",
    add="Add a police outcome",
)

CARE_STATES = {
    "referred": "Referred, no decision yet",
    "nfa": "No further action",
    "early_help": "Early help",
    "cin": "Child in need plan",
    "strategy": "Strategy discussion",
    "s47_single": "Section 47, single agency",
    "s47_joint": "Section 47, joint",
    "cfa": "Child and family assessment",
    "cp": "Child protection plan",
    "looked_after": "Looked after",
    "closed": "Closed to social care",
}

SOCIAL_CARE = Kind(
    "social_care",
    "Social care outcome",
    "Children’s social care",
    "child",
    (
        when(),
        answer("outcome", "What is it?", CARE_STATES),
        Field("because", "The reason that was given", WORDS, needed_if=("outcome", ("nfa", "closed"))),
        Field("owner", "Decided by", LINE, hint="Name and role.", column="owner"),
    ),
    intro="Level 4 with no further action is looked at again: see professional challenge.",
    add="Add a social care outcome",
)

MADE_FOR = {
    "children": "It was made for children",
    "adults": "It was made for adults",
    "not_known": "Not known for whom it was made",
}

RATING = Kind(
    "rating",
    "Agency’s risk rating",
    "Risk ratings of agencies",
    "child",
    (
        when("When was it made?"),
        Field("agency", "Which agency?", CHOOSE, AGENCIES, needed=True, column="agency"),
        Field("tool", "Tool and version", LINE, needed=True),
        Field("adults", "Which is true of the tool?", TICKS, MADE_FOR, needed=True, column="includes"),
        answer(
            "level",
            "Level",
            {
                "minimum": "Minimum",
                "low": "Low",
                "medium": "Medium",
                "high": "High",
                "very_high": "Very high",
            },
        ),
        Field("owner", "Author", LINE, hint="Name and role.", needed=True, column="owner"),
        Field("because", "What it rests on; what changed since the last one, and why", WORDS, needed=True),
    ),
    called="tool",
)

REFERRAL_STATES = {
    "to_send": "Not sent yet",
    "sent": "Sent",
    "accepted": "Accepted",
    "first_contact": "First contact was made",
    "finished": "Finished",
    "declined_child": "Declined by the child",
    "declined_parent": "Declined by a parent for the child",
    "refused": "The service could not take it",
}

REFERRAL = Kind(
    "referral",
    "Referral to a service",
    "Referrals to services",
    "child",
    (
        when("When was it agreed?"),
        Field("service", "Which service?", LINE, needed=True),
        Field(
            "owner",
            "One owner",
            LINE,
            hint="One person makes the referral and follows it. Without a name it is shown as unowned.",
            column="owner",
        ),
        answer("reached", "How far is it?", REFERRAL_STATES),
        Field("due_on", "Next step by", DATE, column="due_on", needed=True),
        Field(
            "sent_on",
            "Sent on",
            DATE,
            limit="past",
            needed_if=("reached", ("sent", "accepted", "first_contact", "finished")),
        ),
        Field(
            "accepted_on",
            "Accepted on",
            DATE,
            limit="past",
            needed_if=("reached", ("accepted", "first_contact", "finished")),
        ),
        Field(
            "first_on",
            "First contact with the child on",
            DATE,
            limit="past",
            needed_if=("reached", ("first_contact", "finished")),
        ),
        Field("explained", "Was the service explained to the child directly?", CHOOSE, YES_NO, needed=True),
        Field("own_answer", "The child’s own answer", WORDS, needed_if=("explained", ("yes",))),
        Field("safe_contact", "How the child can be reached safely", LINE),
        Field("supports", "Who supports the child to engage", LINE, needed=True),
        Field("told_key_worker", "Was the key worker told?", CHOOSE, YES_NO, needed=True),
    ),
    ending=(
        answer(
            "ended",
            "How did it end?",
            {
                code: REFERRAL_STATES[code]
                for code in ("finished", "declined_child", "declined_parent", "refused")
            },
        ),
        Field("outcome", "What came of it", WORDS, needed=True),
        Field(
            "asked_child",
            "Where a parent declined: was the child asked, alone?",
            CHOOSE,
            YES_NO,
            needed_if=("ended", ("declined_parent",)),
        ),
        Field("reopen", "When will it be offered again?", LINE),
        Field("done_on", "Ended on", DATE, needed=True, column="done_on", limit="past"),
    ),
    ending_title="How the referral ended",
    intro="Two services that each think the other did it lose months. One name owns each referral.",
    add="Add a referral to a service",
    called="service",
)

WORKERS = {
    "gp": "GP",
    "nurse": "School nurse",
    "key_worker": "Key worker in school",
    "social_worker": "Social worker",
    "camhs": "CAMHS",
    "youth_justice": "Youth justice",
    "specialist": "Specialist service",
    "other": "Other",
}

WORKER = Kind(
    "worker",
    "Who works with the child",
    "Who works with the child and who was told",
    "child",
    (
        when("Since when?"),
        answer("part", "Who is it?", WORKERS),
        Field("owner", "Name and how to reach", LINE, needed=True, column="owner"),
    ),
    ending=(
        Field("done_on", "Ended on", DATE, needed=True, column="done_on", limit="past"),
        Field("ended_because", "Why, and who follows", WORDS, needed=True),
    ),
    ending_title="No longer works with the child",
    intro="Whoever works with the child now is told of each new contact and each outcome.",
    add="Add somebody who works with the child",
)

TOLD = Kind(
    "told",
    "What the person was told",
    "Who was told what",
    "child",
    (
        when("When?"),
        Field("what", "What the person was told", WORDS, needed=True),
        Field("by_whom", "By whom", LINE, needed=True),
        answer(
            "received",
            "Did it arrive?",
            {"yes": "Received, confirmed", "not_confirmed": "Sent, not confirmed"},
        ),
    ),
    under="worker",
    add="Record what the person was told",
)

FAMILY_PLAN = Kind(
    "family_plan",
    "Contact plan for the family",
    "Contact plan for the family",
    "child",
    (
        when("When was it made?"),
        Field("owner", "Named contact for this family", LINE, needed=True, column="owner"),
        Field("family", "With whom in the family", LINE, needed=True),
        Field("consent", "Do they consent to being contacted?", CHOOSE, YES_NO, needed=True),
        Field("belief", "How belief is the starting point", WORDS, needed=True),
        Field("views", "Their views and wishes", WORDS, needed=True),
        Field("explained", "What was explained, or why it was not", WORDS, needed=True),
        Field("counselling", "Counselling offered", LINE, needed=True),
        answer(
            "experience",
            "Would they share their experience with the authority?",
            {
                "not_asked": "Not asked yet",
                "offered": "Asked and offered",
                "accepted": "Accepted, and passed to a person",
                "declined": "Declined",
            },
        ),
        Field("routed", "To whom it was passed", LINE, needed_if=("experience", ("accepted",))),
        Field("due_on", "Next contact on", DATE, needed=True, column="due_on"),
    ),
    intro="For this family alone, never joint with the other child’s family.",
    add="Add a contact plan",
)

STEPS = {
    "lead": "Discussed with the agency’s safeguarding lead",
    "practitioner": "Challenge raised with the practitioner",
    "manager": "Between managers",
    "senior": "Between senior managers",
    "partnership": "At the safeguarding partnership",
}
CHALLENGE_ENDS = {
    "waiting": "No answer yet",
    "agreed": "Agreed, the decision changed",
    "explained": "Explained, and accepted",
    "next_step": "Not settled: the next step follows",
    "no_challenge": "Discussed, and no challenge needed",
}

CHALLENGE = Kind(
    "challenge",
    "Professional challenge",
    "Professional challenge",
    "either",
    (
        when("When was it raised?"),
        Field("step", "Which step of the professional differences policy?", CHOOSE, STEPS, needed=True),
        Field("agency", "With which agency?", CHOOSE, AGENCIES, needed=True, column="agency"),
        Field("owner", "With whom", LINE, hint="Name and role.", needed=True, column="owner"),
        Field("what", "What is disagreed about, and what is asked for", WORDS, needed=True, rows=4),
        Field("due_on", "Answer wanted by", DATE, needed=True, column="due_on"),
    ),
    ending=(
        answer("ended", "What came of it?", CHALLENGE_ENDS),
        Field("outcome", "What was answered", WORDS, needed=True),
        Field("done_on", "Answered on", DATE, column="done_on", limit="past"),
    ),
    ending_title="What came of the challenge",
    still_open=("waiting",),
    asks=(
        "Level 4 with no further action: was it discussed with the agency’s safeguarding lead?",
        "Was a challenge raised under the professional differences policy?",
    ),
    intro="Challenge is good practice. Each step has a date, and then the next one follows.",
    add="Add a step of challenge",
)

CHANGES = {
    "police_started": "Police activity started",
    "police_changed": "Police activity changed",
    "police_ended": "Police activity ended",
    "court_started": "Court activity started",
    "court_changed": "Court activity changed",
    "court_ended": "Court activity ended",
    "parent": "A parent no longer acts as was expected",
    "school_plan": "A school’s safety plan ended or changed",
    "relationship": "The relationship began again",
    "agency": "Another agency ended its part",
}
CHANGES_BASIS = {
    **dict.fromkeys(("police_started", "police_changed", "police_ended"), "police"),
    **dict.fromkeys(("court_started", "court_changed", "court_ended"), "police"),
    "parent": "parent",
    "school_plan": "school_plan",
    "relationship": "relationship",
    "agency": "agency",
}

DEVELOPMENT = Kind(
    "development",
    "Something changed",
    "Police, court and other changes",
    "either",
    (
        when("When did it change?"),
        answer("change", "What changed?", CHANGES),
        Field("what", "What is known about it", WORDS, needed=True),
        Field("new_referral", "Is a new referral needed, for either child?", CHOOSE, YES_NO, needed=True),
        Field("new_referral_words", "For whom and why, or why not", WORDS, needed=True),
        Field("support", "Support for each child during it and after", WORDS, needed=True),
        Field(
            "owner", "Who tells school, nurse, key worker, GP and services", LINE, needed=True, column="owner"
        ),
        Field("due_on", "They are told by", DATE, needed=True, column="due_on"),
    ),
    ending=(
        Field("receipt", "Who was told, and who confirmed that it arrived", WORDS, needed=True),
        Field("done_on", "Told on", DATE, needed=True, column="done_on", limit="past"),
    ),
    ending_title="Who was told",
    intro="Decisions that relied on what has changed are asked to be looked at again.",
    add="Record that something changed",
)

KINDS = (POLICE, SOCIAL_CARE, RATING, REFERRAL, WORKER, TOLD, FAMILY_PLAN, CHALLENGE, DEVELOPMENT)
