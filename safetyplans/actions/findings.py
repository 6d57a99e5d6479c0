"""General findings of quality assurance: written by an officer, read by every school, without any case."""

from __future__ import annotations

from foundation.access.permissions import Permission
from foundation.store import Actor, now, session, today
from foundation.trail import record
from safetyplans import events
from safetyplans.actions.rights import Refused, authority_only, said
from safetyplans.findings import gives_away
from safetyplans.models import PlanFinding
from safetyplans.rubric import CRITERION_WORDS


class NamesACase(Refused):
    """The finding speaks of a child, a school or a case; the message says of what kind, never which."""


def write_finding(
    actor: Actor, criterion: str, title: str, words: str, finding: PlanFinding | None = None
) -> PlanFinding:
    """Keep a finding as a draft, or change one that is not shared. Raises Refused."""
    authority_only(actor, Permission.REVIEW_PLANS)
    if criterion not in CRITERION_WORDS:
        raise Refused("Choose what the finding is about. Nothing was kept")
    if finding is not None and finding.status == "shared":
        raise Refused("A shared finding is taken back before it is changed. Nothing was kept")
    made = finding or PlanFinding(made_by=actor.account_id, made_at=now(), criterion=criterion)
    made.criterion = criterion
    made.title = said(title, "Give the finding a title. Nothing was kept")[:200]
    made.words = said(words, "Write the finding. Nothing was kept")
    session().add(made)
    session().flush()
    return made


def share_finding(actor: Actor, finding: PlanFinding) -> None:
    """Let every school read it. Raises NamesACase when something in it points at a case."""
    authority_only(actor, Permission.REVIEW_PLANS)
    if finding.status == "shared":
        raise Refused("It is shared already. Nothing was changed")
    found = gives_away(f"{finding.title}\n{finding.words}")
    if found:
        raise NamesACase("Nothing was shared: the text holds " + ", ".join(found))
    finding.shared_on = today()
    record(events.FindingShared(subject=finding))


def withdraw_finding(actor: Actor, finding: PlanFinding) -> None:
    """Take a shared finding back. Raises Refused."""
    authority_only(actor, Permission.REVIEW_PLANS)
    if finding.status != "shared":
        raise Refused("It is not shared. Nothing was changed")
    record(events.FindingWithdrawn(subject=finding))
