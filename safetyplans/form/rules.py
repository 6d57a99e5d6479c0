"""Sense across questions of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

Found = list[tuple[tuple[str, ...], str]]


def report_after_incident(answers: Mapping[str, Any], today: date) -> Found:
    """A report cannot come before what it reports."""
    incident, reported = answers.get("incident_on"), answers.get("reported_on")
    if incident and reported and reported < incident:
        return [(("reported_on",), "The report is dated before the incident. Check both dates")]
    return []


def the_other_child(answers: Mapping[str, Any], today: date) -> Found:
    """A plan for a child in a role towards another names the other child."""
    if answers.get("child_role") in {"alleged_victim", "alleged_perpetrator", "both"} and not answers.get(
        "other_children"
    ):
        return [(("other_children",), "Name the other child, or the children, it concerns")]
    return []


def serious_means_apart(answers: Mapping[str, Any], today: date) -> Found:
    """Rape or assault by penetration is said in two sections; they cannot contradict each other."""
    alleged = {"rape", "assault_by_penetration"} & set(answers.get("possible_offence") or ())
    if alleged and answers.get("serious") == "no":
        words = "Section 2 says rape or assault by penetration may have happened. Check both answers"
        return [(("serious",), words)]
    return []


def conditions_end_after_they_start(answers: Mapping[str, Any], today: date) -> Found:
    """A condition cannot end before it starts."""
    return [
        (("conditions", row["_id"]), "The condition ends before it starts. Check both dates")
        for row in answers.get("conditions") or ()
        if row.get("starts") and row.get("ends") and row["ends"] < row["starts"]
    ]


def times_in_order(answers: Mapping[str, Any], today: date) -> Found:
    """Support cannot end before it begins."""
    return [
        (("support_lines", row["_id"]), "The support ends before it begins. Check both dates")
        for row in answers.get("support_lines") or ()
        if row.get("from_day") and row.get("until_day") and row["until_day"] < row["from_day"]
    ]


RULES = (
    report_after_incident,
    the_other_child,
    serious_means_apart,
    conditions_end_after_they_start,
    times_in_order,
)
