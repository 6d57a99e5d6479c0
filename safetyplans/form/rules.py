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


RULES = (report_after_incident, the_other_child)
