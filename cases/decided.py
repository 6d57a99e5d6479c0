"""The clocks of contacts, cases and separations, and the word for what they are about."""

from __future__ import annotations

import datetime as dt

from foundation.store.clock import local
from foundation.store.decided import Number, Unit, Wording, declare

GROUP = "Contacts, cases and separations"

ANSWER_WITHIN = declare(
    Number(
        key="contact-answer",
        group=GROUP,
        words="A contact is answered within",
        rule="Hours of the clock from the moment the contact arrived until its referrer is told the outcome. "
        "After that every safeguarding officer is told.",
        source="Safeguarding, learning points of the MASH review",
        first=48,
        unit=Unit.HOURS,
        most=168,
    )
)
LOOK_AGAIN_AFTER = declare(
    Number(
        key="case-look-again",
        group=GROUP,
        words="Looking again after circumstances change",
        rule="When a service ends or what a case rests on changes, the advice is looked at again within "
        "these school days of the day it was written down.",
        source="Safeguarding, what a change of circumstances asks for",
        first=2,
        unit=Unit.SCHOOL_DAYS,
        most=20,
    )
)
REVIEW_AFTER = declare(
    Number(
        key="separation-review",
        group=GROUP,
        words="A separation is reviewed after",
        rule="Counted from the day on which it begins or, if that is over, from the day it is made. The next "
        "review is proposed in the same way.",
        source="Transitions, “Words”: a separation has no end date, and always a next review",
        first=6,
        unit=Unit.WEEKS,
        most=26,
    )
)
WARN_BEFORE = declare(
    Number(
        key="condition-warning",
        group=GROUP,
        words="A warning before bail or another condition ends",
        rule="So long before a condition of a separation ends, everybody who works on separations is told.",
        source="Transitions, “Words”: conditions",
        first=2,
        unit=Unit.WEEKS,
        most=12,
    )
)
TERM = declare(
    Wording(
        key="terminology",
        group="How the portal looks and speaks",
        words="Word for abuse between children",
        rule="The queues and work lists use it. The questions of the forms keep their own words.",
        source="Keeping children safe in education, part five",
        variable="TERMINOLOGY",
        otherwise="peer-on-peer",
        choices=(("peer-on-peer", "peer-on-peer abuse"), ("child-on-child", "child-on-child abuse")),
    )
)


def hours_to_answer(received_at: dt.datetime) -> int:
    """The hours to answer a contact: those decided for the day on which it arrived."""
    return ANSWER_WITHIN.value(local(received_at).date())


def answer_due(received_at: dt.datetime) -> dt.datetime:
    """By when whoever told us is told the outcome."""
    return received_at + dt.timedelta(hours=hours_to_answer(received_at))
