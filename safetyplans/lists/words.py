"""The states of plans, requests and quality assurance as pages say them."""

from __future__ import annotations

QA_WORDS = {
    "submitted": ("Submitted", "accent"),
    "being_reviewed": ("Being reviewed", "accent"),
    "feedback_given": ("Feedback to answer", "amber"),
    "answered": ("Answered", "accent"),
    "accepted": ("Accepted", "green"),
}
STATUS_WORDS = {
    "draft": ("Draft", "grey"),
    "in_force": ("In force", "green"),
    "ended": ("Ended", "grey"),
    "closed": ("Closed unsigned", "grey"),
}
OVER = ("ended", "closed")
REQUEST_WORDS = {
    "asked": "Not started",
    "reopened": "Asked again, not started",
    "started": "Started",
    "met": "Submitted",
    "declined": "Answered: not appropriate now",
    "agreed": "Agreed: not appropriate now",
}
OPEN_REQUESTS = ("asked", "started", "reopened")
TO_JUDGE = ("submitted", "being_reviewed", "answered")
