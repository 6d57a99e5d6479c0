"""The words of restorative work."""

from __future__ import annotations

STATES: dict[str, tuple[str, str]] = {
    "considered": ("Considered", "amber"),
    "agreed": ("Agreed", "accent"),
    "under_way": ("Under way", "accent"),
    "done": ("Done", "green"),
    "stopped": ("Stopped", "grey"),
    "not_suitable": ("Not suitable", "grey"),
}
WHO: dict[str, str] = {"own": "the child of this referral", "other": "the other child"}
CHOICES: dict[str, str] = {
    "yes": "Wants to, of its own will",
    "no": "Does not want to",
    "unsure": "Is not sure; ask again later",
}
NEVER = (
    "Restorative work is never a condition of a place, and nobody is worse off for saying no. Each child is "
    "asked alone, and may stop at any moment without a reason."
)
