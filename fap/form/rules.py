"""What must fit together across questions: each rule gives (path, words) of what is contradictory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from fap.form.days import school_days
from fap.form.nudging import words_are_followed_up
from foundation.questions import Answers
from foundation.questions.question import Path

Found = Iterator[tuple[Path, str]]
ORDER = ("E1", "E2", "N1", "N2", "R", *(str(year) for year in range(1, 15)))


def one_primary_carer(answers: Answers, _today: dt.date) -> Found:
    """Exactly one of the parents and carers is the primary carer (Appendix H: "indicate primary carer")."""
    rows = answers.get("parents") or []
    answered = [row for row in rows if "primary" in row]
    primary = [row for row in rows if row.get("primary") == "yes"]
    if rows and len(answered) == len(rows) and len(primary) != 1:
        said = "nobody is" if not primary else f"{len(primary)} are"
        yield ("parents",), f"Exactly one person must be the primary carer: {said} marked as such"


def one_parent_needs_a_reason(answers: Answers, _today: dt.date) -> Found:
    """The form asks for two people; one alone needs a reason."""
    if len(answers.get("parents") or []) == 1 and not answers.get("one_parent_because"):
        yield ("one_parent_because",), "Add a second parent or carer, or say why there is only one"


def usual_year(born: dt.date, today: dt.date) -> str:
    """The usual year group of a child on a day: a school year runs from 1 September to 31 August."""
    start = today.year if today.month >= 9 else today.year - 1
    cohort = born.year if born.month >= 9 else born.year - 1
    number = start - cohort - 5
    return ORDER[min(max(number + 4, 0), len(ORDER) - 1)]


def year_fits_birth(answers: Answers, today: dt.date) -> Found:
    """The year group fits the date of birth, unless the child is educated out of year."""
    year, born = answers.get("year_group"), answers.get("date_of_birth")
    if not year or not born or year == "X" or answers.get("out_of_year") == "yes":
        return
    usual = usual_year(dt.date.fromisoformat(born), today)
    if year != usual:
        words = f"year {usual}" if usual.isdigit() else "the years before year 1"
        yield (
            ("year_group",),
            f"The date of birth belongs to {words}. Correct one of them, or say that the child is educated "
            "out of year",
        )


def _stretches(rows: Iterable[Answers], start: str, end: str) -> Iterator[tuple[Answers, str, str]]:
    for row in rows:
        if row.get(start) and row.get(end):
            yield row, row[start], row[end]


def schools_do_not_overlap(answers: Answers, _today: dt.date) -> Found:
    """Dates of previous schools run forwards, and overlap only with a reason."""
    known = list(_stretches(answers.get("previous_schools") or [], "attended_from", "attended_to"))
    for row, start, end in known:
        if end < start:
            yield (
                ("previous_schools", row["_id"], "attended_to"),
                "Previous schools: a last day is before the first",
            )
    for one, two in combinations(known, 2):
        (row, start, end), (other, since, until) = one, two
        reason = row.get("overlap_because") or other.get("overlap_because")
        if start < until and since < end and not reason:
            yield (
                ("previous_schools", other["_id"], "overlap_because"),
                "Previous schools: the dates of two schools overlap. Correct them, or say why",
            )


def exclusions_run_forwards(answers: Answers, _today: dt.date) -> Found:
    """A suspension ends no earlier than it begins, and has at most three reasons."""
    for key, prefix in (("suspensions", "suspension"), ("internal_exclusions", "internal")):
        rows = answers.get(key) or []
        for row, start, end in _stretches(rows, f"{prefix}_from", f"{prefix}_to"):
            if end < start:
                yield (key, row["_id"], f"{prefix}_to"), "Suspensions: a last day is before the first"
        for row in rows:
            if len(row.get(f"{prefix}_reasons") or []) > 3:
                yield (key, row["_id"], f"{prefix}_reasons"), "Suspensions: choose at most three reasons"


def percentages_add_up(answers: Answers, _today: dt.date) -> Found:
    """Attendance and both kinds of absence make 100 per cent, give or take rounding."""
    parts = [answers.get(key) for key in ("attendance", "authorised", "unauthorised")]
    known = [Decimal(part) for part in parts if part is not None]
    if len(known) == 3 and abs(sum(known, Decimal()) - 100) > 1:
        yield (
            ("attendance",),
            f"Attendance, authorised and unauthorised absence must make 100 per cent: they make {sum(known)}",
        )


def lengths_are_school_days(answers: Answers, _today: dt.date) -> Found:
    """The length of a suspension fits the school days from its first to its last day."""
    for key, prefix in (("suspensions", "suspension"), ("internal_exclusions", "internal")):
        for row, start, end in _stretches(answers.get(key) or [], f"{prefix}_from", f"{prefix}_to"):
            length, days = row.get(f"{prefix}_days"), school_days(start, end)
            if length is None or end < start or days / 2 <= Decimal(length) <= days:
                continue
            one = "is 1 school day" if days == 1 else f"are {days or 'no'} school days"
            yield (
                (key, row["_id"], f"{prefix}_days"),
                f"From the first to the last day there {one}: a length of {length} does not fit",
            )


def route_is_named(answers: Answers, _today: dt.date) -> Found:
    """A child with an EHC plan or in care is not referred for a place, but for something else."""
    if answers.get("other_route_for") == "respite" and answers.get("provision") == ["mainstream"]:
        yield (
            ("other_route_for",),
            "You ask for a place at a mainstream school and say that the form is for respite: "
            "a place takes another route",
        )


def care_is_said_alike(answers: Answers, _today: dt.date) -> Found:
    """What is said about social care in one place fits what is said in another."""
    groups = answers.get("groups") or []
    if answers.get("care_status") == "cp_plan" and answers.get("protection_plan") in ("no", "before"):
        yield (
            ("protection_plan",),
            "The social care status is a child protection plan: say that there is one now",
        )
    if "looked_after" in groups and answers.get("social_care") == "no":
        yield ("social_care",), "A child who is looked after is open to social care"


def refuge_is_withheld(answers: Answers, _today: dt.date) -> Found:
    """Where a refuge is prints nowhere (School Admissions Code, paragraph 3.17 b)."""
    in_refuge = "refuge" in (answers.get("groups") or []) or answers.get("code_category") == "b"
    if in_refuge and answers.get("home_withheld") == "no":
        yield ("home_withheld",), "The child lives in a refuge: the home must be withheld"


def needs_are_different(answers: Answers, _today: dt.date) -> Found:
    """Primary, secondary and tertiary need are three, in this order."""
    first, second, third = (answers.get(key) for key in ("sen_need", "sen_need_2", "sen_need_3"))
    if third and not second:
        yield ("sen_need_2",), "Choose the secondary need before the tertiary need"
    if second and second == first:
        yield ("sen_need_2",), "The secondary need is the same as the primary need"
    if third and third in (first, second):
        yield ("sen_need_3",), "The tertiary need was chosen already"


def plan_is_attached(answers: Answers, _today: dt.date) -> Found:
    """An individual education plan that exists is attached, or there is a reason why not."""
    if answers.get("support_plan") == "yes" and not (answers.get("documents") or {}).get("iep"):
        yield (
            ("documents", "iep", "files"),
            "Individual education plan: add the plan that you say there is, or say why not",
        )


def plans_run_forwards(answers: Answers, _today: dt.date) -> Found:
    """A child protection plan ends no earlier than it begins."""
    for row, start, end in _stretches(answers.get("protection_plans") or [], "plan_from", "plan_to"):
        if end < start:
            yield (
                ("protection_plans", row["_id"], "plan_to"),
                "Child protection plans: an end is before its start",
            )


RULES = (
    one_primary_carer,
    one_parent_needs_a_reason,
    year_fits_birth,
    schools_do_not_overlap,
    exclusions_run_forwards,
    percentages_add_up,
    plans_run_forwards,
    lengths_are_school_days,
    route_is_named,
    care_is_said_alike,
    refuge_is_withheld,
    needs_are_different,
    plan_is_attached,
    words_are_followed_up,
)
