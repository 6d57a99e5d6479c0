"""The pack of a meeting: one PDF for each reader, theirs alone, and gone when it no longer holds."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from fap import actions
from fap.actions.interests import declare_interest, withdraw_interest
from fap.lists import current_item
from fap.models import DeclaredInterest, MeetingPack, PackChild, Referral, ReferralDocument
from fap.packs.actions import OutOfDate, ask_for_pack, hand_out, holds, stop_pack
from fap.packs.lists import pack_of
from fap.packs.making import forget_packs
from fap.rights import NotAllowed
from foundation.access.lists import actor_of
from foundation.access.permissions import Role
from foundation.jobs.worker import Worker
from foundation.store import acting_as, documents, now, session
from tests.fap import files
from tests.fap.conftest import CSE, make_child, make_setting
from tests.people import make_account

SECRET = "Canary Whitlow"


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


@pytest.fixture
def county(people, make_referral, meeting, as_) -> Any:
    """Two items of a published agenda: one with documents of every kind, and one of another child."""
    people.third = make_setting("Corvin Hill Academy")
    people.of_third = make_account(Role.PANEL_MEMBER, panel_id=people.panel.id, setting=people.third)
    people.second = make_child(people.school, surname="Otherling", forename="Second")
    at_home = {"preferred_school": {"code": people.school.urn}}
    people.one = make_referral("on_agenda", meeting=meeting, peer_flags=CSE, reason_text=SECRET, **at_home)
    people.two = make_referral("on_agenda", meeting=meeting, child=people.second, seed=2, **at_home)
    docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    attach(people.one, "attendance_record", "a.pdf", "application/pdf", files.a_pdf(3), pages=3)
    attach(people.one, "behaviour_log", "log.txt", "text/plain; charset=utf-8", b"Line of the log")
    attach(people.one, "other", "scan.jpg", "image/jpeg", files.a_picture("JPEG", (600, 400)))
    attach(people.one, "iep", "plan.docx", docx, files.a_docx())
    attach(people.one, "school_report", "waits.pdf", "application/pdf", files.a_pdf(), scan="pending")
    attach(people.two, "other", "locked.pdf", "application/pdf", files.a_pdf(1, password="x"))
    with as_(people.coordinator) as actor:
        actions.publish_meeting(actor, meeting)
    session().commit()
    people.meeting = meeting
    return people


def ask(county, account) -> MeetingPack:
    with acting_as(actor_of(account)) as actor:
        made = ask_for_pack(actor, county.meeting)
        session().commit()
        return made


def work(app) -> None:
    session().commit()
    Worker(app).once()
    session().expire_all()


def handed(account, meeting) -> bytes:
    reader = actor_of(account)
    with acting_as(reader):
        pack = pack_of(meeting)
        assert pack is not None
        return hand_out(reader, pack)


def made_for(app, county, account) -> list[str]:
    ask(county, account)
    work(app)
    data = handed(account, county.meeting)
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def test_who_reads_what(app, county, as_) -> None:
    school_name, surname = county.school.name, county.child.surname
    for account in (county.coordinator, county.chair, county.member):
        said = made_for(app, county, account)
        whole = "\n".join(said)
        assert SECRET in whole
        assert surname in whole
        assert "Otherling" in whole
        assert all(
            account.name in page and f"Page {n} of {len(said)}" in page for n, page in enumerate(said, 1)
        )
    said = made_for(app, county, county.of_third)
    whole = "\n".join(said)
    for word in (SECRET, surname, "Otherling", school_name, county.child.upn, county.one.reference):
        assert word not in whole
    assert "Item 1: summary" in whole
    assert "Exploitation, gangs or serious violence" in whole
    assert len(said) == 3


def test_every_kind_of_document_has_its_page(app, county) -> None:
    made_for(app, county, county.chair)
    reader = PdfReader(io.BytesIO(handed(county.chair, county.meeting)))
    titles = [
        [below.title for below in each] if isinstance(each, list) else each.title for each in reader.outline
    ]
    assert titles == [
        "Cover, agenda and contents",
        f"Item 1: {county.one.reference}",
        [
            "Attendance record",
            "Most recent school report",
            "Behaviour log",
            "Individual education plan",
            "Another document",
        ],
        f"Item 2: {county.two.reference}",
        ["Another document"],
    ]
    whole = "\n".join(page.extract_text() for page in reader.pages)
    assert "Line of the log" in whole
    assert "This is a Word document, which is not bound in" in whole.replace("\n", " ")
    assert "The virus scanner has not looked at this document yet" in whole
    assert "This document has a password" in whole
    assert "Attendance record, page 3 of 3" in whole
    pack = session().scalars(select(MeetingPack)).one()
    assert (pack.status, pack.pages, pack.left_out) == ("ready", len(reader.pages), 1)
    assert {row.child_id for row in session().scalars(select(PackChild))} == {
        county.child.id,
        county.second.id,
    }


def test_a_declared_interest_leaves_a_number_and_nothing_else(app, county) -> None:
    made_for(app, county, county.member)
    item = current_item(county.one)
    with acting_as(actor_of(county.member)) as actor:
        declare_interest(actor, item, "relation")
        session().commit()
        assert not holds(actor, pack_of(county.meeting))
        with pytest.raises(OutOfDate):
            hand_out(actor, pack_of(county.meeting))
    work(app)
    assert [pack.status for pack in session().scalars(select(MeetingPack))] == ["gone"]
    whole = "\n".join(made_for(app, county, county.member))
    assert "Item 1: withheld" in whole
    assert "Withheld, declared interest" in whole
    for word in (SECRET, county.child.surname, county.child.upn, county.one.reference):
        assert word not in whole
    assert "Otherling" in whole
    with acting_as(actor_of(county.member)) as actor:
        standing = session().scalars(select(DeclaredInterest)).one()
    with acting_as(actor_of(county.coordinator)) as actor:
        withdraw_interest(actor, standing, item, "It was another family")
        session().commit()
    with acting_as(actor_of(county.member)) as actor:
        assert not holds(actor, pack_of(county.meeting))


def test_nobody_else_is_handed_it(app, county) -> None:
    made = ask(county, county.member)
    work(app)
    for account in (county.chair, county.coordinator, county.officer, county.of_third, county.foreign_chair):
        with acting_as(actor_of(account)) as actor:
            assert session().scalars(select(MeetingPack).where(MeetingPack.id == made.id)).all() == []
            with pytest.raises(NotAllowed):
                hand_out(actor, made)
    with acting_as(actor_of(county.foreign_chair)) as actor, pytest.raises(ValueError):
        ask_for_pack(actor, county.meeting)


def test_it_is_gone_when_the_meeting_closes(app, county, as_) -> None:
    made_for(app, county, county.chair)
    pack = session().scalars(select(MeetingPack)).one()
    name = pack.stored_as
    with as_(county.coordinator) as actor:
        actions.close_meeting(actor, county.meeting)
        session().commit()
    session().expire_all()
    assert (pack.status, pack.stored_as) == ("gone", None)
    assert session().scalars(select(PackChild)).all() == []
    with pytest.raises(documents.DocumentMissingError):
        documents.get(name)
    with as_(county.chair) as actor, pytest.raises(ValueError):
        ask_for_pack(actor, county.meeting)


@pytest.mark.parametrize("what", ["document", "scan", "agenda", "name"])
def test_it_does_not_hold_once_something_in_it_changed(app, county, as_, what) -> None:
    made_for(app, county, county.chair)
    if what == "document":
        attach(county.two, "ep_report", "b.pdf", "application/pdf", files.a_pdf())
    elif what == "scan":
        row = session().scalars(select(ReferralDocument).where(ReferralDocument.scan == "pending")).one()
        row.scan = "clean"
    elif what == "agenda":
        with as_(county.coordinator) as actor:
            actions.take_off_agenda(actor, current_item(county.two), county.two, "A place was found")
    else:
        county.chair.name = "Another Name"
    session().commit()
    with acting_as(actor_of(county.chair)) as actor:
        assert not holds(actor, pack_of(county.meeting))
    forget_packs()
    session().flush()
    assert [pack.status for pack in session().scalars(select(MeetingPack))] == ["gone"]


def test_stopped_failed_and_asked_again(app, county, monkeypatch) -> None:
    made = ask(county, county.chair)
    again = ask(county, county.chair)
    assert made.id == again.id
    with acting_as(actor_of(county.chair)) as actor:
        stop_pack(actor, made)
        session().commit()
    work(app)
    assert made.status == "stopped"
    monkeypatch.setattr("foundation.paper.binding.FONTS", files.__file__)
    broken = ask(county, county.chair)
    work(app)
    assert (broken.status, broken.reason) == ("failed", "not_drawable")
    monkeypatch.undo()
    assert made_for(app, county, county.chair)
    newest = session().scalars(select(MeetingPack).order_by(MeetingPack.id.desc())).first()
    assert newest.status == "ready"
    assert newest.done > 0


def test_nothing_to_read_makes_no_pack(app, county) -> None:
    late = make_account(Role.PANEL_MEMBER, panel_id=county.panel.id, agreed=False)
    with acting_as(actor_of(late)) as actor, pytest.raises(ValueError, match="nothing on this agenda"):
        ask_for_pack(actor, county.meeting)
