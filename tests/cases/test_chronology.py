"""The chronology: whole for those who work on the case; of one child without any other child."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from pypdf import PdfReader

from cases import actions, chronology
from cases.actions.contact import NOT_A_PARTY
from cases.kinds import KINDS
from cases.models import Case
from foundation.access.permissions import Role
from foundation.store import acting_as, session, today
from roll.models import ChildAlias
from tests.cases.conftest import actor_of

MASH = Role.MASH_OFFICER
OTHERS = ("Tomasz", "Lewandowski", "Nowak", "Tomek")


@pytest.fixture
def two(writable, new_child, new_setting):
    new_setting("Ridgemoor School")
    amara, tomasz = new_child("Amara", "Okonkwo"), new_child("Tomasz", "Lewandowski")
    names = {"surname": "Nowak", "forename": "Tomek", "noted_on": dt.date(2026, 1, 1)}
    session().add(ChildAlias(child_id=tomasz.id, kind="name", **names))
    return amara, tomasz


@pytest.fixture
def written(two) -> Case:
    """A case in whose every text the other child's name hides somewhere."""
    first, second = two
    with acting_as(actor_of(MASH)) as actor:
        parties = [(first.id, "alleged_victim", None), (second.id, "alleged_perpetrator", None)]
        words = "Tomasz Lewandowski is said to have pushed."
        incident = actions.IncidentValues(
            natures=("physical",), happened_from=today() - dt.timedelta(days=3), words=words
        )
        case = actions.open_case(actor, parties=parties, incident=incident, how_known=f"Number {second.upn}")

        def put(kind: str, child=None, **values):
            given = {"happened_on": today(), **values}
            about = child.id if child is not None else None
            return actions.add_entry(actor, case, KINDS[kind], given, child_id=about)

        put("voice", first, alone="yes", owner="K. Ademola", words="“I like maths.”", direct="None")
        put("voice", first, alone="yes", owner="K. Ademola", words="“Tomek was there.”", direct="None")
        put("parents", first, owner="Mother, not Mrs Nowak", views="Safe.", consent="yes", spoke_for="no")
        put("voice", second, alone="yes", owner="B. Lund", words="“Only here.”", direct="None")
        put(
            "decision",
            decision="continue",
            what="About Tomasz and Amara.",
            relied_on=["police"],
            together="A",
        )
        told = actions.receive_contact(
            actor,
            source_kind="agency",
            child_id=second.id,
            other_child_ids=[first.id],
            agency="The family Lewandowski",
            summary="About the second child.",
        )
        actions.link_contact(actor, told, case, rationale="The same incident.")
    session().commit()
    return case


def test_the_childs_own_chronology_names_no_other_child(written, two, signed_in):
    client = signed_in(MASH)
    address = f"/cases/{written.reference}/children/{two[0].public_id}/chronology"
    page = client.get(address)
    made = PdfReader(io.BytesIO(client.get(f"{address}.pdf").data))
    paper = "\n".join(sheet.extract_text() for sheet in made.pages)
    for text in (page.words, paper):
        assert not [name for name in (*OTHERS, two[1].upn) if name.casefold() in text.casefold()]
        assert "I like maths." in text
        assert chronology.HELD_BACK.split(":")[0] in text
        assert "Only here." not in text
        assert "About the second child." not in text
        assert "Parents’ views" in text
        assert "Decision" in text


def test_the_childs_own_chronology_names_nobody_whom_a_contact_tells_of(written, two, new_child):
    witness = new_child("Peregrine", "Quennerley")
    with acting_as(actor_of(MASH)) as actor:
        told = actions.receive_contact(
            actor,
            source_kind="agency",
            child_id=two[0].id,
            other_child_ids=[witness.id],
            other_words=["A boy called Kit"],
            agency="Peregrine Hall",
            summary="Amara says that Kit saw it.",
        )
        nobody = {witness.id: NOT_A_PARTY}
        actions.link_contact(actor, told, written, nobody, rationale="Quennerley told us.")
        found = [text for line in chronology.of_child(written, two[0]) for text in (line.what, line.words)]
    assert not [text for text in found if any(name in text for name in ("Peregrine", "Quennerley", "Kit"))]
    assert found.count(chronology.HELD_BACK) >= 2


def test_the_whole_chronology_holds_both_and_says_of_whom(written, two, signed_in):
    client = signed_in(MASH)
    page = client.get(f"/cases/{written.reference}/chronology")
    for words in (
        "I like maths.",
        "Only here.",
        "About Tomasz and Amara.",
        "Contact received",
        "Incident, physical",
    ):
        assert words in page
    assert client.get(f"/cases/{written.reference}/chronology.pdf").data.startswith(b"%PDF")
    found = client.get(f"/cases/{written.reference}/chronology.xlsx").data
    sheet = openpyxl.load_workbook(io.BytesIO(found)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert tuple(rows[0]) == chronology.HEADINGS
    days = [row[0].date() for row in rows[1:]]
    assert days == sorted(days)
    assert any(row[3] == "Amara Okonkwo" for row in rows)


def test_a_child_of_another_case_has_no_chronology_here(written, new_child, signed_in):
    client = signed_in(MASH)
    other = new_child()
    for page in ("", "/chronology", "/chronology.pdf", "/record/voice"):
        client.get(f"/cases/{written.reference}/children/{other.public_id}{page}", status=404)
    client.get(f"/cases/{written.reference}/record/voice", status=404)
    client.get(f"/cases/{written.reference}/record/nonsense", status=404)
    client.get(f"/cases/{written.reference}/incidents/2", status=404)


def test_the_page_of_one_child_names_no_other(written, two, signed_in):
    page = signed_in(MASH).get(f"/cases/{written.reference}/children/{two[1].public_id}")
    assert "Amara" not in page.words
    assert "Okonkwo" not in page.words
    assert "Only here." in page
