"""What follows the decisions of the county's panel: offers, answers, a refusal, trials, letters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from fap.after import actions
from fap.after.actions import Said
from fap.after.lists import places_of
from fap.after.offer_text import drafted_offer
from fap.letters import actions as letters
from fap.letters.writing import letters_for
from fap.lists import decisions_of
from fap.long_form import child_words
from fap.models import Placement, Referral
from fap.restorative import actions as restorative
from fap.restorative.actions import WorkValues
from foundation.store import Actor, acting_as, session
from foundation.store.calendar import calendar_for
from foundation.store.clock import at
from portal.demo.county_file import County

On = Callable[[int], dt.datetime]
LEAD = "A. Rowe, safeguarding lead"


def follow(county: County, coordinator: Actor, referral: Referral, state: str, on: On) -> None:
    """Take the place of a signed decision as far as its state says; each one stands somewhere else."""
    with acting_as(coordinator):
        found = places_of(referral)
        if not found:
            return
        place = found[0]
    which = place.id % 5
    if state == "decided":
        _DECIDED[which](coordinator, referral, place, on)
    elif state == "trial":
        _trial(coordinator, referral, place, on, begun=bool(place.id % 2))
    else:
        _in_school(coordinator, referral, place, on, over=state == "closed")
    with acting_as(coordinator), at(on(1)):
        _letters(coordinator, referral, which)
        session().flush()


def _offer(actor: Actor, referral: Referral, place: Placement, on: On, ago: int) -> None:
    with acting_as(actor), at(on(ago)):
        words = drafted_offer(place, decisions_of(referral)[0])
        actions.make_offer(actor, place, referral, words=words, name=child_words(referral))


def _waits(actor: Actor, referral: Referral, place: Placement, on: On) -> None:
    _offer(actor, referral, place, on, 4)


def _not_offered(actor: Actor, referral: Referral, place: Placement, on: On) -> None:
    """The decision was signed five school days ago, and nobody has told the school."""


def _admits(actor: Actor, referral: Referral, place: Placement, on: On) -> None:
    _offer(actor, referral, place, on, 4)
    with acting_as(actor), at(on(2)):
        actions.accept_place(actor, place, Said(on(2).date(), who="The head teacher"))
        meets = calendar_for(place.setting_id).add(on(0).date(), 2)
        actions.plan_admission(actor, place, Said(meets, "Head of year 9, the mother", who=LEAD))
        later = calendar_for(place.setting_id).add(on(0).date(), 3)
        actions.change_start(actor, place, Said(later, "The uniform grant comes this week.", who=LEAD))


def _refuses(actor: Actor, referral: Referral, place: Placement, on: On) -> None:
    _offer(actor, referral, place, on, 4)
    with acting_as(actor), at(on(1)):
        refused = Said(
            on(4).date(),
            "Seven pupils came through the protocol since September, two of them in this year group.",
            who="The chair of governors",
            code="fair_share",
        )
        actions.refuse_place(actor, place, refused)


def _directing(actor: Actor, referral: Referral, place: Placement, on: On) -> None:
    _refuses(actor, referral, place, on)
    with acting_as(actor), at(on(0)):
        talk = Said(
            on(0).date(),
            "The head sees the need and is bound by the governors. A mentor for the first term was offered.",
            to_whom="The head teacher",
            code="failed",
        )
        actions.negotiate(actor, place, talk)
        sought = Said(
            on(0).date(),
            "No other school within reasonable distance has a place. Governors and parents were consulted.",
            who="F. Amadi, solicitor of the authority",
            to_whom="The governing body",
            code="maintained_s96",
        )
        actions.seek_direction(actor, place, sought)


def _in_school(actor: Actor, referral: Referral, place: Placement, on: On, *, over: bool) -> None:
    _offer(actor, referral, place, on, 5)
    with acting_as(actor), at(on(2)):
        actions.accept_place(actor, place, Said(on(4).date(), who="The head teacher"))
        met = Said(
            on(4).date(), "Timetable agreed; Mr Shaw is the key adult; lunch in the library.", who=LEAD
        )
        actions.hold_admission(actor, place, met)
        actions.attend(actor, place, Said(on(3).date(), who=LEAD))
        sent = Said(on(3).date(), "Secure transfer and a call", who="R. Haddow", to_whom=LEAD)
        actions.hand_over(actor, place, ["child_protection_file", "talk"], sent)
        if over or place.id % 2:
            actions.receive_handover(actor, place, Said(on(2).date(), "File complete.", who=LEAD))
        if over:
            checked = Said(on(2).date(), "Attends every day and has joined the choir.", who=LEAD)
            actions.check_place_after_four_weeks(actor, place, checked)


def _trial(actor: Actor, referral: Referral, place: Placement, on: On, *, begun: bool) -> None:
    _offer(actor, referral, place, on, 5)
    with acting_as(actor), at(on(2)):
        actions.accept_place(actor, place, Said(on(4).date(), who="The head teacher"))
        last = calendar_for(None).add(place.start_date, 30)
        actions.set_trial(actor, place, until=last, review_on=calendar_for(None).add(place.start_date, 15))
        sides = ("home_school", "receiving_school", "parents")
        for side in sides if begun else sides[:2]:
            actions.agree(actor, place, side, True, Said(on(3).date(), who="Recorded at the meeting"))
        if begun:
            actions.attend(actor, place, Said(on(3).date(), who=LEAD))
        values = WorkValues(
            purpose="That both can be in one corridor again.",
            suitability="Both are fourteen, neither leads the other, and each has an adult of their own.",
            stop_rule="When either says so to any adult, or when anybody presses them to go on.",
            led_by="C. Wills, youth service",
        )
        work = restorative.consider(actor, referral, values)
        restorative.record_choice(
            actor,
            work,
            referral,
            who="own",
            choice="yes",
            asked_on=on(3).date(),
            asked_by="School counsellor",
            words="I want to say it myself.",
        )


def _letters(actor: Actor, referral: Referral, which: int) -> None:
    """Some letters are drafts, some proof-read, some sent."""
    for number, due in enumerate(one for one in letters_for(referral) if not one.why_not and not one.letter):
        if (number + which) % 4 == 3:
            continue
        letter = letters.draft_letter(actor, referral, due)
        if letters.gives_away(letter) or (number + which) % 4 == 0:
            continue
        letters.proof_read(actor, letter)
        if (number + which) % 4 == 2:
            to = "The school office" if due.setting_id else "The parent, at the school"
            how = "post" if due.setting_id else "by_hand"
            day = letter.checked_at.date() if letter.checked_at else dt.date.min
            letters.record_sent(actor, letter, how=how, on=day, to=to)


_DECIDED = (_not_offered, _waits, _admits, _refuses, _directing)
