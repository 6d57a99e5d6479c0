"""The words of letters: kinds, addressees, states."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "decision": "The decision",
    "not_eligible": "Not a fair access case, and what to do instead",
    "deferred": "The decision is put off",
    "trial": "A managed move on trial",
    "refusal": "The school refuses for now",
    "direction": "The school is directed",
    "ended": "The place has ended",
}
ADDRESSEES: dict[str, str] = {
    "parent": "Parent or carer",
    "receiving": "Receiving school",
    "referring": "Referring school",
}
STATES: dict[str, tuple[str, str]] = {
    "draft": ("To be proof-read", "amber"),
    "checked": ("Proof-read, not sent", "accent"),
    "sent": ("Sent", "green"),
    "corrected": ("Corrected by a new version", "grey"),
    "dropped": ("Not sent", "grey"),
}
