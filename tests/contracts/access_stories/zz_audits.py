"""An audit with one record of the sample, an action and what a school was told, for each story."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import select

from audits import actions, lists
from audits.models import AuditItem
from audits.periods import month
from foundation.store import acting_as, session

MONTHS = {"own": "2026-11", "other": "2026-10", "barred": "2026-09"}


def tell(story: Any) -> None:
    """The audit of a month of its own, with the story's case in it."""
    with acting_as(story.officer):
        audit = actions.open_audit(story.officer, month(MONTHS[story.relation]), seed="told", size=60)
        found = select(AuditItem).where(
            AuditItem.audit_id == audit.id, AuditItem.subject_reference == story.case.reference
        )
        item = session().scalars(found).one_or_none()
        if item is None:
            item = put_in(story, audit.id)
        done = actions.agree_action(
            story.officer,
            audit,
            words="Letters go out with the outcome.",
            owner="A colleague",
            due_on=dt.date(2026, 12, 11),
            item=item,
        )
        told = actions.send_feedback(story.officer, audit, story.setting.id, "Plans come late.")
    story.put("audit", audit.public_id)
    story.put("audit_item", item.public_id)
    story.put("audit_action", done.public_id)
    story.put("audit_feedback", told.public_id)
    assert lists.items_of(audit)


def put_in(story: Any, audit_id: int) -> AuditItem:
    """A month in which the case was not open yet: its record is put in by hand."""
    from audits.models import AuditItemChild

    item = AuditItem(
        audit_id=audit_id,
        position=1,
        subject="case",
        subject_reference=story.case.reference,
        known_as=story.case.known_as,
        setting_id=story.setting.id,
        stratum="Secondary, open, severe",
    )
    session().add(item)
    session().flush()
    for child in story.case.child_ids():
        session().add(AuditItemChild(item_id=item.id, child_id=child))
    session().flush()
    return item
