"""A school becomes an academy: one place under two URNs, with neither a lost nor a false alert."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from foundation.access.lists import actor_of, operator
from foundation.access.permissions import Role
from foundation.store import session
from roll import continuing_core, import_links, links_file, stays_core
from roll.models import Enrolment, ImportRun, Setting
from tests.people import make_account
from transitions import placement
from transitions.models import Alert, Disclosure
from transitions.telling import as_documents

DAY = dt.timedelta(days=1)
HEADER = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\r\n"
OLD, NEW = "900001", "900091"


def links(*rows: tuple[str, str, str, str]) -> bytes:
    lines = [f'"{urn}","{linked}","A name","{kind}","{day}"\r\n' for urn, linked, kind, day in rows]
    return (HEADER + "".join(lines)).encode("cp1252")


BOTH_SIDES = links((OLD, NEW, "Successor", "01-10-2026"), (NEW, OLD, "Predecessor", "01-10-2026"))


@pytest.fixture
def academy(county):
    """Saltbeck High School is to become an academy."""
    made = Setting(urn=NEW, name="Saltbeck Academy", low_age=11, high_age=16, la_code="999")
    session().add(made)
    session().flush()
    return made


def link(data: bytes = BOTH_SIDES, **options) -> ImportRun:
    return import_links.apply(operator(), import_links.read(data, "links.csv"), **options)


def stay(county, child: str, setting_id: int, start: dt.date, leaving: dt.date | None = None) -> Enrolment:
    made = Enrolment(child_id=county.child(child).id, setting_id=setting_id, start=start)
    made.leaving = leaving or dt.date(9999, 12, 31)
    session().add(made)
    session().flush()
    return made


def kinds() -> list[tuple[str, str]]:
    session().flush()
    return sorted((alert.kind, alert.status) for alert in session().scalars(select(Alert)))


LAST, FIRST = dt.date(2026, 9, 30), dt.date(2026, 10, 1)


@pytest.mark.parametrize(
    ("last", "first", "stays"),
    [
        (LAST, FIRST, 1),
        (LAST, LAST, 1),
        (None, FIRST, 1),
        (dt.date(2026, 7, 21), dt.date(2026, 7, 21) + 50 * DAY, 1),
        (dt.date(2026, 7, 21), dt.date(2026, 7, 21) + 51 * DAY, 2),
    ],
)
def test_a_stay_that_goes_on_under_the_new_urn_is_one_stay(county, academy, last, first, stays) -> None:
    old = county.setting("saltbeck").id
    stay(county, "leona", old, dt.date(2025, 9, 1), last)
    stay(county, "leona", academy.id, first)
    link()
    found = [
        s for s in stays_core.stays(session().connection(), [county.child("leona").id]) if s.setting_id == old
    ]
    assert len(found) == stays
    assert found[0].start == dt.date(2025, 9, 1)
    assert found[-1].leaving == dt.date(9999, 12, 31)
    assert stays_core.settings_of(session().connection())[old].name == "Saltbeck Academy"


def test_whoever_was_elsewhere_in_between_comes_back(county, academy) -> None:
    old, kiln = county.setting("saltbeck").id, county.setting("kiln").id
    stay(county, "leona", old, dt.date(2025, 9, 1), dt.date(2026, 9, 10))
    stay(county, "leona", kiln, dt.date(2026, 9, 14), dt.date(2026, 9, 30))
    stay(county, "leona", academy.id, FIRST)
    link()
    assert len(stays_core.stays(session().connection(), [county.child("leona").id])) == 3


def test_leaving_the_academy_ends_the_stay_although_the_old_roll_never_did(county, academy) -> None:
    old = county.setting("saltbeck").id
    stay(county, "leona", old, dt.date(2025, 9, 1))
    stay(county, "leona", academy.id, FIRST, dt.date(2026, 10, 20))
    link()
    (found,) = stays_core.stays(session().connection(), [county.child("leona").id])
    assert (found.start, found.leaving) == (dt.date(2025, 9, 1), dt.date(2026, 10, 20))


def test_a_conversion_neither_loses_nor_raises_an_alert(county, academy) -> None:
    old = county.setting("saltbeck").id
    stay(county, "leona", old, dt.date(2025, 9, 1))
    stay(county, "devin", old, dt.date(2025, 9, 1))
    county.separate()
    before = [(alert.id, alert.key) for alert in session().scalars(select(Alert))]
    together = [alert for alert in session().scalars(select(Alert)) if alert.kind == "same_setting"]
    assert len(together) == 1
    states = kinds()
    link()
    for child in ("leona", "devin"):
        session().get(Enrolment, (county.child(child).id, old, dt.date(2025, 9, 1))).leaving = LAST
        stay(county, child, academy.id, FIRST)
    county.sweep()
    assert [(alert.id, alert.key) for alert in session().scalars(select(Alert))] == before
    assert kinds() == states


def test_links_that_come_late_take_back_what_was_raised_meanwhile(county, academy) -> None:
    old = county.setting("saltbeck").id
    stay(county, "leona", old, dt.date(2025, 9, 1), LAST)
    stay(county, "leona", academy.id, FIRST)
    county.separate(since=dt.date(2026, 9, 1))
    assert ("moved", "raised") in kinds()
    link()
    assert ("moved", "raised") not in kinds()


def test_the_check_looks_at_the_place_under_either_urn(county, academy) -> None:
    old = county.setting("saltbeck").id
    stay(county, "devin", academy.id, FIRST)
    county.separate()
    link()
    for setting_id in (old, academy.id):
        answer = placement.check(county.child("leona").id, setting_id, dt.date(2026, 12, 1))
        assert answer.result == "conflict"
        assert "Saltbeck Academy" in answer.reasons[0]


def test_who_works_at_the_academy_sees_what_the_school_was_told(county, academy) -> None:
    old = county.setting("saltbeck").id
    link()
    actor = actor_of(make_account(Role.DSL, setting=academy))
    assert actor.settings == {old, academy.id}
    assert continuing_core.chains(session().connection()).members((old,)) == {old, academy.id}


def test_alerts_and_letters_name_the_place_as_it_is_known_today(client, county, academy) -> None:
    old = county.setting("saltbeck").id
    stay(county, "leona", old, dt.date(2025, 9, 1))
    stay(county, "devin", old, dt.date(2025, 9, 1), LAST)
    stay(county, "devin", academy.id, FIRST)
    link()
    county.separate()
    county.save()
    alert = county.alert(kind="same_setting")
    assert as_documents([alert])[0]["setting_urns"] == [NEW]
    officer = client.sign_in(make_account(Role.SAFEGUARDING_OFFICER))
    for address in ("/alerts", "/county", f"/alerts/{alert.reference}", f"/alerts/{alert.reference}/print/1"):
        page = officer.get(address)
        assert "Saltbeck Academy" in page
        assert "Saltbeck High" not in page
    page = officer.get(f"/alerts/{alert.reference}")
    chosen = {"mode": "separate", "purpose": "safety_now", "legal_basis": "public_task"}
    page = officer.submit("Save and see the letters", **chosen)
    assert "To the safeguarding lead, Saltbeck Academy" in page
    officer.submit("Release both letters")
    letters = session().scalars(select(Disclosure)).all()
    assert {letter.setting_id for letter in letters} == {academy.id}
    assert officer.get(f"/alerts/{alert.reference}").text.count("A letter about") == 1
    home = client.sign_in(make_account(Role.DSL, setting=academy)).get("/")
    assert "Saltbeck Academy" in home
    assert "Saltbeck High" not in home


# The file -------------------------------------------------------------------------------------------


def read(data: bytes, *urns: str) -> links_file.LinksFile:
    return links_file.read(data, "links.csv", set(urns))


def test_both_sides_of_a_link_say_the_same() -> None:
    found = read(BOTH_SIDES, OLD, NEW)
    assert found.follows == {(OLD, NEW): dt.date(2026, 10, 1)}
    assert (found.rejects, found.notes, found.left_out) == ([], [], 0)


@pytest.mark.parametrize(
    "kind", ["Successor - amalgamated", "Successor - Split School", "Sixth Form Centre Link", "Parent"]
)
def test_joined_and_split_schools_stay_places_of_their_own(kind) -> None:
    found = read(links((OLD, NEW, kind, "01-10-2026")), OLD, NEW)
    assert (found.follows, found.left_out) == ({}, 1)


def test_two_that_are_followed_by_one_are_no_succession() -> None:
    found = read(links((OLD, NEW, "Successor", ""), ("900002", NEW, "Successor", "")), OLD, NEW, "900002")
    assert found.follows == {}
    assert len(found.notes) == 2


def test_a_chain_is_one_place_and_a_circle_is_refused() -> None:
    chain = links((OLD, NEW, "Successor", ""), (NEW, "900092", "Successor", ""))
    assert links_file.chain(read(chain, OLD, NEW, "900092").follows) == {NEW: OLD, "900092": OLD}
    circle = links((OLD, NEW, "Successor", ""), (NEW, OLD, "Successor", ""))
    assert [r.reason for r in read(circle, OLD, NEW).rejects]


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "empty"), (b"URN,LinkURN\n1,2\n", "lacks"), (HEADER.encode(), "nothing below")]
)
def test_a_file_nobody_can_use(data, words) -> None:
    assert words in read(data, OLD, NEW).problem.reason


def test_a_link_that_is_gone_from_the_file_holds_it(county, academy) -> None:
    assert link().status == "applied"
    run = link(links((OLD, "999999", "Successor", "")))
    assert (run.status, run.counts["ended"]) == ("held", 1)
    assert len(continuing_core.chains(session().connection()).place) == 1
    assert link(links((OLD, "999999", "Successor", "")), confirm=True).status == "applied"
    assert continuing_core.chains(session().connection()).place == {}


def test_the_page_and_the_command(app, client, county, academy, tmp_path) -> None:
    county.save()
    admin = client.sign_in(make_account(Role.ADMINISTRATOR))
    admin.get("/settings/imports")
    page = admin.submit("Read the file", {"what": "links", "file": (BOTH_SIDES, "links.csv")})
    assert "Nothing is applied yet" in page
    assert "The links are in force" in admin.submit("Apply")
    path = tmp_path / "links.csv"
    path.write_bytes(BOTH_SIDES)
    found = app.test_cli_runner().invoke(args=["roll", "links", str(path)])
    assert (found.exit_code, "0 new, 1 same" in found.output) == (0, True)
