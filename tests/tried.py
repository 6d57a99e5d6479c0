"""What the Code wants before fair access: one school that was asked in the ordinary way and refused."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fap.actions import Attempt


def refused(**values: object) -> Attempt:
    """A school that refused three weeks ago and told the authority the next day."""
    from fap.actions import Attempt
    from foundation.store import today

    asked = today() - dt.timedelta(days=28)
    known = {
        "answer": "refused",
        "asked_on": asked,
        "answered_on": asked + dt.timedelta(days=7),
        "told_on": asked + dt.timedelta(days=8),
        "school": "Fennwick Park School",
    }
    return Attempt(**{**known, **values})  # type: ignore[arg-type]
