"""The first draft of each letter, in plain words, from what the record says.

Letters to parents name no other child and say nowhere where anybody lives. What the panel wrote stands in
them only where it gives nobody away.
"""

from __future__ import annotations

from collections.abc import Callable

from fap.decided import TELL_WITHIN
from fap.letters.writing import Due
from fap.models import Referral
from foundation.store.clock import day_words
from foundation.store.reference_data import label
from roll.lists import setting_by_id

IN_PERSON = "We will explain the reasons to you in person."
RIGHTS = (
    "You can still apply to any school at any time, and you have the right of appeal against a refusal of an "
    "application. This decision takes neither away."
)
CALL = "Please call us if anything is unclear, or if you need this letter in another language or read to you."
NOT_A_FAULT = "Nobody is blamed by this decision."
Clean = Callable[[str | None], str]


def draft(referral: Referral, due: Due, child: str, clean: Clean) -> str:
    """The letter as somebody finds it before they read it over. `child`: the child's name.

    `clean` answers with a text where it gives nobody away, and else with nothing.
    """
    opening = f"About {child}"
    parts = [opening, *_DRAFTS[due.kind](referral, due, clean)]
    if due.addressee == "parent":
        parts += [NOT_A_FAULT, CALL]
    else:
        parts.append("Please keep this letter within the people who need it.")
    return "\n\n".join(part for part in parts if part)


def _where(due: Due) -> str:
    if due.discreet or due.place is None:
        return "a school"
    setting = setting_by_id(due.place.setting_id)
    return setting.name if setting else "a school"


def _why(due: Due, clean: Clean) -> str:
    reasons = clean(due.decision.reasons) if due.decision else ""
    return f"The reasons: {reasons}" if reasons else IN_PERSON


def _decision(_referral: Referral, due: Due, clean: Clean) -> list[str]:
    assert due.place is not None
    first = day_words(due.place.start_date)
    parts = [
        f"The Fair Access panel has decided on a place at {_where(due)}, from {first}.",
        _why(due, clean),
    ]
    if due.addressee == "parent":
        return [*parts, "The school will invite you to a meeting before the first day.", RIGHTS]
    return [*parts, *_for_schools(due, clean)]


def _for_schools(due: Due, clean: Clean) -> list[str]:
    decision = due.decision
    support = clean(decision.support_child) if decision else ""
    conditions = clean(decision.conditions) if decision else ""
    parts = [f"Support that goes with the child: {support}"] if support else []
    parts += [f"Conditions: {conditions}"] if conditions else []
    if decision and decision.transition_on:
        parts.append(
            f"The transition meeting of both safeguarding leads is on {day_words(decision.transition_on)}."
        )
    if due.addressee == "receiving" and due.place and due.place.answer_due_on:
        by = day_words(due.place.answer_due_on)
        parts.append(
            f"Please answer by {by}. If you refuse, tell us within {TELL_WITHIN.in_words()}, "
            "with ground and reasons."
        )
    if due.addressee == "referring":
        stay = clean(decision.support_stay) if decision else ""
        parts += [f"For the pupils who stay: {stay}"] if stay else []
        parts.append(
            "Please hand over to the safeguarding lead of the receiving school. The child protection file "
            "goes apart from the pupil file, within five days of the first day, with a receipt."
        )
    return parts


def _trial(_referral: Referral, due: Due, clean: Clean) -> list[str]:
    place = due.place
    assert place is not None
    until = f" until {day_words(place.trial_until)}" if place.trial_until else ""
    review = f" We look at it together on {day_words(place.review_on)}." if place.review_on else ""
    parts = [
        f"The Fair Access panel proposes a managed move on trial to {_where(due)}, from "
        f"{day_words(place.start_date)}{until}.{review}",
        _why(due, clean),
        "It begins only when both schools and the parents or carers agree. While it lasts the child stays on "
        "the roll of the present school. If it does not work out, the child goes back there.",
    ]
    return parts if due.addressee == "parent" else [*parts, *_for_schools(due, clean)]


def _not_eligible(referral: Referral, due: Due, clean: Clean) -> list[str]:
    reason = clean(referral.ended_reason) or IN_PERSON
    parts = [
        "We looked at the referral to the Fair Access panel. It is not a fair access case.",
        f"The reasons, and what to do instead: {reason}",
    ]
    return [*parts, RIGHTS] if due.addressee == "parent" else parts


def _deferred(referral: Referral, due: Due, clean: Clean) -> list[str]:
    by = f" A place is due by {day_words(referral.due_on)}." if referral.due_on else ""
    return [
        f"The Fair Access panel has not decided yet. It comes back to it at its next meeting.{by}",
        _why(due, clean),
    ]


def _refusal(_referral: Referral, due: Due, _clean: Clean) -> list[str]:
    return [
        f"The Fair Access panel decided on a place at {_where(due)}. The school does not admit yet.",
        "We speak with the school. If that does not help, there is a way to direct it. We write again as "
        "soon as we know more.",
        "Until then we look after the education of the child together. Tell us if nothing has been offered."
        if due.addressee == "parent"
        else "Until then the child’s education goes on as it was agreed.",
    ]


def _direction(_referral: Referral, due: Due, _clean: Clean) -> list[str]:
    assert due.place is not None
    first = day_words(due.place.start_date)
    if due.addressee == "receiving":
        return [
            f"Your school is directed to admit the child from {first}. The route, its date and who gave it "
            "stand in the portal.",
            "You may turn to the Schools Adjudicator within the time of the rule that is shown there.",
        ]
    return [f"{_where(due)} has been directed to admit the child from {first}."]


def _ended(_referral: Referral, due: Due, _clean: Clean) -> list[str]:
    assert due.place is not None
    why = label("placement_end", due.place.ended_code or "other").lower()
    parts = [f"The place at {_where(due)} has ended ({why})."]
    if due.place.kind == "managed_move":
        parts.append("The child is on the roll of the home school, as before, and goes on there.")
    return [*parts, "The Fair Access panel looks for what helps now. We tell you when it meets."]


_DRAFTS: dict[str, Callable[[Referral, Due, Clean], list[str]]] = {
    "decision": _decision,
    "trial": _trial,
    "not_eligible": _not_eligible,
    "deferred": _deferred,
    "refusal": _refusal,
    "direction": _direction,
    "ended": _ended,
}
