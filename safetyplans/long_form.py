"""The plan's long form as the shared engine mounts it."""

from __future__ import annotations

from foundation.access.permissions import Permission
from foundation.answers import LongForm, answers_of
from foundation.questions import Given
from foundation.questions.question import Path
from foundation.store import current_actor, today
from foundation.store.calendar import calendar_for
from foundation.store.clock import day_words, local
from foundation.store.reference_data import choices, label
from roll.lists import child_by_id, setting_by_id, setting_by_urn, settings_by_name
from safetyplans.day import SchoolDay, school_day
from safetyplans.form import FORM
from safetyplans.form.school_day import SCHOOL_DAY
from safetyplans.lists import open_reviews_of, others_of
from safetyplans.models import PlanVersion, SafetyPlan

SETS = ("hackett_level",)


class SettingFinder:
    """Looks a setting up by URN or name, for questions that ask for one."""

    def find(self, text: str) -> list[tuple[str, str]]:
        """(URN, name) of everything the text may mean; an exact URN or name alone."""
        exact = setting_by_urn(text.strip())
        if exact is not None:
            return [(exact.urn, exact.name)]
        found = [(setting.urn, setting.name) for setting in settings_by_name(text)]
        alone = [pair for pair in found if pair[1].casefold() == text.strip().casefold()]
        return alone or found

    def label(self, code: str) -> str | None:
        """The name of the setting with a URN."""
        found = setting_by_urn(code)
        return found.name if found else None


def given(_plan: SafetyPlan | None = None) -> Given:
    """Today, the reference lists and the look-ups of the plan."""
    return Given(
        today=today(),
        sets={name: [(c.code, c.label) for c in choices(name)] for name in SETS},
        lookups={"settings": SettingFinder()},
        old_label=label,
    )


STATE_WORDS = {"draft": "draft", "in_force": "in force", "ended": "ended", "closed": "closed unsigned"}


def bar(plan: SafetyPlan) -> list[tuple[str, str]]:
    """The record bar: child, plan, setting, next review.

    Whoever reads a plan reads of the other children in it: they are loaded, so that the trail says so.
    """
    others_of(plan)
    child, setting = child_by_id(plan.child_id), setting_by_id(plan.setting_id)
    facts = [
        ("Child", child.name if child else plan.named or "No longer at your setting"),
        ("Plan", f"{plan.reference}, {STATE_WORDS[plan.status]}"),
        ("Setting", setting.name if setting else ""),
    ]
    review = review_words(plan)
    return [*facts, ("Review", review)] if review else facts


def record_facts(plan: SafetyPlan, version: PlanVersion) -> list[dict[str, str]]:
    """The record bar of a version: plan and version, child, setting, when it was sent."""
    (_, child), _, (_, setting), *_ = bar(plan)
    sent = local(version.submitted_at)
    return [
        {"label": "Plan", "value": f"{plan.reference}, version {version.number}"},
        {"label": "Child", "value": child},
        {"label": "Setting", "value": setting},
        {"label": "Sent", "value": f"{sent:%a} {sent.day} {sent:%b %Y, %H:%M}"},
    ]


def review_words(plan: SafetyPlan) -> str:
    """When a plan in force is reviewed next, and in how many school days."""
    if plan.status != "in_force":
        return ""
    due = open_reviews_of(plan)
    day = due[0].due_on if due else plan.review_on
    if day is None:
        return ""
    words = calendar_for(plan.setting_id).words(day, today())
    return f"{day_words(day)}, {words[:1].lower()}{words[1:]}"


def may_change(plan: SafetyPlan) -> bool:
    """A plan is written by its own setting, until it has ended (reading all plans is not writing them)."""
    return plan.status in {"draft", "in_force"} and plan.setting_id in current_actor().settings


def lead(plan: SafetyPlan, section: str, path: Path) -> tuple[str, SchoolDay] | None:
    """Above the school day: its strip, and how many places need somebody."""
    if section != SCHOOL_DAY.key or path:
        return None
    return "safetyplans/strip.html", school_day(answers_of(plan, FORM), given(plan))


LONG_FORM = LongForm(
    form=FORM,
    model=SafetyPlan,
    read=Permission.READ_PLANS,
    write=Permission.WRITE_PLANS,
    given=given,
    bar=bar,
    may_change=may_change,
    lead=lead,
    home="safetyplans.plan",
    submit="safetyplans.submit",
    home_words="The plan",
    submit_words="Send this version to the Education MASH",
)
