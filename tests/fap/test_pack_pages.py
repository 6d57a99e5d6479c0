"""The page of a reader's own pack: asked for, waited for, downloaded; out of date, refused, stopped."""

from __future__ import annotations

import io
import logging
import re

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from fap import actions
from fap.actions.interests import declare_interest
from fap.comparing import sent_answers
from fap.lists import current_item
from fap.models import MeetingPack, ReferralDocument
from foundation.access.lists import actor_of
from foundation.jobs.models import Job
from foundation.store import acting_as, session
from foundation.trail.models import TrailChild, TrailEntry
from tests.client import CheckingClient
from tests.fap.packing import SECRET, papers, quickly, work


@pytest.fixture
def county(people, make_referral, meeting, as_):
    return papers(people, make_referral, meeting, as_)


@pytest.fixture
def sign_in_as(app, db_session):
    return lambda account: CheckingClient(app).sign_in(account)


def has_pack(app, client, meeting):
    """The reader's pack page once the copy was made."""
    page = client.get(f"/panels/meetings/{meeting.public_id}/pack")
    page = client.submit("Make my pack")
    assert "Waiting for its turn" in page
    work(app)
    return client.get(f"/panels/meetings/{meeting.public_id}/pack")


def test_asked_for_waited_for_and_downloaded(app, county, sign_in_as, caplog, monkeypatch) -> None:
    quickly(monkeypatch)
    caplog.set_level(logging.DEBUG)
    client = sign_in_as(county.chair)
    client.get(f"/panels/meetings/{county.meeting.public_id}")
    page = client.click("Your pack of this meeting")
    assert page.h1 == "Your pack"
    page = client.submit("Make my pack")
    far = client.get(f"/panels/meetings/{county.meeting.public_id}/pack/progress").data
    assert b'"state":"reading"' in far.replace(b" ", b"")
    work(app)
    page = client.click("Look again")
    assert "Ready" in page
    answer = client.click("Download the pack")
    assert answer.data.startswith(b"%PDF")
    kept = answer.headers["Content-Disposition"]
    assert kept == 'attachment; filename="pack-secondary-north-2026-11-17.pdf"'
    told = session().scalars(select(TrailEntry).where(TrailEntry.name == "fap_pack.file")).one()
    children = session().scalars(select(TrailChild).where(TrailChild.entry_id == told.id))
    assert {row.child_id for row in children} == {county.child.id, county.second.id}
    assert told.kind == "export"
    payloads = [str(job.payload) for job in session().scalars(select(Job).where(Job.name == "fap.pack"))]
    everything = " ".join([*payloads, caplog.text, kept])
    for word in (SECRET, county.child.surname, county.child.upn, "Otherling"):
        assert word not in everything
    assert payloads == [f"{{'pack': {session().scalars(select(MeetingPack)).one().id}}}"]


def test_out_of_date_is_said_and_not_handed_out(app, county, sign_in_as, monkeypatch) -> None:
    quickly(monkeypatch)
    client = sign_in_as(county.member)
    has_pack(app, client, county.meeting)
    with acting_as(actor_of(county.member)) as actor:
        declare_interest(actor, current_item(county.two), "relation")
        session().commit()
    page = client.get(f"/panels/meetings/{county.meeting.public_id}/pack/file")
    assert page.path.endswith("/pack")
    assert "does not hold any more" in page
    assert "Your copy is out of date" in page
    assert "Withheld, declared interest" in page
    assert "Otherling" not in page


def test_stopped_while_it_waits(county, sign_in_as) -> None:
    client = sign_in_as(county.coordinator)
    client.get(f"/panels/meetings/{county.meeting.public_id}/pack")
    client.submit("Make my pack", {"item": "2"})
    page = client.submit("Stop making it")
    assert "Stopped" in page
    assert "Make it anew" in page.buttons


def test_one_item_alone(app, county, sign_in_as) -> None:
    client = sign_in_as(county.coordinator)
    client.get(f"/panels/meetings/{county.meeting.public_id}/pack")
    client.submit("Make my pack", {"item": "2"})
    work(app)
    page = client.get(f"/panels/meetings/{county.meeting.public_id}/pack")
    assert "Item 2 alone" in page
    answer = client.click("Download the pack")
    assert answer.headers["Content-Disposition"].endswith('2026-11-17-item-2.pdf"')
    whole = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.data)).pages)
    assert "Otherling" in whole
    assert SECRET not in whole


def test_shut_when_the_meeting_is_not_open(county, sign_in_as, as_) -> None:
    with as_(county.coordinator) as actor:
        actions.close_meeting(actor, county.meeting)
        session().commit()
    for account in (county.member, county.coordinator):
        page = sign_in_as(account).get(f"/panels/meetings/{county.meeting.public_id}/pack")
        assert "The papers of this meeting are not open" in page
        assert "Make my pack" not in page.buttons


def test_a_document_by_itself_for_those_who_have_the_item_in_full(county, sign_in_as) -> None:
    docx = session().scalars(select(ReferralDocument).where(ReferralDocument.kind == "iep")).one()
    waits = session().scalars(select(ReferralDocument).where(ReferralDocument.scan == "pending")).one()
    item = current_item(county.one)
    address = f"/panels/items/{item.public_id}/documents/{docx.public_id}"
    answer = sign_in_as(county.member).get(address)
    assert answer.data.startswith(b"PK")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="item-1-iep.docx"'
    page = sign_in_as(county.member).get(f"/panels/meetings/{county.meeting.public_id}/pack")
    assert "Item 1: Individual education plan" in page
    sign_in_as(county.of_third).get(address, status=404)
    sign_in_as(county.dsl).get(address, status=403)
    sign_in_as(county.member).get(f"/panels/items/{item.public_id}/documents/{waits.public_id}", status=404)
    other = current_item(county.two)
    sign_in_as(county.member).get(f"/panels/items/{other.public_id}/documents/{docx.public_id}", status=404)


WHO = {
    "coordinator": "all", "chair": "all", "member": "all", "officer": "all", "of_third": "summary",
}  # fmt: skip


@pytest.mark.parametrize("who", WHO)
def test_canaries_in_each_readers_pack(app, county, sign_in_as, who) -> None:
    """Every identifying answer of both forms, searched in the text of each role's own file."""
    client = sign_in_as(getattr(county, who))
    has_pack(app, client, county.meeting)
    data = client.click("Download the pack").data
    whole = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))
    said = [sent_answers(row) for row in (county.one, county.two)]
    canaries = [SECRET, county.child.surname, "Otherling", county.child.upn, county.one.reference]
    canaries += [row["reason_text"][:40] for row in said] + [row["lead_name"] for row in said]
    found = [word for word in canaries if word in whole]
    assert found == (canaries if WHO[who] == "all" else [])
    if WHO[who] == "summary":
        assert not any(str(value) in whole for row in said for value in texts_of(row) if len(value) > 6)


def texts_of(said) -> set[str]:
    """Everything that was typed in a form."""
    if isinstance(said, dict):
        return set().union(*(texts_of(each) for key, each in said.items() if key != "_id"), set())
    if isinstance(said, list):
        return set().union(*(texts_of(each) for each in said), set())
    return {said} if isinstance(said, str) and " " in said else set()
