"""Wards, places and peers as rows of their own; what was said at the panel; a setting that is not safe."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from fap import lists
from fap.actions import NotAllowed
from fap.actions.panel_said import note_discussion, note_not_safe, read_peers, rule_on_safety
from fap.form import FORM
from fap.long_form import LONG_FORM
from fap.models import HeardAtPanel, ReferralPeer, ReferralPlace, SafetyAnswer
from fap.reading import ReferralReader
from fap.wards import follow_wards
from foundation.access.permissions import Role
from foundation.answers import answers_of, reading_of, write_answers
from foundation.store import session
from foundation.trail import history
from roll.models.places import Postcode, Ward


@pytest.fixture
def directory(db_session: Any) -> None:
    session().add_all(
        [Ward(code="E05000001", name="Saltbeck North"), Ward(code="E05000002", name="Quayside")]
    )
    session().add_all(
        [
            Postcode(postcode="LS1 4AP", ward_code="E05000001"),
            Postcode(postcode="LS2 9JT", ward_code="E05000002"),
        ]
    )
    session().commit()


def test_a_ward_is_derived_corrected_and_follows_a_new_postcode(
    people, make_referral, as_, directory
) -> None:
    made = make_referral(home_postcode="LS1 4AP", home_ward=None)
    with as_(people.dsl) as actor:
        assert answers_of(made, FORM)["home_ward"] == "Saltbeck North", "filled in when the draft was started"
        write_answers(actor, made, FORM, {"home_postcode": "LS2 9JT"})
        follow_wards(actor, made, answers_of(made, FORM))
        assert answers_of(made, FORM)["home_ward"] == "Quayside"
        write_answers(actor, made, FORM, {"home_ward": "Old Quay"})
        write_answers(actor, made, FORM, {"home_postcode": "LS1 4AP"})
        follow_wards(actor, made, answers_of(made, FORM))
        assert answers_of(made, FORM)["home_ward"] == "Old Quay", "what somebody corrected stays"


@pytest.mark.parametrize("words", ["no fixed address", "not known", "LS9 9ZZ"])
def test_an_unknown_postcode_takes_the_derived_ward_away(
    people, make_referral, as_, directory, words
) -> None:
    made = make_referral(home_postcode="LS1 4AP", home_ward=None)
    with as_(people.dsl) as actor:
        write_answers(actor, made, FORM, {"home_postcode": words})
        follow_wards(actor, made, answers_of(made, FORM))
        assert "home_ward" not in answers_of(made, FORM)


def test_the_ward_is_filled_in_by_saving_the_page(people, make_referral, signed_in, directory) -> None:
    made = make_referral()
    client = signed_in(Role.DSL, setting=people.school)
    page = client.get(f"/referrals/{made.public_id}/form/child")
    client.submit("Save and continue", {"home_postcode": "ls29jt", "home_ward": ""})
    page = client.get(f"/referrals/{made.public_id}/form/child")
    assert 'value="Quayside"' in page.data.decode()


def named(context: dict[str, Any]) -> dict[str, Any]:
    place = {"_id": "r1", "place": "Back stairs", "place_kind": "stairwell_or_toilets", "area": "ls2 9jt"}
    peer = {"_id": "r2", "peer_name": "Robin Canary", "influence": "risky", "needs_support": "yes"}
    return {**context, "school": {**context["school"], "places": [place], "peers": [peer]}}


def test_places_and_peers_are_rows_and_peers_have_a_purpose(people, make_referral, as_, directory) -> None:
    made = make_referral()
    with as_(people.dsl) as actor:
        context = named(answers_of(made, FORM)["context"])
        write_answers(actor, made, FORM, {"context": context})
        from fap import actions

        actions.submit_referral(actor, made)
        session().commit()
        assert [row.name for row in session().scalars(select(ReferralPeer))].count("Robin Canary") == 1
    with as_(people.officer) as actor:
        places = session().scalars(select(ReferralPlace).where(ReferralPlace.row_key == "r1")).all()
        assert [(row.name, row.ward) for row in places] == [("Back stairs", "Quayside")]
        reader = ReferralReader(actor, made)
        assert "Robin Canary" not in str(reading_of(made, LONG_FORM, reader, made.version).said())
        with pytest.raises(ValueError, match="reason"):
            read_peers(actor, made, " ")
        found = read_peers(actor, made, "To ask the school about support")
        assert "Robin Canary" in [row.name for row in found]
        assert any("To ask the school" in line.words for line in history(made))
    with as_(people.coordinator) as actor:
        assert session().scalars(select(ReferralPeer)).all() == []
        with pytest.raises(NotAllowed):
            read_peers(actor, made, "To know more")


def test_an_officer_reads_peers_only_after_saying_what_for(people, make_referral, as_, signed_in) -> None:
    made = make_referral("submitted")
    with as_(people.dsl):
        session().add(
            ReferralPeer(
                referral_id=made.id, context="home", row_key="r9", name="Wren Example", influence="both"
            )
        )
        session().commit()
    client = signed_in(Role.SAFEGUARDING_OFFICER)
    page = client.get(f"/referrals/{made.public_id}")
    page = client.click("Peers named in the form")
    assert "Wren Example" not in page
    assert "Wren Example" not in client.submit("Show the names", {"purpose": ""}, status=422)
    assert "Wren Example" in client.submit("Show the names", {"purpose": "To arrange support"})


def test_the_discussion_is_kept_beside_the_form(people, make_referral, meeting, as_) -> None:
    made = make_referral("on_agenda", meeting=meeting)
    before = answers_of(made, FORM)
    with as_(people.coordinator) as actor:
        item = lists.current_item(made)
        with pytest.raises(ValueError, match="which reason"):
            note_discussion(actor, item, made, matched="no")
        note_discussion(
            actor, item, made, matched="no", discussed="Touching.", covered=("school", "home"), words="A"
        )
        noted = note_discussion(actor, item, made, matched="partly", discussed="Touching, twice.")
        session().commit()
        assert (noted.reason_matched, noted.contexts) == ("partly", frozenset())
        assert lists.heard_of(item)["discussed"] == "Touching, twice."  # type: ignore[index]
        assert session().query(HeardAtPanel).count() == 1
    assert answers_of(made, FORM) == before
    with as_(people.dsl):
        assert lists.discussions_of(made) == [], "the school does not read the panel's discussion"


def test_a_setting_is_not_safe_and_the_officer_rules(people, make_referral, meeting, as_) -> None:
    made = make_referral("on_agenda", meeting=meeting)
    with as_(people.coordinator) as actor:
        item = lists.current_item(made)
        answer = note_not_safe(actor, item, made, people.other.id)
        with pytest.raises(ValueError, match="already"):
            note_not_safe(actor, item, made, people.other.id)
        with pytest.raises(NotAllowed):
            rule_on_safety(actor, answer, upheld=True, words="Because")
        session().commit()
    with as_(people.officer) as actor:
        assert [row.id for row in lists.open_safety_answers()] == [answer.id]
        with pytest.raises(ValueError, match="reason"):
            rule_on_safety(actor, answer, upheld=True, words="")
        rule_on_safety(actor, answer, upheld=True, words="A child there was harmed.")
        session().commit()
        assert session().get_one(SafetyAnswer, answer.id).status == "upheld"
        assert lists.open_safety_answers() == []
    with as_(people.dsl):
        assert session().scalars(select(SafetyAnswer)).all() == []


def test_the_pages_of_what_was_said(people, make_referral, meeting, as_, signed_in) -> None:
    made = make_referral("on_agenda", meeting=meeting)
    with as_(people.coordinator):
        item = lists.current_item(made)
        key = item.public_id
    client = signed_in(Role.FAP_COORDINATOR)
    client.get(f"/panels/items/{key}")
    client.click("Does the reason on the form match the discussion?")
    assert "which reason" in client.submit("Save", {"matched": "no"}, status=422).words.casefold()
    client.submit("Save", {"matched": "no", "discussed": "Sexual touching in drama.", "covered": ["school"]})
    client.click("A setting says: not safe given who is here now")
    client.submit("Note it", {"setting": people.other.urn})
    page = client.get(f"/referrals/{made.public_id}")
    assert "Sexual touching in drama." in page
    assert "has not ruled yet" in page
    officer = signed_in(Role.SAFEGUARDING_OFFICER)
    page = officer.get("/")
    officer.click("Aldermere School: not safe given who is there now")
    officer.submit("Save the ruling", {"upheld": "no", "words": "They are in other year groups."})
    assert "ruled that the setting can take the child" in officer.get(f"/referrals/{made.public_id}")
    school = signed_in(Role.DSL, setting=people.school)
    assert "Sexual touching in drama." not in school.get(f"/referrals/{made.public_id}")
