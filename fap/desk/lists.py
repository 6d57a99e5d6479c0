"""What the desk asks for: a bounded number of rows, and figures, for any number of referrals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from fap.clocks import out_since, soon_until
from fap.desk import finding_core as sql
from fap.desk.filters import APART, WAIT, Wanted
from fap.models import (
    AdmissionAttempt,
    Decision,
    DeskLook,
    Referral,
    ReferralPause,
)
from fap.words import CLOCK_RUNS, WAITING
from foundation.store import current_actor, session, today
from roll import upn as upns
from roll.models import Setting
from roll.names import folded

A_PAGE, SENT_PAGE, LIST_PAGE, SEARCHED = 25, 10, 50, 25
TWO_YEARS = dt.timedelta(days=731)


@dataclass(frozen=True)
class Found:
    """One page of referrals, and how many there are in all."""

    rows: Sequence[Referral]
    page: int
    pages: int
    total: int


def open_table(wanted: Wanted, looked: dt.datetime | None) -> Found:
    """The first table: what the clock runs for, or whatever state was asked for."""
    where = [*_narrowed(wanted, looked), Referral.status.in_(wanted.statuses)]
    return _paged(where, _order(wanted), wanted.page, A_PAGE)


def sent_table(wanted: Wanted, looked: dt.datetime | None) -> Found:
    """The second table: sent in or returned, no clock. By danger or school as asked, else as they came."""
    where = [*_narrowed(wanted, looked), Referral.status.in_(wanted.waits)]
    order = [Referral.submitted_at, Referral.id] if wanted.sort == "time" else _order(wanted)
    return _paged(where, order, wanted.sent, SENT_PAGE)


def by_start(status: str, page: int) -> Found:
    """Every referral the asker may see, in one state or in any, the newest first."""
    where = [Referral.status == status] if status else []
    return _paged(where, [Referral.started_at.desc(), Referral.id.desc()], page, LIST_PAGE)


def _paged(where: Sequence[ColumnElement[bool]], order: Sequence[Any], page: int, size: int) -> Found:
    total = session().scalar(select(func.count(Referral.id)).where(*where)) or 0
    pages = max(1, -(-total // size))
    page = min(page, pages)
    found = select(Referral).where(*where).order_by(*order).limit(size).offset((page - 1) * size)
    return Found(session().scalars(found).all() if total else [], page, pages, total)


def _narrowed(wanted: Wanted, looked: dt.datetime | None) -> list[ColumnElement[bool]]:
    """Each filter that is set, as a condition."""
    conditions: dict[str, Callable[[], ColumnElement[bool]]] = {
        "year": lambda: Referral.year_group == wanted.year,
        "setting": lambda: _of_setting(wanted.setting),
        "category": lambda: Referral.category == wanted.category,
        "panel": lambda: sql.on_panel(wanted.panel),
        "danger": lambda: _in_danger(wanted.danger),
        "clock": lambda: clock_state(wanted.clock),
        "out": lambda: Referral.last_attended_on <= out_since(),
        "incomplete": lambda: Referral.incomplete > 0,
        "new": lambda: _since(looked),
    }
    return [condition() for name, condition in conditions.items() if getattr(wanted, name)]


def _of_setting(text: str) -> ColumnElement[bool]:
    if text == "none":
        return Referral.setting_id.is_(None)
    return Referral.setting_id == (int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0)


def _since(looked: dt.datetime | None) -> ColumnElement[bool]:
    return Referral.submitted_at > looked if looked is not None else Referral.submitted_at.is_not(None)


def _in_danger(kind: str) -> ColumnElement[bool]:
    if kind == WAIT:
        return Referral.cannot_wait.is_(True)
    return sql.kept_apart() if kind == APART else sql.flagged(kind)


def clock_state(state: str) -> ColumnElement[bool]:
    """That a clock is over, ends soon, or stands still."""
    runs = Referral.status.in_(CLOCK_RUNS)
    if state == "paused":
        return and_(runs, Referral.paused_on.is_not(None))
    still = and_(runs, Referral.paused_on.is_(None))
    if state == "over":
        return and_(still, Referral.due_on < today())
    return and_(still, Referral.due_on >= today(), Referral.due_on <= soon_until())


def _order(wanted: Wanted) -> list[Any]:
    """The order, with the reference last so that no two pages show the same row."""
    runs = case((Referral.status.not_in(CLOCK_RUNS), 2), (Referral.paused_on.is_not(None), 1), else_=0)
    time = [runs, Referral.due_on, Referral.submitted_at.desc(), Referral.id]
    if wanted.sort == "danger":
        return [
            Referral.cannot_wait.desc(),
            case((sql.kept_apart(), 0), else_=1),
            sql.flags_of_each().desc(),
            *time,
        ]
    if wanted.sort == "school":
        return [Referral.setting_id.is_(None), sql.school_name(), *time]
    if wanted.sort == "date":
        return [Referral.submitted_at.desc(), Referral.id.desc()]
    return time


# Figures and choices ------------------------------------------------------------------------------


def counts(looked: dt.datetime | None) -> dict[str, int]:
    """How many clocks run, are over, end soon and stand still; how many wait; how many came since."""
    asked = {
        "running": Referral.status.in_(CLOCK_RUNS),
        **{state: clock_state(state) for state in ("over", "soon", "paused")},
        "waiting": Referral.status.in_(WAITING),
        "incomplete": and_(Referral.status.in_(WAITING), Referral.incomplete > 0),
        "urgent": Referral.cannot_wait.is_(True),
        "new": _since(looked),
    }
    figures = [func.sum(case((each, 1), else_=0)) for each in asked.values()]
    row = session().execute(
        select(*figures).select_from(Referral).where(Referral.status.in_((*CLOCK_RUNS, *WAITING)))
    )
    return {name: value or 0 for name, value in zip(asked, row.one(), strict=True)}


def referring_settings() -> list[Setting]:
    """Every setting that has ever referred somebody, by name."""
    return list(session().scalars(select(Setting).where(sql.refers()).order_by(Setting.name)))


def looked_at() -> dt.datetime | None:
    """When the asker last said that everything on the desk was seen."""
    mine = select(DeskLook.looked_at).where(DeskLook.account_id == current_actor().account_id)
    return session().scalar(mine)


def searched(words: str) -> list[Referral]:
    """Referrals by number, by the child's UPN, or by the beginnings of names; the newest first."""
    text = words.strip()[:120]
    number = upns.normalise(text)
    ways = [Referral.reference == text.upper()]
    if number and upns.is_valid(number):
        ways.append(sql.has_numbered_child(number))
    if names := [folded(word) for word in text.split()[:6] if folded(word)]:
        ways.append(sql.has_named_child(names))
    found = select(Referral).where(or_(*ways)).order_by(Referral.id.desc()).limit(SEARCHED)
    return list(session().scalars(found)) if text else []


# Beside the rows ----------------------------------------------------------------------------------


def attempts_of(referral: Referral) -> list[AdmissionAttempt]:
    """What was tried in ordinary admission, the first attempt first."""
    found = select(AdmissionAttempt).where(AdmissionAttempt.referral_id == referral.id)
    return list(session().scalars(found.order_by(AdmissionAttempt.asked_on, AdmissionAttempt.id)))


def pauses_of(referral: Referral) -> list[ReferralPause]:
    """The pauses of a referral's clock, the newest first."""
    found = select(ReferralPause).where(ReferralPause.referral_id == referral.id)
    return list(session().scalars(found.order_by(ReferralPause.id.desc())))


def pauses_by_referral(ids: Collection[int]) -> dict[int, ReferralPause]:
    """Referral id -> the pause in which it stands."""
    found = select(ReferralPause).where(
        ReferralPause.referral_id.in_(sorted(ids)), ReferralPause.ended_on.is_(None)
    )
    return {row.referral_id: row for row in session().scalars(found)} if ids else {}


def times_referred(child_ids: Collection[int]) -> dict[int, int]:
    """Child id -> how often the child was referred in the last 24 months."""
    if not child_ids:
        return {}
    since = dt.datetime.combine(today() - TWO_YEARS, dt.time(), dt.UTC)
    found = (
        select(Referral.child_id, func.count(Referral.id))
        .where(
            Referral.child_id.in_(sorted(child_ids)),
            Referral.status != "draft",
            Referral.started_at >= since,
        )
        .group_by(Referral.child_id)
    )
    return {row[0]: row[1] for row in session().execute(found) if row[0] is not None}


def decided_before(referrals: Sequence[Referral]) -> dict[int, Decision]:
    """Referral id -> the newest signed decision on it."""
    ids = sorted(row.id for row in referrals)
    found = select(Decision).where(Decision.referral_id.in_(ids), Decision.status == "signed")
    return {row.referral_id: row for row in session().scalars(found.order_by(Decision.id))} if ids else {}


def unfinished() -> int:
    """How many referrals have a place that is decided and not finished."""
    found = select(func.count(Referral.id)).where(Referral.status.in_(("decided", "placed")))
    return session().scalar(found) or 0
