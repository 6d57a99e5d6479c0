"""The vocabularies of an alert and of what is told to a setting: code to words, in the order they are
offered.
"""

from __future__ import annotations

from transitions.rules.findings import Kind

KINDS: dict[str, str] = {
    Kind.SAME_SETTING: "Two children at one setting",
    Kind.SAME_SITE: "Two children at one site",
    Kind.SAME_SETTING_PLANNED: "Two children will be at one setting",
    Kind.RETURNED: "A child has come back",
    Kind.MOVED: "A child has started at a setting",
    Kind.LEFT_NO_DESTINATION: "A child has left with no known destination",
    Kind.PLAN_NOT_TRAVELLED: "A plan has not travelled with its child",
    Kind.IDENTITY_UNCERTAIN: "A roll row may be one of two children",
    Kind.PHASE_TRANSFER_DUE: "A child leaves for the next phase",
}
KINDS_SHORT: dict[str, str] = {
    Kind.SAME_SETTING: "same setting",
    Kind.SAME_SITE: "same site",
    Kind.SAME_SETTING_PLANNED: "same setting, planned",
    Kind.RETURNED: "returned",
    Kind.MOVED: "moved",
    Kind.LEFT_NO_DESTINATION: "left, no destination",
    Kind.PLAN_NOT_TRAVELLED: "plan not travelled",
    Kind.IDENTITY_UNCERTAIN: "identity uncertain",
    Kind.PHASE_TRANSFER_DUE: "phase transfer due",
}

STATES: dict[str, str] = {
    "raised": "Not acknowledged",
    "assigned": "Taken",
    "contacted": "Setting contacted",
    "actioned": "Action taken",
    "closed": "Closed",
    "no_longer_applies": "No longer applies",
}
OPEN_STATES = ("raised", "assigned", "contacted", "actioned")

ACTION_SET = "alert_action"
PURPOSE_SET = "disclosure_purpose"
BASIS_SET = "legal_basis"

DISCLOSURE_STATES: dict[str, str] = {
    "draft": "Draft",
    "released": "Released, not opened yet",
    "opened": "Opened, not acknowledged yet",
    "acknowledged": "Acknowledged",
    "withdrawn": "Withdrawn",
}
