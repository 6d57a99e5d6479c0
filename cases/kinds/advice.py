"""Advice, and the answer in which it ends; decisions, and what they relied on.

Source: safeguarding, "What went wrong there is the requirement here": advice that was not recorded or not
followed; decisions that rested on something that changed.
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

FOLLOWED = {
    "followed": "Followed",
    "partly": "Partly followed",
    "not_followed": "Not followed",
    "not_known": "Not yet known",
}
INCLUDES = {
    "risk_assessment": "A written risk assessment or safety plan",
    "separation": "Keeping the children apart",
    "onward_referral": "A referral to another service",
    "support": "Support for the child",
    "none": "None of these",
}
EVIDENCE = {
    "document": "The document itself was seen",
    "visit": "Seen on a visit",
    "said": "Said by telephone or in a meeting",
    "written": "Said in writing",
}

ADVICE = Kind(
    "advice",
    "Advice",
    "Advice",
    "either",
    (
        when("When was it given?"),
        Field("what", "What was advised", WORDS, needed=True, rows=4),
        Field("agency", "To which service?", CHOOSE, AGENCIES, needed=True, column="agency"),
        Field("owner", "To whom", LINE, hint="Name and role.", needed=True, column="owner"),
        Field("by_whom", "Given by", LINE, hint="Name and role.", needed=True),
        Field("guidance", "On which guidance", LINE, hint="For example, KCSIE part five.", needed=True),
        Field("includes", "What it includes", TICKS, INCLUDES, needed=True, column="includes"),
        Field("due_on", "By when should it be done?", DATE, needed=True, column="due_on"),
    ),
    ending=(
        answer("followed", "Was it followed?", FOLLOWED),
        Field(
            "because",
            "Because",
            WORDS,
            hint="Needed where it was only partly followed, or not.",
            needed_if=("followed", ("partly", "not_followed")),
        ),
        Field(
            "with_whom",
            "Confirmed with",
            LINE,
            hint="Name and role.",
            needed_if=("followed", ("followed", "partly", "not_followed")),
        ),
        Field(
            "done_on",
            "Confirmed on",
            DATE,
            column="done_on",
            limit="past",
            needed_if=("followed", ("followed", "partly", "not_followed")),
        ),
        Field(
            "evidence",
            "On what evidence",
            CHOOSE,
            EVIDENCE,
            needed_if=("followed", ("followed", "partly", "not_followed")),
        ),
        Field("evidence_words", "What was seen or said", WORDS),
        Field(
            "due_again",
            "Ask again on",
            DATE,
            limit="future",
            hint="Where it is not yet known. The advice stays overdue until it has an answer.",
        ),
    ),
    ending_title="Was the advice followed?",
    still_open=("not_known",),
    intro="Advice counts as given when it is written here, and as followed when somebody has confirmed it.",
    add="Add advice",
)

BASES = {
    "parent": "A parent acting to protect the child",
    "police": "A police enquiry",
    "school_plan": "A school’s safety plan in force",
    "relationship": "The relationship being over",
    "agency": "Another agency being involved",
    "none": "None of these",
}
DECISIONS = {
    "continue": "The case goes on",
    "nfa": "No further action",
    "refer_on": "Referred on",
    "close": "To be closed",
    "other": "Another decision",
}
STANDS = {"stands": "The decision stands", "changed": "The decision changes"}

DECISION = Kind(
    "decision",
    "Decision",
    "Decisions",
    "either",
    (
        when("When was it decided?"),
        answer("decision", "What was decided?", DECISIONS),
        Field("what", "The decision and its reason", WORDS, needed=True, rows=4),
        Field(
            "relied_on",
            "What it relies on",
            TICKS,
            BASES,
            hint="When one of these changes, the case asks for the decision to be looked at again.",
            needed=True,
            column="includes",
        ),
        Field("relied_words", "What makes you sure of it?", WORDS),
        Field(
            "considered",
            "What each contact’s information added",
            WORDS,
            hint="Each agency’s own contact, one by one.",
            needed=True,
        ),
        Field("together", "Decided together with", LINE, hint="Names and agencies.", needed=True),
        Field("owner", "Manager", LINE, hint="The name of the manager who agreed.", column="owner"),
        Field("manager_on", "Agreed by the manager on", DATE, limit="past"),
        Field("manager_words", "The manager’s comment", WORDS),
    ),
    ending=(
        Field("stands", "After looking at it again", CHOOSE, STANDS, needed=True),
        Field("stands_because", "Because", WORDS, needed=True),
        Field("stands_by", "Decided together with", LINE, hint="Names and agencies.", needed=True),
        Field("done_on", "Looked at again on", DATE, needed=True, column="done_on", limit="past"),
    ),
    ending_title="Look at the decision again",
    asks=(
        "What do we not know?",
        "Whose account is unchecked?",
        "Is a claim about another agency confirmed with that agency?",
    ),
    check=lambda values: (
        {"owner": "No further action needs the name of the manager who agreed"}
        if values.get("decision") == "nfa" and not values.get("owner")
        else {}
    ),
)

CHECKED = {
    "asked": "Asked, no answer yet",
    "answered": "Answered",
    "nothing_known": "Answered: nothing known",
    "refused": "Would not say",
}

PARTNER_CHECK = Kind(
    "partner_check",
    "Partner check",
    "Partner checks",
    "either",
    (
        when("When was the agency asked?"),
        Field("agency", "Which agency?", CHOOSE, AGENCIES, needed=True, column="agency"),
        Field("owner", "Who was asked", LINE, hint="Name and role.", needed=True, column="owner"),
        Field("asked", "What was asked", WORDS, needed=True),
        Field("due_on", "Answer wanted by", DATE, column="due_on"),
    ),
    ending=(
        answer("checked", "What came of it?", CHECKED),
        Field("said", "What they said", WORDS, needed_if=("checked", ("answered", "refused"))),
        Field("done_on", "Answered on", DATE, column="done_on", limit="past"),
    ),
    ending_title="What the agency answered",
    still_open=("asked",),
    intro="Each agency that may know something is asked before a decision, and its answer is weighed.",
)

OCCASIONS = {
    "opening": "At opening",
    "nfa": "At no further action",
    "review": "At a review",
    "closure": "At closure",
}

OVERSIGHT = Kind(
    "oversight",
    "Management oversight",
    "Management oversight",
    "case",
    (
        when("When was it?"),
        answer("occasion", "On what occasion?", OCCASIONS),
        Field("owner", "Manager", LINE, needed=True, column="owner"),
        Field("unknown", "What do we not know?", WORDS, needed=True),
        Field("unchecked", "Whose account is unchecked?", WORDS, needed=True),
        Field(
            "confirmed",
            "Is a claim about another agency confirmed with it?",
            CHOOSE,
            {**YES_NO, "none": "No such claim"},
            needed=True,
        ),
        Field("comment", "The manager’s view and what is to be done", WORDS, needed=True, rows=4),
    ),
    add="Add management oversight",
)

KINDS = (ADVICE, DECISION, PARTNER_CHECK, OVERSIGHT)
