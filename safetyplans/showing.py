"""What the pages of plans show, put together from several rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cases.models import Case
from foundation.access.lists import account_by_id
from foundation.store import Actor, today
from roll.lists import children_by_id, current_settings, setting_by_id
from safetyplans.lists import QA_WORDS, versions_of
from safetyplans.models import SafetyPlan

ROLE_WORDS = {
    "alleged_victim": "alleged to have been harmed",
    "alleged_perpetrator": "alleged to have caused harm",
    "both": "alleged to have been harmed and to have caused harm",
    "witness": "saw or heard what happened",
    "not_clear": "role not yet clear",
}


KIND_WORDS = {"help": "Help asked for", "visit": "Visit", "call": "Call"}
FOLLOW_UP_WORDS = {
    "asked": ("Not answered yet", "amber"),
    "set": ("Day set", "accent"),
    "done": ("Done", "green"),
}


@dataclass(frozen=True)
class AskedFor:
    """A child of a case at a setting, as one can be chosen to ask for a plan."""

    key: str
    child_id: int
    setting_id: int
    role: str
    words: str


def parties_and_settings(case: Case) -> list[AskedFor]:
    """Every party of a case at each setting where the child is now, witnesses last."""
    children = children_by_id({party.child_id for party in case.parties})
    found = []
    for party in case.parties:
        child = children.get(party.child_id)
        if child is None:
            continue
        for setting in current_settings(child):
            words = f"{child.name}, {ROLE_WORDS.get(party.role, party.role)}, at {setting.name}"
            found.append(AskedFor(f"{party.id}-{setting.id}", child.id, setting.id, party.role, words))
    return sorted(found, key=lambda asked: asked.role == "witness")


def prefilled(actor: Actor) -> Mapping[str, Any]:
    """What is known before the first question: who writes, and today's date."""
    account = account_by_id(actor.account_id)
    known = {"author": actor.name, "written_on": today().isoformat(), "why_version": "new"}
    if account and account.job_title:
        known["author_title"] = account.job_title
    return known


def version_rows(plan: SafetyPlan) -> list[dict[str, Any]]:
    """The versions of a plan, newest first, with their quality assurance in words."""
    return [
        {
            "public_id": version.public_id,
            "number": version.number,
            "at": version.submitted_at,
            "words": QA_WORDS[version.status][0],
            "colour": QA_WORDS[version.status][1],
            "to_answer": version.status == "feedback_given",
        }
        for version in versions_of(plan)
    ]


def setting_name(setting_id: int) -> str:
    """The name of a setting."""
    found = setting_by_id(setting_id)
    return found.name if found else ""
