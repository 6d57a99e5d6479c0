"""Starting, submitting and withdrawing a referral."""

from __future__ import annotations

import datetime as dt

from fap.actions.following import follow_answers
from fap.events import PaperTypedIn, ReferralStarted, ReferralSubmitted, ReferralWithdrawn
from fap.form import FORM
from fap.long_form import LONG_FORM
from fap.models import Referral
from fap.prefill import known_answers
from fap.reading import writes
from fap.rights import NotAllowed, demand, fresh, out_of_sight, reason_of, tell_role
from fap.standing import keep_standing
from fap.wards import follow_wards
from foundation.access.permissions import Permission, Role
from foundation.answers import answers_of, freeze, problems_of, write_answers
from foundation.questions import Answers, Problem
from foundation.store import Actor, next_reference, now, session, today
from foundation.trail import record
from roll.actions import child_named_on_form
from roll.models import Child


class NotComplete(ValueError):
    """Something is missing or contradictory; `problems` name it."""

    def __init__(self, problems: list[Problem]) -> None:
        """What is missing."""
        super().__init__(f"{len(problems)} things are missing or contradictory")
        self.problems = problems


def start_referral(
    actor: Actor, *, setting_id: int | None, child: Child | None = None, origin: str = "form"
) -> Referral:
    """Open a draft, filled in with what the roll knows of the child. It never changes the roll.

    `setting_id` is a setting of the actor's, or None when the authority refers a child without a school.
    Raises NotAllowed.
    """
    made = Referral(
        setting_id=setting_id,
        child_id=child.id if child else None,
        name=child.name if child else None,
        started_by=actor.account_id,
        started_at=now(),
        origin=origin,
        form_version=FORM.version,
    )
    if not writes(actor, made):
        raise NotAllowed("this is not one of your settings")
    session().add(made)
    session().flush()
    record(ReferralStarted(subject=made))
    write_answers(actor, made, FORM, known_answers(actor, child, setting_id))
    follow_wards(actor, made, answers_of(made, FORM))
    return made


def typed_from_paper(actor: Actor, referral: Referral, dated: dt.date) -> None:
    """The draft is a form that was filled in on paper on that day. Raises NotAllowed, ValueError."""
    if not (referral.is_open_to_change and writes(actor, referral)):
        raise NotAllowed("this referral cannot be changed now")
    if dated > today():
        raise ValueError("The date on the paper must be today or in the past")
    referral.origin, referral.paper_on = "paper", dated
    write_answers(actor, referral, FORM, {"completed_on": dated.isoformat()})
    record(PaperTypedIn(subject=referral, dated=f"{dated:%-d %b %Y}"))


def submit_referral(actor: Actor, referral: Referral) -> Referral:
    """Send the form: its answers are frozen as a version, and what drives work elsewhere becomes rows.

    The reference is given the first time and never again. Raises NotComplete, NotAllowed, IllegalMove.
    """
    if not writes(actor, referral):
        raise NotAllowed("this referral belongs to another setting")
    fresh(referral)
    missing = problems_of(referral, LONG_FORM)
    if missing:
        raise NotComplete(missing)
    answers = answers_of(referral, FORM)
    referral.version = freeze(actor, referral, FORM)
    referral.form_version = FORM.version
    referral.reference = referral.reference or next_reference(session(), "FAP")
    referral.submitted_at, referral.submitted_by = now(), actor.account_id
    referral.returned_reason = None
    with out_of_sight(actor) as wide:
        if referral.child_id is None:
            referral.child_id = child_of_answers(wide, answers)
        keep_standing(referral, answers, ())
        record(ReferralSubmitted(subject=referral, version=referral.version))
        follow_answers(wide, referral, answers)
    tell_role(
        Role.FAP_COORDINATOR,
        "referral_submitted",
        f"/referrals/{referral.public_id}",
        f"referral:{referral.public_id}:v{referral.version}",
    )
    return referral


def withdraw_referral(actor: Actor, referral: Referral, reason: str) -> None:
    """Take a referral back, with a reason. Raises NotAllowed, ValueError, IllegalMove."""
    demand(actor, Permission.WRITE_REFERRALS)
    if not (writes(actor, referral) or actor.may(Permission.RUN_FAIR_ACCESS)):
        raise NotAllowed("this referral belongs to another setting")
    words = reason_of(reason)
    fresh(referral)
    referral.ended_reason = words
    record(ReferralWithdrawn(subject=referral, reason=words))


def child_of_answers(actor: Actor, answers: Answers) -> int:
    """The row id of the child on the form; the asker never learns whether the child was known."""
    home = answers.get("home_postcode", "") if answers.get("home_withheld") != "yes" else "no"
    return child_named_on_form(
        actor,
        upn=answers.get("upn"),
        surname=answers["surname"],
        forename=answers["forename"],
        date_of_birth=dt.date.fromisoformat(answers["date_of_birth"]),
        sex=answers.get("sex"),
        postcode=home if home[:2] != "no" else None,
        known_as=answers.get("known_as"),
    ).id
