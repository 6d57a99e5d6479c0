"""What would change if two records were one child: worked out from what stands, written nowhere.

Source: transitions, "Who is who" (alerts follow a decision at once). The same rules as the sweep, over a
picture of the county in which the one record's stays, plans and separations are the other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from flask import url_for
from sqlalchemy import or_, select

from cases.models import Separation
from foundation.access.work import Tag, WorkRow
from foundation.store import session, today
from foundation.store.clock import day_words
from roll.child_page import Part
from roll.lists import places_by_id
from roll.models import IdentityQuestion, Setting
from safetyplans.models import SafetyPlan
from transitions import sweep_core
from transitions.comparing import Changes, Stored, compare
from transitions.decided import clocks, from_june
from transitions.detecting import Picture, detect
from transitions.models import Alert
from transitions.rules.findings import Finding
from transitions.rules.identities import Undecided
from transitions.sweep import add_school_days
from transitions.words import KINDS, KINDS_SHORT

IN_FORCE = "in_force"


@dataclass(frozen=True)
class Change:
    """Findings that would become alerts, and alerts that would no longer apply."""

    raised: tuple[Finding, ...]
    stopped: tuple[Stored, ...]


def change(child_id: int, into_id: int) -> Change:
    """What a sweep today would do if the first record were joined to the second, beyond what it does now."""
    connection, day = session().connection(), today()
    subjects = sweep_core.everyone_tied_to(connection, day, [child_id, into_id])
    picture = sweep_core.read_picture(connection, day, subjects, clocks=clocks(), from_june=from_june(day))
    stored = sweep_core.stored_alerts(connection, subjects)
    now_done = compare(detect(picture, add_school_days()), stored)
    then_done = compare(detect(joined(picture, child_id, into_id), add_school_days()), stored)
    known = {finding.key for finding in _raised(now_done)}
    closing = {alert.id for alert in now_done.gone}
    return Change(
        tuple(finding for finding in _raised(then_done) if finding.key not in known),
        tuple(alert for alert in then_done.gone if alert.id not in closing),
    )


def joined(picture: Picture, child_id: int, into_id: int) -> Picture:
    """The picture in which the first record stands for nobody of its own."""

    def who(child: int) -> int:
        return into_id if child == child_id else child

    separations = [
        replace(one, child_a=who(one.child_a), child_b=who(one.child_b)) for one in picture.separations
    ]
    stays = {child: list(found) for child, found in picture.stays.items() if child != child_id}
    stays[into_id] = sorted(
        [
            *picture.stays_of(into_id),
            *(replace(stay, child_id=into_id) for stay in picture.stays_of(child_id)),
        ],
        key=lambda stay: (stay.start, stay.setting_id),
    )
    questions = [Undecided(who(asked.child_id), who(asked.candidate_id)) for asked in picture.questions]
    return Picture(
        as_of=picture.as_of,
        separations=[one for one in separations if one.child_a != one.child_b],
        plans=[replace(plan, child_id=who(plan.child_id)) for plan in picture.plans],
        stays=stays,
        settings=picture.settings,
        born={who(child): born for child, born in picture.born.items()},
        questions=[asked for asked in dict.fromkeys(questions) if asked.child_id != asked.candidate_id],
        acknowledged=picture.acknowledged,
        from_june=picture.from_june,
    )


def _raised(changes: Changes) -> list[Finding]:
    return [
        *changes.raise_new,
        *(finding for pair in (changes.becomes, changes.again) for _, finding in pair),
    ]


def parts(question: IdentityQuestion) -> list[Part]:
    """For the page of the question: alerts raised, alerts that stop, separations and plans of the two."""
    found = change(question.child_id, question.candidate_id)
    separations = _separations(question)
    seen = {separation.id for separation in separations}
    raised = [
        finding for finding in found.raised if finding.separation_id is None or finding.separation_id in seen
    ]
    settings = places_by_id(
        {place for one in raised for place in (one.setting_id, one.other_setting_id) if place}
    )
    return [
        Part(
            "Alerts that would be raised",
            [_raised_row(one, settings, separations) for one in raised],
            "None.",
            order=10,
        ),
        Part("Alerts that would no longer apply", _stopped_rows(found.stopped), "None.", order=20),
        Part(
            "Separations of the two records",
            [_apart_row(one, question) for one in separations],
            "None.",
            order=30,
        ),
        Part("Safety plans of the two records", _plan_rows(question), "None.", order=40),
    ]


def _separations(question: IdentityQuestion) -> list[Separation]:
    ids = question.child_ids()
    of_them = or_(Separation.child_a_id.in_(ids), Separation.child_b_id.in_(ids))
    statement = select(Separation).where(of_them, Separation.status == IN_FORCE)
    return list(session().scalars(statement.order_by(Separation.from_date, Separation.id)))


def _raised_row(
    finding: Finding, settings: Mapping[int, Setting], separations: Iterable[Separation]
) -> WorkRow:
    places = [settings[place].name for place in (finding.setting_id, finding.other_setting_id) if place]
    since = f" from {day_words(finding.first)}" if finding.first else f", {day_words(finding.day)}"
    about = next((one for one in separations if one.id == finding.separation_id), None)
    href = url_for("cases.separation", separation=about.public_id) if about else url_for("transitions.alerts")
    return WorkRow(
        KINDS[finding.kind], href, f"{' and '.join(places)}{since}", tag=Tag("Would be raised", "red")
    )


def _stopped_rows(stopped: Iterable[Stored]) -> list[WorkRow]:
    alerts = session().scalars(select(Alert).where(Alert.id.in_([alert.id for alert in stopped])))
    return [
        WorkRow(
            f"{alert.reference}: {KINDS_SHORT[alert.kind]}",
            url_for("transitions.alert", alert=alert.reference),
            tag=Tag("Would close", "grey"),
        )
        for alert in alerts
    ]


def _apart_row(separation: Separation, question: IdentityQuestion) -> WorkRow:
    itself = {separation.child_a_id, separation.child_b_id} == set(question.child_ids())
    words = "It keeps these very two apart: joined, it would say nothing any more." if itself else ""
    return WorkRow(
        f"In force from {day_words(separation.from_date)}",
        url_for("cases.separation", separation=separation.public_id),
        words,
        tag=Tag("Look at this first", "amber") if itself else None,
    )


def _plan_rows(question: IdentityQuestion) -> list[WorkRow]:
    mine = SafetyPlan.child_id.in_(question.child_ids())
    found = session().scalars(select(SafetyPlan).where(mine, SafetyPlan.status == IN_FORCE)).all()
    return [
        WorkRow(plan.reference or "Safety plan", url_for("safetyplans.plan", plan=plan.public_id), "In force")
        for plan in found
    ]
