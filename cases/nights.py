"""What is done every night: what is late goes to those who can act, and conditions warn before they end.

Source: safeguarding, "What went wrong there is the requirement here"; transitions, "Words" (conditions).
Each mail is sent once for each date: its key stands in the outbox.
"""

from __future__ import annotations

import datetime as dt

from cases import lists
from cases.actions.separation import next_end
from cases.decided import WARN_BEFORE, answer_due
from cases.due import due_entries
from cases.entry_lists import cases_by_id
from cases.events import ConditionEnds
from cases.models import Case, Contact
from foundation import post
from foundation.access.lists import accounts_with, operator
from foundation.access.permissions import Role
from foundation.jobs import nightly
from foundation.store import acting_as, now, today
from foundation.trail import record


@nightly("cases.late", at=dt.time(5, 30))
def pass_on_what_is_late() -> None:
    """Contacts past their hours, advice past its date, conditions that end, reviews that were not done."""
    with acting_as(operator()):
        _late_contacts()
        _late_advice()
        _conditions_that_end()
        _late_reviews()


def _late_contacts() -> None:
    """Unanswered, or answered without the referrer being told: to every education safeguarding officer."""
    for contact in [*lists.contacts_waiting(), *lists.contacts_untold()]:
        if answer_due(contact.received_at) <= now():
            _tell(
                Role.SAFEGUARDING_OFFICER, "contact_late", _address(contact), f"contact:{contact.reference}"
            )


def _late_advice() -> None:
    """To the owner of the case; to every safeguarding officer where nobody owns it."""
    late = due_entries("advice", dt.timedelta(days=-1))
    cases = cases_by_id({entry.case_id for entry in late})
    for entry in late:
        case = cases[entry.case_id]
        key = f"advice:{entry.id}:{entry.due_on}"
        _tell_owner(case, "advice_late", f"/case-entries/{entry.public_id}", key)


def _conditions_that_end() -> None:
    """Bail, no contact, court orders: everybody who works on separations is told while there is time."""
    for separation in lists.separations_with_ending_conditions(
        today() + dt.timedelta(weeks=WARN_BEFORE.value())
    ):
        ends = separation.condition_ends_on
        address = f"/separations/{separation.public_id}"
        told = [
            _tell(role, "condition_ending", address, f"condition:{separation.id}:{ends}")
            for role in (Role.MASH_OFFICER, Role.SAFEGUARDING_OFFICER)
        ]
        if any(told) and ends is not None:
            record(ConditionEnds(subject=separation, until=ends.isoformat()))
    for separation in lists.separations_with_ended_conditions(today()):
        separation.condition_ends_on = next_end(separation.conditions or [], today())


def _late_reviews() -> None:
    for separation in lists.separations_due(today()):
        if separation.review_on < today():
            key = f"review:{separation.id}:{separation.review_on}"
            address = f"/separations/{separation.public_id}"
            _tell(Role.SAFEGUARDING_OFFICER, "separation_review_late", address, key)


def _tell(role: Role, notice: str, path: str, key: str) -> bool:
    """Tell everybody with a role; whether anybody was told now who had not been."""
    told = [post.tell(account.id, notice, path, f"{key}:{account.id}") for account in accounts_with(role)]
    return any(told)


def _tell_owner(case: Case, notice: str, path: str, key: str) -> None:
    if case.owner_id:
        post.tell(account_id=case.owner_id, notice=notice, path=path, key=f"{key}:{case.owner_id}")
    else:
        _tell(Role.SAFEGUARDING_OFFICER, notice, path, key)


def _address(contact: Contact) -> str:
    return f"/mash/{contact.reference}"
