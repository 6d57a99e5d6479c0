"""What is written into a decision, and whether it makes one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from fap.rights import reason_of
from fap.words import DECISIONS, PLACES, PROVISION_COLUMNS
from foundation.store.reference_data import is_code


@dataclass(frozen=True)
class DecisionValues:
    """What is written into a decision. Dates are local dates; texts are as typed.

    `issues`: codes of reference set `fap_issue`. `provision`: code of `fap_provision` -> of recommended,
    agreed, pru_support, school_costs.
    """

    kind: str
    reasons: str
    setting_id: int | None = None
    start_date: dt.date | None = None
    until: dt.date | None = None
    transition_on: dt.date | None = None
    review_on: dt.date | None = None
    if_breaks_down: str | None = None
    issues: tuple[str, ...] = ()
    provision: Mapping[str, list[str]] = field(default_factory=dict)
    provision_other: str | None = None
    decision_text: str | None = None
    conditions: str | None = None
    dissent: str | None = None
    dissent_by: str | None = None
    support_child: str | None = None
    support_stay: str | None = None
    responsible: str | None = None
    reason_matches: str | None = None
    contexts_covered: str | None = None
    override_reason: str | None = None


class Contradiction(ValueError):
    """What does not make a decision; `key` is the question to which the words belong."""

    def __init__(self, key: str, words: str) -> None:
        """The question and the words."""
        super().__init__(words)
        self.key = key


def whole(values: DecisionValues) -> None:
    """Raise Contradiction unless the values make a decision, ValueError without a reason."""
    if values.kind not in DECISIONS:
        raise Contradiction("kind", "Choose what is decided")
    reason_of(values.reasons)
    if values.kind in PLACES and (values.setting_id is None or values.start_date is None):
        raise Contradiction("setting", "Choose the school and the first day")
    if values.kind not in PLACES and values.setting_id is not None:
        raise Contradiction("setting", "A school is chosen only for a place")
    _trial(values)
    _provided(values)
    if (values.dissent_by or "").strip() and not (values.dissent or "").strip():
        raise Contradiction("dissent", "Write what the dissent is")


def _trial(values: DecisionValues) -> None:
    """A trial has its review, and says what happens if it breaks down."""
    if values.kind != "managed_move":
        return
    if values.review_on is None or not (values.if_breaks_down or "").strip():
        raise Contradiction(
            "review_on", "A trial needs the day of its review, and what happens if it breaks down"
        )
    if values.start_date and values.review_on <= values.start_date:
        raise Contradiction("review_on", "The review must be after the first day")


def _provided(values: DecisionValues) -> None:
    if not all(is_code("fap_issue", issue) for issue in values.issues):
        raise Contradiction("issues", "Choose only from the list")
    known = set(PROVISION_COLUMNS)
    for code, ticked in values.provision.items():
        if not is_code("fap_provision", code) or set(ticked) - known:
            raise Contradiction("provision_other", "Choose only from the list")
    if values.provision.get("other") and not (values.provision_other or "").strip():
        raise Contradiction("provision_other", "Say what the other provision is")
