"""The tables of safety plans."""

from __future__ import annotations

from safetyplans.models.asking import FollowUp, PlanRequest
from safetyplans.models.plans import OtherChild, PlanVersion, QualityPoint, SafetyPlan
from safetyplans.models.reviewing import PlanEnding, PlanFinding, PlanReview, SettingRecord

__all__ = [
    "FollowUp",
    "OtherChild",
    "PlanEnding",
    "PlanFinding",
    "PlanRequest",
    "PlanReview",
    "PlanVersion",
    "QualityPoint",
    "SafetyPlan",
    "SettingRecord",
]
