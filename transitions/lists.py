"""Queries for lists and pages of this room; the session narrows them to what the asker may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from cases.models import Case, Separation, SeparationBasis
from cases.showing import People, people
from foundation.store import Actor, session, today
from roll import continuing_core
from roll.lists import places_by_id
from roll.models import Child, ChildAlias, IdentityQuestion, Setting
from roll.same_child_core import joined_records
from safetyplans.models import SafetyPlan
from transitions.letters import Naming
from transitions.models import Alert, Disclosure, SweepRun
from transitions.rules.findings import Kind
from transitions.words import OPEN_STATES

PAGE = 25
UNREAD = ("released", "opened")
BY_DANGER = (
    Kind.SAME_SETTING,
    Kind.SAME_SITE,
    Kind.RETURNED,
    Kind.PLAN_NOT_TRAVELLED,
    Kind.LEFT_NO_DESTINATION,
    Kind.MOVED,
    Kind.SAME_SETTING_PLANNED,
    Kind.IDENTITY_UNCERTAIN,
    Kind.PHASE_TRANSFER_DUE,
)


@dataclass(frozen=True)
class AlertFilter:
    """What the list is narrowed to; everything empty means every open alert."""

    kind: str = ""
    state: str = "open"
    setting_id: int | None = None
    mine: int | None = None
    late: bool = False
    action: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True)
class PageOfAlerts:
    """One page of alerts, red first, with how many there are in all."""

    alerts: Sequence[Alert]
    page: int
    pages: int
    count: int


def alerts_found(wanted: AlertFilter, page: int = 1) -> PageOfAlerts:
    """Alerts by filter: red first, then by the date by which they must be acknowledged."""
    conditions = _conditions(wanted)
    count = session().scalar(select(func.count(Alert.id)).where(*conditions)) or 0
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    statement = select(Alert).where(*conditions).order_by(*_red_first())
    found = session().scalars(statement.limit(PAGE).offset((page - 1) * PAGE)).all()
    return PageOfAlerts(found, page, pages, count)


def open_alerts(limit: int | None = None) -> Sequence[Alert]:
    """What is not settled, red first."""
    statement = select(Alert).where(Alert.status.in_(OPEN_STATES)).order_by(*_red_first())
    return session().scalars(statement.limit(limit) if limit else statement).all()


def open_alert_count() -> tuple[int, int]:
    """How many are open, and how many of those are red."""
    is_open = Alert.status.in_(OPEN_STATES)
    everything = session().scalar(select(func.count(Alert.id)).where(is_open)) or 0
    red = session().scalar(select(func.count(Alert.id)).where(is_open, _is_red())) or 0
    return everything, red


def every_alert(*, only_open: bool) -> Sequence[Alert]:
    """All alerts in the order in which they were raised."""
    statement = select(Alert).order_by(Alert.id)
    return session().scalars(statement.where(Alert.status.in_(OPEN_STATES)) if only_open else statement).all()


def people_at(child_ids: Iterable[int], setting_ids: Iterable[int]) -> People:
    """These children, and these places as they are known today."""
    found, wanted = people(child_ids), set(setting_ids)
    wanted |= {setting.id for settings in found.present.values() for setting in settings}
    places = places_by_id(wanted)
    present = {
        child: list(dict.fromkeys(places[setting.id] for setting in settings))
        for child, settings in found.present.items()
    }
    return replace(found, settings=places, present=present)


def settings_with_alerts() -> dict[int, str]:
    """The settings of all alerts that the reader may see, by name: what the list can be narrowed to."""
    found = session().scalars(select(Alert.setting_id).distinct()).all()
    names = {setting: place.name for setting, place in places_by_id(set(found)).items()}
    return dict(sorted(names.items(), key=lambda one: one[1]))


def alerts_before(alert: Alert) -> Sequence[Alert]:
    """Other alerts of the same separation or plan, the latest first."""
    same = (
        Alert.separation_id == alert.separation_id
        if alert.separation_id is not None
        else Alert.plan_id == alert.plan_id
    )
    return session().scalars(select(Alert).where(same, Alert.id != alert.id).order_by(Alert.id.desc())).all()


def alerts_of_separation(separation_id: int) -> Sequence[Alert]:
    """Every alert about a separation, the latest first."""
    about = select(Alert).where(Alert.separation_id == separation_id)
    return session().scalars(about.order_by(Alert.id.desc())).all()


def alerts_of_case(case_id: int) -> Sequence[Alert]:
    """Every alert about the separations that rest on a case, the latest first."""
    resting = session().scalars(select(SeparationBasis).where(SeparationBasis.case_id == case_id))
    about = select(Alert).where(Alert.separation_id.in_({basis.separation_id for basis in resting}))
    return session().scalars(about.order_by(Alert.id.desc())).all()


def overdue_unacknowledged(day: dt.date) -> Sequence[Alert]:
    """Alerts that nobody acknowledged by their date and that were not yet passed on."""
    late = select(Alert).where(Alert.status == "raised", Alert.due_on < day, Alert.escalated_at.is_(None))
    return session().scalars(late.order_by(Alert.id)).all()


def last_sweep(*, whole: bool = True) -> SweepRun | None:
    """The latest sweep."""
    return (
        session()
        .scalars(select(SweepRun).where(SweepRun.whole == whole).order_by(SweepRun.id.desc()))
        .first()
    )


def sweep_of_import(run_id: int) -> SweepRun | None:
    """The sweep that followed an import."""
    of_run = select(SweepRun).where(SweepRun.import_run_id == run_id).order_by(SweepRun.id.desc())
    return session().scalars(of_run).first()


def setting_names(urns: Collection[str]) -> dict[str, str]:
    """URN to name, for the figures of a file."""
    found = session().scalars(select(Setting).where(Setting.urn.in_(sorted(urns))))
    return {setting.urn: setting.name for setting in found}


# What an alert rests on --------------------------------------------------------------------------


def separation_of(alert: Alert) -> Separation | None:
    """The separation of an alert, if the reader may see it."""
    if alert.separation_id is None:
        return None
    return session().scalars(select(Separation).where(Separation.id == alert.separation_id)).one_or_none()


def identity_asked(alert: Alert) -> IdentityQuestion | None:
    """The question whether its two records are one child, while it is open."""
    if alert.kind != Kind.IDENTITY_UNCERTAIN:
        return None
    both, asked = alert.child_ids(), IdentityQuestion
    about = select(asked).where(asked.child_id.in_(both), asked.candidate_id.in_(both))
    return session().scalars(about.where(asked.status == "open")).first()


def case_behind(separation: Separation | None) -> Case | None:
    """The oldest case among the bases of a separation."""
    known = [basis.case_id for basis in separation.bases if basis.case_id is not None] if separation else []
    if not known:
        return None
    return session().scalars(select(Case).where(Case.id == known[0])).one_or_none()


def plans_of(child_ids: Collection[int]) -> Sequence[SafetyPlan]:
    """Plans of these children that are or were in force, as far as the reader may see them."""
    records = joined_records(session().connection(), *child_ids)
    signed = select(SafetyPlan).where(SafetyPlan.child_id.in_(records), SafetyPlan.status != "draft")
    return session().scalars(signed.order_by(SafetyPlan.signed_on, SafetyPlan.id)).all()


def plan_of(alert: Alert) -> SafetyPlan | None:
    """The plan of an alert that has no separation."""
    if alert.plan_id is None:
        return None
    return session().scalars(select(SafetyPlan).where(SafetyPlan.id == alert.plan_id)).one_or_none()


# Disclosures --------------------------------------------------------------------------------------


def disclosures_of(alert: Alert) -> Sequence[Disclosure]:
    """What was written to settings about an alert, oldest first."""
    return (
        session()
        .scalars(select(Disclosure).where(Disclosure.alert_id == alert.id).order_by(Disclosure.id))
        .all()
    )


def letters_to(settings: Collection[int], *, unread: bool | None = None) -> Sequence[Disclosure]:
    """What was released to settings, not yet acknowledged first, then the latest first."""
    statement = select(Disclosure).where(
        Disclosure.setting_id.in_(sorted(settings)), Disclosure.status.in_((*UNREAD, "acknowledged"))
    )
    if unread is not None:
        statement = statement.where(
            Disclosure.status.in_(UNREAD) if unread else Disclosure.status == "acknowledged"
        )
    order = (case((Disclosure.status.in_(UNREAD), 0), else_=1), Disclosure.released_at.desc())
    return session().scalars(statement.order_by(*order)).all()


def letters_for(actor: Actor) -> Sequence[Disclosure]:
    """What was released to the reader's own settings."""
    return letters_to(actor.settings)


def alert_of(letter: Disclosure) -> Alert | None:
    """The alert of a letter, if the reader may see it."""
    return session().scalars(select(Alert).where(Alert.id == letter.alert_id)).one_or_none()


def letters_unanswered() -> Sequence[Disclosure]:
    """Letters that settings have not acknowledged, the earliest day to do so first."""
    waiting = select(Disclosure).where(Disclosure.status.in_(UNREAD))
    return session().scalars(waiting.order_by(Disclosure.due_on, Disclosure.id)).all()


def late_letters(day: dt.date) -> Sequence[Disclosure]:
    """Letters that were not acknowledged by their day, and of which nobody was reminded yet."""
    late = select(Disclosure).where(
        Disclosure.status.in_(UNREAD), Disclosure.due_on < day, Disclosure.reminded_at.is_(None)
    )
    return session().scalars(late.order_by(Disclosure.id)).all()


def recipients(alert: Alert, *, one_each: bool = False) -> list[tuple[int, int]]:
    """(child, setting) for each letter: the alert's children at the alert's settings, as its evidence says,
    under the URN that each has today.

    `one_each`: only the first child for each setting, for a letter that names both.
    """
    if alert.kind == Kind.IDENTITY_UNCERTAIN:
        return []
    found: list[tuple[int, int]] = []
    chains = continuing_core.chains(session().connection())
    for kept in alert.evidence["stays"]:
        pair = (kept["child_id"], kept["setting_id"])
        if pair[0] in alert.child_ids() and pair[1] in alert.setting_ids and pair not in found:
            found.append(pair)
    found = [(child, chains.as_today(setting)) for child, setting in found]
    found.sort(key=lambda pair: (alert.child_ids().index(pair[0]), pair[1]))
    if one_each:
        return list({setting: (child, setting) for child, setting in reversed(found)}.values())
    return found


def naming_of(child_id: int) -> Naming:
    """Everything by which a child could be told, other names and former numbers included."""
    child = session().get_one(Child, child_id)
    aliases = session().scalars(select(ChildAlias).where(ChildAlias.child_id == child_id)).all()
    forenames = [child.forename, child.known_as, *(alias.forename for alias in aliases)]
    surnames = [child.surname, child.preferred_surname, *(alias.surname for alias in aliases)]
    numbers = [child.upn, *(alias.upn for alias in aliases)]
    return Naming(
        tuple(dict.fromkeys(name for name in forenames if name)),
        tuple(dict.fromkeys(name for name in surnames if name)),
        tuple(number for number in numbers if number),
        child.year_group,
    )


def _conditions(wanted: AlertFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.state == "open":
        conditions.append(Alert.status.in_(OPEN_STATES))
    elif wanted.state != "all":
        conditions.append(Alert.status == wanted.state)
    if wanted.kind:
        conditions.append(Alert.kind == wanted.kind)
    if wanted.setting_id is not None:
        conditions.append(
            or_(Alert.setting_id == wanted.setting_id, Alert.other_setting_id == wanted.setting_id)
        )
    if wanted.mine is not None:
        conditions.append(Alert.assigned_to_id == wanted.mine)
    if wanted.late:
        conditions.append(and_(Alert.status == "raised", Alert.due_on < today()))
    if wanted.action:
        conditions.append(Alert.action == wanted.action)
    return conditions + _raised_between(wanted)


def _raised_between(wanted: AlertFilter) -> list[ColumnElement[bool]]:
    bounds = []
    if wanted.since is not None:
        bounds.append(Alert.raised_on >= wanted.since)
    if wanted.until is not None:
        bounds.append(Alert.raised_on <= wanted.until)
    return bounds


def _is_red() -> ColumnElement[bool]:
    late = or_(Alert.kind == str(Kind.SAME_SETTING), Alert.due_on < today())
    return and_(Alert.status == "raised", late)


def _red_first() -> tuple[ColumnElement[Any], ...]:
    """By danger: what is red and not acknowledged, then by kind, then by the date to acknowledge."""
    order = case((_is_red(), 0), (Alert.status == "raised", 1), (Alert.status.in_(OPEN_STATES), 2), else_=3)
    kinds = case({str(kind): rank for rank, kind in enumerate(BY_DANGER)}, value=Alert.kind, else_=99)
    return (order, kinds, Alert.due_on.expression, Alert.id.expression)


def separations_by_id(ids: Collection[int]) -> dict[int, str]:
    """Row id to public id of the separations that the reader may see."""
    statement = select(Separation).where(Separation.id.in_(sorted(ids)))
    return {found.id: found.public_id for found in session().scalars(statement)}


def references_shown(references: Collection[str]) -> set[str]:
    """Those of these alerts that the reader may see."""
    statement = select(Alert).where(Alert.reference.in_(sorted(references)))
    return {found.reference for found in session().scalars(statement)}
