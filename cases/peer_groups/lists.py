"""Queries for peer group information; the session narrows them to the asker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from cases.models import Case
from cases.peer_groups.models import PeerInformation, PeerName, PeerReader, PeerRequest
from foundation.store import session


def requests_of_case(case: Case) -> Sequence[PeerRequest]:
    """What was asked in a case, the latest first."""
    asked = select(PeerRequest).where(PeerRequest.case_id == case.id)
    return session().scalars(asked.order_by(PeerRequest.asked_on.desc(), PeerRequest.id.desc())).all()


def requests(status: str = "", limit: int = 100) -> Sequence[PeerRequest]:
    """Requests by state, those that are due first on top."""
    wanted = select(PeerRequest)
    if status:
        wanted = wanted.where(PeerRequest.status == status)
    return session().scalars(wanted.order_by(PeerRequest.due_on.desc(), PeerRequest.id).limit(limit)).all()


def waiting(*states: str) -> Sequence[PeerRequest]:
    """Requests in these states, the oldest first."""
    found = select(PeerRequest).where(PeerRequest.status.in_(states))
    return session().scalars(found.order_by(PeerRequest.due_on, PeerRequest.id)).all()


def late(day: dt.date) -> Sequence[PeerRequest]:
    """Asked, not answered, and past the date."""
    overdue = select(PeerRequest).where(PeerRequest.status == "asked", PeerRequest.due_on < day)
    return session().scalars(overdue.order_by(PeerRequest.due_on)).all()


def information_of(request: PeerRequest) -> PeerInformation | None:
    """What was asked and answered, if the reader is within the assessment."""
    found = select(PeerInformation).where(PeerInformation.request_id == request.id)
    return session().scalars(found).one_or_none()


def names_in(request: PeerRequest) -> Sequence[PeerName]:
    """The young people who were named."""
    found = select(PeerName).where(PeerName.request_id == request.id)
    return session().scalars(found.order_by(PeerName.id)).all()


def readers_of(request: PeerRequest) -> Sequence[PeerReader]:
    """Who joined the assessment."""
    found = select(PeerReader).where(PeerReader.request_id == request.id)
    return session().scalars(found.order_by(PeerReader.id)).all()
