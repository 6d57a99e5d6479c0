"""Questions people ask of the roll. What comes back is narrowed to the asker by the session itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from foundation.store import current_actor, session, today
from roll import continuing_core, postcodes
from roll import upn as upns
from roll.models import (
    PREVIOUS,
    Child,
    ChildAlias,
    Enrolment,
    ExpectedEnrolment,
    IdentityQuestion,
    Setting,
    SettingPlace,
    SiteGroup,
)
from roll.names import folded

PAGE = 50


@dataclass(frozen=True)
class PageOfChildren:
    """One page of a list of children, with how many there are in all."""

    children: Sequence[Child]
    page: int
    pages: int
    count: int


# Settings -----------------------------------------------------------------------------------------


def setting_by_urn(urn: str) -> Setting | None:
    """The setting with this URN or authority's own code (X and digits)."""
    return session().scalars(select(Setting).where(Setting.urn == urn.strip().upper())).one_or_none()


def setting_by_id(setting_id: int | None) -> Setting | None:
    """A setting by its row id."""
    return session().get(Setting, setting_id) if setting_id is not None else None


def settings_by_id(setting_ids: set[int]) -> dict[int, Setting]:
    """Several settings by row id, in one question."""
    if not setting_ids:
        return {}
    return {row.id: row for row in session().scalars(select(Setting).where(Setting.id.in_(setting_ids)))}


def places_by_id(setting_ids: set[int]) -> dict[int, Setting]:
    """The same, each as its place is known today: the academy where a school became one."""
    chains = continuing_core.chains(session().connection())
    newest = {setting: chains.as_today(setting) for setting in setting_ids}
    known = settings_by_id(set(newest.values()))
    return {setting: known[after] for setting, after in newest.items() if after in known}


def settings_by_name(text: str = "", limit: int = 50) -> Sequence[Setting]:
    """Settings whose name, town or URN has all these words; those that are open first."""
    statement = select(Setting).order_by(Setting.status_code == "2", Setting.name, Setting.urn).limit(limit)
    for word in text.split():
        like = f"%{_plain(word)}%"
        statement = statement.where(
            or_(*[column.ilike(like, escape="\\") for column in (Setting.name, Setting.town, Setting.urn)])
        )
    return session().scalars(statement).all()


def open_settings() -> Sequence[Setting]:
    """Every setting that is not closed, by name: for choices."""
    return session().scalars(select(Setting).where(Setting.status_code != "2").order_by(Setting.name)).all()


def site_groups() -> Sequence[SiteGroup]:
    """Every site group, by name."""
    return session().scalars(select(SiteGroup).order_by(SiteGroup.name)).all()


def site_group(public_id: str) -> SiteGroup | None:
    """A site group by what stands for it in an address."""
    return session().scalars(select(SiteGroup).where(SiteGroup.public_id == public_id)).one_or_none()


# Children -----------------------------------------------------------------------------------------


def own_child_by_upn(upn: str) -> Child | None:
    """The child with this UPN, or who had it, if the asker may see the child; None for foreign and absent."""
    number = upns.normalise(upn)
    if not number:
        return None
    statement = select(Child).where(Child.upn == number, Child.merged_into_id.is_(None))
    found = session().scalars(statement).one_or_none()
    if found is not None:
        return found
    alias = session().scalars(select(ChildAlias).where(ChildAlias.upn == number)).first()
    return child_by_id(alias.child_id) if alias else None


def own_child_by_birth(surname: str, date_of_birth: dt.date, postcode: str) -> Child | None:
    """The only child of this surname, birth date and postcode whom the asker may see; None otherwise."""
    found = (
        session()
        .scalars(
            select(Child).where(
                Child.surname_key == folded(surname),
                Child.date_of_birth == date_of_birth,
                Child.postcode == postcodes.normalise(postcode),
                Child.merged_into_id.is_(None),
            )
        )
        .all()
    )
    return found[0] if len(found) == 1 else None


def child_by_id(child_id: int) -> Child | None:
    """A child by row id, if the asker may see it."""
    return session().scalars(select(Child).where(Child.id == child_id)).one_or_none()


def children_by_id(child_ids: set[int]) -> dict[int, Child]:
    """Those of several children whom the asker may see, by row id, in one question."""
    if not child_ids:
        return {}
    return {row.id: row for row in session().scalars(select(Child).where(Child.id.in_(child_ids)))}


def children_by_name(text: str = "", page: int = 1) -> PageOfChildren:
    """The asker's children whose names begin with each of these words, a page at a time, by surname."""
    words = [folded(word) for word in text.split()[:6]]
    wanted = and_(Child.merged_into_id.is_(None), *[_named(word) for word in words if word])
    count = session().scalar(select(func.count(Child.id)).where(wanted)) or 0
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    order = (Child.surname_key, Child.forename_key, Child.id)
    statement = select(Child).where(wanted).order_by(*order).limit(PAGE).offset((page - 1) * PAGE)
    return PageOfChildren(session().scalars(statement).all(), page, pages, count)


def _named(word: str) -> ColumnElement[bool]:
    """A name that begins with the word, or (from three letters on) has it inside, as in a double name."""
    like = f"{word}%" if len(word) < 3 else f"%{word}%"
    return or_(Child.surname_key.like(like), Child.forename_key.like(like))


def _plain(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


# Where they are -----------------------------------------------------------------------------------


def enrolments_of(child: Child) -> Sequence[Enrolment]:
    """Where the rolls say a child has been, newest first."""
    return (
        session()
        .scalars(
            select(Enrolment)
            .where(Enrolment.child_id == child.id)
            .order_by(Enrolment.start.desc(), Enrolment.setting_id)
        )
        .all()
    )


def expected_of(child: Child) -> Sequence[ExpectedEnrolment]:
    """Where a child is expected, as far as the asker may see it."""
    return (
        session()
        .scalars(
            select(ExpectedEnrolment)
            .where(ExpectedEnrolment.child_id == child.id, ExpectedEnrolment.withdrawn_at.is_(None))
            .order_by(ExpectedEnrolment.start)
        )
        .all()
    )


def current_settings(child: Child, day: dt.date | None = None) -> list[Setting]:
    """The settings where a child is enrolled on a day (any status but previous), main enrolment first."""
    found = [enrolment for enrolment in enrolments_of(child) if is_current(enrolment, day)]
    found.sort(key=lambda enrolment: ("CM".find(enrolment.status) < 0, enrolment.start))
    settings = settings_by_id({enrolment.setting_id for enrolment in found})
    return list(dict.fromkeys(settings[enrolment.setting_id] for enrolment in found))


def is_current(enrolment: Enrolment, day: dt.date | None = None) -> bool:
    """Whether a child is on the roll by this enrolment on a day."""
    day = day or today()
    return enrolment.status != PREVIOUS and enrolment.start <= day <= enrolment.leaving


def settings_of_children(children: Sequence[Child]) -> dict[int, list[Setting]]:
    """For a page of children: row id to the settings where each is enrolled today, in two questions."""
    day = today()
    statement = select(Enrolment).where(
        Enrolment.child_id.in_([child.id for child in children]),
        Enrolment.status != PREVIOUS,
        Enrolment.start <= day,
        Enrolment.leaving >= day,
    )
    found = session().scalars(statement.order_by(Enrolment.start.desc())).all() if children else []
    settings = settings_by_id({row.setting_id for row in found})
    answer: dict[int, list[Setting]] = {child.id: [] for child in children}
    for row in found:
        answer[row.child_id].append(settings[row.setting_id])
    return answer


def my_settings() -> Sequence[Setting]:
    """The settings of the person who asks, by name; of a school that goes on under a new URN only that."""
    mine = current_actor().settings
    over = select(SettingPlace.follows_id)
    statement = select(Setting).where(Setting.id.in_(mine), Setting.id.not_in(over)).order_by(Setting.name)
    return session().scalars(statement).all() if mine else []


def open_identities(limit: int = 200) -> Sequence[IdentityQuestion]:
    """Identities nobody has decided: those to look at again on a later day last, the others oldest first."""
    question = IdentityQuestion
    later = case((question.again_on > today(), 1), else_=0)
    statement = select(question).where(question.status == "open").order_by(later, question.id)
    return session().scalars(statement.limit(limit)).all()


def decided_identities(limit: int = 30) -> Sequence[IdentityQuestion]:
    """Identities that were decided, the latest first."""
    question = IdentityQuestion
    statement = select(question).where(question.status == "decided")
    return session().scalars(statement.order_by(question.decided_at.desc()).limit(limit)).all()
