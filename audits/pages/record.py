"""One record of a sample: the facts the system found, and what the auditor judges."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from audits import actions, lists, showing
from audits.models import AuditItem
from audits.pages.blueprint import pages
from audits.questions import LEVELS, QUESTIONS
from foundation.access.lists import names_of
from foundation.access.permissions import Permission
from foundation.answers.small_forms import Reading
from foundation.store import current_actor, now
from foundation.store.clock import local
from foundation.trail import history

BLIND = {"second", "taken"}
"""Stages in which a colleague's marks, and what they say of the facts, are not shown."""


@pages.page("/records/<audit_item>", needs=Permission.AUDIT, opens=AuditItem)
def record(audit_item: AuditItem) -> Any:
    """The facts, and the judgement: to give, to give a second time, to agree, or to read."""
    return _page(audit_item, Reading(MultiDict()))


def _page(item: AuditItem, form: Reading, status: int = 200) -> Any:
    audit, actor = lists.audit_by_id(item.audit_id), current_actor()
    items, stage = lists.items_of(audit), stage_of(item, actor.account_id)
    people = {one for one in (item.judged_by_id, item.second_by_id) if one}
    page = render_template(
        "audits/record.html",
        audit=audit,
        item=item,
        items=items,
        showing=showing,
        facts=showing.fact_rows(item, lists.facts_of_item(item), with_said=stage not in BLIND),
        questions=QUESTIONS,
        levels=LEVELS,
        options=[{"value": code, "text": words} for code, words in LEVELS.items()],
        stage=stage,
        conflict=actions.in_conflict(actor, item),
        differ=actions.differing(item) if item.second_at else [],
        names=names_of(people),
        following=showing.next_item(items, item),
        agreed=[one for one in lists.actions_of(audit) if one.item_id == item.id],
        history=history(item),
        typed=form.posted,
        errors=form.errors,
        error_list=form.error_list,
    )
    return page, status


def stage_of(item: AuditItem, account_id: int) -> str:
    """What this person does with it: judge, second, agree, wait, taken (a colleague judges it) or read."""
    if item.status == "open":
        return "judge" if item.judged_by_id in (None, account_id) else "taken"
    if item.second and item.second_at is None:
        return "wait" if account_id == item.judged_by_id else "second"
    if actions.differing(item) and item.moderated is None:
        return "agree"
    return "read"


def _marks(form: Reading) -> actions.Marks:
    """What was chosen and written: {question: {level, why}}, of those that hold anything."""
    found = {}
    for key in QUESTIONS:
        level = form.known(f"level-{key}", LEVELS)
        why = form.narrative(f"why-{key}", "the reason")
        if level or why:
            found[key] = {"level": level, "why": why}
    return found


def _disputes(form: Reading) -> dict[str, str]:
    prefix = "fact-"
    return {
        name.removeprefix(prefix): form.narrative(name, "what is wrong with the fact")
        for name in form.posted
        if name.startswith(prefix)
    }


@pages.page("/records/<audit_item>/judge", needs=Permission.AUDIT, opens=AuditItem, methods=("POST",))
def judge(audit_item: AuditItem) -> Any:
    """Keep what was judged; or finish it and go to the next record."""
    form, actor = Reading(request.form), current_actor()
    try:
        actions.save_marks(actor, audit_item, _marks(form), _disputes(form))
        if form.posted.get("then") != "keep":
            actions.finish_marks(actor, audit_item, lists.facts_of_item(audit_item))
    except ValueError as refused:
        form.refuse("level-support", str(refused))
        return _page(audit_item, form, 422)
    following = showing.next_item(lists.items_of(lists.audit_by_id(audit_item.audit_id)), audit_item)
    if form.posted.get("then") == "keep" or following is None:
        flash("Kept." if form.posted.get("then") == "keep" else "Judged. It was the last one.", "success")
        return redirect(url_for("audits.audit", audit=lists.audit_by_id(audit_item.audit_id).public_id))
    flash(f"{audit_item.known_as} is judged.", "success")
    return redirect(url_for("audits.record", audit_item=following.public_id))


@pages.page("/records/<audit_item>/autosave", needs=Permission.AUDIT, opens=AuditItem, methods=("POST",))
def autosave(audit_item: AuditItem) -> Any:
    """Keep what was judged while it is written."""
    form = Reading(request.form)
    try:
        actions.save_marks(current_actor(), audit_item, _marks(form), _disputes(form))
    except ValueError as refused:
        return {"message": str(refused)}, 422
    return {"saved_at": f"{local(now()):%H:%M}"}


@pages.page("/records/<audit_item>/second", needs=Permission.AUDIT, opens=AuditItem, methods=("POST",))
def second(audit_item: AuditItem) -> Any:
    """The second mark, given without seeing the first."""
    return _done(audit_item, actions.mark_again, "The second mark is kept.")


@pages.page("/records/<audit_item>/agree", needs=Permission.AUDIT, opens=AuditItem, methods=("POST",))
def agree(audit_item: AuditItem) -> Any:
    """One mark where two differed."""
    return _done(audit_item, actions.moderate, "The marks are agreed.")


def _done(item: AuditItem, act: Any, words: str) -> Any:
    form = Reading(request.form)
    try:
        act(current_actor(), item, _marks(form))
    except ValueError as refused:
        form.refuse("level-support", str(refused))
        return _page(item, form, 422)
    flash(words, "success")
    return redirect(url_for("audits.record", audit_item=item.public_id))


@pages.page("/records/<audit_item>/again", needs=Permission.AUDIT, opens=AuditItem, methods=("POST",))
def again(audit_item: AuditItem) -> Any:
    """Take a judged record up again, with a reason."""
    return _reasoned(audit_item, "again", "why it is taken up again", actions.take_up_again)


@pages.page("/records/<audit_item>/conflict", needs=Permission.AUDIT, opens=AuditItem, methods=("POST",))
def conflict(audit_item: AuditItem) -> Any:
    """Say why an officer who worked on the record judges it all the same."""
    return _reasoned(audit_item, "conflict", "why nobody else can judge it", actions.declare_conflict)


def _reasoned(item: AuditItem, field: str, label: str, act: Any) -> Any:
    form = Reading(request.form)
    reason = form.narrative(field, label, required=True)
    if not form.errors:
        try:
            act(current_actor(), item, reason)
        except ValueError as refused:
            form.refuse(field, str(refused))
    if form.errors:
        return _page(item, form, 422)
    return redirect(url_for("audits.record", audit_item=item.public_id))
