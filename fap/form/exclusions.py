"""Suspensions, permanent and internal exclusions (part 3): dates, length in school days, reasons."""

from __future__ import annotations

from foundation.questions import DateKind, Is, Not, Number, Question, Rows, SetChoice, SetChoices

ENDS = Not(Is("suspension_category", "PERM"))


def _reasons(prefix: str) -> Question:
    return SetChoices(
        f"{prefix}_reasons",
        "Reasons, up to three",
        set="exclusion_reason",
        required="Choose at least one reason",
        fact="exclusion_reason",
    )


SUSPENSIONS = Rows(
    "suspensions",
    "Suspensions and exclusions",
    one="suspension",
    title_of=("suspension_category", "suspension_from"),
    questions=(
        SetChoice(
            "suspension_category",
            "What was it?",
            set="exclusion_category",
            required="Say whether it was a suspension or a permanent exclusion",
            fact="exclusion_category",
            since=2,
        ),
        DateKind("suspension_from", "From", past=True, required="Enter the first day"),
        DateKind("suspension_to", "To", when=ENDS, required="Enter the last day"),
        Number(
            "suspension_days",
            "Length in school days",
            least=0,
            most=100,
            places=1,
            when=ENDS,
            required="Enter the length in school days",
            hint="A lunchtime counts as half a day.",
        ),
        _reasons("suspension"),
    ),
)

INTERNAL = Rows(
    "internal_exclusions",
    "Internal exclusions",
    one="internal exclusion",
    title_of=("internal_from",),
    questions=(
        DateKind("internal_from", "From", past=True, required="Enter the first day"),
        DateKind("internal_to", "To", required="Enter the last day"),
        Number(
            "internal_days",
            "Length in school days",
            most=100,
            places=1,
            required="Enter the length in school days",
            hint="Half a day is 0.5.",
        ),
        _reasons("internal"),
    ),
)
