"""4. The child of this plan: wishes and feelings, strengths, needs, home, peers, neighbourhood."""

from __future__ import annotations

from foundation.questions import (
    Choice,
    DateKind,
    Group,
    In,
    Is,
    Line,
    LongText,
    Option,
    Rows,
    Section,
    YesNo,
    YesNoUnknown,
)

CAUSED = In("child_role", ("alleged_perpetrator", "both"))

CHILD = Section(
    "child",
    "The child of this plan",
    contents=(
        Rows(
            "wishes",
            "Wishes and feelings",
            one="entry",
            title_of=("asked_on",),
            least=1,
            required="record what the child wishes and feels, or why nobody could ask",
            hint="One entry each time. Entries are added, never overwritten.",
            questions=(
                DateKind("asked_on", "Date", past=True, required="date the entry"),
                Line("asked_by", "Who asked?", required="say who asked"),
                YesNo("alone", "Was the child seen alone?", required="say whether the child was seen alone"),
                LongText("not_alone", "Why not, and when will the child be?", rows=2, when=Is("alone", "no")),
                YesNo(
                    "asked_plainly",
                    "Was the child asked plainly, about ever and about now?",
                    required="say whether the child was asked plainly, about ever and about now",
                ),
                LongText("words", "In the child's own words", required="write what the child said"),
                LongText("used", "How does the plan use it?", rows=3, required="say how the plan uses it"),
            ),
        ),
        Group(
            "The child",
            (
                LongText("strengths", "Strengths and interests", rows=3, required="name a strength"),
                LongText(
                    "trusted", "Adults the child trusts", rows=2, required="name an adult the child trusts"
                ),
                LongText("send", "Special educational needs and communication; the SENCO's part", rows=3),
                LongText("health", "Health, including sleep and self-harm", rows=3),
                LongText("home", "Home, and brothers and sisters (also at this setting)", rows=3),
                LongText("friends", "Friends, isolation, rumour, retaliation", rows=3),
                LongText("online_life", "Online", rows=3),
                LongText("neighbourhood", "Neighbourhood and the way to school", rows=3),
                LongText("earlier", "Earlier concerns, in either role", rows=3),
                LongText(
                    "other_plans", "Other plans: child in need, child protection, looked after, EHC", rows=2
                ),
            ),
        ),
        Group(
            "For a child alleged to have caused harm",
            (
                LongText("presenting", "What is seen now (presenting)", rows=3, when=CAUSED),
                LongText("predisposing", "What made it more likely (predisposing)", rows=3, when=CAUSED),
                LongText("precipitating", "What set it off (precipitating)", rows=3, when=CAUSED),
                LongText("perpetuating", "What keeps it going (perpetuating)", rows=3, when=CAUSED),
                LongText("protective", "What protects (protective)", rows=3, when=CAUSED),
                YesNoUnknown(
                    "may_be_victim",
                    "May this child also have been harmed?",
                    when=CAUSED,
                    required="say whether this child may also have been harmed",
                ),
            ),
        ),
        Choice(
            "account_changed",
            "Has the child changed or withdrawn the account?",
            choices=(Option("no", "No"), Option("changed", "Changed"), Option("withdrawn", "Withdrawn")),
            required="say whether the account was changed or withdrawn",
            hint="A withdrawal ends no plan and no separation.",
        ),
        LongText(
            "account_explored",
            "Who explored it, gently, and what may have led to it? Was there pressure?",
            rows=4,
            when=In("account_changed", ("changed", "withdrawn")),
            required="say who explored why the account changed",
        ),
    ),
    hint="wishes and feelings, strengths, needs",
    part="4",
)
