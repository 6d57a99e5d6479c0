"""What is asked of letters. The session narrows every answer to the asker."""

from __future__ import annotations

from sqlalchemy import select

from fap.models import Letter, Referral
from foundation.store import Actor, session

OPEN = ("draft", "checked")


def letters_of(referral: Referral) -> list[Letter]:
    """The letters of a referral, the oldest first."""
    found = select(Letter).where(Letter.referral_id == referral.id)
    return list(session().scalars(found.order_by(Letter.id)))


def open_letters() -> list[Letter]:
    """What waits to be proof-read or sent, the oldest first."""
    return list(session().scalars(select(Letter).where(Letter.status.in_(OPEN)).order_by(Letter.id)))


def letters_to(actor: Actor) -> list[Letter]:
    """What was sent to the actor's settings, the newest first."""
    if not actor.settings:
        return []
    mine = Letter.setting_id.in_(sorted(actor.settings)) & Letter.status.in_(("sent", "corrected"))
    return list(session().scalars(select(Letter).where(mine).order_by(Letter.id.desc()).limit(200)))


def referral_of(letter: Letter) -> Referral | None:
    """The referral of a letter, if the reader may see it."""
    return session().scalars(select(Referral).where(Referral.id == letter.referral_id)).one_or_none()


def version_before(letter: Letter) -> Letter | None:
    """The letter that this one corrects."""
    if letter.replaces_id is None:
        return None
    return session().scalars(select(Letter).where(Letter.id == letter.replaces_id)).one_or_none()


def version_after(letter: Letter) -> Letter | None:
    """The letter that corrects this one."""
    return session().scalars(select(Letter).where(Letter.replaces_id == letter.id)).one_or_none()
