"""A roll row that may be a watched child: what would be raised if it were.

Source: transitions, the kind `identity_uncertain`: a person decides, and until they do it is shown as
possible.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transitions.rules.findings import Finding, Kind

if TYPE_CHECKING:
    from roll.stays_core import Stay


@dataclass(frozen=True)
class Undecided:
    """Two records that may be one child: `child_id` stands on the roll row, `candidate_id` is whom it may
    be.
    """

    child_id: int
    candidate_id: int


def identity_uncertain(
    question: Undecided,
    stays_of: Callable[[int], tuple[Stay, ...]],
    findings_if: Callable[[int, tuple[Stay, ...]], Iterable[Finding]],
    day: dt.date,
) -> Finding | None:
    """One finding where the row's stays, given to the candidate, would raise something that does not stand
    now.

    `findings_if(child, stays)`: what the other rules find about a child that has these stays. The pair is
    looked at from both ends: either record may be the watched one.
    """
    both = stays_of(question.child_id) + stays_of(question.candidate_id)
    for watched in (question.candidate_id, question.child_id):
        known = {finding.key for finding in findings_if(watched, stays_of(watched)) if finding.raises}
        would = [f for f in findings_if(watched, both) if f.raises and f.key not in known]
        if would:
            return _finding(question, watched, would[0], day)
    return None


def _finding(question: Undecided, watched: int, would: Finding, day: dt.date) -> Finding:
    row = question.child_id if watched == question.candidate_id else question.candidate_id
    return Finding(
        kind=Kind.IDENTITY_UNCERTAIN,
        key=f"{Kind.IDENTITY_UNCERTAIN}:{question.child_id}:{question.candidate_id}",
        raises=True,
        child_id=row,
        other_child_id=watched,
        setting_id=would.setting_id,
        other_setting_id=would.other_setting_id,
        separation_id=would.separation_id,
        plan_id=would.plan_id,
        day=would.day,
        first=would.first,
        last=would.last,
        stays=would.stays,
        notes=(f"If it is the same child, this would be raised: {would.kind}",),
    )
