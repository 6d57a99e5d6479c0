"""What follows from submitted answers: rows that are counted, detected and searched, and the Education MASH.

The answers stay as the school wrote them. Submitting again brings the rows to what the answers say now;
what was heard at the panel (source: panel) is never touched.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from cases.actions import receive_contact
from cases.showing import day
from fap.models import LinkedChild, Referral, ReferralFlag, ReferralPeer, ReferralPlace
from fap.wards import ward_words
from fap.words import ABOUT_OTHERS, FIXED_CAPACITY, FLAGS
from foundation.questions import Answers, postcode
from foundation.store import Actor, session, today
from roll.actions import child_named_on_form
from roll.lists import child_by_id

CAPACITIES = {
    "experiences": "experiences it",
    "alleged": "alleged to cause it",
    "both": "experiences it and is alleged to cause it",
    "affected": "has seen it or is affected by it",
}
AREA_LENGTH = 120


def follow_answers(actor: Actor, referral: Referral, answers: Answers, *, tell: bool = True) -> None:
    """Bring everything to what the answers say. `actor` writes out of sight of whoever submitted.

    Without `tell` the Education MASH hears nothing of it: a referral of the past.
    """
    referral.name = f"{answers['forename']} {answers['surname']}"
    referral.year_group = answers.get("year_group")
    withheld = answers.get("home_withheld") == "yes"
    referral.ward = None if withheld else answers.get("home_ward") or _ward_of_roll(referral)
    flags = bring_flags(actor, referral, answers)
    bring_places(referral, answers)
    bring_peers(referral, answers)
    linked = bring_linked_children(actor, referral, answers)
    session().flush()
    if tell and (linked or {row.flag for row in flags} & ABOUT_OTHERS):
        _tell_mash(actor, referral, answers, flags, linked)


def bring_flags(actor: Actor, referral: Referral, answers: Answers) -> list[ReferralFlag]:
    """One row for each ticked flag of the form, with its capacity and whether it is current."""
    ticked = dict(_ticked(answers))
    kept = {row.flag: row for row in _flags_of(referral)}
    for flag in kept.keys() - ticked.keys():
        session().delete(kept.pop(flag))
    for flag, said in ticked.items():
        row = kept.get(flag)
        if row is None:
            row = kept[flag] = ReferralFlag(
                referral_id=referral.id,
                flag=flag,
                source="form",
                noted_on=today(),
                noted_by=actor.account_id,
            )
            session().add(row)
        row.capacity = FIXED_CAPACITY.get(flag) or said.get("capacity")
        row.current = said.get("when_it_was")
    return [kept[flag] for flag in FLAGS if flag in kept]


def _ticked(answers: Answers) -> Iterator[tuple[str, Answers]]:
    for key in ("peer_flags", "other_abuse"):
        for flag, said in (answers.get(key) or {}).items():
            if flag in FLAGS and said.get("ticked") is True:
                yield flag, said


def _flags_of(referral: Referral) -> list[ReferralFlag]:
    return list(
        session().scalars(
            select(ReferralFlag).where(ReferralFlag.referral_id == referral.id, ReferralFlag.source == "form")
        )
    )


def bring_places(referral: Referral, answers: Answers) -> None:
    """One row for each place that the form names; the old ones go."""
    for old in session().scalars(select(ReferralPlace).where(ReferralPlace.referral_id == referral.id)):
        session().delete(old)
    session().flush()
    session().add_all(_places(referral, answers))


def _places(referral: Referral, answers: Answers) -> Iterator[ReferralPlace]:
    if answers.get("incident") == "yes" and answers.get("incident_place"):
        area = answers.get("incident_postcode") or answers.get("incident_ward") or ""
        yield ReferralPlace(
            referral_id=referral.id,
            context="incident",
            row_key="incident",
            name=answers["incident_place"],
            area=area[:AREA_LENGTH] or None,
            ward=answers.get("incident_ward") or ward_words(answers.get("incident_postcode")),
        )
    for context, said in (answers.get("context") or {}).items():
        for row in said.get("places") or ():
            yield ReferralPlace(
                referral_id=referral.id,
                context=context,
                row_key=row["_id"],
                name=row.get("place", ""),
                kind=row.get("place_kind"),
                area=(row.get("area") or "")[:AREA_LENGTH] or None,
                time_of_day=row.get("time"),
                ward=ward_words(postcode(row.get("area") or "")),
            )
        for row in said.get("journey") or ():
            yield ReferralPlace(
                referral_id=referral.id,
                context="journey",
                row_key=row["_id"],
                name=f"{row.get('journey_from', '')} to {row.get('journey_to', '')}",
                kind=row.get("mode"),
                area=(row.get("line") or "")[:AREA_LENGTH] or None,
                time_of_day=row.get("journey_time"),
            )


def bring_peers(referral: Referral, answers: Answers) -> None:
    """One row for each peer whom the form names beside the contextual table; the old ones go."""
    for old in session().scalars(select(ReferralPeer).where(ReferralPeer.referral_id == referral.id)):
        session().delete(old)
    session().flush()
    for context, said in (answers.get("context") or {}).items():
        for row in said.get("peers") or ():
            session().add(
                ReferralPeer(
                    referral_id=referral.id,
                    context=context,
                    row_key=row["_id"],
                    name=row.get("peer_name", ""),
                    school=row.get("peer_school"),
                    influence=row.get("influence"),
                    because=row.get("influence_because"),
                    needs_support=row.get("needs_support"),
                )
            )


def bring_linked_children(actor: Actor, referral: Referral, answers: Answers) -> list[LinkedChild]:
    """One row for each other child of the incident; a known one is looked for, never shown."""
    between = answers.get("incident") == "yes" and answers.get("between_children") == "yes"
    named = {row["_id"]: row for row in (answers.get("linked_children") or ())} if between else {}
    kept = {
        row.row_key: row
        for row in session().scalars(select(LinkedChild).where(LinkedChild.referral_id == referral.id))
    }
    for key in kept.keys() - named.keys():
        session().delete(kept.pop(key))
    for key, said in named.items():
        row = kept.get(key)
        if row is None:
            row = kept[key] = LinkedChild(referral_id=referral.id, row_key=key)
            session().add(row)
        row.part = said.get("part", "not_clear")
        row.child_id = _linked_child_id(actor, said)
        row.words = None if row.child_id else said.get("who_words")
    return list(kept.values())


def _linked_child_id(actor: Actor, said: Answers) -> int | None:
    if said.get("who_known") != "yes" or not said.get("date_of_birth"):
        return None
    found = child_named_on_form(
        actor,
        upn=said.get("upn"),
        surname=said["surname"],
        forename=said["forename"],
        date_of_birth=dt.date.fromisoformat(said["date_of_birth"]),
    )
    return found.id


def _ward_of_roll(referral: Referral) -> str | None:
    child = child_by_id(referral.child_id) if referral.child_id else None
    return child.ward_code if child else None


def _tell_mash(
    actor: Actor,
    referral: Referral,
    answers: Answers,
    flags: list[ReferralFlag],
    linked: list[LinkedChild],
) -> None:
    """Put the incident into the Education MASH queue (transitions, "Unlinked incident")."""
    assert referral.child_id is not None
    receive_contact(
        actor,
        source_kind="referral",
        source_reference=referral.reference,
        child_id=referral.child_id,
        other_child_ids=[row.child_id for row in linked if row.child_id],
        other_words=[row.words for row in linked if row.words],
        setting_id=referral.setting_id,
        summary=summary_of(answers, flags),
    )


def summary_of(answers: Answers, flags: list[ReferralFlag]) -> str:
    """What the Education MASH reads of the form: the flags in words, the incident, the reason as written."""
    lines = [
        FLAGS[row.flag] + (f": {CAPACITIES[row.capacity]}" if row.capacity in CAPACITIES else "")
        for row in flags
    ]
    if answers.get("incident") == "yes":
        on = answers.get("incident_on")
        when = day(dt.date.fromisoformat(on)) if on else "an unknown day"
        lines.append(f"Incident on {when}: {answers.get('incident_place', '')}")
    said: Any = answers.get("peer_flags") or {}
    lines += [
        f"{FLAGS[key]}, what is known: {one['what_is_known']}"
        for key, one in said.items()
        if key in FLAGS and one.get("ticked") and one.get("what_is_known")
    ]
    lines.append(f"Reason for referral: {answers.get('reason_text', '')}")
    return "\n".join(lines)
