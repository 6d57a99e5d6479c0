"""The decision, whole: the risk question before it, overrides that stay, every field where people read it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from fap import actions
from fap.actions import DecisionValues
from fap.actions.panel_said import note_not_safe, rule_on_safety
from fap.decision_lines import lines_of
from fap.models import AgendaItem, Decision, DecisionOverride, Referral
from foundation.access.permissions import Role
from foundation.post.models import OutboxMessage
from foundation.store import session
from foundation.trail import history
from tests.fap.test_panel_actions import START, advise, place, rows, separate


@pytest.fixture
def open_item(make_referral, meeting, people, as_):
    """A referral on the agenda of a meeting that is open."""

    def make() -> tuple[Referral, AgendaItem]:
        made = make_referral("on_agenda", meeting=meeting)
        [item] = [row for row in rows(AgendaItem) if row.referral_id == made.id]
        with as_(people.coordinator) as actor:
            actions.publish_meeting(actor, meeting)
        session().commit()
        return made, item

    return make


def told(notice: str) -> list[int]:
    return [row.account_id for row in rows(OutboxMessage) if row.notice == notice]


# The risk question -------------------------------------------------------------------------------


def test_no_decision_for_a_child_with_a_live_separation_before_the_risk_question(open_item, people, as_):
    """Also for a school whose check is clear, and without saying why; only a deferral is saved meanwhile."""
    made, item = open_item()
    separate(people, as_, made)
    here = {"setting_id": people.school.id}
    with as_(people.chair) as actor:
        for values in (place(people, **here), DecisionValues(kind="not_eligible", reasons="Another route")):
            with pytest.raises(actions.AdviceNeeded) as refused:
                actions.draft_decision(actor, item, made, values)
            assert "separation" not in str(refused.value)
        assert rows(Decision) == []
        deferred = DecisionValues(kind="deferred", reasons="Advice is waited for")
        assert actions.draft_decision(actor, item, made, deferred).status == "draft"
    advise(people, as_, made, **here)
    with as_(people.chair) as actor:
        saved = actions.draft_decision(actor, item, made, place(people, **here))
        assert saved.advice_id is not None
        later = {**here, "start_date": START + dt.timedelta(days=1)}
        with pytest.raises(actions.AdviceNeeded):
            actions.draft_decision(actor, item, made, place(people, **later))
        shown = dict(lines_of(saved, inside=True))
        assert "No objection" in shown["Safeguarding officer’s advice"]
        assert "Secret" not in str(shown)


def test_an_objection_needs_a_reason_and_a_corrected_answer_stops_the_signature(open_item, people, as_):
    """What the officer says later counts when the chair signs."""
    made, item = open_item()
    asked = advise(people, as_, made)
    with as_(people.chair) as actor:
        drafted = actions.draft_decision(actor, item, made, place(people))
    with as_(people.officer) as actor:
        actions.give_advice(actor, asked, made, answer="objection", words="Not now.")
    with as_(people.chair) as actor:
        with pytest.raises(actions.SignatureRefused):
            actions.sign_decision(actor, drafted, item, made)
        assert drafted.status == "draft"
        with pytest.raises(actions.CheckNotClear) as refused:
            actions.draft_decision(actor, item, made, place(people))
        assert refused.value.because == ("objection",)
        actions.draft_decision(actor, item, made, place(people, override_reason="The only school."))
        actions.sign_decision(actor, drafted, item, made)
    assert [row.because for row in rows(DecisionOverride)] == ["objection"]


def test_what_an_officer_said_aloud_is_written_down_and_put_right(open_item, people, as_):
    """Nobody but an officer can be named; the officer is told and answers over it."""
    made, _item = open_item()
    separate(people, as_, made)
    with as_(people.coordinator) as actor:
        about = {"setting_id": people.other.id, "start_date": START}
        asked = actions.ask_advice(actor, made, asked="May the child start?", **about)
        with pytest.raises(ValueError, match="waits for an answer"):
            actions.ask_advice(actor, made, asked="Again?", **about)
        with pytest.raises(ValueError, match="Choose the officer"):
            actions.note_advice(actor, asked, made, officer_id=people.chair.id, answer="no_objection")
        actions.note_advice(actor, asked, made, officer_id=people.officer.id, answer="no_objection")
        with pytest.raises(ValueError, match="an answer already"):
            actions.note_advice(actor, asked, made, officer_id=people.officer.id, answer="no_objection")
    assert told("advice_noted") == [people.officer.id]
    with as_(people.officer) as actor:
        with pytest.raises(ValueError, match="conditions"):
            actions.give_advice(actor, asked, made, answer="conditions")
        actions.give_advice(actor, asked, made, answer="conditions", words="A key adult at the gate.")
    assert (asked.status, asked.noted_by, asked.given_by) == ("given", None, people.officer.id)
    assert told("advice_given") == [people.coordinator.id]
    with as_(people.member) as actor, pytest.raises(actions.NotAllowed):
        actions.ask_advice(actor, made, asked="May the child start?")


def test_a_setting_that_is_not_safe_needs_a_reason_until_the_officer_rules(open_item, people, as_):
    made, item = open_item()
    with as_(people.coordinator) as actor:
        answer = note_not_safe(actor, item, made, people.other.id)
        with pytest.raises(actions.CheckNotClear) as refused:
            actions.draft_decision(actor, item, made, place(people))
        assert refused.value.because == ("not_safe",)
    with as_(people.officer) as actor:
        rule_on_safety(actor, answer, upheld=False, words="Those children have left.")
    with as_(people.coordinator) as actor:
        assert actions.draft_decision(actor, item, made, place(people)).override_reason is None


# Overrides ---------------------------------------------------------------------------------------


def test_an_override_stays_on_the_officers_page_whatever_is_changed_later(open_item, people, as_, signed_in):
    """Choosing another school afterwards hides nothing."""
    made, item = open_item()
    separate(people, as_, made)
    advise(people, as_, made)
    with as_(people.coordinator) as actor:
        values = place(people, override_reason="The only school with a place.")
        actions.draft_decision(actor, item, made, values)
    advise(people, as_, made, setting_id=people.school.id)
    with as_(people.coordinator) as actor:
        drafted = actions.draft_decision(actor, item, made, place(people, setting_id=people.school.id))
        assert drafted.override_reason is None
    session().commit()
    officer = signed_in(Role.SAFEGUARDING_OFFICER)
    home = officer.get("/")
    assert "The only school with a place." in home
    assert "Another place since" in home
    page = officer.get(f"/referrals/{made.public_id}")
    assert "chosen although something spoke against it" in page
    assert "The placement check says conflict" in page


# The decision, whole -----------------------------------------------------------------------------

EVERYTHING: dict[str, Any] = {
    "kind": "managed_move",
    "until": dt.date(2027, 1, 29),
    "transition_on": dt.date(2026, 11, 20),
    "review_on": dt.date(2026, 12, 18),
    "if_breaks_down": "Back to the first school within a day.",
    "issues": ("at_risk_of_exclusion", "several_schools"),
    "provision": {"mainstream": ["recommended", "agreed"], "other": ["pru_support", "school_costs"]},
    "provision_other": "A mentor for two terms",
    "decision_text": "A trial of one term.",
    "conditions": "The family visits first.",
    "dissent": "One member thinks a place is better.",
    "dissent_by": "The member for Eldon Park",
    "support_child": "Reading support.",
    "reason_matches": "partly",
    "contexts_covered": "some",
}


def test_every_field_stands_on_the_page_on_paper_and_in_the_history(open_item, people, as_, signed_in):
    """And the school reads neither dissent nor what was noted for the panel."""
    made, item = open_item()
    with as_(people.coordinator) as actor:
        drafted = actions.draft_decision(actor, item, made, place(people, **EVERYTHING))
        changed = {**EVERYTHING, "conditions": "The family visits twice."}
        actions.draft_decision(actor, item, made, place(people, **changed))
    assert "(conditions)" in history(drafted)[0].words
    session().commit()
    coordinator = signed_in(Role.FAP_COORDINATOR)
    page = coordinator.get(f"/panels/decisions/{drafted.public_id}")
    for words in (
        "A managed move on trial",
        "Fri 18 Dec 2026",
        "Back to the first school within a day.",
        "At risk of permanent exclusion, or a managed move",
        "Moved between several schools (j), (k)",
        "Place at a mainstream school: recommended, placement agreed",
        "Other: pru support, school costs",
        "A mentor for two terms",
        "A trial of one term.",
        "The family visits twice.",
        "One member thinks a place is better.",
        "The member for Eldon Park",
        "Reading support.",
        "Group work with the youth service.",
        "Partly",
    ):
        assert words in page, words
    assert coordinator.get(f"/panels/decisions/{drafted.public_id}/pdf").data.startswith(b"%PDF")
    known = coordinator.get(f"/panels/items/{item.public_id}")
    assert "The family visits twice." in known.text
    with as_(people.chair) as actor:
        actions.sign_decision(actor, drafted, item, made)
    session().commit()
    school = signed_in(Role.DSL, setting=people.school).get(f"/referrals/{made.public_id}")
    assert "The family visits twice." in school
    assert "One member thinks" not in school


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"kind": "managed_move"}, "review_on"),
        ({"kind": "managed_move", "review_on": START, "if_breaks_down": "Back"}, "review_on"),
        ({"provision": {"other": ["agreed"]}}, "provision_other"),
        ({"dissent_by": "Somebody"}, "dissent"),
        ({"issues": ("no_such_issue",)}, "issues"),
        ({"setting_id": None}, "setting"),
    ],
)
def test_what_does_not_make_a_decision_is_refused_at_its_question(open_item, people, as_, wrong, key):
    made, item = open_item()
    with as_(people.coordinator) as actor, pytest.raises(actions.Contradiction) as refused:
        actions.draft_decision(actor, item, made, place(people, **wrong))
    assert refused.value.key == key


def test_a_referral_is_withdrawn_by_decision(open_item, people, as_):
    made, item = open_item()
    with as_(people.chair) as actor:
        values = DecisionValues(kind="withdrawn", reasons="The family moved away.")
        drafted = actions.draft_decision(actor, item, made, values)
        actions.sign_decision(actor, drafted, item, made)
    assert (made.status, item.outcome, made.ended_reason) == (
        "withdrawn",
        "withdrawn",
        "The family moved away.",
    )
