"""What this room hears of others, and what it offers on their pages."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for

from cases import slots
from cases.actions import basis_changed
from cases.events import ContactLinked
from cases.models import Case, Contact, Separation
from foundation.access.permissions import Permission
from foundation.access.work import Start, Tag, WorkList, WorkRow
from foundation.store import Actor, acting_as, current_actor, session
from foundation.store.clock import day_words, local
from foundation.trail import subscribe
from roll.actions import widened
from safetyplans import lists
from safetyplans.actions import join_case
from safetyplans.clocks import clock
from safetyplans.events import PlanEnded
from safetyplans.models import OtherChild
from safetyplans.showing import setting_name


def ask_button(case: Case, actor: Actor) -> Iterable[Start]:
    """On the case page: ask a school for a plan."""
    if not actor.may(Permission.ASK_FOR_PLANS):
        return []
    return [Start("Ask for a safety plan", url_for("plan_requests.ask", case=case.reference), 20)]


def plans_on_case(case: Case, actor: Actor) -> WorkList | None:
    """On the case page: the plans there are and those asked for."""
    if not actor.may(Permission.READ_PLANS):
        return None
    rows = [
        WorkRow(
            f"Plan {plan.reference}",
            url_for("safetyplans.plan", plan=plan.public_id),
            f"{lists.STATUS_WORDS[plan.status][0]}, {setting_name(plan.setting_id)}.",
        )
        for plan in lists.plans_of_case(case.id)
    ]
    rows += [
        WorkRow(
            f"Plan asked of {setting_name(request.setting_id)}",
            url_for("plan_requests.asked", asked=request.public_id),
            lists.REQUEST_WORDS[request.status],
            clock=clock(request.due_on, request.setting_id),
        )
        for request in lists.requests_of_case(case.id)
        if request.status != "met"
    ]
    return WorkList("plans", "Safety plans", rows, empty="No school was asked for a plan yet.", order=30)


def plans_behind_separation(separation: Separation, actor: Actor) -> WorkList | None:
    """On the separation page: the plans that named the child, and what the school has said since."""
    if not actor.may(Permission.READ_PLANS):
        return None
    rows = [
        WorkRow(
            f"Plan {plan.reference}",
            url_for("safetyplans.plan", plan=plan.public_id),
            f"{setting_name(plan.setting_id)}. {naming_words(other)}",
            tag=Tag("No longer named", "amber") if other.gone_at else None,
        )
        for other, plan in lists.namings_behind(separation)
    ]
    return WorkList("plans", "Plans that named the other child", rows, order=30) if rows else None


def plan_of_contact(contact: Contact, actor: Actor) -> Start | None:
    """On a contact's page: the plan that brought it."""
    if contact.source_kind != "plan" or not actor.may(Permission.READ_PLANS):
        return None
    plan = lists.plan_by_reference(contact.source_reference)
    if plan is None:
        return None
    return Start(f"Read the plan {plan.reference}", url_for("safetyplans.plan", plan=plan.public_id))


def naming_words(other: OtherChild) -> str:
    """What a school said of the other child since it named it first."""
    if other.gone_at is None:
        return "It names the other child."
    day = local(other.gone_at)
    since = day_words(day)
    if other.gone_why == "corrected":
        what = "corrected whom it means: another child"
    else:
        what = "took the child out of the plan"
    return f"On {since} the school {what}. This separation stays until you end it."


def join_the_case(event: ContactLinked) -> None:
    """What a plan told was linked to a case: the plan belongs to the case from now on."""
    contact = event.subject
    if contact.source_kind != "plan" or contact.case_id is None:
        return
    with acting_as(widened(current_actor())):
        plan = lists.plan_by_reference(contact.source_reference)
        case = session().get(Case, contact.case_id)
        if plan is not None and case is not None:
            join_case(plan, case.id, case.reference)


def look_at_decisions_again(event: PlanEnded) -> None:
    """A plan ended: decisions of its case that relied on a school's plan are asked to be looked at again."""
    plan = event.subject
    with acting_as(widened(current_actor())) as actor:
        case = session().get(Case, plan.case_id) if plan.case_id else None
        if case is not None:
            basis_changed(actor, case, "school_plan", "a safety plan ended")


def listen() -> None:
    """Fasten the offers, and hear of contacts that are linked to a case and of plans that end."""
    subscribe(ContactLinked, join_the_case)
    subscribe(PlanEnded, look_at_decisions_again)
    slots.case_actions(ask_button)
    slots.case_sections(plans_on_case)
    slots.separation_sections(plans_behind_separation)
    slots.contact_sources(plan_of_contact)
