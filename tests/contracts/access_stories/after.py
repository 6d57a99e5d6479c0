"""A managed move that was offered to another school, and letters; the setting is the home school."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from fap.after.actions import Said
from fap.after.actions.steps import keep
from fap.letters import actions as letters
from fap.letters.writing import letters_for
from fap.models import Decision, Placement
from fap.restorative.actions import WorkValues, consider
from foundation.store import acting_as, now, session, today
from roll.models import Setting


def tell(story: Any) -> None:
    """The place, its offer and a handover; the referral itself stays on its agenda."""
    with acting_as(story.coordinator):
        there = session().scalars(select(Setting.id).where(Setting.urn == "900005")).one()
        decision = Decision(
            referral_id=story.referral.id,
            kind="managed_move",
            reasons=story.prose,
            setting_id=there,
            start_date=dt.date(2026, 11, 24),
            status="signed",
            signed_at=now(),
            signed_by=story.coordinator.account_id,
            drafted_by=story.coordinator.account_id,
            drafted_at=now(),
        )
        session().add(decision)
        session().flush()
        place = Placement(
            referral_id=story.referral.id,
            decision_id=decision.id,
            child_id=story.child.id,
            setting_id=there,
            kind="managed_move",
            status="offered",
            start_date=dt.date(2026, 11, 24),
            home_setting_id=story.setting.id,
            name=story.referral.name,
            reference=story.referral.reference,
            offer=story.prose,
            offered_on=today(),
            answer_due_on=today(),
        )
        session().add(place)
        session().flush()
        keep(story.coordinator, place, "handover_sent", Said(today(), code="talk"))
        story.put("placement", place.public_id)
        _letters(story)
        values = WorkValues("To sit in one room", "Both want it", "When one says so", "A. Mediator")
        story.put("work", consider(story.coordinator, story.referral, values).public_id)


def _letters(story: Any) -> None:
    """One that was sent to the setting of the story, and one to a parent that is still a draft."""
    dues = letters_for(story.referral)
    sent = letters.draft_letter(
        story.coordinator, story.referral, next(due for due in dues if due.addressee == "referring")
    )
    letters.proof_read(story.coordinator, sent)
    letters.record_sent(story.coordinator, sent, how="post", on=today(), to="The school office")
    story.put("letter", sent.public_id)
    open_due = next(due for due in dues if due.addressee == "parent")
    story.put(
        "draft_to_parent",
        letters.draft_letter(story.coordinator, story.referral, replace(open_due, why_not="")).public_id,
    )
