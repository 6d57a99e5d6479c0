"""What a school reads: findings for all, without any case in them, and what it was told about its own."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for

from audits import actions, lists, showing
from audits.models import AuditFeedback
from audits.pages.blueprint import pages
from foundation.access.permissions import Permission
from foundation.store import current_actor

READERS = (Permission.WRITE_PLANS, Permission.AUDIT, Permission.REVIEW_PLANS)


@pages.page("/findings", needs=READERS)
def shared() -> Any:
    """Findings of closed audits, and what this person's school was told."""
    actor = current_actor()
    own = [one for one in lists.feedback_for_me() if one.setting_id in actor.settings]
    return render_template(
        "audits/findings.html", found=lists.shared_findings(), own=own, title_of=showing.title
    )


@pages.page(
    "/feedback/<audit_feedback>", needs=Permission.WRITE_PLANS, opens=AuditFeedback, methods=("POST",)
)
def confirm(audit_feedback: AuditFeedback) -> Any:
    """The school says that it has read it."""
    try:
        actions.read_feedback(current_actor(), audit_feedback)
        flash("The council sees that you have read it.", "success")
    except ValueError as refused:
        flash(str(refused), "error")
    return redirect(url_for("audits.shared"))
