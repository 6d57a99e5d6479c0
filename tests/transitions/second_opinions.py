"""The picture of the rules as plain rows for the second computation, and both answers in one form."""

from __future__ import annotations

import datetime as dt
from typing import Any

from transitions.detecting import Picture
from transitions.rules.findings import TOGETHER, Finding, Kind
from transitions.second_opinion import NO_END, County, Pair, Plan, Row, What


def as_county(picture: Picture, school_days_later: Any) -> County:
    return County(
        today=picture.as_of.day,
        previous=picture.as_of.previous,
        rows={
            child: [
                Row(s.setting_id, s.start, s.leaving, not s.expected, s.certainty == "accepted")
                for s in found
            ]
            for child, found in picture.stays.items()
        },
        pairs=[
            Pair(
                live.id,
                live.child_a,
                live.child_b,
                live.from_date,
                live.until_date or NO_END,
                live.incident_setting_ids,
            )
            for live in picture.separations
        ],
        plans=[Plan(p.id, p.child_id, p.setting_id, p.signed_on) for p in picture.plans],
        groups=picture.site_groups,
        high_ages=picture.high_ages,
        born=picture.born,
        school_days_later=school_days_later,
        doubts=[(q.child_id, q.candidate_id) for q in picture.questions],
        acknowledged=picture.acknowledged,
        from_june=picture.from_june,
        to_find_a_place=picture.as_of.clocks.find_a_place,
        to_acknowledge=picture.as_of.clocks.take_up_plan,
    )


def what_of(finding: Finding) -> What:
    """A finding of the rules as the second computation would name it."""
    settings = tuple(sorted(s for s in (finding.setting_id, finding.other_setting_id) if s is not None))
    if finding.kind in TOGETHER:
        assert finding.separation_id is not None
        assert finding.first is not None
        return What("together", (finding.separation_id,), 0, settings, finding.first)
    if finding.kind is Kind.PHASE_TRANSFER_DUE:
        return What(finding.kind, (), finding.child_id, (), finding.day)
    if finding.kind is Kind.IDENTITY_UNCERTAIN:
        pair = sorted((finding.child_id, finding.other_child_id or 0))
        return What(finding.kind, tuple(pair), 0, (), dt.date.min)
    if finding.kind is Kind.PLAN_NOT_TRAVELLED:
        return What(finding.kind, (finding.plan_id or 0,), finding.child_id, settings, dt.date.min)
    of = (finding.separation_id or 0, finding.plan_id or 0)
    return What(finding.kind, of, finding.child_id, settings, finding.day)
