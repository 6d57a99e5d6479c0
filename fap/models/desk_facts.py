"""What the desk sorts and filters by, kept beside the referral so that no form is read for a list."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import String, false
from sqlalchemy.orm import Mapped, mapped_column

from foundation.store import EncryptedText


class DeskFacts:
    """Columns of a referral that follow from its form and its clock (`fap.standing`, `fap.actions.clock`).

    `incomplete` counts what the form lacks, a required document without which it was sent among it;
    `incomplete_words` says each on a line of its own. `other_route` is ehc_plan or looked_after, and
    `other_route_for` what the form is used for all the same. `last_attended_on` is the form's. `paused_on`
    is the day on which the clock was stopped, while it stands still; then `due_on` waits to be moved.
    `ended_code` is of the reference set not_eligible_because: why it is no fair access case.
    """

    cannot_wait: Mapped[bool] = mapped_column(default=False, server_default=false())
    other_route: Mapped[str | None] = mapped_column(String(12))
    other_route_for: Mapped[str | None] = mapped_column(String(16))
    incomplete: Mapped[int] = mapped_column(default=0, server_default="0")
    incomplete_words: Mapped[str | None] = mapped_column(EncryptedText("referral.incomplete_words"))
    last_attended_on: Mapped[dt.date | None]
    paused_on: Mapped[dt.date | None]
    ended_code: Mapped[str | None] = mapped_column(String(24))
