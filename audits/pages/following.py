"""What follows from an audit: actions, what one school is told, findings for all, and its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for

from audits import actions, lists, showing
from audits.models import Audit, AuditAction
from audits.pages.audit import audit_page
from audits.pages.blueprint import pages
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor


def _done(audit: Audit, act: Callable[[Reading], None], field: str, words: str) -> Any:
    """Do it and show the audit; or show the form again with what is wrong."""
    form = Reading(request.form)
    try:
        act(form)
    except (actions.NotYet, ValueError) as refused:
        form.refuse(field, str(refused))
    if form.errors:
        return audit_page(audit, form, 422)
    flash(words, "success")
    return redirect(url_for("audits.audit", audit=audit.public_id))


@pages.page("/<audit>/actions", needs=Permission.AUDIT, opens=Audit, methods=("POST",))
def agree_action(audit: Audit) -> Any:
    """An action with an owner and a day; for one record where it was agreed there."""

    def act(form: Reading) -> None:
        words = form.narrative("action", "what is to be done", required=True)
        owner = form.text("owner", "who does it", required=True)
        due = form.date("due", "The day by which it is done", required=True, future=True)
        if not form.errors and due:
            item = lists.item_of(audit, form.posted.get("record", ""))
            actions.agree_action(current_actor(), audit, words=words, owner=owner, due_on=due, item=item)

    return _done(audit, act, "action", "The action is agreed.")


@pages.page("/actions/<audit_action>", needs=Permission.AUDIT, opens=AuditAction, methods=("POST",))
def finish_action(audit_action: AuditAction) -> Any:
    """It was done, with what came of it."""
    audit = lists.audit_by_id(audit_action.audit_id)
    field = f"outcome-{audit_action.public_id}"

    def act(form: Reading) -> None:
        outcome = form.narrative(field, "what came of it", required=True)
        if not form.errors:
            actions.finish_action(current_actor(), audit_action, outcome)

    return _done(audit, act, field, "The action is done.")


@pages.page("/<audit>/feedback", needs=Permission.AUDIT, opens=Audit, methods=("POST",))
def feedback(audit: Audit) -> Any:
    """Tell one school of the sample what was found about its own practice."""

    def act(form: Reading) -> None:
        offered = {str(setting): name for setting, name in showing.schools_of(lists.items_of(audit))}
        school = form.choice("school", "the school", offered)
        words = form.narrative("told", "what the school is told", required=True)
        if not form.errors:
            actions.send_feedback(current_actor(), audit, int(school), words)

    return _done(audit, act, "told", "The school is told.")


@pages.page("/<audit>/findings", needs=Permission.AUDIT, opens=Audit, methods=("POST",))
def findings(audit: Audit) -> Any:
    """What every school may learn from; it goes out when the audit is closed."""

    def act(form: Reading) -> None:
        words = form.narrative("findings", "the findings")
        actions.write_findings(current_actor(), audit, words)

    return _done(audit, act, "findings", "The findings are kept. They go out when the audit is closed.")


@pages.page("/<audit>/close", needs=Permission.AUDIT, opens=Audit, methods=("POST",), reauth=True)
def close(audit: Audit) -> Any:
    """Freeze it. The officer proves themselves again first."""

    def act(form: Reading) -> None:
        reason = form.narrative("without_second", "why there is no second mark")
        actions.close_audit(current_actor(), audit, without_second=reason)

    return _done(audit, act, "without_second", "The audit is closed.")
