"""The mails of this room: fixed sentences without any personal data."""

from __future__ import annotations

from foundation.post import Notice, register
from foundation.post.notices import ANSWER, LATE

NOTICES = (
    Notice(
        "decision_to_reconsider",
        ANSWER,
        "Something on which a decision relied has changed. Sign in to look at the decision again.",
    ),
    Notice("contact_late", LATE, "A contact has waited for more than 48 hours. Sign in to see to it."),
    Notice("advice_late", LATE, "Advice is overdue without an answer. Sign in to ask what became of it."),
    Notice(
        "condition_ending",
        ANSWER,
        "A condition will end soon. Sign in to see which, and what follows from it.",
    ),
    Notice("separation_review_late", LATE, "A review is overdue. Sign in to do it."),
)


def make_known() -> None:
    """Register every text, once the application starts; doing so twice is once."""
    for notice in NOTICES:
        register(notice)
