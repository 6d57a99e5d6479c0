"""Telling a setting: draft, check, release, receipt, acknowledgement; nothing leaves without an officer."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from cases.actions.rights import demand, reason_of
from foundation.access.lists import account_by_id, accounts_with
from foundation.access.permissions import Permission, Role
from foundation.post.office import tell
from foundation.store import Actor, now, session, today
from foundation.store.reference_data import is_code, label
from foundation.trail import record
from roll import continuing_core
from roll.actions import release_expectation
from roll.models import Child, ExpectedEnrolment, Setting
from safetyplans.models import SafetyPlan
from transitions.clocks import letter_due, plan_due
from transitions.events import (
    DisclosureAcknowledged,
    DisclosureDrafted,
    DisclosureOpened,
    DisclosureReleased,
    DisclosureReminded,
    DisclosureWithdrawn,
)
from transitions.letters import joint_letter, name_check, own_letter
from transitions.lists import disclosures_of, naming_of, recipients
from transitions.models import Alert, Disclosure
from transitions.words import BASIS_SET, PURPOSE_SET

MODES = ("separate", "both")
OTHER_PURPOSE = "other"


class NameFound(ValueError):
    """A letter gives the other child away."""


def draft_letters(
    actor: Actor,
    alert: Alert,
    *,
    mode: str,
    purpose: str,
    legal_basis: str,
    naming_reason: str = "",
    purpose_words: str = "",
    with_plan: bool = True,
) -> list[Disclosure]:
    """The letters of an alert: `separate`, one about each pupil, or `both`, one to each setting that names
    both.

    Letters of the same kind that are still drafts are kept as they were written; drafts of the other kind
    are withdrawn. A purpose that is none of the list is written down. `with_plan`: the child's live plan of
    another setting goes along, as a copy to adapt once the letter is acknowledged. Raises ValueError.
    """
    demand(actor, Permission.RELEASE_DISCLOSURES)
    known = is_code(PURPOSE_SET, purpose, today()) and is_code(BASIS_SET, legal_basis, today())
    if mode not in MODES or not known:
        raise ValueError("Choose what the setting needs to know, the purpose and the legal basis")
    both = mode == "both"
    reason = reason_of(naming_reason) if both else ""
    words = _purpose_words(purpose, purpose_words)
    chains = continuing_core.chains(session().connection())
    there = {(d.child_id, chains.as_today(d.setting_id)): d for d in disclosures_of(alert) if _still(d, both)}
    for other in disclosures_of(alert):
        if other.status == "draft" and other.names_other != both:
            withdraw(actor, other, "another kind of letter was chosen")
    made = []
    for child_id, setting_id in recipients(alert, one_each=both):
        letter = there.get((child_id, setting_id))
        if letter is None:
            letter = _new(actor, alert, child_id, setting_id, both)
        if letter.status == "draft":
            letter.purpose, letter.legal_basis, letter.naming_reason = purpose, legal_basis, reason or None
            letter.purpose_words = words
            letter.plan_id = _plan_of(child_id) if with_plan else None
            session().add(letter)
            session().flush()
            record(DisclosureDrafted(subject=letter))
        made.append(letter)
    if not made:
        raise ValueError("There is no setting to which this alert could be told")
    return made


def rewrite(actor: Actor, letter: Disclosure, text: str) -> None:
    """Change the words of a draft."""
    demand(actor, Permission.RELEASE_DISCLOSURES)
    if letter.status != "draft":
        raise ValueError("A letter that was released cannot be changed; withdraw it and write another")
    letter.letter = reason_of(text)
    record(DisclosureDrafted(subject=letter))


def found_in(letter: Disclosure) -> list[str]:
    """What in a letter gives the other child away; nothing for a letter that may name it."""
    if letter.names_other or letter.other_child_id is None:
        return []
    return name_check(letter.letter, naming_of(letter.other_child_id), naming_of(letter.child_id))


def release(actor: Actor, letters: Sequence[Disclosure]) -> None:
    """Let the settings read their letters, all or none; tell their safeguarding leads that there is
    something.

    Raises NameFound when a letter that should not name the other child does.
    """
    demand(actor, Permission.RELEASE_DISCLOSURES)
    if not letters:
        raise ValueError("There is no letter to release; write one first")
    for letter in letters:
        found = found_in(letter)
        if found:
            raise NameFound(
                f"A letter gives the other child away: {', '.join(found)}. Change its words first"
            )
    for letter in letters:
        kind = session().get_one(Alert, letter.alert_id).kind
        letter.released_at, letter.due_on = now(), letter_due(kind, letter.setting_id, today())
        letter.plan_due_on = plan_due(kind, letter.setting_id, today())
        record(
            DisclosureReleased(
                subject=letter,
                purpose=letter.purpose_words or label(PURPOSE_SET, letter.purpose),
                legal_basis=label(BASIS_SET, letter.legal_basis),
            )
        )
        _release_expected(actor, letter)
        for account in accounts_with(Role.DSL, setting_id=letter.setting_id):
            tell(account.id, "disclosure_released", "/letters", f"disclosure:{letter.public_id}:{account.id}")


def open_letter(actor: Actor, letter: Disclosure) -> None:
    """The setting opens its letter: the receipt. Opening it again changes nothing."""
    _demand_reader(actor, letter)
    if letter.status == "released":
        letter.opened_at, letter.opened_by_id = now(), actor.account_id
        record(DisclosureOpened(subject=letter))


def acknowledge(actor: Actor, letter: Disclosure) -> None:
    """The setting says that it has read the letter and will act; who released it is told."""
    _demand_reader(actor, letter)
    letter.acknowledged_at, letter.acknowledged_by_id = now(), actor.account_id
    record(DisclosureAcknowledged(subject=letter))
    tell(letter.written_by_id, "disclosure_acknowledged", "/alerts", f"acknowledged:{letter.public_id}")


def withdraw(actor: Actor, letter: Disclosure, reason: str) -> None:
    """Take a letter back. It is kept, and the setting no longer reads it."""
    demand(actor, Permission.RELEASE_DISCLOSURES)
    letter.withdrawn_reason = reason_of(reason)
    record(DisclosureWithdrawn(subject=letter, reason=letter.withdrawn_reason))


def remind(letters: Sequence[Disclosure]) -> int:
    """Tell the settings of letters that are late, and who wrote them, once; answers with how many."""
    for letter in letters:
        letter.reminded_at = now()
        record(DisclosureReminded(subject=letter))
        readers = [account.id for account in accounts_with(Role.DSL, setting_id=letter.setting_id)]
        for account_id, path in (*((one, "/letters") for one in readers), (letter.written_by_id, "/alerts")):
            tell(account_id, "disclosure_late", path, f"late-letter:{letter.public_id}:{account_id}")
    return len(letters)


def _purpose_words(purpose: str, words: str) -> str | None:
    if purpose != OTHER_PURPOSE:
        return None
    if not words.strip():
        raise ValueError("Write down the purpose")
    return words.strip()


def _still(letter: Disclosure, both: bool) -> bool:
    return letter.status != "withdrawn" and letter.names_other == both


def _new(actor: Actor, alert: Alert, child_id: int, setting_id: int, both: bool) -> Disclosure:
    others = [child for child in alert.child_ids() if child != child_id]
    return Disclosure(
        alert_id=alert.id,
        child_id=child_id,
        other_child_id=others[0] if others else None,
        setting_id=setting_id,
        status="draft",
        names_other=both and bool(others),
        letter=_words(actor, child_id, others[0] if others and both else None, setting_id),
        written_by_id=actor.account_id,
        written_at=now(),
        purpose="",
        legal_basis="",
    )


def _words(actor: Actor, child_id: int, other_id: int | None, setting_id: int) -> str:
    child = session().get_one(Child, child_id)
    place = session().get_one(Setting, setting_id).name
    account = account_by_id(actor.account_id)
    telephone = account.telephone if account else ""
    if other_id is not None:
        other = session().get_one(Child, other_id)
        return joint_letter(place, child.name, other.name, actor.name, telephone)
    year = f" (year {child.year_group})" if 1 <= child.year_group <= 13 else ""
    return own_letter(place, child.name, year, actor.name, telephone, "today")


def _plan_of(child_id: int) -> int | None:
    """The child's live plan, which travels with the letter; the newest where there are several."""
    live = select(SafetyPlan).where(SafetyPlan.child_id == child_id, SafetyPlan.status == "in_force")
    found = session().scalars(live.order_by(SafetyPlan.id.desc())).first()
    return found.id if found else None


def _release_expected(actor: Actor, letter: Disclosure) -> None:
    """A setting at which the child is only expected may see the child from now on."""
    expected = select(ExpectedEnrolment).where(
        ExpectedEnrolment.child_id == letter.child_id,
        ExpectedEnrolment.setting_id.in_(continuing_core.known_as(session().connection(), letter.setting_id)),
        ExpectedEnrolment.withdrawn_at.is_(None),
        ExpectedEnrolment.released_at.is_(None),
    )
    for found in session().scalars(expected):
        release_expectation(actor, found)


def _demand_reader(actor: Actor, letter: Disclosure) -> None:
    """Only the setting's own safeguarding lead gives the receipt."""
    demand(actor, Permission.READ_DISCLOSURES)
    if letter.setting_id not in actor.settings:
        raise PermissionError("only the setting to which it was released opens and acknowledges a letter")
