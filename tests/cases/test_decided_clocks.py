"""Clocks of contacts and separations that the council changed: only what starts from then on is moved."""

from __future__ import annotations

import datetime as dt

from cases import actions
from cases.actions.separation import review_after
from cases.models import Contact
from cases.nights import pass_on_what_is_late
from cases.showing import answer_clock
from foundation.access.permissions import Role
from foundation.post.models import OutboxMessage
from foundation.store import acting_as, session, today
from tests.cases.conftest import actor_of
from tests.deciding import decided
from tests.people import make_account


def contact(child) -> Contact:
    with acting_as(actor_of(Role.MASH_OFFICER)) as mash:
        return actions.receive_contact(mash, source_kind="agency", child_id=child.id, agency="Harbour Police")


def test_a_contact_keeps_the_hours_of_the_day_on_which_it_arrived(writable, new_child, clock) -> None:
    make_account(Role.SAFEGUARDING_OFFICER)
    before = contact(new_child())
    decided("contact-answer", 24, today() + dt.timedelta(days=1))
    clock.forward(days=1)
    after = contact(new_child())
    assert answer_clock(before).words == "24 hours left"
    assert answer_clock(after).words == "24 hours left"
    assert answer_clock(before).detail.startswith("of 48 hours")
    assert answer_clock(after).detail.startswith("of 24 hours")
    clock.forward(hours=25)
    pass_on_what_is_late()
    late = [row.path for row in session().query(OutboxMessage) if row.notice == "contact_late"]
    assert late == [f"/mash/{before.reference}", f"/mash/{after.reference}"]


def test_a_separation_is_reviewed_after_the_weeks_that_hold_when_it_is_made(db_session) -> None:
    assert review_after(dt.date(2026, 11, 10)) == dt.date(2026, 12, 22)
    decided("separation-review", 2)
    assert review_after(dt.date(2026, 11, 10)) == dt.date(2026, 11, 24)
