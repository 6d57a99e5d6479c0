"""What stopping the clock and letting it go again asks."""

from __future__ import annotations

from foundation.questions import Group, Line, LongText, Question

Contents = tuple[Question | Group, ...]

PAUSE: Contents = (
    LongText(
        "reason",
        "Why does the clock stand still?",
        hint="For example: waiting for the court date. The day by which a place is due moves by the "
        "school days of the pause; the reason stays in the history.",
        rows=3,
        required="Say why the clock stands still",
    ),
    Line("agreed_by", "Who agreed to it", hint="For example: the chair."),
)
RESUME: Contents = (
    LongText(
        "because",
        "What has changed?",
        rows=3,
        required="Say what has changed",
    ),
)
