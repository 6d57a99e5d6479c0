"""The tables of the panel: referrals and what hangs on them, meetings, decisions, placements."""

from __future__ import annotations

from fap.models.decision import Decision, Placement
from fap.models.details import ReferralDocument, ReferralFlag, ReferralPlace
from fap.models.feedback import FormFeedback
from fap.models.named import ReferralPeer
from fap.models.panel import Panel, PanelMeeting
from fap.models.panel_said import HeardAtPanel, SafetyAnswer
from fap.models.referral import AgendaItem, LinkedChild, Referral

__all__ = [
    "AgendaItem",
    "Decision",
    "FormFeedback",
    "HeardAtPanel",
    "LinkedChild",
    "Panel",
    "PanelMeeting",
    "Placement",
    "Referral",
    "ReferralDocument",
    "ReferralFlag",
    "ReferralPeer",
    "ReferralPlace",
    "SafetyAnswer",
]
