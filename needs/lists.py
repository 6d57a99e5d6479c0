"""The forms behind a figure, as far as the person may read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from fap.models import Referral
from foundation.store import session
from foundation.store.clock import day_words
from roll.lists import children_by_id, settings_by_id
from safetyplans.models import PlanVersion


@dataclass(frozen=True)
class FormLine:
    """One form: what it is called, where it is read, whose, from where, when."""

    text: str
    href: str | None
    child_id: int
    child: str
    setting: str
    submitted_on: dt.date

    @property
    def when(self) -> str:
        """The day in words."""
        return day_words(self.submitted_on)


def forms_to_read(referral_ids: Collection[int], version_ids: Collection[int]) -> list[FormLine]:
    """The referrals and plan versions of these row ids that the actor may read, the latest first."""
    referrals = list(session().scalars(select(Referral).where(Referral.id.in_(sorted(referral_ids)))))
    wanted = select(PlanVersion).where(PlanVersion.id.in_(sorted(version_ids)))
    versions = [
        v for v in session().scalars(wanted.options(joinedload(PlanVersion.plan))) if v.plan is not None
    ]
    child_ids = {r.child_id for r in referrals if r.child_id} | {v.plan.child_id for v in versions}
    setting_ids = {r.setting_id for r in referrals if r.setting_id} | {v.plan.setting_id for v in versions}
    children, settings = children_by_id(child_ids), settings_by_id(setting_ids)

    def line(
        text: str, href: str | None, child_id: int | None, setting_id: int | None, at: dt.datetime
    ) -> FormLine:
        child, setting = children.get(child_id or 0), settings.get(setting_id or 0)
        names = (child.name if child else "", setting.name if setting else "")
        return FormLine(text, href, child_id or 0, *names, at.date())

    lines = []
    for r in referrals:
        assert r.submitted_at is not None
        href = _address("fap.referral", referral=r.public_id)
        lines.append(line(f"Referral {r.reference}", href, r.child_id, r.setting_id, r.submitted_at))
    for v in versions:
        href = _address("plan_quality.version", version=v.public_id)
        words = f"Safety plan {v.plan.reference}, version {v.number}"
        lines.append(line(words, href, v.plan.child_id, v.plan.setting_id, v.submitted_at))
    return sorted(lines, key=lambda found: (found.submitted_on, found.text), reverse=True)


def _address(endpoint: str, **values: Any) -> str | None:
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None
