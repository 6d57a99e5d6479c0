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
from fap.models import DeclaredInterest, MeetingPack, PackChild, ReferralDocument
from fap.packs.actions import OutOfDate, ask_for_pack, hand_out, holds, stop_pack
from fap.packs.lists import pack_of
from fap.packs.making import forget_packs
from fap.rights import NotAllowed
from foundation.access.lists import actor_of
from foundation.access.permissions import Role
from foundation.store import acting_as, documents, session
from tests.fap import files
from tests.fap.packing import SECRET, ask, attach, copy_for, handed, made_for, papers, quickly, work
from tests.people import make_account


@pytest.fixture
def county(people, make_referral, meeting, as_) -> Any:
    return papers(people, make_referral, meeting, as_)


@pytest.fixture
def quick(monkeypatch) -> None:
    quickly(monkeypatch)


def test_whose_it_is_stands_on_every_page(app, county) -> None:
    said = made_for(app, county, county.of_third)
    assert len(said) == 3
    for number, words in enumerate(said, 1):
        assert county.of_third.name in words
        assert f"Page {number} of 3" in words
    assert "Item 1: summary" in said[1]
    assert "Exploitation, gangs or serious violence" in said[1]


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


def test_a_declared_interest_leaves_a_number_and_nothing_else(app, county, monkeypatch) -> None:
    with monkeypatch.context() as patched:
        quickly(patched)
        copy_for(app, county, county.member)
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


def test_nobody_else_is_handed_it(app, county, quick) -> None:
    made = ask(county, county.member)
    work(app)
    for account in (county.chair, county.coordinator, county.officer, county.of_third, county.foreign_chair):
        with acting_as(actor_of(account)) as actor:
            assert session().scalars(select(MeetingPack).where(MeetingPack.id == made.id)).all() == []
            with pytest.raises(NotAllowed):
                hand_out(actor, made)
    with acting_as(actor_of(county.foreign_chair)) as actor, pytest.raises(ValueError):
        ask_for_pack(actor, county.meeting)


def test_it_is_gone_when_the_meeting_closes(app, county, as_, quick) -> None:
    copy_for(app, county, county.chair)
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
def test_it_does_not_hold_once_something_in_it_changed(app, county, as_, what, quick) -> None:
    copy_for(app, county, county.chair)
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
    quickly(monkeypatch)
    assert copy_for(app, county, county.chair)
    newest = session().scalars(select(MeetingPack).order_by(MeetingPack.id.desc())).first()
    assert newest.status == "ready"
    assert newest.done > 0


def test_nothing_to_read_makes_no_pack(app, county) -> None:
    late = make_account(Role.PANEL_MEMBER, panel_id=county.panel.id, agreed=False)
    with acting_as(actor_of(late)) as actor, pytest.raises(ValueError, match="nothing on this agenda"):
        ask_for_pack(actor, county.meeting)
