"""A published agenda of two items with documents of every kind, and copies of its papers made and read."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader

from fap import actions
from fap.models import Referral, ReferralDocument
from fap.packs.actions import ask_for_pack, hand_out
from fap.packs.lists import pack_of
from foundation.access.lists import actor_of
from foundation.access.permissions import Role
from foundation.jobs.worker import Worker
from foundation.paper.binding import Binding, Bound
from foundation.store import acting_as, documents, now, session
from tests.fap import files
from tests.fap.conftest import CSE, make_child, make_setting
from tests.people import make_account

SECRET = "Canary Whitlow"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def attach(
    referral: Referral, kind: str, name: str, media: str, data: bytes, **values: Any
) -> ReferralDocument:
    row = ReferralDocument(
        referral_id=referral.id,
        kind=kind,
        file_name=name,
        media_type=media,
        size=len(data),
        stored_as=documents.put(data),
        added_by=referral.started_by,
        added_at=now(),
        **values,
    )
    session().add(row)
    session().commit()
    return row


def papers(people: Any, make_referral: Any, meeting: Any, as_: Any) -> Any:
    """Two items of a published agenda: one with documents of every kind, and one of another child."""
    people.third = make_setting("Corvin Hill Academy")
    people.of_third = make_account(Role.PANEL_MEMBER, panel_id=people.panel.id, setting=people.third)
    people.second = make_child(people.school, surname="Otherling", forename="Second")
    at_home = {"preferred_school": {"code": people.school.urn}}
    people.one = make_referral("on_agenda", meeting=meeting, peer_flags=CSE, reason_text=SECRET, **at_home)
    people.two = make_referral("on_agenda", meeting=meeting, child=people.second, seed=2, **at_home)
    attach(people.one, "attendance_record", "a.pdf", "application/pdf", files.a_pdf(3), pages=3)
    attach(people.one, "behaviour_log", "log.txt", "text/plain; charset=utf-8", b"Line of the log")
    attach(people.one, "other", "scan.jpg", "image/jpeg", files.a_picture("JPEG", (600, 400)))
    attach(people.one, "iep", "plan.docx", DOCX, files.a_docx())
    attach(people.one, "school_report", "waits.pdf", "application/pdf", files.a_pdf(), scan="pending")
    attach(people.two, "other", "locked.pdf", "application/pdf", files.a_pdf(1, password="x"))
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
    session().commit()
    people.meeting = meeting
    return people


def quickly(monkeypatch: Any) -> None:
    """Make copies without drawing them: for what does not look into the file."""

    def bound(asked: Binding, tell: Any) -> Bound:
        tell(1, 1)
        return Bound(b"%PDF-1.7 not drawn", len(asked.parts), {})

    monkeypatch.setattr("fap.packs.making.bind", bound)


def ask(county: Any, account: Any) -> Any:
    """A copy asked for by somebody."""
    with acting_as(actor_of(account)) as actor:
        made = ask_for_pack(actor, county.meeting)
        session().commit()
        return made


def work(app: Any) -> None:
    """Do what waits."""
    session().commit()
    Worker(app).once()
    session().expire_all()


def handed(account: Any, meeting: Any) -> bytes:
    """The file, to its reader."""
    reader = actor_of(account)
    with acting_as(reader):
        pack = pack_of(meeting)
        assert pack is not None
        return hand_out(reader, pack)


def copy_for(app: Any, county: Any, account: Any) -> bytes:
    """Somebody's copy, asked for, made and handed out."""
    ask(county, account)
    work(app)
    return handed(account, county.meeting)


def made_for(app: Any, county: Any, account: Any) -> list[str]:
    """The words of each page of somebody's copy."""
    data = copy_for(app, county, account)
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
