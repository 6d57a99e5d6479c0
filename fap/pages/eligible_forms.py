"""What is asked about eligibility: category and evidence, what was tried before, what else to do."""

from __future__ import annotations

from fap.form import FORM
from fap.models import Referral
from fap.pages.step_forms import first_key
from foundation.answers import answers_of
from foundation.questions import Choice, DateKind, Group, LongText, Lookup, Option, Question, SetChoice
from foundation.store.reference_data import choices, mapped

Contents = tuple[Question | Group, ...]
ATTEMPT: tuple[Question, ...] = (
    SetChoice(
        "answer",
        "What came of ordinary in-year admission?",
        set="admission_answer",
        required="Say what came of ordinary in-year admission",
    ),
    Lookup(
        "school",
        "School that was asked",
        free=True,
        hint="Name or URN: for a refusal, an offer that was not taken up, or no answer.",
    ),
    DateKind("asked_on", "Asked on", past=True, required="Enter the day on which a place was asked for"),
    DateKind("answered_on", "Answered on", past=True),
    DateKind(
        "told_on",
        "The school told the authority on",
        past=True,
    ),
    LongText("words", "More about it", rows=2),
)
TRIED: Contents = ATTEMPT


def _options(name: str, *, lettered: bool = False) -> tuple[Option, ...]:
    """The codes of a set as choices with their hints."""
    return tuple(
        Option(choice.code, f"({choice.code}) {choice.label}" if lettered else choice.label, choice.hint)
        for choice in choices(name)
    )


def not_eligible() -> Contents:
    """Why it is no fair access case, each reason with its standing advice; and what for this child."""
    return (
        Choice(
            "because",
            "Why is it not a fair access case?",
            choices=_options("not_eligible_because"),
            hint="The advice under your choice goes to the school with your words.",
            required="Choose why it is not a fair access case",
        ),
        LongText(
            "reason",
            "What should happen instead, for this child?",
            hint="The school reads this: who does what next, and by when.",
            required="Say what should happen instead",
        ),
    )


def accept(referral: Referral, *, ask_tried: bool) -> Contents:
    """Category and evidence; what the school ticked is offered as a hint, never chosen.

    `ask_tried`: no attempt at ordinary admission is noted yet, so one is asked here.
    """
    ticked = answers_of(referral, FORM).get("issues") or []
    letters = sorted({letter for issue in ticked for letter in mapped("fap_issue", issue)})
    named = ", ".join(f"({letter})" for letter in letters)
    hint = "A closed list of the School Admissions Code, 3.17."
    if named:
        hint += f" What the school ticked may stand for: {named}."
    asked: Contents = (
        Choice(
            "category",
            "Category of the School Admissions Code",
            choices=_options("fap_category", lettered=True),
            hint=hint,
            required="Choose the category",
        ),
        LongText(
            "evidence",
            "Evidence for the category",
            hint="What you have seen, with its date: a plan, a letter, an order, a record.",
            rows=4,
            required="Say what the evidence for the category is",
        ),
    )
    return (*asked, Group("How ordinary admission was tried", ATTEMPT)) if ask_tried else asked


__all__ = ["TRIED", "accept", "first_key", "not_eligible"]
