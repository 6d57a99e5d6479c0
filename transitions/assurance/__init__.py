"""The assurance statement: what can be said, as of any date, about children who must not meet unprepared.

Source: transitions, "The assurance statement"; the council's own question (Herefordshire review, 2.28 q).
"""

from __future__ import annotations

from transitions.assurance import listing
from transitions.assurance.statement import Period, Statement, month_before, statement

__all__ = ["Period", "Statement", "listing", "month_before", "statement"]
