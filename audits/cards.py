"""What this room puts on home pages: the open audit and its progress, actions, and a school’s findings."""

from __future__ import annotations

import datetime as dt

from flask import url_for

from audits import lists, showing
from foundation.access.permissions import Permission
from foundation.access.work import Clock, Start, WorkList, WorkRow
from foundation.store import Actor, now, today

MOST = 6
SHOWN_FOR = dt.timedelta(days=42)


def cards(actor: Actor) -> list[WorkList]:
    """Open audits and actions for an auditor; what is unread for a school."""
    if actor.may(Permission.AUDIT):
        return [_audits(), *_actions()]
    return _for_schools(actor) if actor.may(Permission.WRITE_PLANS) else []


def starts(_actor: Actor) -> list[Start]:
    """None: an audit is opened from the list of audits."""
    return []


def _audits() -> WorkList:
    found = lists.open_audits()
    items = lists.items_of_audits(found)
    rows = []
    for audit in found[:MOST]:
        done, clock = showing.progress(items[audit.id]), showing.clock(audit)
        line = f"{done['done']} of {done['total']} done" if done["total"] else "Every case, from the facts"
        shown = Clock(clock["words"], clock["state"], clock["detail"]) if clock else None
        href = url_for("audits.audit", audit=audit.public_id)
        rows.append(WorkRow(showing.title(audit), href, f"{line}.", clock=shown))
    return WorkList(
        "audits",
        "This month’s audit",
        rows,
        empty="None is open. Open the audit of last month when its last day is over.",
        link=("All audits", url_for("audits.audits")),
        order=60,
    )


def _actions() -> list[WorkList]:
    found = lists.actions_open()
    late = sum(action.due_on < today() for action in found)
    if not found:
        return []
    by_audit = {audit.id: audit for audit in lists.audits()}
    rows = [
        WorkRow(
            showing.title(by_audit[action.audit_id]),
            url_for("audits.audit", audit=by_audit[action.audit_id].public_id) + "#actions",
            f"{action.words} {action.owner}.",
            clock=Clock(**showing.due_clock(action.due_on)),
        )
        for action in found[:MOST]
        if action.audit_id in by_audit
    ]
    words = f"{len(found)}, {late} overdue" if late else str(len(found))
    return [WorkList("audit_actions", "Actions from audits", rows, words, order=61)]


def _for_schools(actor: Actor) -> list[WorkList]:
    """What this school was told and has not read, and what was shared with all in the last weeks."""
    href = url_for("audits.shared")
    own = [one for one in lists.feedback_for_me() if one.setting_id in actor.settings and not one.read_at]
    rows = [
        WorkRow("What an audit found at your school", href, "It names no child.", button="Read it")
        for _one in own
    ]
    rows += [
        WorkRow(showing.title(audit), href, "Findings for all schools. No case stands in them.")
        for audit, _words in lists.shared_findings()
        if audit.findings_sent_at and audit.findings_sent_at > now() - SHOWN_FOR
    ]
    count = f"{len(own)} to read" if own else ""
    return [WorkList("audit_findings", "From the council’s audits", rows, count, order=70)] if rows else []
