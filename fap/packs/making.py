"""Making a copy in the background: read as its reader, bound in confined processes, stored encrypted.

No lock is held while it is made: what is read is read in a session of its own, how far it is written in
short transactions, and the result in the job's own, which is committed with the job's end.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, g

from fap import pack_events as events
from fap.models import PanelMeeting
from fap.models.pack import MeetingPack, PackChild
from fap.need_to_know import Version
from fap.packs import lists
from fap.packs.actions import CHECK, CLOSED, MAKE, open_to, throw_away_all, throw_away_what_changed
from fap.packs.contents import Contents, contents_of
from fap.packs.packs_core import note
from fap.packs.writing import binding_of
from foundation.access.lists import account_by_id, actor_of
from foundation.jobs import Payload, handler, nightly
from foundation.paper.binding import Binding, Bound, Cancelled, bind
from foundation.paper.pdf import PaperError
from foundation.store import Actor, acting_as, documents, now, session
from foundation.store.session import independent_session
from foundation.trail import record
from foundation.trail.openings import children_seen

EVERY_SECONDS = 0.5
log = logging.getLogger("jobs")


@dataclass(frozen=True)
class _Ordered:
    """What is to be bound, what it was made of, and whom it is about."""

    binding: Binding
    made_of: str
    children: frozenset[int]
    full: int
    summaries: int
    withheld: int


@handler(MAKE, tries=2, lease=900)
def make_pack(payload: Payload) -> None:
    """Make one copy; that it could not be made is said to its reader, who can ask again."""
    pack_id = int(payload["pack"])
    try:
        ordered = _ordered(pack_id)
        if ordered is None:
            return
        bound = bind(ordered.binding, _telling(pack_id))
    except Cancelled:
        return
    except PaperError as failed:
        _failed(pack_id, failed.reason)
        return
    except Exception as error:  # noqa: BLE001  its reader is told; its message may name a child, its class not
        log.error("pack %s failed with %s", pack_id, type(error).__name__)
        _failed(pack_id, "not_drawable")
        return
    _keep(pack_id, ordered, bound)


def _ordered(pack_id: int) -> _Ordered | None:
    """Read everything as the reader, in a session that writes nothing and is gone before the drawing."""
    with current_app.app_context():
        g.writes = False
        pack = session().get(MeetingPack, pack_id)
        if pack is None or pack.status != "waiting":
            return None
        account, meeting_id, item_id = account_by_id(pack.account_id), pack.meeting_id, pack.item_id
        if account is None or account.state != "active":
            raise PaperError("not_drawable")
        reader, made_at, copy = actor_of(account), now(), pack.public_id[:6]
        session().expunge_all()
        with acting_as(reader):
            contents = _contents(reader, meeting_id, item_id)
            binding = binding_of(contents, made_at, copy)
            children = frozenset(children_seen(session()))
        return _Ordered(
            binding,
            contents.made_of,
            children,
            contents.count(Version.FULL),
            contents.count(Version.SUMMARY),
            contents.count(Version.HIDDEN),
        )


def _contents(reader: Actor, meeting_id: int, item_id: int | None) -> Contents:
    meeting = session().get(PanelMeeting, meeting_id)
    if meeting is None or meeting.status not in open_to(reader):
        raise PaperError("not_drawable")
    return contents_of(reader, meeting, item_id)


def _telling(pack_id: int) -> Callable[[int, int], bool]:
    """Write how far it is, not more often than anybody looks; False once nobody waits for it."""
    last = 0.0

    def tell(done: int, total: int) -> bool:
        nonlocal last
        moment = time.monotonic()
        if moment - last < EVERY_SECONDS and done < total:
            return True
        last = moment
        with independent_session() as own:
            return note(own.connection(), pack_id, done, total)

    return tell


def _keep(pack_id: int, ordered: _Ordered, bound: Bound) -> None:
    pack = session().get_one(MeetingPack, pack_id, with_for_update=True)
    if pack.status != "waiting":
        return
    pack.stored_as, pack.made_at, pack.made_of = documents.put(bound.data), now(), ordered.made_of
    pack.pages, pack.size, pack.left_out = bound.pages, len(bound.data), len(bound.left_out)
    session().add_all(PackChild(pack_id=pack_id, child_id=child) for child in sorted(ordered.children))
    record(
        events.PackMade(
            subject=pack,
            pages=bound.pages,
            full=ordered.full,
            summaries=ordered.summaries,
            withheld=ordered.withheld,
        )
    )


def _failed(pack_id: int, reason: str) -> None:
    pack = session().get_one(MeetingPack, pack_id, with_for_update=True)
    if pack.status == "waiting":
        pack.reason = reason[:16]
        record(events.PackFailed(subject=pack, reason=reason))


@handler(CHECK, tries=4)
def check_packs(payload: Payload) -> None:
    """Something on an agenda changed: the copies that do not hold any more are deleted."""
    packs = lists.packs_of_meeting(int(payload["meeting"]))
    throw_away_what_changed([pack for pack in packs if pack.status == "ready"])


@nightly("fap.packs", at=dt.time(2, 30))
def forget_packs() -> None:
    """Copies of closed meetings, and those that do not hold any more, are gone by the morning."""
    there = lists.packs_that_are_there()
    for pack in there:
        if pack.meeting.status == "closed":
            throw_away_all(pack.meeting_id, CLOSED)
    throw_away_what_changed([pack for pack in there if pack.status == "ready"])
