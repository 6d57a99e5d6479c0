"""The plan's long form as the shared engine mounts it."""

from __future__ import annotations

from foundation.access.permissions import Permission
from foundation.answers import LongForm
from foundation.questions import Given
from foundation.store import current_actor, today
from foundation.store.reference_data import choices, label
from roll.lists import child_by_id, setting_by_id, setting_by_urn, settings_by_name
from safetyplans import actions
from safetyplans.form import FORM
from safetyplans.models import SafetyPlan

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


def bar(plan: SafetyPlan) -> list[tuple[str, str]]:
    """The record bar: child, plan, setting."""
    child, setting = child_by_id(plan.child_id), setting_by_id(plan.setting_id)
    year = f"{plan.reference}, draft" if plan.status == "draft" else plan.reference
    return [
        ("Child", child.name if child else "No longer at your setting"),
        ("Plan", year),
        ("Setting", setting.name if setting else ""),
    ]


def saved(plan: SafetyPlan) -> None:
    """After every saving: the other children of the cover are kept in view at once."""
    actions.keep_others_in_view(current_actor(), plan)


LONG_FORM = LongForm(
    form=FORM,
    model=SafetyPlan,
    read=Permission.READ_PLANS,
    write=Permission.WRITE_PLANS,
    given=given,
    bar=bar,
    may_change=lambda plan: plan.status in {"draft", "in_force"},
    home="safetyplans.plan",
    submit="safetyplans.submit",
    submit_words="Sign or submit",
    saved=saved,
)
