"""The trail's lines in words, without anything of what stood on the page.

What somebody looked at is named by its kind only ("a case"); a child by its public id.
"""

from __future__ import annotations

KINDS: dict[str, str] = {
    "opening": "opened",
    "listing": "looked at a list",
    "export": "exported",
    "print": "printed",
    "search": "searched",
    "command": "ran a command",
}

SUBJECTS: dict[str, str] = {
    "account": "an account",
    "alert": "an alert",
    "case": "a case",
    "child": "a child’s record",
    "child_meeting": "a meeting about a child",
    "contact": "a contact of the Education MASH",
    "contextual_review": "a contextual case review",
    "decision": "a panel’s decision",
    "disclosure": "a disclosure to a school",
    "identity_question": "a question of identity",
    "import_run": "an import",
    "meeting_action": "an action from a meeting",
    "panel_meeting": "a panel meeting",
    "peer_request": "a request for peer group information",
    "plan_request": "a request for a safety plan",
    "plan_version": "a version of a safety plan",
    "referral": "a fair access referral",
    "safety_plan": "a safety plan",
    "separation": "a separation",
}

ROOMS: dict[str, str] = {
    "admin": "administration",
    "case_review": "contextual case reviews",
    "cases": "cases",
    "fap": "fair access",
    "home": "their work list",
    "meetings": "meetings",
    "needs": "the needs matrix",
    "peer_groups": "peer group information",
    "records": "who looked",
    "roll": "children and settings",
    "safetyplans": "safety plans",
    "transitions": "moves between settings",
}

SIGN_INS: dict[str, str] = {
    "SignedIn": "signed in",
    "SignInRefused": "was refused at sign-in",
    "SignedOut": "signed out",
    "AccountActivated": "set a password and a second factor",
    "AccountInvited": "was invited",
    "AccountDisabled": "was disabled",
    "AssignmentGiven": "was given a role",
    "AssignmentEnded": "lost a role",
    "BarSet": "was barred from a child",
    "BarLifted": "is no longer barred from a child",
}
REFUSALS = ("SignInRefused",)


def looked(kind: str, page: str, subject_type: str) -> str:
    """One look as a sentence's end: "opened a case", "looked at a list: cases"."""
    verb = KINDS.get(kind, kind)
    blueprint = page.split(".")[0]
    room = ROOMS.get(blueprint) or ROOMS.get(blueprint.split("_")[0], blueprint.replace("_", " "))
    if subject_type:
        return f"{verb} {SUBJECTS.get(subject_type, subject_type.replace('_', ' '))}"
    return f"{verb}: {room}"
