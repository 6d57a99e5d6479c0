"""The tables of the panel: referrals and what hangs on them, meetings, decisions, placements."""

from __future__ import annotations

from fap.models.deciding import DecisionOverride, Ratification, RiskAdvice
from fap.models.decision import Decision
from fap.models.desk import AdmissionAttempt, DeskLook, ReferralAcceptance, ReferralPause
from fap.models.details import ReferralDocument, ReferralFlag, ReferralPlace
from fap.models.feedback import FormFeedback
from fap.models.interest import DeclaredInterest, ReferralSchool
from fap.models.letter import Letter
from fap.models.named import ReferralPeer
from fap.models.pack import MeetingPack, PackChild
from fap.models.panel import Panel, PanelMeeting
from fap.models.panel_said import HeardAtPanel, SafetyAnswer
from fap.models.placement import Placement, PlacementStep
from fap.models.referral import AgendaItem, LinkedChild, Referral
from fap.models.restorative import RestorativeChoice, RestorativeWork
from fap.models.school_places import SchoolPlaces
from fap.models.sitting import AgreementAcceptance, PanelAction, PanelAgreement, PanelAttendance

__all__ = [
    "AdmissionAttempt",
    "AgendaItem",
    "AgreementAcceptance",
    "Decision",
    "DecisionOverride",
    "DeclaredInterest",
    "DeskLook",
    "FormFeedback",
    "HeardAtPanel",
    "Letter",
    "LinkedChild",
    "MeetingPack",
    "PackChild",
    "Panel",
    "PanelAction",
    "PanelAgreement",
    "PanelAttendance",
    "PanelMeeting",
    "Placement",
    "PlacementStep",
    "Ratification",
    "Referral",
    "ReferralAcceptance",
    "ReferralDocument",
    "ReferralFlag",
    "ReferralPause",
    "ReferralPeer",
    "ReferralPlace",
    "ReferralSchool",
    "RestorativeChoice",
    "RestorativeWork",
    "RiskAdvice",
    "SafetyAnswer",
    "SchoolPlaces",
]
